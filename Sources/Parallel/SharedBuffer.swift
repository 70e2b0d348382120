import Glibc

/// Memory that several workers write at once, each in its own places.
package struct SharedBuffer<Element>: @unchecked Sendable {
  // SAFETY: whoever shares the memory gives every worker places of its own, keeps it until the loop has joined, and
  // reads it only after that. Where there are no places, none is asked for.
  package let base: UnsafeMutablePointer<Element>

  @inlinable package init(_ buffer: UnsafeMutableBufferPointer<Element>) {
    base =
      buffer.baseAddress
      ?? UnsafeMutablePointer(bitPattern: MemoryLayout<Element>.alignment).unsafelyUnwrapped
  }

  @inlinable package subscript(index: Int) -> Element {
    get { base[index] }
    nonmutating set { base[index] = newValue }
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
