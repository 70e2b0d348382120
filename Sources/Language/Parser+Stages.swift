import Tables

/// What stands behind a verb: arguments, clauses and options, sorted by its signature.
extension Parser {
  mutating func parseArguments(
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
        try checkForm(of: signature, awaited.first)
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
      case .quotedName: !isFormula
      default: false
      }
    case .formula: isFormula
    case .names:
      switch current.kind {
      case .word(let word): !isClauseKeyword(word)
      case .quotedName: true
      default: false
      }
    case .words:
      if case .word = current.kind { true } else { false }
    case .expression, .path, .expressions, .definitions, .columns, .pipeline:
      startsOperand
    }
  }

  /// A word in the place of a form, with more words behind it, was meant as one.
  private mutating func checkForm(
    of signature: VerbSignature, _ argument: VerbSignature.Argument?
  ) throws(Abandoned) {
    guard case .word(let choices)? = argument?.shape, !signature.forms.isEmpty,
      case .word(let word) = current.kind
    else { return }
    switch peek().kind {
    case .word("as"): return
    case .word, .quotedName: break
    default: return
    }
    throw report(
      .unknownName, "`\(word)` is nothing to `\(signature.name)`", at: current.span,
      label: Suggestion.question(Suggestion.nearest(to: word, among: choices)),
      hints: ["the kinds are \(choices.joined(separator: ", "))"], topic: signature.name)
  }

  /// Whether a formula begins here: at its `~`, or at the target in front of it.
  private var isFormula: Bool {
    switch current.kind {
    case .symbol(.tilde): true
    case .word, .quotedName: peek().kind == .symbol(.tilde)
    default: false
    }
  }

  private mutating func parseFormula() throws(Abandoned) -> FormulaSyntax {
    let start = index
    let target = current.kind == .symbol(.tilde) ? nil : parseName()
    advance()
    var terms: [FormulaSyntax.Term] = []
    var isLeftOut = false
    while true {
      if current.kind == .symbol(.dot) {
        advance()
        terms.append(.init(name: nil, isLeftOut: isLeftOut))
      } else if let name = parseName() {
        terms.append(.init(name: name, isLeftOut: isLeftOut))
      } else {
        throw report(
          .unexpectedText, "a formula needs the name of a column here", at: current.span,
          label: "as in `revenue ~ budget + runtime`, or `.` for all the rest")
      }
      guard current.kind == .symbol(.plus) || current.kind == .symbol(.minus) else { break }
      isLeftOut = current.kind == .symbol(.minus)
      advance()
    }
    return FormulaSyntax(target: target, terms: terms, span: span(from: start))
  }

  private mutating func parseArgument(
    _ argument: VerbSignature.Argument, of signature: VerbSignature
  ) throws(Abandoned) -> [ArgumentSyntax] {
    switch argument.shape {
    case .word:
      guard let name = parseName() else { throw reportUnexpected() }
      return [.word(name)]
    case .formula: return [.formula(try parseFormula())]
    case .names:
      return try parseList { parser throws(Abandoned) in
        guard let name = parser.parseName() else { throw parser.reportUnexpected(expected: "a name") }
        return .word(name)
      }
    case .words:
      var words: [ArgumentSyntax] = []
      while case .word = current.kind, let name = parseName() { words.append(.word(name)) }
      return words
    case .pipeline:
      return [.pipeline(try nested { parser throws(Abandoned) in try parser.parsePipeline() })]
    case .expression, .path:
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
    // A point or a stretch of time, behind which another clause may begin with `in`.
    return ["since", "until", "in", "as of"].contains(keyword.text) ? try parseTime() : try parseExpression()
  }

  /// A time, or `ingest 3`: the state of the store right after that ingest.
  private mutating func parseTime() throws(Abandoned) -> ExpressionSyntax {
    guard case .word("ingest") = current.kind, peek().kind != .symbol(.openParenthesis),
      let word = parseName()
    else {
      return try parseCoalesce()
    }
    let number = try parseCoalesce()
    return try tree(.call(word, [number]), word.span.joined(with: number.span), [number])
  }

  private func startsOption(_ signature: VerbSignature, _ awaited: VerbSignature.Argument?) -> Bool {
    guard case .word(let word) = current.kind, peek().kind == .symbol(.assign) else { return false }
    if signature.option(word) != nil { return true }
    switch awaited?.shape {
    case .definitions, .columns: return false
    // Here it is a condition with `=` for `==`, and is reported as one.
    case .expression, .expressions:
      return signature.allOptions.isEmpty ? false : !(awaited?.isRequired ?? false)
    default: return true
    }
  }

  private mutating func parseOption() throws(Abandoned) -> OptionSyntax {
    guard let name = parseName() else { throw reportUnexpected() }
    let equals = current.span
    advance()
    return OptionSyntax(name: name, value: try parseOptionValue(), equals: equals)
  }
}
