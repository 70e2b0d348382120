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
  package static let depthLimit = 256

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
      source: source, vocabulary: vocabulary, tokens: Layout.significant(tokens), diagnostics: problems)
    let script = parser.parseScript()
    return (script, parser.diagnostics.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) })
  }

  /// An expression alone, as the tests of the function library and `--set` have it.
  package static func parseExpression(_ source: SourceText) -> (
    expression: ExpressionSyntax?, diagnostics: [Diagnostic]
  ) {
    let (tokens, problems) = Lexer.lex(source)
    var parser = Parser(
      source: source, vocabulary: Vocabulary([]), tokens: Layout.significant(tokens), diagnostics: problems)
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

  private mutating func parseArguments(
    of signature: VerbSignature, verb: NameSyntax, from start: Int
  ) throws(Abandoned) -> StageSyntax {
    var arguments: [ArgumentSyntax] = []
    var clauses: [ClauseSyntax] = []
    var options: [OptionSyntax] = []
    var awaited = signature.arguments[...]
    while true {
      if let keyword = parseKeyword(of: signature) {
        clauses.append(try parseClause(keyword))
      } else if endsStage(current) {
        break
      } else if startsOption(signature, awaited.first) {
        options.append(try parseOption())
      } else if let argument = awaited.first, fits(argument) {
        awaited.removeFirst()
        arguments += try parseArgument(argument, of: signature)
      } else if awaited.first.map({ !$0.isRequired }) ?? false {
        awaited.removeFirst()
      } else {
        throw reportUnexpected(
          in: signature, awaiting: awaited.first, missing: missingClause(of: signature, clauses))
      }
    }
    if let missing = awaited.first(where: \.isRequired) {
      throw reportMissing(missing, of: signature, verb: verb)
    }
    if let missing = missingClause(of: signature, clauses) {
      throw report(
        .missingArgument, "`\(signature.name)` needs `\(missing.keyword)`", at: span(from: start).after,
        label: "\(missing.keyword) \(missing.placeholder)", hints: ["usage: \(signature.usage)"],
        topic: signature.name)
    }
    return StageSyntax(
      verb: verb, arguments: arguments, clauses: clauses, options: options, span: span(from: start))
  }

  /// The first clause that must be there and is not.
  private func missingClause(of signature: VerbSignature, _ clauses: [ClauseSyntax]) -> VerbSignature.Clause?
  {
    signature.clauses.first { clause in
      clause.isRequired && !clauses.contains { $0.keyword.text == clause.keyword }
    }
  }

  /// Whether the current token can start the argument.
  private func fits(_ argument: VerbSignature.Argument) -> Bool {
    switch argument.shape {
    case .word(let choices):
      switch current.kind {
      case .word(let word):
        choices.contains(word) || !isClauseKeyword(word) && (choices.isEmpty || argument.isRequired)
      case .quotedName: true
      default: false
      }
    case .words:
      if case .word = current.kind { true } else { false }
    case .expression, .expressions, .definitions, .columns, .pipeline:
      startsOperand
    }
  }

  private mutating func parseArgument(
    _ argument: VerbSignature.Argument, of signature: VerbSignature
  ) throws(Abandoned) -> [ArgumentSyntax] {
    switch argument.shape {
    case .word:
      guard let name = parseName() else { throw reportUnexpected() }
      return [.word(name)]
    case .words:
      var words: [ArgumentSyntax] = []
      while case .word = current.kind, let name = parseName() { words.append(.word(name)) }
      return words
    case .pipeline:
      return [.pipeline(try nested { parser throws(Abandoned) in try parser.parsePipeline() })]
    case .expression:
      return [.expression(name: nil, try parseExpression())]
    case .expressions:
      return try parseList { parser throws(Abandoned) in .expression(name: nil, try parser.parseExpression())
      }
    case .columns:
      return try parseList { parser throws(Abandoned) in
        let name = parser.parseDefinedName()
        return .expression(name: name, try parser.parseExpression())
      }
    case .definitions:
      return try parseList { parser throws(Abandoned) in
        guard let name = parser.parseDefinedName() else {
          throw parser.report(
            .missingArgument, "`\(signature.name)` needs a name for each value", at: parser.current.span,
            label: "name = …", hints: ["usage: \(signature.usage)"], topic: signature.name)
        }
        return .expression(name: name, try parser.parseExpression())
      }
    }
  }

  /// `NAME =`, both consumed.
  private mutating func parseDefinedName() -> NameSyntax? {
    guard peek().kind == .symbol(.assign), let name = parseName() else { return nil }
    advance()
    return name
  }

  private mutating func parseList(
    _ item: (inout Parser) throws(Abandoned) -> ArgumentSyntax
  ) throws(Abandoned) -> [ArgumentSyntax] {
    var items = [try item(&self)]
    while current.kind == .symbol(.comma) {
      advance()
      items.append(try item(&self))
    }
    return items
  }

  // MARK: Clauses and options

  /// The keyword of a clause of this verb, consumed; `as of` is one of two words.
  private mutating func parseKeyword(of signature: VerbSignature) -> NameSyntax? {
    guard case .word(let word) = current.kind else { return nil }
    let start = index
    if word == "as", case .word("of") = peek().kind,
      signature.clauses.contains(where: { $0.keyword == "as of" })
    {
      advance()
      advance()
      return NameSyntax(text: "as of", span: span(from: start))
    }
    guard signature.clauses.contains(where: { $0.keyword == word }) else { return nil }
    advance()
    return NameSyntax(text: word, span: span(from: start))
  }

  private mutating func parseClause(_ keyword: NameSyntax) throws(Abandoned) -> ClauseSyntax {
    var expressions = [try parseClauseExpression(keyword)]
    while current.kind == .symbol(.comma) {
      advance()
      expressions.append(try parseClauseExpression(keyword))
    }
    let span = expressions.reduce(keyword.span) { $0.joined(with: $1.span) }
    return ClauseSyntax(keyword: keyword, expressions: expressions, span: span)
  }

  private mutating func parseClauseExpression(_ keyword: NameSyntax) throws(Abandoned) -> ExpressionSyntax {
    if keyword.text == "by", peek().kind == .symbol(.assign), let name = parseName() {
      throw report(
        .unexpectedText, "`by` gives no names", at: name.span.joined(with: current.span),
        label:
          "`derive \(quotedName(name.text)) = …` in front makes a column for `by \(quotedName(name.text))`")
    }
    return try parseExpression()
  }

  private func startsOption(_ signature: VerbSignature, _ awaited: VerbSignature.Argument?) -> Bool {
    guard case .word(let word) = current.kind, peek().kind == .symbol(.assign) else { return false }
    if signature.option(word) != nil { return true }
    switch awaited?.shape {
    case .definitions, .columns: return false
    // Here it is a condition with `=` for `==`, and is reported as one.
    case .expression, .expressions: return signature.options.isEmpty ? false : !(awaited?.isRequired ?? false)
    default: return true
    }
  }

  private mutating func parseOption() throws(Abandoned) -> OptionSyntax {
    guard let name = parseName() else { throw reportUnexpected() }
    let equals = current.span
    advance()
    return OptionSyntax(name: name, value: try parseOptionValue(), equals: equals)
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

  private func isSeparator(_ kind: Token.Kind) -> Bool { kind == .newline || kind == .symbol(.semicolon) }

  private func endsStage(_ token: Token) -> Bool {
    switch token.kind {
    case .newline, .end, .symbol(.semicolon), .symbol(.pipe), .symbol(.closeBrace): true
    case .word("as"): true
    default: false
    }
  }
}
