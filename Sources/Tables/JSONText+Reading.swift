extension JSONText {
  /// The texts of a JSON list that holds texts and nothing else, such as `["Horror","Thriller"]`; nil for
  /// anything else.
  package static func texts(in bytes: some Collection<UInt8>) -> [String]? {
    texts(in: ArraySlice(bytes))
  }

  package static func texts(in bytes: ArraySlice<UInt8>) -> [String]? {
    var reading = TextListReading(rest: bytes)
    return reading.list()
  }
}

private struct TextListReading {
  var rest: ArraySlice<UInt8>

  mutating func list() -> [String]? {
    guard take("[") else { return nil }
    var texts: [String] = []
    if take("]") { return isAtEnd ? texts : nil }
    repeat {
      guard take("\""), let text = text() else { return nil }
      texts.append(text)
    } while take(",")
    return take("]") && isAtEnd ? texts : nil
  }

  private var isAtEnd: Bool { rest.allSatisfy { $0 <= UInt8(ascii: " ") } }

  /// Takes a byte, with the blanks in front of it.
  private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
    rest = rest.drop { $0 <= UInt8(ascii: " ") }
    guard rest.first == UInt8(ascii: wanted) else { return false }
    rest.removeFirst()
    return true
  }

  /// What stands up to the closing quote, which is taken too.
  private mutating func text() -> String? {
    let end = rest.firstIndex { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") || $0 < 0x20 }
    if let end, rest[end] == UInt8(ascii: "\"") {
      defer { rest = rest[(end + 1)...] }
      return String(validating: rest[..<end], as: UTF8.self)
    }
    var text: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return nil }
        text.append(contentsOf: Array(String(scalar).utf8))
      case 0..<0x20: return nil
      default: text.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    switch rest.popFirst() {
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
    guard rest.starts(with: "\\u".utf8) else { return nil }
    rest.removeFirst(2)
    guard let second = unit(), 0xDC00..<0xE000 ~= second else { return nil }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private mutating func unit() -> UInt32? {
    let digits = rest.prefix(4)
    // A sign is no digit, though a number can begin with one.
    guard digits.count == 4, digits.first != UInt8(ascii: "+") else { return nil }
    rest.removeFirst(4)
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
