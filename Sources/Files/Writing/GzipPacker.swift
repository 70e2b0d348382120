import CZlib

/// Packs a stream of bytes as one gzip member. Owns and frees the zlib stream.
final class GzipPacker {
  // SAFETY: allocated and freed with this object, and used by it alone; zlib remembers where the stream stands, so
  // it must not move.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  /// False when zlib found no memory to start with.
  let isReady: Bool

  // 16 asks for the gzip wrapping, which holds no name and no time.
  init() {
    stream.initialize(to: z_stream())
    isReady = hq_deflate_start(stream, Z_DEFAULT_COMPRESSION, 15 + 16) == Z_OK
  }

  deinit {
    if isReady { deflateEnd(stream) }
    stream.deallocate()
  }

  /// - Parameter isLast: nothing comes behind these bytes.
  func pack(_ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: (UnsafeRawBufferPointer) throws -> Void)
    throws
  {
    precondition(bytes.count <= Int(UInt32.max), "pieces to pack are small")
    // SAFETY: zlib reads `avail_in` bytes of a buffer that lives through this call, and never writes to it,
    // although the pointer is declared mutable; it writes at most `avail_out` bytes to the chunk.
    stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
    stream.pointee.avail_in = UInt32(bytes.count)
    var isDone = false
    while !isDone {
      let packed = chunk.withUnsafeMutableBufferPointer { target in
        stream.pointee.next_out = target.baseAddress
        stream.pointee.avail_out = UInt32(target.count)
        let result = deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
        isDone = isLast ? result != Z_OK : stream.pointee.avail_out > 0
        return target.count - Int(stream.pointee.avail_out)
      }
      // SAFETY: `packed` bytes were written; the sink does not keep the pointer.
      if packed > 0 { try chunk[..<packed].withUnsafeBytes(sink) }
    }
  }
}
