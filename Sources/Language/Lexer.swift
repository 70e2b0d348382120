import Tables

/// Cuts a source into tokens. Never fails: what cannot be read becomes a damaged token and a diagnostic.
package struct Lexer {
  let source: SourceText
  let bytes: [UInt8]
  var offset = 0
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
    case _ where startsPath(byte):
      skip { $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: "|") && $0 != UInt8(ascii: ";") }
      emit(.literal(.value(.text(text(start, offset)))), from: start)
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

  /// The verb behind which a path may stand without quotes.
  private static let verbOfPaths = "save"

  /// Whether a path begins here: behind the verb, where no other text could stand.
  private func startsPath(_ byte: UInt8) -> Bool {
    guard byte > UInt8(ascii: " "), !"\"'|;#=`$".utf8.contains(byte),
      case .word(Lexer.verbOfPaths)? = tokens.last?.kind
    else { return false }
    switch tokens.dropLast().last?.kind {
    case nil, .newline, .comment, .symbol(.semicolon): return true
    default: return false
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
      if let symbol = Symbol(rawValue: text(start, start + length)), symbol != .dot || standsAlone(start) {
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

  /// Whether there are blanks or brackets on both sides.
  private func standsAlone(_ place: Int) -> Bool {
    let others = [place > 0 ? bytes[place - 1] : 32, byte(at: 1)]
    return others.allSatisfy { byte in
      byte <= 32
        || [UInt8(ascii: "~"), UInt8(ascii: "|"), UInt8(ascii: ")"), UInt8(ascii: ";")].contains(byte)
    }
  }

  // MARK: Moving on

  mutating func skip(_ accepts: (UInt8) -> Bool) {
    while offset < bytes.count, accepts(bytes[offset]) { offset += 1 }
  }

  /// The byte so far ahead, or 0 behind the end.
  func byte(at distance: Int) -> UInt8 {
    offset + distance < bytes.count ? bytes[offset + distance] : 0
  }

  func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }

  func shortened(_ text: String) -> String { text.count > 40 ? text.prefix(39) + "…" : text }

  mutating func emit(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind, Span(source, start, offset)))
  }

  mutating func report(
    _ code: Diagnostic.Code, _ message: String, from start: Int, to end: Int? = nil, label: String? = nil,
    hints: [String] = [], fix: String? = nil
  ) {
    emit(.damaged, from: start)
    diagnose(code, message, start, end ?? offset, label: label, hints: hints, fix: fix)
  }

  mutating func diagnose(
    _ code: Diagnostic.Code, _ message: String, _ start: Int, _ end: Int, label: String? = nil,
    hints: [String] = [], fix: String? = nil
  ) {
    let span = Span(source, start, end)
    diagnostics.append(
      Diagnostic(
        code, message, at: span, label: label, hints: hints, fix: fix.map { Diagnostic.Fix(span, $0) }))
  }
}

func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

private func isNameStart(_ byte: UInt8) -> Bool {
  (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_")
    || byte >= 0x80
}

func isNameByte(_ byte: UInt8) -> Bool { isNameStart(byte) || isDigit(byte) }

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
