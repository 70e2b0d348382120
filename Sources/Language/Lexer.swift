import Tables

/// Cuts a source into tokens. Never fails: what cannot be read becomes a damaged token and a diagnostic.
package struct Lexer {
  private let source: SourceText
  private let bytes: [UInt8]
  private var offset = 0
  private var tokens: [Token] = []
  private var diagnostics: [Diagnostic] = []

  private init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
  }

  package static func lex(_ source: SourceText) -> (tokens: [Token], diagnostics: [Diagnostic]) {
    var lexer = Lexer(source)
    lexer.run()
    return (lexer.tokens, lexer.diagnostics)
  }

  private mutating func run() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    while offset < bytes.count { lexToken() }
    emit(.end, from: offset)
  }

  private mutating func lexToken() {
    let start = offset
    let byte = bytes[offset]
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      offset += 1
    case UInt8(ascii: "\n"):
      offset += 1
      emit(.newline, from: start)
    case UInt8(ascii: "#"):
      skip { $0 != UInt8(ascii: "\n") }
      emit(.comment, from: start)
    case UInt8(ascii: "\""):
      lexText()
    case UInt8(ascii: "'"):
      lexForeignText()
    case UInt8(ascii: "`"):
      lexQuotedName()
    case UInt8(ascii: "$"):
      offset += 1
      skip(isNameByte)
      let name = text(start + 1, offset)
      if name.isEmpty {
        report(
          .unreadableCharacter, "`$` stands alone", from: start,
          label: "a parameter's name follows it: `$since`")
      } else {
        emit(.parameter(name), from: start)
      }
    case _ where isDigit(byte):
      lexNumber()
    case _ where isNameStart(byte):
      lexWord()
    default:
      lexSymbol()
    }
  }

  // MARK: Words and signs

  private mutating func lexWord() {
    let start = offset
    skip(isNameByte)
    if let text = curlyText(from: start) {
      report(
        .unreadableCharacter, "a text stands between straight double quotes", from: start,
        label: "write `\"\(shortened(text))\"`", fix: "\"\(text)\"")
      return
    }
    guard let word = String(validating: bytes[start..<offset], as: UTF8.self) else {
      report(
        .invalidEncoding, "this text is not valid UTF-8", from: start,
        hints: ["save the script as UTF-8"])
      return
    }
    if let sign = word.unicodeScalars.first(where: isForeignSign) {
      reportForeignSign(sign, from: start)
      return
    }
    if word.unicodeScalars.contains(where: isInvisible) {
      report(
        .unreadableCharacter, "a name holds a character that cannot be seen", from: start,
        hints: ["delete it and type the name anew"])
      return
    }
    emit(.word(word), from: start)
  }

  /// `“text”`, as a word processor has it: what stands between the quotes, which are behind us then.
  private mutating func curlyText(from start: Int) -> String? {
    let quote: [UInt8] = Array("“".utf8)
    guard bytes[start...].starts(with: quote) else { return nil }
    var end = start + quote.count
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
      if bytes[end] == quote[0], bytes[end...].starts(with: quote.dropLast()), end + 2 < bytes.count,
        bytes[end + 2] == 0x9C || bytes[end + 2] == 0x9D
      {
        offset = end + quote.count
        return text(start + quote.count, end)
      }
      end += 1
    }
    return nil
  }

  /// A sign that a keyboard does not have: of mathematics, or from a text that was set in type.
  private mutating func reportForeignSign(_ sign: Unicode.Scalar, from start: Int) {
    report(
      .unreadableCharacter, "`\(sign)` means nothing here", from: start,
      hints: ForeignWord.operator(String(sign)).map { [$0.hint] } ?? [])
  }

  /// A backtick within the name is written twice.
  private mutating func lexQuotedName() {
    let start = offset
    let backtick = UInt8(ascii: "`")
    offset += 1
    var content: [UInt8] = []
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
      if bytes[offset] == backtick {
        guard byte(at: 1) == backtick, !content.isEmpty else { break }
        offset += 1
      }
      content.append(bytes[offset])
      offset += 1
    }
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "`") else {
      report(.unclosedText, "the name that opens here is never closed", from: start, label: "a ` is missing")
      return
    }
    offset += 1
    guard let name = String(validating: content, as: UTF8.self), !name.isEmpty else {
      report(.unreadableCharacter, "this name is empty or not valid UTF-8", from: start)
      return
    }
    emit(.quotedName(name), from: start)
  }

  private mutating func lexSymbol() {
    let start = offset
    let isPower = bytes[start] == UInt8(ascii: "*") && byte(at: 1) == UInt8(ascii: "*")
    for length in [2, 1] where start + length <= bytes.count && !isPower {
      if let symbol = Symbol(rawValue: text(start, start + length)) {
        offset = start + length
        emit(.symbol(symbol), from: start)
        return
      }
    }
    let first = bytes[start]
    skip { $0 == first }
    let label: String? =
      switch bytes[start] {
      case UInt8(ascii: "&"): "`and` joins conditions"
      case UInt8(ascii: "*"), UInt8(ascii: "^"): "`power(x, y)` raises a number to a power"
      case UInt8(ascii: ":") where offset - start == 2: "`cast(x, type)` makes a value of another type"
      case UInt8(ascii: "?"): "`if(condition, value, otherwise)` chooses"
      case UInt8(ascii: "."): "`|` leads on to a verb, and a path stands between double quotes"
      default: nil
      }
    report(
      .unreadableCharacter, "`\(shortened(text(start, offset)))` means nothing here", from: start,
      label: label)
  }

  // MARK: Texts

  private mutating func lexText() {
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
  private mutating func lexForeignText() {
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

  // MARK: Numbers, dates, spans

  private mutating func lexNumber() {
    if lexDate() { return }
    let start = offset
    skip { isDigit($0) || $0 == UInt8(ascii: "_") }
    var isDouble = false
    if byte(at: 0) == UInt8(ascii: "."), isDigit(byte(at: 1)) {
      isDouble = true
      offset += 1
      skip { isDigit($0) || $0 == UInt8(ascii: "_") }
    }
    let exponentSign = byte(at: 1) == UInt8(ascii: "-") || byte(at: 1) == UInt8(ascii: "+") ? 1 : 0
    if byte(at: 0) | 0x20 == UInt8(ascii: "e"), isDigit(byte(at: 1 + exponentSign)) {
      isDouble = true
      offset += 1 + exponentSign
      skip(isDigit)
    }
    let digits = text(start, offset).filter { $0 != "_" }
    let unitStart = offset
    skip(isNameByte)
    if unitStart == offset {
      emitNumber(digits, isDouble: isDouble, from: start)
    } else {
      emitSpan(digits, isDouble: isDouble, unit: text(unitStart, offset), from: start)
    }
  }

  private mutating func emitNumber(_ digits: String, isDouble: Bool, from start: Int) {
    if !isDouble, let number = Int64(digits) {
      emit(.literal(.value(.int(number))), from: start)
    } else if isDouble, let number = Double(digits), number.isFinite {
      emit(.literal(.value(.double(number))), from: start)
    } else {
      report(
        .badNumber, "`\(shortened(digits))` is too large for a number", from: start,
        label: isDouble
          ? "the largest is 1.7976931348623157e308" : "the largest whole number is 9223372036854775807",
        hints: isDouble ? [] : ["with `e0` behind it, it is read as a real number"])
    }
  }

  private mutating func emitSpan(_ digits: String, isDouble: Bool, unit: String, from start: Int) {
    guard let length = TimeSpan.units.first(where: { $0.suffix == unit })?.unit else {
      report(
        .badNumber, "`\(shortened(text(start, offset)))` is neither a number nor a duration", from: start,
        hints: [
          "a duration ends in s, m, h, d, w, mo or y: `90d`",
          "a name starts with a letter, or stands between backticks",
        ])
      return
    }
    guard !isDouble, let count = Int64(digits), let span = length.multiplied(by: count) else {
      report(
        .badNumber, "`\(shortened(text(start, offset)))` is no duration that can be counted", from: start,
        label: "a whole number of units, such as `90m`")
      return
    }
    emit(.literal(.span(span)), from: start)
  }

  /// `2026-10-31`, and with a time `2026-10-31T18:30:00Z`.
  private mutating func lexDate() -> Bool {
    let start = offset
    let shape: [UInt8] = Array("0000-00-00".utf8)
    guard offset + shape.count <= bytes.count,
      zip(shape, bytes[offset...]).allSatisfy({ $0 == $1 || ($0 == UInt8(ascii: "0") && isDigit($1)) })
    else { return false }
    offset += shape.count
    skip { isNameByte($0) || $0 == UInt8(ascii: ":") }
    if byte(at: 0) == UInt8(ascii: "."), isDigit(byte(at: 1)) {
      offset += 1
      skip(isNameByte)
    }
    if isTimestampSoFar(start), byte(at: 0) == UInt8(ascii: "+") || byte(at: 0) == UInt8(ascii: "-") {
      offset += 1
      skip { isDigit($0) || $0 == UInt8(ascii: ":") }
    }
    let literal: Literal? = bytes[start..<offset].withUnsafeBufferPointer { bytes in
      ValueReading.date(bytes).map { .value(.date($0)) }
        ?? ValueReading.timestamp(bytes).map { .value(.timestamp($0)) }
    }
    if let literal {
      emit(.literal(literal), from: start)
    } else {
      report(
        .badNumber, "`\(shortened(text(start, offset)))` is no day of the calendar", from: start,
        label: "a date is written `2026-10-31`, an instant `2026-10-31T18:30:00Z`")
    }
    return true
  }

  private func isTimestampSoFar(_ start: Int) -> Bool { offset - start >= 16 }

  // MARK: Moving on

  private mutating func skip(_ accepts: (UInt8) -> Bool) {
    while offset < bytes.count, accepts(bytes[offset]) { offset += 1 }
  }

  /// The byte so far ahead, or 0 behind the end.
  private func byte(at distance: Int) -> UInt8 {
    offset + distance < bytes.count ? bytes[offset + distance] : 0
  }

  private func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private func shortened(_ text: String) -> String { text.count > 40 ? text.prefix(39) + "…" : text }

  private mutating func emit(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind, Span(source, start, offset)))
  }

  private mutating func report(
    _ code: Diagnostic.Code, _ message: String, from start: Int, to end: Int? = nil, label: String? = nil,
    hints: [String] = [], fix: String? = nil
  ) {
    emit(.damaged, from: start)
    diagnose(code, message, start, end ?? offset, label: label, hints: hints, fix: fix)
  }

  private mutating func diagnose(
    _ code: Diagnostic.Code, _ message: String, _ start: Int, _ end: Int, label: String? = nil,
    hints: [String] = [], fix: String? = nil
  ) {
    let span = Span(source, start, end)
    diagnostics.append(
      Diagnostic(
        code, message, at: span, label: label, hints: hints, fix: fix.map { Diagnostic.Fix(span, $0) }))
  }
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

private func isNameStart(_ byte: UInt8) -> Bool {
  (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_")
    || byte >= 0x80
}

private func isNameByte(_ byte: UInt8) -> Bool { isNameStart(byte) || isDigit(byte) }

private func isForeignSign(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .mathSymbol, .initialPunctuation, .finalPunctuation, .openPunctuation, .closePunctuation,
    .dashPunctuation, .otherPunctuation:
    scalar.value >= 0x80
  default: false
  }
}

private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator: true
  default: false
  }
}
