/// Reads a value from the bytes of a text, all of it or nothing: no blanks around it, no locale.
package enum ValueReading {
  // SAFETY: every place is held against `count` before it is read, and no pointer is kept.
  /// `12`, `-3`, `+4`; nil when it does not fit 64 bits.
  package static func int(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard let first = bytes.first else { return nil }
    let isNegative = first == UInt8(ascii: "-")
    let start = isNegative || first == UInt8(ascii: "+") ? 1 : 0
    guard start < bytes.count else { return nil }
    // Counted downwards, where there is one number more.
    var number: Int64 = 0
    for index in start..<bytes.count {
      let digit = bytes[index] &- 48
      guard digit <= 9 else { return nil }
      let (product, tooLarge) = number.multipliedReportingOverflow(by: 10)
      let (difference, tooLow) = product.subtractingReportingOverflow(Int64(digit))
      if tooLarge || tooLow { return nil }
      number = difference
    }
    if isNegative { return number }
    return number == .min ? nil : -number
  }

  /// `1.5`, `-2e9`, `7`; nil when it is no number or has no finite double.
  package static func double(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var next = 0
    guard let first = bytes.first else { return nil }
    let isNegative = first == UInt8(ascii: "-")
    if isNegative || first == UInt8(ascii: "+") { next = 1 }
    var mantissa: UInt64 = 0
    let wholeDigits = mantissaDigits(bytes, &next, &mantissa)
    var fractionDigits = 0
    if next < bytes.count, bytes[next] == UInt8(ascii: ".") {
      next += 1
      fractionDigits = mantissaDigits(bytes, &next, &mantissa)
    }
    guard wholeDigits + fractionDigits > 0 else { return nil }
    var exponent = 0
    if next < bytes.count, bytes[next] | 32 == UInt8(ascii: "e") {
      guard let written = exponentNumber(bytes, from: next + 1) else { return nil }
      exponent = written
    } else if next < bytes.count {
      return nil
    }
    let places = exponent - fractionDigits
    if wholeDigits + fractionDigits <= 19 {
      let exact =
        places < 0
        ? DecimalNumber.quotient(mantissa, places: -places) : DecimalNumber.product(mantissa, places: places)
      if let exact { return isNegative ? -exact : exact }
    }
    return Double(String(decoding: bytes, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
  }

  /// Takes the digits at `next` into the mantissa, which wraps beyond 19 of them; gives how many there were.
  private static func mantissaDigits(
    _ bytes: UnsafeBufferPointer<UInt8>, _ next: inout Int, _ mantissa: inout UInt64
  ) -> Int {
    let start = next
    while next < bytes.count {
      let digit = bytes[next] &- 48
      guard digit <= 9 else { break }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      next += 1
    }
    return next - start
  }

  /// The whole rest as an exponent, held where no double reaches.
  private static func exponentNumber(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var next = start
    guard next < bytes.count else { return nil }
    let isNegative = bytes[next] == UInt8(ascii: "-")
    if isNegative || bytes[next] == UInt8(ascii: "+") { next += 1 }
    guard next < bytes.count else { return nil }
    var number = 0
    while next < bytes.count {
      let digit = bytes[next] &- 48
      guard digit <= 9 else { return nil }
      number = min(1_000_000, number * 10 + Int(digit))
      next += 1
    }
    return isNegative ? -number : number
  }

  /// `true` and `false` in any case.
  package static func bool(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    switch bytes.count {
    case 4: spells("true", bytes) ? true : nil
    case 5: spells("false", bytes) ? false : nil
    default: nil
    }
  }

  private static func spells(_ word: StaticString, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    // SAFETY: asked only of as many bytes as the word has.
    for index in 0..<bytes.count where bytes[index] | 32 != word.utf8Start[index] { return false }
    return true
  }

  /// `2026-10-31`.
  package static func date(_ bytes: UnsafeBufferPointer<UInt8>) -> CalendarDate? {
    guard bytes.count == 10,
      let date = digits(bytes, from: 0, zeros: 0x2D30_302D_3030_3030, signs: 0x0900_0009_0000_0000),
      let day = digits(bytes, 8..<10)
    else { return nil }
    return CalendarDate(year: date.pair(0) &* 100 &+ date.pair(2), month: date.pair(5), day: day)
  }

  /// `2026-10-31T18:30:00`, with a blank for the `T` too, a fraction, and `Z` or an offset such as `+02:00`,
  /// `+0200` or `+02`.
  package static func timestamp(_ bytes: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    guard bytes.count >= 16, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
      let day = date(UnsafeBufferPointer(rebasing: bytes[0..<10])), let clock = clock(bytes)
    else { return nil }
    var microseconds = Int64(clock.second) * Timestamp.second
    var next = clock.end
    if next == 19, next < bytes.count, bytes[next] == UInt8(ascii: ".") {
      next += 1
      var unit = Timestamp.second / 10
      let first = next
      while next < bytes.count, (48...57).contains(bytes[next]) {
        microseconds += Int64(bytes[next] - 48) * unit
        unit /= 10
        next += 1
      }
      guard next > first else { return nil }
    }
    let local = Timestamp(day, microsecondOfDay: microseconds)
    if next == bytes.count { return local }
    if bytes[next] == UInt8(ascii: "Z") { return next + 1 == bytes.count ? local : nil }
    let minutesStart = next + 3 < bytes.count && bytes[next + 3] == UInt8(ascii: ":") ? next + 4 : next + 3
    guard bytes[next] == UInt8(ascii: "+") || bytes[next] == UInt8(ascii: "-"),
      bytes.count == next + 3 || bytes.count == minutesStart + 2,
      let offsetHours = digits(bytes, next + 1..<next + 3),
      let offsetMinutes = digits(bytes, minutesStart..<bytes.count), offsetMinutes < 60
    else { return nil }
    let offset = Int64(offsetHours * 60 + offsetMinutes) * 60 * Timestamp.second
    return local.adding(TimeSpan(microseconds: bytes[next] == UInt8(ascii: "+") ? -offset : offset))
  }

  /// `18:30` or `18:30:00` from the eleventh place on: the second of the day, and where it ends.
  @inline(__always)
  private static func clock(_ bytes: UnsafeBufferPointer<UInt8>) -> (second: Int, end: Int)? {
    let (hour, minute, second, end): (Int, Int, Int, Int)
    if bytes.count >= 19, bytes[16] == UInt8(ascii: ":") {
      guard let clock = digits(bytes, from: 11, zeros: 0x3030_3A30_303A_3030, signs: 0x0000_0900_0009_0000)
      else { return nil }
      (hour, minute, second, end) = (clock.pair(0), clock.pair(3), clock.pair(6), 19)
    } else {
      guard bytes[13] == UInt8(ascii: ":"), bytes.count == 16 || bytes[16] != UInt8(ascii: ":"),
        let hours = digits(bytes, 11..<13), let minutes = digits(bytes, 14..<16)
      else { return nil }
      (hour, minute, second, end) = (hours, minutes, 0, 16)
    }
    return hour < 24 && minute < 60 && second < 60 ? ((hour * 60 + minute) * 60 + second, end) : nil
  }

  /// Eight letters at once, `0000-00-` or `00:00:00` with any digits: the number of each digit in a byte of its own.
  @inline(__always)
  private static func digits(
    _ bytes: UnsafeBufferPointer<UInt8>, from place: Int, zeros: UInt64, signs: UInt64
  ) -> EightDigits? {
    // SAFETY: the callers have seen that there are eight letters from the place on.
    guard let start = bytes.baseAddress else { return nil }
    let numbers = UInt64(littleEndian: UnsafeRawPointer(start + place).loadUnaligned(as: UInt64.self)) ^ zeros
    // A digit beyond 9, a sign that is another one, or a letter beyond them all leaves a highest bit.
    let beyond = numbers &+ (0x7676_7676_7676_7676 | signs)
    return (beyond | numbers) & 0x8080_8080_8080_8080 == 0 ? EightDigits(numbers: numbers) : nil
  }

  private struct EightDigits {
    let numbers: UInt64

    @inline(__always) func number(_ place: Int) -> Int {
      Int(truncatingIfNeeded: numbers >> UInt64(8 * place) & 0xFF)
    }
    /// What the digits at a place and behind it say.
    @inline(__always) func pair(_ place: Int) -> Int { number(place) &* 10 &+ number(place + 1) }
  }

  @inline(__always)
  private static func digits(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    // SAFETY: the callers have seen that there are so many bytes.
    var number: UInt32 = 0
    var areDigits = true
    for index in range {
      let digit = UInt32(bytes[index]) &- 48
      areDigits = areDigits && digit < 10
      number = number &* 10 &+ digit
    }
    return areDigits ? Int(number) : nil
  }
}
