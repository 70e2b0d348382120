import Glibc
import Synchronization

/// The signals that change what the screen shows while a line is edited.
enum TerminalSignals {
  private static let resized = Atomic<Bool>(false)
  private static let continued = Atomic<Bool>(false)

  static func listen() {
    // A first use of the statics inside the handlers would not be safe there.
    _ = takeResized()
    _ = takeContinued()
    var action = sigaction()
    // What a statement reads or writes goes on; waiting for a key ends all the same.
    action.sa_flags = SA_RESTART
    action.__sigaction_handler.sa_handler = { _ in TerminalSignals.resized.store(true, ordering: .relaxed) }
    sigaction(SIGWINCH, &action, nil)
    action.__sigaction_handler.sa_handler = { _ in TerminalSignals.continued.store(true, ordering: .relaxed) }
    sigaction(SIGCONT, &action, nil)
    // Whoever started hq may have blocked them, as the threads of some programs do.
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGWINCH, SIGCONT, SIGTSTP] { sigaddset(&signals, signal) }
    sigprocmask(SIG_UNBLOCK, &signals, nil)
  }

  static func takeResized() -> Bool { resized.exchange(false, ordering: .relaxed) }
  static func takeContinued() -> Bool { continued.exchange(false, ordering: .relaxed) }
}
