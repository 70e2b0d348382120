/// Reads a value from the bytes of a text, all of it or nothing: no blanks around it, no locale.
package enum ValueReading {
  /// `12`, `-3`, `+4`; nil when it does not fit 64 bits.
  package static func int(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    Int64(String(decoding: bytes, as: UTF8.self))
  }

  /// `1.5`, `-2e9`, `7`; nil when it is no number or has no finite double.
  package static func double(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    guard let last = bytes.last, last >= UInt8(ascii: "."), last <= UInt8(ascii: "9") else { return nil }
    return Double(String(decoding: bytes, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
  }

  /// `true` and `false` in any case.
  package static func bool(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    switch String(decoding: bytes, as: UTF8.self).lowercased() {
    case "true": true
    case "false": false
    default: nil
    }
  }

  /// `2026-10-31`.
  package static func date(_ bytes: UnsafeBufferPointer<UInt8>) -> CalendarDate? {
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = digits(bytes, 0..<4), let month = digits(bytes, 5..<7), let day = digits(bytes, 8..<10)
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// `2026-10-31T18:30:00`, with a blank for the `T` too, a fraction, and `Z` or an offset such as `+02:00`.
  package static func timestamp(_ bytes: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    guard bytes.count >= 16, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
      let day = date(UnsafeBufferPointer(rebasing: bytes[0..<10])),
      bytes[13] == UInt8(ascii: ":"), let hour = digits(bytes, 11..<13), hour < 24,
      let minute = digits(bytes, 14..<16), minute < 60
    else { return nil }
    var microseconds = Int64(hour * 3600 + minute * 60) * Timestamp.second
    var next = 16
    if next < bytes.count, bytes[next] == UInt8(ascii: ":") {
      guard bytes.count >= 19, let second = digits(bytes, 17..<19), second < 60 else { return nil }
      microseconds += Int64(second) * Timestamp.second
      next = 19
      if next < bytes.count, bytes[next] == UInt8(ascii: ".") {
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
    }
    let local = Timestamp(day, microsecondOfDay: microseconds)
    if next == bytes.count { return local }
    if bytes[next] == UInt8(ascii: "Z") { return next + 1 == bytes.count ? local : nil }
    guard bytes.count == next + 6, bytes[next + 3] == UInt8(ascii: ":"),
      bytes[next] == UInt8(ascii: "+") || bytes[next] == UInt8(ascii: "-"),
      let offsetHours = digits(bytes, next + 1..<next + 3),
      let offsetMinutes = digits(bytes, next + 4..<next + 6), offsetMinutes < 60
    else { return nil }
    let offset = Int64(offsetHours * 60 + offsetMinutes) * 60 * Timestamp.second
    return local.adding(TimeSpan(microseconds: bytes[next] == UInt8(ascii: "+") ? -offset : offset))
  }

  private static func digits(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    var number = 0
    for index in range {
      guard (48...57).contains(bytes[index]) else { return nil }
      number = number * 10 + Int(bytes[index] - 48)
    }
    return number
  }
}
