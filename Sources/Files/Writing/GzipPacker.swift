import CZlib

/// Packs a stream of bytes as one gzip member. Owns and frees the zlib stream.
final class GzipPacker {
  private var stream = z_stream()
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  private let isReady: Bool

  // 16 asks for the gzip wrapping, which holds no name and no time.
  init() { isReady = hq_deflate_start(&stream, Z_DEFAULT_COMPRESSION, 15 + 16) == Z_OK }

  deinit { if isReady { deflateEnd(&stream) } }

  /// - Parameter isLast: nothing comes behind these bytes.
  func pack(_ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: (UnsafeRawBufferPointer) throws -> Void)
    throws
  {
    precondition(bytes.count <= Int(UInt32.max), "pieces to pack are small")
    // SAFETY: zlib reads `avail_in` bytes of a buffer that lives through this call, and never writes to it,
    // although the pointer is declared mutable; it writes at most `avail_out` bytes to the chunk.
    stream.next_in = UnsafeMutablePointer(mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
    stream.avail_in = UInt32(bytes.count)
    var isDone = false
    while !isDone {
      let packed = chunk.withUnsafeMutableBufferPointer { target in
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        let result = deflate(&stream, isLast ? Z_FINISH : Z_NO_FLUSH)
        isDone = isLast ? result != Z_OK : stream.avail_out > 0
        return target.count - Int(stream.avail_out)
      }
      if packed > 0 { try chunk[..<packed].withUnsafeBytes(sink) }
    }
  }
}
