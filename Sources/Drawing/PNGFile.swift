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
      for _ in 0..<width {
        // All are read before any is written: the first dot comes to lie on itself.
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
