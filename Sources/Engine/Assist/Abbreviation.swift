import Language

extension Interpreter {
  /// The text with every verb, clause, option and word of a verb that was cut short written out; nil when it
  /// says all of them.
  ///
  /// `l hor s 2010` is `load horror since 2010`. A word that several begin with stays as it is, as do columns,
  /// tables and what stands in texts and comments.
  package func expandingAbbreviations(in text: String) -> String? {
    let source = SourceText(name: "shell", text: text)
    let tokens = StatementEnds.significant(Lexer.lex(source).tokens)
    var expansion = Abbreviation(environment: environment, scope: state.scope, tokens: tokens)
    let changes = expansion.changes()
    guard !changes.isEmpty else { return nil }
    var bytes = source.bytes
    for (span, word) in changes.reversed() {
      bytes.replaceSubrange(span.start..<span.end, with: Array(word.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Goes through the words of a text and finds those that stand for longer ones.
private struct Abbreviation {
  let environment: Environment
  let scope: Scope
  let tokens: [Token]
  private var found: [(span: Span, word: String)] = []

  init(environment: Environment, scope: Scope, tokens: [Token]) {
    self.environment = environment
    self.scope = scope
    self.tokens = tokens
  }

  mutating func changes() -> [(span: Span, word: String)] {
    var verb: (any Verb.Type)?
    var isStart = true
    var isFirst = true
    var depth = 0
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .newline, .symbol(.semicolon), .symbol(.openBrace), .symbol(.closeBrace):
        (isStart, isFirst, depth) = (true, true, 0)
      case .symbol(.openParenthesis), .symbol(.openBracket): depth += 1
      case .symbol(.closeParenthesis), .symbol(.closeBracket): depth -= 1
      case .symbol(.pipe) where depth <= 0: (isStart, isFirst) = (true, false)
      case .word(let word) where isStart:
        verb = self.verb(word, at: token, isFirst: isFirst)
        isStart = verb?.signature.name == "explain"
      case .word(let word) where depth <= 0:
        if let verb { take(word, at: index, of: verb) }
        isStart = false
      default: isStart = false
      }
    }
    return found
  }

  private mutating func verb(_ word: String, at token: Token, isFirst: Bool) -> (any Verb.Type)? {
    if let verb = environment.verbs[word] { return verb }
    if isFirst, scope[word] != nil { return nil }
    let verbs = VerbRegistry.all.map { $0.signature }.filter {
      isFirst || ($0.kind != .source && $0.kind != .session)
    }
    guard let whole = only(verbs.map(\.name), beginningWith: word) else { return nil }
    found.append((token.span, whole))
    return environment.verbs[whole]
  }

  /// A word of a stage behind its verb.
  private mutating func take(_ word: String, at index: Int, of verb: any Verb.Type) {
    let signature = verb.signature
    let previous = tokens[index - 1].kind
    if index + 1 < tokens.count, tokens[index + 1].kind == .symbol(.assign) {
      let definesNames = signature.arguments.contains { $0.shape == .definitions || $0.shape == .columns }
      if !definesNames { replace(index, word, among: signature.options.map(\.name)) }
      return
    }
    if previous == .symbol(.assign), case .word(let name) = tokens[index - 2].kind,
      let option = signature.option(only(signature.options.map(\.name), beginningWith: name) ?? name)
    {
      if case .choice(let choices) = option.kind { replace(index, word, among: choices) }
      return
    }
    if isVerb(index - 1), case .word(let choices)? = signature.arguments.first?.shape {
      replace(index, word, among: choices + verb.words(in: scope).map(\.text))
      return
    }
    if endsValue(previous), !isVerb(index - 1), !Abbreviation.keywords.contains(word) {
      replace(index, word, among: signature.clauses.map(\.keyword).filter { $0 != "as of" })
    }
  }

  private mutating func replace(_ index: Int, _ word: String, among words: [String]) {
    guard !words.contains(word), let whole = only(words, beginningWith: word) else { return }
    found.append((tokens[index].span, whole))
  }

  /// The one word that begins so, or the one with which all the others begin: `horror` before
  /// `horror_clustering`. Nil when none begins so, or several.
  private func only(_ words: [String], beginningWith start: String) -> String? {
    let matching = words.filter { $0.hasPrefix(start) }
    guard let shortest = matching.min(by: { $0.utf8.count < $1.utf8.count }) else { return nil }
    return matching.allSatisfy { $0.hasPrefix(shortest) } ? shortest : nil
  }

  /// Whether the word at a place is that of a verb, as it is typed.
  private func isVerb(_ index: Int) -> Bool {
    guard index > 0 else { return true }
    switch tokens[index - 1].kind {
    case .newline, .symbol(.semicolon), .symbol(.pipe), .symbol(.openBrace), .word("explain"): return true
    default: return false
    }
  }

  /// Whether a value can end here, so that a clause can begin.
  private func endsValue(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .symbol(.closeParenthesis), .symbol(.closeBracket), .literal, .quotedName, .parameter: true
    case .word(let word): !Abbreviation.keywords.contains(word)
    default: false
    }
  }

  private static let keywords: Set<String> = [
    "and", "or", "not", "in", "between", "is", "like", "contains", "starts", "ends", "as", "of", "by", "on",
    "to",
    "else", "since", "until", "from", "where", "with", "null", "true", "false", "ingest",
  ]
}
