import Tables

/// The problems that the parser finds, in words. Each reports and gives what to throw.
extension Parser {
  @discardableResult
  mutating func report(
    _ code: Diagnostic.Code, _ message: String, at span: Span, label: String? = nil, hints: [String] = [],
    fix: Diagnostic.Fix? = nil, topic: String? = nil
  ) -> Abandoned {
    diagnostics.append(
      Diagnostic(code, message, at: span, label: label, hints: hints, fix: fix, topic: topic))
    return Abandoned()
  }

  @discardableResult
  mutating func reportUnexpected(expected: String? = nil) -> Abandoned {
    // The lexer has told of a damaged token already.
    if current.kind == .damaged { return Abandoned() }
    let label = expected.map { "expected \($0)" }
    switch current.kind {
    case .newline, .end, .symbol(.semicolon):
      let place = index > 0 ? tokens[index - 1].span.after : current.span
      return report(.unexpectedText, "the statement ends too early", at: place, label: label)
    case .word("distinct"):
      return report(
        .unexpectedText, "`distinct` does not stand inside an expression", at: current.span, label: label,
        hints: ["`count_distinct(x)` counts the different values"])
    case .word("case"):
      return report(
        .foreignWord, "`case` is not part of an expression", at: current.span,
        hints: ["`if(condition, value, otherwise)` chooses"])
    case .symbol(.star) where index > 0 && tokens[index - 1].kind == .symbol(.openParenthesis):
      return report(
        .foreignWord, "`*` stands for no columns here", at: current.span, hints: ["`count()` counts the rows"]
      )
    case .symbol(.greater) where index > 0 && tokens[index - 1].kind == .symbol(.pipe):
      let arrow = tokens[index - 1].span.joined(with: current.span)
      return report(
        .foreignWord, "`\(shortened(arrow))` is not an operator", at: arrow, label: "write `|`",
        fix: Diagnostic.Fix(arrow, "|"))
    default:
      return report(
        .unexpectedText, "`\(shortened(current.span))` is unexpected here", at: current.span, label: label)
    }
  }

  mutating func reportUnexpected(
    in signature: VerbSignature, awaiting argument: VerbSignature.Argument?,
    missing clause: VerbSignature.Clause?
  ) -> Abandoned {
    if current.kind == .damaged { return Abandoned() }
    let usage = "usage: \(signature.usage)"
    if let argument {
      return report(
        .missingArgument, "`\(signature.name)` needs \(argument.placeholder) here", at: current.span,
        label: argument.summary, hints: [usage], topic: signature.name)
    }
    if index > 0, case .word(let word) = tokens[index - 1].kind, isClauseKeyword(word),
      !signature.clauses.contains(where: { $0.keyword == word })
    {
      return report(
        .unexpectedArgument, "`\(word)` does not belong to `\(signature.name)`", at: tokens[index - 1].span,
        hints: [usage], topic: signature.name)
    }
    if let clause, startsOperand {
      return report(
        .missingArgument, "`\(signature.name)` needs `\(clause.keyword)` here", at: current.span,
        label: "`\(clause.keyword) \(shortened(current.span))`: \(clause.summary)", hints: [usage],
        fix: Diagnostic.Fix(Span(source, current.span.start, current.span.start), clause.keyword + " "),
        topic: signature.name)
    }
    if current.kind == .symbol(.closeParenthesis) || current.kind == .symbol(.closeBracket) {
      return report(.unclosedBracket, "the `\(current.span.text)` here closes nothing", at: current.span)
    }
    var hints = [usage]
    if case .word(let word) = current.kind, ["asc", "desc", "ascending", "descending"].contains(word) {
      hints.insert("a minus in front makes a key of `sort` descend: `sort -year, title`", at: 0)
    } else if case .word(let word) = current.kind, vocabulary[word] != nil {
      hints.insert("`| \(word)` goes on with the next verb", at: 0)
    } else if case .word(let word) = current.kind {
      if let foreign = ForeignWord.expression(word) ?? ForeignWord.operator(word) {
        hints.insert(foreign.hint, at: 0)
      }
      let near = Suggestion.nearest(
        to: word, among: signature.clauses.map(\.keyword) + ["and", "or", "as", "in", "is"])
      if let question = Suggestion.question(near) { hints.insert(question, at: 0) }
    }
    return report(
      .unexpectedArgument, "`\(shortened(current.span))` does not belong to `\(signature.name)`",
      at: current.span,
      hints: hints, topic: signature.name)
  }

