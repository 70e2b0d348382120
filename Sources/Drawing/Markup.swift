/// Reads the tags and texts of a page of XML, one after another.
///
/// It knows as much as programs write that draw: no entities but those of signs, no declarations of its own.
struct Markup {
  struct Tag {
    let name: String
    /// Names, and where their values stand.
    let attributes: [(name: String, value: Range<Int>)]
    /// Nothing stands within.
    let isEmpty: Bool
  }

  enum Piece {
    case start(Tag)
    case end(name: String)
    case text(Range<Int>)
  }

  let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Nil behind the last piece.
  mutating func next() throws(DrawingError) -> Piece? {
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "<") else {
        let start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: "<") { place += 1 }
        return .text(start..<place)
      }
      place += 1
      switch byte {
      case UInt8(ascii: "?"), UInt8(ascii: "!"): try skip(to: comment ? "-->" : ">")
      case UInt8(ascii: "/"):
        place += 1
        let name = word()
        try skip(to: ">")
        return .end(name: name)
      default: return .start(try tag())
      }
    }
    return nil
  }

  /// Passes by all that stands within a tag that was just begun, and its end.
  mutating func skip(_ tag: Tag) throws(DrawingError) {
    guard !tag.isEmpty else { return }
    var depth = 1
    while depth > 0 {
      switch try next() {
      case .start(let inner): depth += inner.isEmpty ? 0 : 1
      case .end: depth -= 1
      case .text: break
      case nil: throw DrawingError.unended(tag)
      }
    }
  }

  /// The words of a tag that was just begun, up to its end.
  mutating func text(of tag: Tag) throws(DrawingError) -> String {
    var text: [UInt8] = []
    guard !tag.isEmpty else { return "" }
    var depth = 1
    while depth > 0 {
      switch try next() {
      case .start(let inner): depth += inner.isEmpty ? 0 : 1
      case .end: depth -= 1
      case .text(let range): Markup.append(bytes[range], to: &text)
      case nil: throw DrawingError.unended(tag)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private var byte: UInt8 { place < bytes.count ? bytes[place] : 0 }

  private var comment: Bool { bytes[place...].starts(with: "!--".utf8) }

  private mutating func skip(to end: String) throws(DrawingError) {
    while place < bytes.count {
      if bytes[place...].starts(with: end.utf8) {
        place += end.utf8.count
        return
      }
      place += 1
    }
    throw DrawingError(.unreadable, "the drawing ends before `\(end)`")
  }

  private mutating func tag() throws(DrawingError) -> Tag {
    let name = word()
    var attributes: [(name: String, value: Range<Int>)] = []
    while true {
      skipSpaces()
      switch byte {
      case UInt8(ascii: ">"):
        place += 1
        return Tag(name: name, attributes: attributes, isEmpty: false)
      case UInt8(ascii: "/"):
        try skip(to: ">")
        return Tag(name: name, attributes: attributes, isEmpty: true)
      default: attributes.append(try attribute(of: name))
      }
    }
  }

  private mutating func attribute(of tag: String) throws(DrawingError) -> (name: String, value: Range<Int>) {
    let name = word()
    skipSpaces()
    guard !name.isEmpty, byte == UInt8(ascii: "=") else {
      throw DrawingError(.unreadable, "the tag `\(tag)` of the drawing has something else than attributes")
    }
    place += 1
    skipSpaces()
    let quote = byte
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw DrawingError(.unreadable, "`\(name)` of the drawing has no value in quotes")
    }
    place += 1
    let start = place
    while place < bytes.count, bytes[place] != quote { place += 1 }
    guard place < bytes.count else {
      throw DrawingError(.unreadable, "the drawing ends within `\(name)`")
    }
    place += 1
    return (name, start..<place - 1)
  }

  private mutating func word() -> String {
    let start = place
    while place < bytes.count, !Markup.endsWord(bytes[place]) { place += 1 }
    return text(start..<place)
  }

  private mutating func skipSpaces() {
    while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
      || byte == UInt8(ascii: "<")
  }

  /// Adds a text with the signs that its entities stand for.
  private static func append(_ source: ArraySlice<UInt8>, to text: inout [UInt8]) {
    var rest = source
    while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
      text += rest[..<start]
      rest = rest[start...]
      guard let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")),
        let sign = sign(String(decoding: rest[(start + 1)..<end], as: UTF8.self))
      else {
        text.append(UInt8(ascii: "&"))
        rest = rest.dropFirst()
        continue
      }
      text += String(sign).utf8
      rest = rest[(end + 1)...]
    }
    text += rest
  }

  private static func sign(_ entity: String) -> Unicode.Scalar? {
    switch entity {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard entity.hasPrefix("#") else { return nil }
      let digits = entity.dropFirst()
      let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return number.flatMap(Unicode.Scalar.init)
    }
  }
}

extension DrawingError {
  fileprivate static func unended(_ tag: Markup.Tag) -> DrawingError {
    DrawingError(.unreadable, "the drawing ends within `\(tag.name)`")
  }
}
