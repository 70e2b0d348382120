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
  /// The tables that the text itself has named so far.
  private var declared: Set<String> = []

  init(environment: Environment, scope: Scope, tokens: [Token]) {
    self.environment = environment
    self.scope = scope
    self.tokens = tokens
  }

  mutating func changes() -> [(span: Span, word: String)] {
    var verb: (any Verb.Type)?
    var verbIndex = 0
    var isStart = true
    var isFirst = true
    var depth = 0
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .newline, .symbol(.semicolon), .symbol(.openBrace), .symbol(.closeBrace):
        (isStart, isFirst, depth, verb) = (true, true, 0, nil)
      case .symbol(.openParenthesis), .symbol(.openBracket): depth += 1
      case .symbol(.closeParenthesis), .symbol(.closeBracket): depth -= 1
      case .symbol(.pipe) where depth <= 0: (isStart, isFirst, verb) = (true, false, nil)
      case .word(let word) where isStart:
        verb = self.verb(word, at: token, isFirst: isFirst)
        verbIndex = index
        isStart = verb?.signature.name == "explain"
      case .word(let word) where depth <= 0:
        if tokens[index - 1].kind == .word("as") { declared.insert(word) }
        if let verb { take(word, at: index, of: verb, at: verbIndex) }
        isStart = false
      default: isStart = false
      }
    }
    return found
  }

  private mutating func verb(_ word: String, at token: Token, isFirst: Bool) -> (any Verb.Type)? {
    if let verb = environment.verbs[word] { return verb }
    if isFirst, isTable(word) { return nil }
    let verbs = VerbRegistry.all.map { $0.signature }.filter {
      isFirst || ($0.kind != .source && $0.kind != .session)
    }
    guard let whole = only(verbs.map(\.name), beginningWith: word) else { return nil }
    found.append((token.span, whole))
    return environment.verbs[whole]
  }

  private func isTable(_ word: String) -> Bool { scope[word] != nil || declared.contains(word) }

  /// A word of a stage behind its verb.
  private mutating func take(_ word: String, at index: Int, of verb: any Verb.Type, at verbIndex: Int) {
    let signature = verb.signature
    let previous = tokens[index - 1].kind
    if index + 1 < tokens.count, tokens[index + 1].kind == .symbol(.assign) {
      let definesNames = signature.arguments.contains { $0.shape == .definitions || $0.shape == .columns }
      if !definesNames { replace(index, word, among: signature.allOptions.map(\.name)) }
      return
    }
    if previous == .symbol(.assign), case .word(let name) = tokens[index - 2].kind,
      let option = signature.option(only(signature.allOptions.map(\.name), beginningWith: name) ?? name)
    {
      replace(index, word, among: option.kind.words)
      return
    }
    let isBehindVerb = index == verbIndex + 1
    if isBehindVerb, let argument = signature.arguments.first {
      let words = ownWords(of: verb)
      if words.contains(word) || replace(index, word, among: words) { return }
      if argument.isRequired || !argument.isWord || isTable(word) { return }
    }
    if isBehindVerb || endsValue(previous), !Abbreviation.keywords.contains(word) {
      replace(index, word, among: signature.clauses.map(\.keyword).filter { $0 != "as of" })
    }
  }

  /// The words that the language itself has behind a verb: tables of the session are not among them.
  private func ownWords(of verb: any Verb.Type) -> [String] {
    let words = verb.words(in: Scope(store: scope.store)).map(\.text)
    guard case .word(let choices)? = verb.signature.arguments.first?.shape else { return words }
    return choices + words
  }

  /// Whether the word stood for another.
  @discardableResult
  private mutating func replace(_ index: Int, _ word: String, among words: [String]) -> Bool {
    guard !words.contains(word), let whole = only(words, beginningWith: word) else { return false }
    found.append((tokens[index].span, whole))
    return true
  }

  /// The one word that begins so, or the one with which all the others begin: `horror` before
  /// `horror_clustering`. Nil when none begins so, or several.
  private func only(_ words: [String], beginningWith start: String) -> String? {
    let matching = words.filter { $0.hasPrefix(start) }
    guard let shortest = matching.min(by: { $0.utf8.count < $1.utf8.count }) else { return nil }
    return matching.allSatisfy { $0.hasPrefix(shortest) } ? shortest : nil
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

extension VerbSignature.Argument {
  fileprivate var isWord: Bool { if case .word = shape { true } else { false } }
}
