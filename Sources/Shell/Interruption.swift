import Engine
import Glibc
import Parallel
import Synchronization

/// What became of SIGINT and SIGTERM: they stop the statement, which leaves everything as it was.
enum Interruption {
  static let cancellation = Cancellation()
  private static let received = Atomic<Int32>(0)

  static var exitCode: ExitCode? {
    switch received.load(ordering: .relaxed) {
    case SIGINT: .interrupted
    case SIGTERM: .terminated
    default: nil
    }
  }

  private static let hungUp = Atomic<Bool>(false)

  /// Takes SIGHUP as a request to read the plan again, from here on.
  static func listenForHangUp() {
    hungUp.store(false, ordering: .relaxed)
    signal(SIGHUP) { _ in Interruption.hungUp.store(true, ordering: .relaxed) }
    unblock([SIGHUP])
  }

  /// Whether SIGHUP has come since this was last asked.
  static func takeHangUp() -> Bool { hungUp.exchange(false, ordering: .relaxed) }

  static func forget() {
    received.store(0, ordering: .relaxed)
    cancellation.reset()
  }

  static func listen() {
    // A first use of the statics inside the handler would not be safe there.
    forget()
    signal(SIGPIPE, SIG_IGN)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { number in
      // The second time nothing is waited for.
      if Interruption.received.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
      Interruption.cancellation.cancel()
    }
    sigaction(SIGINT, &action, nil)
    sigaction(SIGTERM, &action, nil)
    unblock([SIGINT, SIGTERM])
  }

  /// Whoever started hq may have blocked them, as the threads of some programs do.
  private static func unblock(_ numbers: [Int32]) {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in numbers { sigaddset(&signals, number) }
    sigprocmask(SIG_UNBLOCK, &signals, nil)
  }
}
