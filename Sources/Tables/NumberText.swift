/// How numbers are written: exactly for machines, readably for people. Never by locale.
package enum NumberText {
  /// The shortest text that reads back to the same double: `5`, `0.1`, `1e20`, `2.5e-7`. It is valid in JSON
  /// and CSV alike.
  ///
  /// - Precondition: the number is finite, as every double in a table is.
  package static func shortest(_ value: Double) -> String {
    ValueText.text { appendShortest(value, to: &$0) }
  }

  /// The number as a person reads it: at most so many significant digits, but the whole part never shortened,
  /// no zeros at the end, nothing between thousands. Below 0.0001 and from 1e15 on it has a power of ten.
  ///
  /// The shortest digits are rounded, a half away from zero: 0.1234565 reads 0.123457.
  package static func readable(_ value: Double, significantDigits: Int = 6) -> String {
    ValueText.text { appendReadable(value, significantDigits: significantDigits, to: &$0) }
  }

  /// `shortest` for writers of many numbers.
  package static func appendShortest(_ value: Double, to bytes: inout [UInt8]) {
    if let whole = wholeNumber(value) { return append(whole, to: &bytes) }
    ShortestDecimal(value).append(to: &bytes, plainTo: 16)
  }

  /// `readable` for writers of many numbers.
  package static func appendReadable(_ value: Double, significantDigits: Int = 6, to bytes: inout [UInt8]) {
    if let whole = wholeNumber(value) { return append(whole, to: &bytes) }
    var number = ShortestDecimal(value)
    let wholeDigits = number.point <= 15 ? number.point : 0
    number.round(toDigits: max(significantDigits, wholeDigits, 1))
    number.append(to: &bytes, plainTo: 15)
  }

  package static func append(_ value: Int64, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    ShortestDecimal.appendDigits(value.magnitude, to: &bytes)
  }

  /// Most doubles in tables are whole and need no search for the shortest digits.
  private static func wholeNumber(_ value: Double) -> Int64? {
    guard value.magnitude < 1e15 else { return nil }
    let whole = Int64(value)
    return Double(whole) == value ? whole : nil
  }

  /// The digits of a number that is not negative, with zeros in front up to the width.
  package static func padded(_ number: some BinaryInteger, to width: Int, radix: Int = 10) -> String {
    let digits = String(number, radix: radix, uppercase: true)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// `±significand × 10^exponent`: the shortest decimal digits that stand for a double.
private struct ShortestDecimal {
  private let isNegative: Bool
  private var significand: UInt64
  private var exponent: Int

  init(_ value: Double) {
    isNegative = value.sign == .minus && value != 0
    significand = 0
    exponent = 0
    guard value.isFinite else { return }
    var written = 0
    var writtenIsNegative = false
    var isFraction = false
    var isExponent = false
    // Swift writes `-12.5`, `5e-324` or `1.5e+300`, with the fewest digits that tell the double apart.
    for byte in value.magnitude.description.utf8 {
      switch byte {
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "e"): isExponent = true
      case UInt8(ascii: "-"): writtenIsNegative = true
      case UInt8(ascii: "+"): break
      default:
        let digit = Int(byte - UInt8(ascii: "0"))
        if isExponent {
          written = written * 10 + digit
        } else {
          significand = significand * 10 + UInt64(digit)
          if isFraction { exponent -= 1 }
        }
      }
    }
    exponent += writtenIsNegative ? -written : written
    dropZerosAtEnd()
  }

  /// Where the point stands, counted from the first digit: 2 for 12.5, -1 for 0.025.
  var point: Int { ShortestDecimal.digitCount(significand) + exponent }

  mutating func round(toDigits count: Int) {
    let surplus = ShortestDecimal.digitCount(significand) - count
    guard surplus > 0 else { return }
    var unit: UInt64 = 1
    for _ in 0..<surplus { unit *= 10 }
    significand = (significand + unit / 2) / unit
    exponent += surplus
    dropZerosAtEnd()
  }

  /// Without a power of ten from 0.0001 on, and up to so many digits before the point.
  func append(to bytes: inout [UInt8], plainTo: Int) {
    if isNegative { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    ShortestDecimal.appendDigits(significand, to: &bytes)
    let digitCount = bytes.count - start
    let point = digitCount + exponent
    if significand == 0 { return }
    if point > plainTo || point < -3 {
      if digitCount > 1 { bytes.insert(UInt8(ascii: "."), at: start + 1) }
      bytes.append(UInt8(ascii: "e"))
      NumberText.append(Int64(point - 1), to: &bytes)
    } else if point <= 0 {
      let zeros = repeatElement(UInt8(ascii: "0"), count: -point)
      bytes.insert(contentsOf: [UInt8(ascii: "0"), UInt8(ascii: ".")] + zeros, at: start)
    } else if exponent < 0 {
      bytes.insert(UInt8(ascii: "."), at: start + point)
    } else {
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: exponent))
    }
  }

  private mutating func dropZerosAtEnd() {
    while significand != 0, significand % 10 == 0 {
      significand /= 10
      exponent += 1
    }
  }

  private static func digitCount(_ number: UInt64) -> Int {
    var count = 1
    var rest = number
    while rest >= 10 {
      rest /= 10
      count += 1
    }
    return count
  }

  static func appendDigits(_ number: UInt64, to bytes: inout [UInt8]) {
    let start = bytes.count
    var rest = number
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }
}
