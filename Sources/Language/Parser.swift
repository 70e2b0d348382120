import Tables

/// Builds the tree of a script from its tokens, with the verbs' signatures as its grammar.
///
/// It recovers at the end of each statement, so that every problem of a script is reported at once.
package struct Parser {
  package static let edition = 1
  /// How deep brackets, signs and pipelines may stand in one another. The parser takes up to 6 KB of stack for each
  /// level, and half a megabyte must do.
  package static let nestingLimit = 64
  /// How deep trees may be, which long chains of operators make deeper than brackets do. They are walked by
  /// recursion, and no person writes longer ones.
  package static let depthLimit = 128

  /// Thrown after a problem was reported: the rest of the statement is skipped.
  struct Abandoned: Error {}

  let source: SourceText
  let vocabulary: Vocabulary
  let tokens: [Token]
  var index = 0
  var nesting = 0
  var diagnostics: [Diagnostic]

  package static func parse(
    _ source: SourceText, vocabulary: Vocabulary
  ) -> (script: ScriptSyntax, diagnostics: [Diagnostic]) {
    let (tokens, problems) = Lexer.lex(source)
    var parser = Parser(
      source: source, vocabulary: vocabulary, tokens: StatementEnds.significant(tokens), diagnostics: problems
    )
    let script = parser.parseScript()
    return (script, parser.diagnostics.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) })
  }

  /// An expression alone, as the tests of the function library and `--set` have it.
  package static func parseExpression(_ source: SourceText) -> (
    expression: ExpressionSyntax?, diagnostics: [Diagnostic]
  ) {
    let (tokens, problems) = Lexer.lex(source)
    var parser = Parser(
      source: source, vocabulary: Vocabulary([]), tokens: StatementEnds.significant(tokens),
      diagnostics: problems)
    guard let expression = try? parser.parseExpression() else { return (nil, parser.diagnostics) }
    if parser.current.kind != .end { parser.reportUnexpected() }
    return (parser.diagnostics.isEmpty ? expression : nil, parser.diagnostics)
  }

  // MARK: Statements

  private mutating func parseScript() -> ScriptSyntax {
    var statements: [StatementSyntax] = []
    var edition: Int?
    while true {
      while isSeparator(current.kind) { advance() }
      if current.kind == .end { break }
      if statements.isEmpty, let number = parseEdition() {
        edition = number.number
        statements.append(StatementSyntax(content: .edition(number.number), span: number.span))
      } else {
        statements.append(parseStatement())
      }
    }
    return ScriptSyntax(source: source, edition: edition, statements: statements)
  }

  private mutating func parseEdition() -> (number: Int, span: Span)? {
    guard case .word("hq") = current.kind, case .literal(.value(.int(let number))) = peek().kind else {
      return nil
    }
    let span = current.span.joined(with: peek().span)
    advance()
    advance()
    if number != Int64(Parser.edition) {
      report(
        .newerEdition, "edition \(number) of the language is not known here", at: span,
        label: "this hq reads edition \(Parser.edition)")
    }
    return (Int(clamping: number), span)
  }

  private mutating func parseStatement() -> StatementSyntax {
    let start = index
    do {
      let content = isEvery ? try parseEvery() : StatementSyntax.Content.pipeline(try parsePipeline())
      guard isSeparator(current.kind) || current.kind == .end else { throw reportUnexpected() }
      return StatementSyntax(content: content, span: span(from: start))
    } catch {
      let name = skipStatement(from: start)
      return StatementSyntax(content: .damaged(name), span: span(from: start))
    }
  }

  private var isEvery: Bool {
    guard case .word("every") = current.kind, case .literal(.span) = peek().kind else { return false }
    return true
  }

  private mutating func parseEvery() throws(Abandoned) -> StatementSyntax.Content {
    let keyword = current.span
    advance()
    guard case .literal(.span(let interval)) = current.kind else { throw reportUnexpected() }
    if interval.months != 0 || interval.microseconds < Timestamp.second {
      report(
        .badNumber, "jobs cannot run every `\(current.span.text)`", at: current.span,
        label: "from `1s` to weeks")
    }
    advance()
    guard current.kind == .symbol(.openBrace) else {
      throw report(
        .unexpectedText, "a block is missing behind `every`", at: current.span, label: "`{ … }`",
        topic: "every")
    }
    advance()
    var body: [PipelineSyntax] = []
    while true {
      while isSeparator(current.kind) { advance() }
      switch current.kind {
      case .symbol(.closeBrace):
        advance()
        return .every(interval: interval, body: body)
      case .end:
        throw report(
          .unclosedBracket, "the block of this `every` is never closed", at: keyword, label: "a } is missing")
      default:
        body.append(try parsePipeline())
        guard isSeparator(current.kind) || current.kind == .symbol(.closeBrace) else {
          throw reportUnexpected()
        }
      }
    }
  }

  /// Skips to the end of the statement, and finds the name that its result would have had.
  private mutating func skipStatement(from start: Int) -> NameSyntax? {
    var depth = 0
    for token in tokens[start..<index] {
      if token.kind == .symbol(.openBrace) { depth += 1 }
      if token.kind == .symbol(.closeBrace) { depth -= 1 }
    }
    while current.kind != .end {
      if current.kind == .symbol(.openBrace) { depth += 1 }
      if current.kind == .symbol(.closeBrace) { depth -= 1 }
      if depth <= 0, isSeparator(current.kind) { break }
      advance()
    }
    guard index - start >= 2, case .word("as") = tokens[index - 2].kind,
      case .word(let name) = tokens[index - 1].kind
    else { return nil }
    return NameSyntax(text: name, span: tokens[index - 1].span)
  }

  // MARK: Pipelines

  mutating func parsePipeline() throws(Abandoned) -> PipelineSyntax {
    let start = index
    var stages: [StageSyntax] = []
    if current.kind == .symbol(.pipe) {
      throw report(
        .unexpectedText, "nothing stands in front of this `|`", at: current.span,
        label: "a verb or the name of a table")
    }
    while true {
      stages.append(try parseStage(isFirst: stages.isEmpty))
      guard current.kind == .symbol(.pipe) else { break }
      advance()
    }
    var name: NameSyntax?
    if case .word("as") = current.kind {
      advance()
      guard let given = parseName() else {
        throw report(
          .unexpectedText, "a name is missing behind `as`", at: current.span, label: "such as `as films`")
      }
      name = given
    }
    return PipelineSyntax(stages: stages, name: name, span: span(from: start))
  }

  private mutating func parseStage(isFirst: Bool) throws(Abandoned) -> StageSyntax {
    let start = index
    guard let verb = parseName() else { throw reportUnexpected(expected: "a verb, such as `where`") }
    let isQuoted = verb.span.source.bytes[verb.span.start] == UInt8(ascii: "`")
    if !isQuoted, let signature = vocabulary[verb.text] {
      return try parseArguments(of: signature, verb: verb, from: start)
    }
    if isFirst, endsStage(current) {
      return StageSyntax(verb: verb, arguments: [], clauses: [], options: [], span: verb.span)
    }
    throw reportUnknownVerb(verb)
  }

  // MARK: Tokens

  var current: Token { tokens[min(index, tokens.count - 1)] }

  func peek() -> Token { tokens[min(index + 1, tokens.count - 1)] }

  mutating func advance() { index = min(index + 1, tokens.count - 1) }

  func span(from start: Int) -> Span {
    let first = tokens[start].span
    guard index > start else { return first }
    return first.joined(with: tokens[index - 1].span)
  }

  mutating func parseName() -> NameSyntax? {
    let text: String
    switch current.kind {
    case .word(let word): text = word
    case .quotedName(let name): text = name
    default: return nil
    }
    defer { advance() }
    return NameSyntax(text: text, span: current.span)
  }

  func isSeparator(_ kind: Token.Kind) -> Bool { kind == .newline || kind == .symbol(.semicolon) }

  func endsStage(_ token: Token) -> Bool {
    switch token.kind {
    case .newline, .end, .symbol(.semicolon), .symbol(.pipe), .symbol(.closeBrace): true
    case .word("as"): true
    default: false
    }
  }
}
