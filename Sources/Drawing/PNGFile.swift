import CDeflate

/// Packs the dots of a picture as a PNG.
enum PNGFile {
  /// The rows hold four bytes a dot – blue, green, red, and one that says nothing – and are used up.
  static func pack(
    _ rows: UnsafeMutableBufferPointer<UInt8>, width: Int, height: Int
  ) throws(DrawingError) -> [UInt8] {
    let dots = tighten(rows, width: width, height: height)
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    // Eight bits a channel, red, green and blue, nothing interlaced.
    append("IHDR", bytes(UInt32(width)) + bytes(UInt32(height)) + [8, 2, 0, 0, 0], to: &file)
    append("IDAT", try deflated(dots), to: &file)
    append("IEND", [], to: &file)
    return file
  }

  /// Moves the dots together where they are: three bytes each, and before each row a byte that says that the
  /// row is as it is. Flat colours pack as well without being compared with what is beside them.
  private static func tighten(
    _ rows: UnsafeMutableBufferPointer<UInt8>, width: Int, height: Int
  ) -> UnsafeBufferPointer<UInt8> {
    let line = 3 * width + 1
    for row in 0..<height {
      var (source, target) = (4 * row * width, row * line + 1)
      // SAFETY: four dots are read before they are written, and lie within the rows; the first comes to lie on itself.
      let bytes = UnsafeMutableRawBufferPointer(rows)
      for _ in 0..<(width / 4) {
        let (two, next) = (twoDots(bytes, at: source), twoDots(bytes, at: source + 8))
        bytes.storeBytes(of: two | next << 48, toByteOffset: target, as: UInt64.self)
        bytes.storeBytes(
          of: UInt32(truncatingIfNeeded: next >> 16), toByteOffset: target + 8, as: UInt32.self)
        source += 16
        target += 12
      }
      for _ in 0..<(width % 4) {
        let (blue, green, red) = (rows[source], rows[source + 1], rows[source + 2])
        rows[target] = red
        rows[target + 1] = green
        rows[target + 2] = blue
        source += 4
        target += 3
      }
      rows[row * line] = 0
    }
    return UnsafeBufferPointer(rebasing: rows[..<(line * height)])
  }

  /// Six bytes, the first in the lowest place: red, green and blue of one dot, and of the next.
  @inline(__always)
  private static func twoDots(_ bytes: UnsafeMutableRawBufferPointer, at place: Int) -> UInt64 {
    let turned = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self).byteSwapped
    return turned >> 40 | (turned >> 8 & 0xFF_FFFF) << 24
  }

  private static func deflated(_ dots: UnsafeBufferPointer<UInt8>) throws(DrawingError) -> [UInt8] {
    let usualLevel: Int32 = 6
    guard let compressor = libdeflate_alloc_compressor(usualLevel) else {
      throw DrawingError(.memory, "there is no memory to pack a picture")
    }
    defer { libdeflate_free_compressor(compressor) }
    // Most of it is never touched, and so never there.
    guard let room = Pages(count: libdeflate_zlib_compress_bound(compressor, dots.count)) else {
      throw DrawingError(.memory, "there is no memory to pack a picture")
    }
    let count = libdeflate_zlib_compress(
      compressor, dots.baseAddress, dots.count, room.bytes.baseAddress, room.bytes.count)
    return withExtendedLifetime(room) { Array(room.bytes[..<count]) }
  }

  private static func append(_ kind: String, _ content: [UInt8], to file: inout [UInt8]) {
    file += bytes(UInt32(content.count))
    let start = file.count
    file += kind.utf8
    file += content
    // SAFETY: the piece lies within the array, which outlives the call.
    let sum = file[start...].withUnsafeBytes { libdeflate_crc32(0, $0.baseAddress, $0.count) }
    file += bytes(sum)
  }

  private static func bytes(_ number: UInt32) -> [UInt8] {
    [UInt8(number >> 24), UInt8(number >> 16 & 255), UInt8(number >> 8 & 255), UInt8(number & 255)]
  }
}
