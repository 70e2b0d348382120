import Glibc

/// The program in which a person reads long tables: `$PAGER`, else less.
struct Pager {
  enum Ending: Equatable {
    case read
    /// There is no such program.
    case missing(String)
  }

  /// The words that start it. They are never given to a shell.
  private let words: [String]

  init(environment: String?) {
    let named = (environment ?? "").split(separator: " ").map(String.init)
    words = named.isEmpty ? ["less", "-RS"] : named
  }

  /// Whether colours mean something to it.
  var takesColors: Bool {
    words.first?.split(separator: "/").last == "less"
      && words.dropFirst().contains { $0.hasPrefix("-") && $0.contains("R") }
  }

  /// Shows a text until the reader has had enough.
  func show(_ text: [UInt8]) -> Ending {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return .missing("a pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGPIPE, SIGTERM] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    // Ctrl-C belongs to the pager while it is there.
    var (ignored, before) = (sigaction(), sigaction())
    ignored.__sigaction_handler.sa_handler = SIG_IGN
    sigaction(SIGINT, &ignored, &before)
    defer {
      sigaction(SIGINT, &before, nil)
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    var process: pid_t = 0
    // SAFETY: the copies of the words last until they are freed below, and end with a null as the call wants.
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    let failure = posix_spawnp(&process, words[0], &actions, &attributes, &arguments, environ)
    close(ends[0])
    guard failure == 0 else {
      close(ends[1])
      return .missing(words[0])
    }
    write(text, to: ends[1])
    close(ends[1])
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    // 127 is how a program that could not be started ends where the call itself cannot tell.
    return (status >> 8) & 0xFF == 127 ? .missing(words[0]) : .read
  }

  /// A reader who has had enough closes the other end, which is no error.
  private func write(_ text: [UInt8], to descriptor: Int32) {
    var start = 0
    while start < text.count {
      let written = text.withUnsafeBytes { bytes in
        // SAFETY: the pointer is used only during the call, and covers what is left of the text.
        Glibc.write(descriptor, bytes.baseAddress?.advanced(by: start), bytes.count - start)
      }
      if written < 0, errno != EINTR { return }
      start += max(0, written)
    }
  }
}
