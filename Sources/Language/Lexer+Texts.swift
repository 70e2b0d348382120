import Tables

/// Texts between quotes, and what other tools put between theirs.
extension Lexer {
  mutating func lexText() {
    if bytes[offset...].starts(with: [UInt8](repeating: UInt8(ascii: "\""), count: 3)) {
      lexLongText()
      return
    }
    let start = offset
    offset += 1
    var content: [UInt8] = []
    while true {
      guard offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") else {
        report(
          .unclosedText, "the text that opens here is never closed", from: start, label: "a \" is missing")
        return
      }
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        guard let escaped = lexEscape() else { continue }
        content.append(contentsOf: escaped)
      } else {
        content.append(byte)
        offset += 1
      }
    }
    offset += 1
    emitText(content, from: start)
  }

  /// `"""` … `"""`: a text over several lines, kept as it stands, without the line ends next to the quotes.
  private mutating func lexLongText() {
    let start = offset
    let quotes = [UInt8](repeating: UInt8(ascii: "\""), count: 3)
    offset += 3
    let first = offset
    while offset < bytes.count, !(bytes[offset] == quotes[0] && bytes[offset...].starts(with: quotes)) {
      offset += 1
    }
    guard offset < bytes.count else {
      report(
        .unclosedText, "the text that opens here is never closed", from: start, to: first,
        label: "a \"\"\" is missing")
      return
    }
    var content = bytes[first..<offset]
    offset += 3
    if content.first == UInt8(ascii: "\n") { content.removeFirst() }
    if content.last == UInt8(ascii: "\n") { content.removeLast() }
    emitText(Array(content), from: start)
  }

  private mutating func emitText(_ content: [UInt8], from start: Int) {
    guard let text = String(validating: content, as: UTF8.self) else {
      report(
        .invalidEncoding, "this text is not valid UTF-8", from: start, hints: ["save the script as UTF-8"])
      return
    }
    emit(.literal(.value(.text(text))), from: start)
  }

  /// The bytes that an escape stands for; nil after reporting one that stands for none.
  private mutating func lexEscape() -> [UInt8]? {
    let start = offset
    offset += 1
    guard offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") else { return nil }
    let byte = bytes[offset]
    offset += 1
    switch byte {
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return [byte]
    case UInt8(ascii: "u"):
      if offset < bytes.count, bytes[offset] == UInt8(ascii: "{") {
        let first = offset + 1
        offset = first
        skip { $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\n") }
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "}") {
          let digits = text(first, offset)
          offset += 1
          if let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) {
            return Array(String(Character(scalar)).utf8)
          }
        }
      }
    default:
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    diagnose(
      .badEscape, "`\(text(start, offset))` is no escape", start, offset,
      hints: ["the escapes are \\\" \\\\ \\n \\r \\t and \\u{1F47B}"])
    return nil
  }

  /// `'text'`, which other tools allow.
  mutating func lexForeignText() {
    let start = offset
    offset += 1
    skip { $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\n") }
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "'") else {
      report(
        .unreadableCharacter, "`'` means nothing here", from: start, label: "a text stands between \" and \"")
      return
    }
    offset += 1
    let content = text(start + 1, offset - 1)
    report(
      .unreadableCharacter, "a text stands between double quotes", from: start,
      label: "write `\"\(content)\"`",
      fix: "\"\(content)\"")
  }
}
