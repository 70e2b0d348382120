import Glibc

/// Standard input, byte by byte as it comes.
enum StandardInput {
  /// False when nothing came in time, or a signal did.
  static func isReady(within milliseconds: Int32) -> Bool {
    var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&ready, 1, milliseconds) > 0
  }

  /// What is there, empty at the end; nil when a signal came instead.
  static func read() -> ArraySlice<UInt8>? {
    var block = [UInt8](repeating: 0, count: 1 << 16)
    // SAFETY: the pointer is used only during the call, for as many bytes as the block has.
    let count = block.withUnsafeMutableBytes { Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count) }
    if count < 0 { return errno == EINTR ? nil : [] }
    return block[..<count]
  }
}
