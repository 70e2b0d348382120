import Language

/// The stage of a pipeline in which the cursor stands, as far as it is typed.
struct StageAtCursor {
  /// The words and signs of the stage in front of the word at the cursor.
  let tokens: [Token]
  /// What is typed of the word at the cursor; nothing when a new one begins.
  let partial: String
  /// The byte at which that word begins.
  let start: Int
  /// Whether the stage is the first of its pipeline.
  let isFirst: Bool
  /// Everything in front of the stage, without the `|` that leads into it.
  let before: String
  /// Whether the cursor stands in a text that is open.
  let isInText: Bool

  /// Nil where nothing can be offered: in a comment, behind a number.
  init?(of text: String, at offset: Int) {
    let bytes = Array(text.utf8.prefix(offset))
    let source = SourceText(name: "shell", bytes: bytes)
    let all = Lexer.lex(source).tokens
    if let comment = all.last(where: { $0.kind != .end }), comment.kind == .comment { return nil }
    var tokens = StatementEnds.significant(all).filter { $0.kind != .end }
    var word: Token?
    if let last = tokens.last, last.span.end == offset, StageAtCursor.isPart(last, of: bytes) {
      word = tokens.removeLast()
    }
    if word == nil, let last = tokens.last, last.span.end == offset, case .literal = last.kind { return nil }
    let isOpenText = word.map { bytes[$0.span.start] == UInt8(ascii: "\"") } ?? false
    let wordStart = word.map { $0.span.start + (isOpenText ? 1 : 0) } ?? offset
    start = wordStart
    partial = String(decoding: bytes[wordStart...], as: UTF8.self)
    isInText = isOpenText

    var first = 0
    /// The `explain` in front of the pipeline.
    var explain: Span?
    var isFirst = true
    var depth = 0
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .newline where depth > 0:
        // The bracket awaits its partner: the next line goes on.
        break
      case .newline, .symbol(.semicolon), .symbol(.openBrace), .symbol(.closeBrace):
        (first, isFirst, depth, explain) = (index + 1, true, 0, nil)
      case .symbol(.openParenthesis), .symbol(.openBracket): depth += 1
      case .symbol(.closeParenthesis), .symbol(.closeBracket): depth -= 1
      case .symbol(.pipe) where depth <= 0: (first, isFirst) = (index + 1, false)
      // `explain` stands in front of a whole pipeline.
      case .word("explain") where index == first && isFirst: (first, explain) = (index + 1, token.span)
      default: break
      }
    }
    self.tokens = tokens[first...].filter { $0.kind != .newline }
    self.isFirst = isFirst
    let end = isFirst ? (tokens.prefix(first).last?.span.end ?? 0) : tokens[first - 1].span.start
    // What flows in a pipeline that is only explained is the same.
    let front = explain.map { bytes[..<$0.start] + bytes[$0.end..<end] } ?? bytes[..<end]
    before = String(decoding: front, as: UTF8.self)
  }

  private static func isPart(_ token: Token, of bytes: [UInt8]) -> Bool {
    switch token.kind {
    case .word, .parameter: true
    case .damaged:
      [UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "$")].contains(bytes[token.span.start])
    default: false
    }
  }

  var verb: String? {
    if case .word(let word)? = tokens.first?.kind { word } else { nil }
  }

  /// The words of the stage that stand in no bracket, without the verb, with their places.
  private var places: [(index: Int, word: String)] {
    var depth = 0
    var places: [(index: Int, word: String)] = []
    for (index, token) in tokens.enumerated().dropFirst() {
      switch token.kind {
      case .symbol(.openParenthesis), .symbol(.openBracket): depth += 1
      case .symbol(.closeParenthesis), .symbol(.closeBracket): depth -= 1
      case .word(let word) where depth <= 0: places.append((index, word))
      default: break
      }
    }
    return places
  }

  var words: [String] { places.map(\.word) }

  /// The names in front of a `=`.
  var givenOptions: Set<String> {
    Set(
      places.filter { $0.index + 1 < tokens.count && tokens[$0.index + 1].kind == .symbol(.assign) }.map(
        \.word)
    )
  }

  /// The text of the stage up to the first of these words.
  func head(before keywords: Set<String>) -> String? {
    guard let verb = tokens.first else { return nil }
    let end = places.first { keywords.contains($0.word) }.map { tokens[$0.index].span.start } ?? start
    return Span(verb.span.source, verb.span.start, end).text
  }

  /// The option whose value is being typed.
  var optionInHand: String? {
    guard tokens.count >= 3, tokens[tokens.count - 1].kind == .symbol(.assign),
      case .word(let name) = tokens[tokens.count - 2].kind
    else { return nil }
    return name
  }

  /// Whether a value must stand here, and not what joins two or comes behind one.
  var awaitsValue: Bool {
    guard let last = tokens.last else { return false }
    if tokens.count == 1 { return true }
    switch last.kind {
    case .symbol(.closeParenthesis), .symbol(.closeBracket), .literal, .quotedName, .parameter, .damaged:
      return false
    case .symbol: return true
    case .word(let word): return StageAtCursor.wordsBeforeValues.contains(word)
    default: return false
    }
  }

  private static let wordsBeforeValues: Set<String> = [
    "and", "or", "not", "in", "between", "contains", "starts", "ends", "like", "is", "by", "on", "where",
    "since",
    "until", "to", "else", "from", "with", "of",
  ]
}
