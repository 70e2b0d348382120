/// Reads the numbers and letters of a path, a list of points or a transformation.
struct NumberScanner {
  private let bytes: ArraySlice<UInt8>
  private var place: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  /// A number that stands alone.
  static func number(_ bytes: ArraySlice<UInt8>) -> Double? {
    var scanner = NumberScanner(bytes)
    return scanner.number()
  }

  var isAtEnd: Bool {
    mutating get {
      skipSeparators()
      return place == bytes.endIndex
    }
  }

  /// The next letter, if there is one here.
  mutating func letter() -> UInt8? {
    skipSeparators()
    guard place < bytes.endIndex, bytes[place] | 0x20 >= UInt8(ascii: "a"),
      bytes[place] | 0x20 <= UInt8(ascii: "z")
    else { return nil }
    place += 1
    return bytes[place - 1]
  }

  /// The next number, if there is one here.
  mutating func number() -> Double? {
    skipSeparators()
    let start = place
    let isNegative = take(UInt8(ascii: "-"))
    if !isNegative { _ = take(UInt8(ascii: "+")) }
    var digits: Int64 = 0
    var (count, decimals) = (0, 0)
    var isBehindPoint = false
    while place < bytes.endIndex {
      let byte = bytes[place]
      if byte == UInt8(ascii: "."), !isBehindPoint {
        isBehindPoint = true
      } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        count += 1
        // More digits than these cannot be seen.
        if digits < 100_000_000_000_000_000 {
          digits = digits * 10 + Int64(byte - UInt8(ascii: "0"))
          if isBehindPoint { decimals += 1 }
        }
      } else {
        break
      }
      place += 1
    }
    guard count > 0 else {
      place = start
      return nil
    }
    let value = Double(digits) / NumberScanner.powers[min(decimals, NumberScanner.powers.count - 1)]
    return isNegative ? -value : value
  }

  private static let powers: [Double] = (0..<18).reduce(into: [1]) { powers, _ in
    powers.append((powers.last ?? 1) * 10)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard place < bytes.endIndex, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  private mutating func skipSeparators() {
    while place < bytes.endIndex,
      bytes[place] <= 0x20 || bytes[place] == UInt8(ascii: ",")
        || bytes[place] == UInt8(ascii: "(") || bytes[place] == UInt8(ascii: ")")
    {
      place += 1
    }
  }
}
