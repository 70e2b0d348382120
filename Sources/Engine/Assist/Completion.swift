import Files
import Glibc
import Language
import Tables

extension Interpreter {
  /// What could stand at a place of a text that is being typed. Nothing runs, and no data is read.
  package func completions(of text: String, at offset: Int) -> CompletionOffer {
    guard let stage = StageAtCursor(of: text, at: offset) else {
      return CompletionOffer(start: offset, candidates: [])
    }
    let completion = Completion(stage: stage, environment: environment, state: state)
    let found = completion.candidates(in: completion.scope())
    // A name that needs backticks is found by its letters too.
    let exact = found.filter { $0.text.hasPrefix(stage.partial) || $0.text.hasPrefix("`" + stage.partial) }
    let wanted = stage.partial.lowercased()
    return CompletionOffer(
      start: stage.start,
      candidates: exact.isEmpty ? found.filter { $0.text.lowercased().hasPrefix(wanted) } : exact)
  }
}

/// What could stand at the cursor, all of it from the signatures and from what the session knows.
private struct Completion {
  typealias Candidate = CompletionOffer.Candidate

  let stage: StageAtCursor
  let environment: Environment
  let state: SessionState

  /// What is in scope at the stage: that of the session, with what the text in front of it would change.
  func scope() -> Scope {
    var planning = Planning(scope: state.scope, environment: environment, isForesight: true)
    planning.foresee(stage.before)
    return planning.scope
  }

  /// The table whose columns the stage can name: what flows into it, or what a source itself reads.
  private func table(_ signature: VerbSignature, in scope: Scope) -> Flow {
    switch signature.kind {
    case .session: return .nothing
    case .transform, .fit, .tap: return scope.current
    case .source:
      guard let head = stage.head(before: Set(signature.clauses.map(\.keyword))) else { return .nothing }
      var planning = Planning(scope: scope, environment: environment, isForesight: true)
      planning.foresee(head)
      return planning.scope.current
    }
  }

  func candidates(in scope: Scope) -> [Candidate] {
    if stage.partial.hasPrefix("$") {
      return scope.parameters.sorted { $0.key < $1.key }.map { Candidate(text: "$" + $0, note: $1.text) }
    }
    guard let name = stage.verb, !stage.tokens.isEmpty else {
      return stage.isInText ? [] : starts(in: scope)
    }
    guard let verb = environment.verbs[name] else { return [] }
    let signature = verb.signature
    if stage.isInText { return takesPath(signature) && stage.optionInHand == nil ? paths() : [] }
    if let option = stage.optionInHand.flatMap({ signature.option($0) }) { return values(of: option) }
    if case .word("as")? = stage.tokens.last?.kind {
      return signature.clauses.filter { $0.keyword == "as of" }.map {
        Candidate(text: "of", note: $0.summary)
      }
    }
    let isFresh = stage.tokens.count == 1
    var found: [Candidate] = []
    if isFresh || stage.tokens.last?.kind == .symbol(.comma) { found += words(of: verb, in: scope) }
    if stage.awaitsValue, takesValues(signature) {
      found += columns(of: table(signature, in: scope)) + functions()
    }
    if isFresh || !stage.awaitsValue { found += clauses(of: signature) + options(of: signature) }
    if !stage.awaitsValue, takesValues(signature) { found += Completion.keywords }
    return found
  }

  // MARK: Kinds of candidates

  private func starts(in scope: Scope) -> [Candidate] {
    let verbs = VerbRegistry.all.map { $0.signature }.sorted { $0.name < $1.name }
    guard stage.isFirst else {
      return verbs.filter { $0.kind != .source && $0.kind != .session }.map(candidate)
    }
    return verbs.map(candidate) + tables(in: scope)
  }

  private func candidate(_ signature: VerbSignature) -> Candidate {
    Candidate(text: signature.name, note: signature.summary)
  }

  private func tables(in scope: Scope) -> [Candidate] {
    let it = scope.current.isSomething ? [Candidate(text: "it", note: "the last table")] : []
    return it
      + scope.tables.keys.sorted().map { Candidate(text: quotedName($0), note: "a table of this session") }
  }

  /// The bare words that a verb takes first.
  private func words(of verb: any Verb.Type, in scope: Scope) -> [Candidate] {
    let isFirst = stage.tokens.count == 1
    guard let argument = verb.signature.arguments.first, isFirst || argument.shape == .expressions else {
      return []
    }
    let own = verb.words(in: scope).map { Candidate(text: quotedName($0.text), note: $0.note) }
    guard own.isEmpty, case .word(let choices) = argument.shape else { return inOrder(own) }
    return choices.isEmpty ? tables(in: scope) : inOrder(choices.map { Candidate(text: $0, note: "") })
  }

