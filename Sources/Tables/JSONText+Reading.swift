extension JSONText {
  /// The texts of a JSON list that holds texts and nothing else, such as `["Horror","Thriller"]`; nil for
  /// anything else.
  package static func texts(in bytes: some Collection<UInt8>) -> [String]? {
    var texts: [String?] = []
    let isList = Array(bytes).withUnsafeBufferPointer { bytes in
      eachText(in: bytes) { texts.append(String(validating: $0, as: UTF8.self)) }
    }
    let valid = texts.compactMap(\.self)
    return isList && valid.count == texts.count ? valid : nil
  }

  /// Calls `body` with the bytes of each text of such a list, which are those in the list where nothing is escaped; false
  /// when it turns out to be none.
  package static func eachText(
    in bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) -> Bool {
    var reading = TextListReading(bytes: bytes)
    return reading.list(body)
  }
}

private struct TextListReading {
  // SAFETY: only read at places below the count, while `eachText` runs.
  let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func list(_ body: (UnsafeBufferPointer<UInt8>) -> Void) -> Bool {
    guard take("[") else { return false }
    if take("]") { return isAtEnd }
    repeat {
      guard take("\""), text(body) else { return false }
    } while take(",")
    return take("]") && isAtEnd
  }

  private var isAtEnd: Bool { bytes[place...].allSatisfy { $0 <= UInt8(ascii: " ") } }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func takeByte() -> UInt8? {
    guard let next else { return nil }
    place += 1
    return next
  }

  /// Takes a byte, with the blanks in front of it.
  private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
    while let next, next <= UInt8(ascii: " ") { place += 1 }
    guard next == UInt8(ascii: wanted) else { return false }
    place += 1
    return true
  }

  /// Gives what stands up to the closing quote, which is taken too.
  private mutating func text(_ body: (UnsafeBufferPointer<UInt8>) -> Void) -> Bool {
    let start = place
    while let next, next != UInt8(ascii: "\""), next != UInt8(ascii: "\\"), next >= 0x20 { place += 1 }
    if next == UInt8(ascii: "\"") {
      body(UnsafeBufferPointer(rebasing: bytes[start..<place]))
      place += 1
      return true
    }
    var text = Array(bytes[start..<place])
    while let byte = takeByte() {
      switch byte {
      case UInt8(ascii: "\""):
        text.withUnsafeBufferPointer(body)
        return true
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return false }
        text.append(contentsOf: Array(String(scalar).utf8))
      case 0..<0x20: return false
      default: text.append(byte)
      }
    }
    return false
  }

  private mutating func escape() -> Unicode.Scalar? {
    switch takeByte() {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"): return codePoint()
    case let byte? where "\"\\/".utf8.contains(byte): return Unicode.Scalar(byte)
    default: return nil
    }
  }

  /// Four hexadecimal digits, or two times four for a character beyond them.
  private mutating func codePoint() -> Unicode.Scalar? {
    guard let first = unit() else { return nil }
    guard 0xD800..<0xDC00 ~= first else { return Unicode.Scalar(first) }
    guard takeByte() == UInt8(ascii: "\\"), takeByte() == UInt8(ascii: "u"),
      let second = unit(), 0xDC00..<0xE000 ~= second
    else { return nil }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private mutating func unit() -> UInt32? {
    let digits = bytes[place..<min(bytes.count, place + 4)]
    // A sign is no digit, though a number can begin with one.
    guard digits.count == 4, digits.first != UInt8(ascii: "+") else { return nil }
    place += 4
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
