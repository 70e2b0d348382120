import Glibc

/// Standard output, gathered into large writes.
///
/// A reader that has gone (`hq … | head`) is no error: what comes behind is dropped, and `isClosed` tells.
final class StandardOutput {
  private var buffer: [UInt8] = []
  private(set) var isClosed = false
  /// What made writing fail, if it was not a reader that has gone.
  private(set) var failure: String?

  var isQuiet = false
  /// What must be out of the way while something is written.
  private let progressLine: ProgressLine

  init(progressLine: ProgressLine) {
    self.progressLine = progressLine
    buffer.reserveCapacity(StandardOutput.capacity + 4096)
  }

  private static let capacity = 1 << 16

  func write(_ text: String) {
    var text = text
    // SAFETY: here and below, bytes are copied before the call ends.
    text.withUTF8 { append($0) }
  }

  func write(_ bytes: UnsafeRawBufferPointer) { bytes.withMemoryRebound(to: UInt8.self) { append($0) } }

  func write(bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

  private func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard !isClosed else { return }
    buffer.append(contentsOf: bytes)
    if buffer.count >= StandardOutput.capacity { flush() }
  }

  func flush() {
    guard !buffer.isEmpty else { return }
    progressLine.hidden { writeBuffer() }
  }

  /// Does what may take long, and shows how far it has come. A person who wants quiet gets it.
  func working<Result>(_ work: () throws -> Result) rethrows -> Result {
    isQuiet ? try work() : try progressLine.show(during: work)
  }

  /// A line on standard error, behind all that was written before.
  func writeErrorLine(_ line: String) {
    flush()
    progressLine.hidden { writeError(line) }
  }

  private func writeBuffer() {
    var start = 0
    while start < buffer.count, !isClosed {
      let written = buffer.withUnsafeBytes { bytes in
        // SAFETY: the pointer is used only during the call, and covers what is left of the buffer.
        Glibc.write(STDOUT_FILENO, bytes.baseAddress?.advanced(by: start), bytes.count - start)
      }
      if written >= 0 {
        start += written
      } else if errno != EINTR {
        isClosed = true
        if errno != EPIPE { failure = String(cString: strerror(errno)) }
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// Writes a line to standard error at once.
func writeError(_ line: String) {
  var text = line + "\n"
  text.withUTF8 { bytes in
    var start = 0
    while start < bytes.count {
      // SAFETY: the pointer is used only during the call, and covers what is left of the line.
      let written = Glibc.write(STDERR_FILENO, bytes.baseAddress?.advanced(by: start), bytes.count - start)
      if written < 0, errno != EINTR { return }
      start += max(0, written)
    }
  }
}
