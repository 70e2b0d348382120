/// How a value is written as text.
package enum ValueText {
  /// What csv and a cast to text give: it reads back to the same value. Null is the empty text; the items of
  /// a list are joined by `, `.
  package static func exact(_ value: Value) -> String {
    switch value {
    case .null: ""
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .double(let value): NumberText.shortest(value)
    case .text(let text): text
    case .date(let date): date.description
    case .timestamp(let instant): instant.description
    case .list(let items): items.joined(separator: ", ")
    }
  }

  /// What a person reads in a table or a message: doubles with few digits, null as `·`, nothing that could
  /// disturb a terminal.
  package static func readable(_ value: Value) -> String {
    switch value {
    case .null: missing
    case .double(let value): NumberText.readable(value)
    case .text, .list: DisplayText.clean(exact(value))
    case .bool, .int, .date, .timestamp: exact(value)
    }
  }

  /// How a null looks to a person.
  package static let missing = "·"
}

extension ValueText {
  /// `2026-10-31`, whatever the locale.
  package static func append(_ date: CalendarDate, to bytes: inout [UInt8]) {
    let parts = date.parts
    append(parts.year / 100, to: &bytes)
    append(parts.year % 100, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(parts.month, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(parts.day, to: &bytes)
  }

  /// `2026-10-31T18:30:00Z`, with a fraction only where there is one.
  package static func append(_ instant: Timestamp, to bytes: inout [UInt8]) {
    append(instant.date, to: &bytes)
    let microseconds = Int(instant.microsecondOfDay)
    let seconds = microseconds / 1_000_000
    bytes.append(UInt8(ascii: "T"))
    append(seconds / 3600, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(seconds / 60 % 60, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(seconds % 60, to: &bytes)
    let fraction = microseconds % 1_000_000
    if fraction > 0 {
      bytes.append(UInt8(ascii: "."))
      append(fraction / 10_000, to: &bytes)
      append(fraction / 100 % 100, to: &bytes)
      append(fraction % 100, to: &bytes)
      while bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
    }
    bytes.append(UInt8(ascii: "Z"))
  }

  static func text(_ write: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    write(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Two digits of a number below 100.
  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
    bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }
}