  private func inOrder(_ candidates: [Candidate]) -> [Candidate] { candidates.sorted { $0.text < $1.text } }

  private func columns(of table: Flow) -> [Candidate] {
    guard case .table(let schema) = table else { return [] }
    return schema.fields.map { Candidate(text: quotedName($0.name), note: $0.type.rawValue) }
      .sorted { $0.text < $1.text }
  }

  /// There are many: they are offered when their first letter is there.
  private func functions() -> [Candidate] {
    guard !stage.partial.isEmpty else { return [] }
    return environment.functions.all.map { Candidate(text: $0.name + "(", note: $0.summary) }
      .sorted { $0.text < $1.text }
  }

  private func clauses(of signature: VerbSignature) -> [Candidate] {
    let given = Set(stage.words)
    let open = signature.clauses.filter { clause in
      !clause.keyword.split(separator: " ").allSatisfy { given.contains(String($0)) }
    }
    return inOrder(open.map { Candidate(text: $0.keyword, note: $0.summary) })
  }

  private func options(of signature: VerbSignature) -> [Candidate] {
    let form = stage.words.first { word in signature.forms.contains { $0.name == word } }
    let open = signature.options(for: form).filter { !stage.givenOptions.contains($0.name) }
    return inOrder(open.map { Candidate(text: $0.name + "=", note: $0.summary) })
  }

  private func values(of option: VerbSignature.Option) -> [Candidate] {
    inOrder(option.kind.words.map { Candidate(text: $0, note: "") })
  }

  private static let keywords = [
    "and", "as", "between", "contains", "ends", "in", "is null", "like", "not", "or", "starts",
  ].map { Candidate(text: $0, note: "") }

  private func takesValues(_ signature: VerbSignature) -> Bool {
    if let last = stage.words.last(where: { word in signature.clauses.contains { $0.keyword == word } }) {
      return ["by", "on", "where"].contains(last)
    }
    return signature.arguments.contains { argument in
      switch argument.shape {
      case .definitions, .columns: true
      case .expressions: signature.kind != .session
      case .expression: signature.kind != .source && signature.kind != .session
      case .formula: true
      case .word, .words, .pipeline, .names, .path: false
      }
    }
  }

  // MARK: Paths

  private func takesPath(_ signature: VerbSignature) -> Bool {
    ["from", "export", "run", "include", "use", "ingest", "save"].contains(signature.name)
  }

  /// What lies in the folder that is typed so far.
  private func paths() -> [Candidate] {
    let folder = stage.partial.lastIndex(of: "/").map { String(stage.partial[...$0]) } ?? ""
    let typed = stage.partial.dropFirst(folder.count)
    return names(beside: folder + "x").filter {
      $0 != "." && $0 != ".." && (typed.hasPrefix(".") || !$0.hasPrefix("."))
    }
    .map { name in
      var status = stat()
      let isFolder = stat(folder + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      return Candidate(text: folder + name + (isFolder ? "/" : ""), note: "")
    }
  }
}

extension Planning {
  /// Moves the scope past a text in front of the cursor, without a look at any file or store: what only they
  /// could tell is unknown behind it.
  fileprivate mutating func foresee(_ text: String) {
    let source = SourceText(name: "shell", text: text)
    for statement in Parser.parse(source, vocabulary: environment.vocabulary).script.statements {
      guard case .pipeline(let pipeline) = statement.content else {
        if case .damaged = statement.content { check(statement) }
        continue
      }
      let verbs = pipeline.stages.map(\.verb.text)
      // These leave nothing behind, and would read files to find out what they do.
      if verbs[0] == "explain" || verbs[0] == "run" { continue }
      guard verbs.contains(where: { ["from", "sql", "include"].contains($0) }) else {
        check(statement)
        continue
      }
      scope.current = .unknown
      if let name = pipeline.name { scope.tables[name.text] = .unknown }
    }
  }
}

extension VerbSignature.Option.Kind {
  /// The words that can stand behind the `=`.
  var words: [String] {
    switch self {
    case .choice(let words), .numberOrWord(_, let words): words
    case .flag: ["yes", "no"]
    case .int, .double, .text, .texts, .date: []
    }
  }
}
