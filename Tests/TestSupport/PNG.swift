import CZlib

/// As much of a PNG as is needed to know that something is to be seen.
package struct PNG {
  package let width: Int
  package let height: Int
  /// How many different colours are there, counted up to a few.
  package let colours: Int
  private let dots: [UInt8]
  private let channels: Int

  package struct Damaged: Error {}

  /// Eight bits a channel, without interlacing.
  package init(_ bytes: [UInt8]) throws {
    guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { throw Damaged() }
    func number(_ place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
    var place = 8
    var packed: [UInt8] = []
    var isEnded = false
    while place + 12 <= bytes.count, !isEnded {
      let length = number(place)
      let kind = String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)
      guard place + 12 + length <= bytes.count else { throw Damaged() }
      let sum = crc32(0, Array(bytes[place + 4..<place + 8 + length]), UInt32(length + 4))
      guard Int(sum) == number(place + 8 + length) else { throw Damaged() }
      if kind == "IDAT" { packed += bytes[place + 8..<place + 8 + length] }
      isEnded = kind == "IEND"
      place += 12 + length
    }
    guard isEnded, place == bytes.count, bytes[24] == 8 else { throw Damaged() }
    (width, height) = (number(16), number(20))
    let channels = [2: 3, 6: 4][Int(bytes[25])] ?? 0
    guard channels > 0 else { throw Damaged() }
    let line = width * channels + 1
    var pixels = [UInt8](repeating: 0, count: line * height)
    var size = uLong(pixels.count)
    guard uncompress(&pixels, &size, packed, uLong(packed.count)) == Z_OK, size == pixels.count else {
      throw Damaged()
    }
    dots = PNG.unfiltered(pixels, line, channels)
    self.channels = channels
    colours = PNG.colours(dots, line, channels)
  }

  /// The colour of a dot: 0xRRGGBB.
  package subscript(x: Int, y: Int) -> UInt32 {
    let start = y * (width * channels + 1) + 1 + x * channels
    return dots[start..<start + 3].reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func unfiltered(_ pixels: [UInt8], _ line: Int, _ channels: Int) -> [UInt8] {
    var pixels = pixels
    for start in stride(from: 0, to: pixels.count, by: line) {
      for place in start + 1..<start + line {
        let left = place - start > channels ? Int(pixels[place - channels]) : 0
        let up = start > 0 ? Int(pixels[place - line]) : 0
        let corner = start > 0 && place - start > channels ? Int(pixels[place - line - channels]) : 0
        let guess: Int
        switch pixels[start] {
        case 1: guess = left
        case 2: guess = up
        case 3: guess = (left + up) / 2
        case 4:
          let (a, b, c) = (abs(up - corner), abs(left - corner), abs(left + up - 2 * corner))
          guess = a <= b && a <= c ? left : b <= c ? up : corner
        default: guess = 0
        }
        pixels[place] &+= UInt8(guess)
      }
    }
    return pixels
  }

  private static func colours(_ pixels: [UInt8], _ line: Int, _ channels: Int) -> Int {
    var seen: Set<[UInt8]> = []
    for start in stride(from: 0, to: pixels.count, by: line) {
      var last: ArraySlice<UInt8> = []
      for place in stride(from: start + 1, to: start + line, by: channels) {
        let pixel = pixels[place..<place + channels]
        if pixel.elementsEqual(last) { continue }
        last = pixel
        seen.insert(Array(pixel))
        if seen.count > 8 { return seen.count }
      }
    }
    return seen.count
  }
}
