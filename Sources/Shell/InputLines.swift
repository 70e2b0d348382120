import Glibc

/// The lines of standard input, as they come.
struct InputLines {
  enum Next {
    /// With its line end, but for the last one.
    case line(String)
    /// A signal came while waiting.
    case interrupted
    case end
  }

  private var pending: [UInt8] = []

  mutating func next() -> Next {
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        defer { pending.removeSubrange(...end) }
        return .line(String(decoding: pending[...end], as: UTF8.self))
      }
      // A signal that comes right before the wait, or to another thread, does not end it: so look now and then.
      var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      while poll(&ready, 1, 100) <= 0, Interruption.exitCode == nil {}
      if Interruption.exitCode != nil {
        pending.removeAll()
        return .interrupted
      }
      var block = [UInt8](repeating: 0, count: 4096)
      // SAFETY: the pointer is used only during the call, for as many bytes as the block has.
      let count = block.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
      if count > 0 {
        pending += block[..<count]
      } else if count < 0, errno == EINTR {
        pending.removeAll()
        return .interrupted
      } else if pending.isEmpty {
        return .end
      } else {
        defer { pending.removeAll() }
        return .line(String(decoding: pending, as: UTF8.self))
      }
    }
  }
}
