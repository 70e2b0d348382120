import CMalloc
import Glibc

/// Lays out the memory of the process before any of it is used: the first of it lies in large pages, and stays when
/// it is given back. Tables come and go in columns of megabytes, of which a touch of each small page would cost more
/// than what is done with it.
package func layOutHeap() {
  let (room, page) = (30 << 20, 2 << 20)
  mallopt(M_MMAP_THRESHOLD, Int32(room + page))
  mallopt(M_TRIM_THRESHOLD, Int32(2 * room))
  mallopt(M_TOP_PAD, 1 << 20)
  // SAFETY: the room is in one piece, is only named, and is given back untouched.
  guard let start = malloc(room) else { return }
  adviseHugePages(UnsafeMutableRawBufferPointer(start: start, count: room))
  free(start)
}

/// Has the system give the next so many bytes of the heap now, which it would give page by page when they are first
/// written: for a thread that has nothing else to do.
func readyHeap(_ byteCount: Int) {
  let unused = Int(mallinfo2().keepcost)
  // SAFETY: names pages at the end of the heap, to which nothing is written here. Where another thread has taken some
  // meanwhile, they are there already.
  guard let end = sbrk(0), UInt(bitPattern: end) != UInt.max else { return }
  let page = UInt(4 << 10)
  let start = (UInt(bitPattern: end) - UInt(unused) + page - 1) & ~(page - 1)
  guard start < UInt(bitPattern: end), let base = UnsafeMutableRawPointer(bitPattern: start) else { return }
  madvise(base, min(byteCount, Int(UInt(bitPattern: end) - start)), MADV_POPULATE_WRITE)
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
