import CMalloc
import Glibc

/// Lays out the memory of the process before any of it is used: the first of it lies in large pages, and stays when
/// it is given back. Tables come and go in columns of megabytes, of which a touch of each small page would cost more
/// than what is done with it.
package func layOutHeap() {
  let (room, page) = (30 << 20, 2 << 20)
  mallopt(M_MMAP_THRESHOLD, Int32(room + page))
  mallopt(M_TRIM_THRESHOLD, Int32(2 * room))
  // SAFETY: the room is in one piece, is only named, and is given back untouched.
  guard let start = malloc(room) else { return }
  adviseHugePages(UnsafeMutableRawBufferPointer(start: start, count: room))
  free(start)
}

/// Room for so many elements in the place of an earlier one, whose elements it keeps; `free` of the C library gives
/// it back. Large pieces move by being mapped elsewhere, without being touched.
package func resized<Element: BitwiseCopyable>(
  _ earlier: UnsafeMutablePointer<Element>?, to capacity: Int
) -> UnsafeMutablePointer<Element> {
  // SAFETY: the earlier one came from here, and nobody else holds it.
  guard let room = realloc(earlier, capacity * MemoryLayout<Element>.stride) else {
    fatalError("no memory is left")
  }
  return room.assumingMemoryBound(to: Element.self)
}
