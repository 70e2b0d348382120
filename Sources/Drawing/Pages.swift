import Glibc
import Parallel

/// Memory for something large that is needed for a moment, and that the system has back right afterwards. The heap
/// would keep it for what may come.
final class Pages {
  let bytes: UnsafeMutableBufferPointer<UInt8>

  /// Zeroes. Nil where there is no room.
  init?(count: Int) {
    let start = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let start, start != UnsafeMutableRawPointer(bitPattern: -1) else { return nil }
    adviseHugePages(UnsafeMutableRawBufferPointer(start: start, count: count))
    bytes = UnsafeMutableBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: count)
  }

  deinit {
    // SAFETY: the pages are this object's, and who looks at them keeps it.
    munmap(bytes.baseAddress, bytes.count)
  }
}