  mutating func reportMissing(
    _ argument: VerbSignature.Argument, of signature: VerbSignature, verb: NameSyntax
  ) -> Abandoned {
    if current.kind == .damaged { return Abandoned() }
    return report(
      .missingArgument, "`\(signature.name)` needs \(argument.placeholder)", at: verb.span,
      label: argument.summary,
      hints: ["usage: \(signature.usage)"], topic: signature.name)
  }

  mutating func reportUnknownVerb(_ verb: NameSyntax) -> Abandoned {
    if current.kind == .damaged { return Abandoned() }
    if current.kind == .symbol(.assign) {
      return report(
        .foreignWord, "a statement does not start with `\(shortened(verb.span)) =`", at: current.span,
        hints: [
          "`… as \(verb.text)` at the end of a pipeline names its table",
          "`param \(verb.text) = …` names a value",
        ])
    }
    let line = source.line(verb.span.position.line)
    let statement = String(decoding: line[min(verb.span.start, line.endIndex)...].prefix(1000), as: UTF8.self)
    var problem = Diagnostic.unknownVerb(verb, statement: statement, vocabulary: vocabulary)
    if let fix = problem.fix, case .word("by") = current.kind, vocabulary[fix.replacement] != nil,
      ForeignWord.verb(verb.text) != nil
    {
      // `order by` is one word of another tool.
      problem.fix = Diagnostic.Fix(verb.span.joined(with: current.span), fix.replacement)
    }
    diagnostics.append(problem)
    return Abandoned()
  }

  func isClauseKeyword(_ word: String) -> Bool { clauseKeywords.contains(word) }

  private func shortened(_ span: Span) -> String {
    let text = Span(source, span.start, min(span.end, span.start + 60)).text
    return span.end - span.start > 60 ? text + "…" : text
  }
}

extension Diagnostic {
  /// A word where a verb must stand, with the verb that was meant, as far as that can be told.
  ///
  /// `statement` is the text from the word on, for a statement of SQL.
  package static func unknownVerb(
    _ verb: NameSyntax, statement: String? = nil, vocabulary: Vocabulary
  ) -> Diagnostic {
    let message = "unknown verb `\(verb.text)`"
    if let statement, let query = ForeignWord.sql(statement) {
      let pipeline = "a query is a pipeline: `films | where year > 2010 | select title, year`"
      return Diagnostic(
        .unknownVerb, message, at: verb.span, hints: [vocabulary["sql"] == nil ? pipeline : query.hint],
        topic: "pipelines")
    }
    let near = Suggestion.nearest(to: verb.text, among: vocabulary.names)
    let foreign =
      ForeignWord.verb(verb.text)
      ?? (near.isEmpty ? ForeignWord.verbs(near: verb.text).first : nil)
      .flatMap { ForeignWord.verb($0) }
    if let foreign, let word = foreign.replacement.split(separator: " ").first.map(String.init),
      vocabulary[word] != nil
    {
      return Diagnostic(
        .unknownVerb, message, at: verb.span, label: "here it is `\(foreign.replacement)`",
        hints: [foreign.hint], fix: word == foreign.replacement ? Fix(verb.span, word) : nil, topic: word)
    }
    let longer = vocabulary.names.filter { $0.hasPrefix(verb.text) }
    if longer.count > 1 {
      return Diagnostic(
        .unknownVerb, message, at: verb.span,
        label: "short for \(longer.count) verbs: \(longer.map { "`\($0)`" }.joined(separator: ", "))")
    }
    return Diagnostic(
      .unknownVerb, message, at: verb.span, label: Suggestion.question(near),
      hints: near.isEmpty ? ["`help` lists the verbs"] : [],
      fix: near.count == 1 ? Fix(verb.span, near[0]) : nil, topic: near.count == 1 ? near[0] : nil)
  }
}

let clauseKeywords: Set<String> = [
  "since", "until", "in", "from", "where", "by", "on", "with", "to", "else", "vs", "as",
]
