import Glibc

/// A buffer whose parts are written by several workers.
package struct SharedBuffer<Element>: @unchecked Sendable {
  // SAFETY: each worker writes only the stretch of its own piece, while the owner of the buffer waits.
  package let base: UnsafeMutablePointer<Element>

  /// - Precondition: the buffer has room for something.
  @inlinable package init(_ buffer: UnsafeMutableBufferPointer<Element>) {
    guard let base = buffer.baseAddress else { preconditionFailure("a shared buffer without room") }
    self.base = base
  }
}

/// Asks for large pages under a large buffer that is about to be filled: far fewer page faults.
package func adviseHugePages(_ buffer: UnsafeMutableRawBufferPointer) {
  // SAFETY: names whole pages within the buffer by their address, to give a hint about them.
  let page = 2 << 20
  guard buffer.count >= 2 * page, let base = buffer.baseAddress else { return }
  let start = UnsafeMutableRawPointer(bitPattern: (UInt(bitPattern: base) + UInt(page) - 1) & ~UInt(page - 1))
  guard let start else { return }
  let length = (buffer.count - base.distance(to: start)) & ~(page - 1)
  if length > 0 { madvise(start, length, MADV_HUGEPAGE) }
}
