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
    let exact = found.filter { $0.text.hasPrefix(stage.partial) }
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
    let front = SourceText(name: "shell", text: stage.before)
    let script = Parser.parse(front, vocabulary: environment.vocabulary).script
    // What only a look at files could tell is left out.
    let readers: Set<String> = ["from", "sql", "include", "run"]
    let isPure = script.statements.allSatisfy { statement in
      guard case .pipeline(let pipeline) = statement.content else { return true }
      return !pipeline.stages.contains { readers.contains($0.verb.text) }
    }
    guard isPure, !script.statements.isEmpty else {
      var scope = state.scope
      if !isPure { scope.current = .unknown }
      return scope
    }
    var planning = Planning(scope: state.scope, environment: environment, isForesight: true)
    planning.check(script)
    return planning.scope
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
    if stage.isInText { return takesPath(signature) ? paths() : [] }
    if let option = stage.optionInHand.flatMap({ signature.option($0) }) { return values(of: option) }
    if case .word("as")? = stage.tokens.last?.kind { return [] }
    let isFresh = stage.tokens.count == 1
    var found: [Candidate] = []
    if isFresh { found += words(of: verb, in: scope) }
    if stage.awaitsValue, takesValues(signature) { found += columns(in: scope) + functions() }
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
    let own = verb.words(in: scope).map { Candidate(text: $0.text, note: $0.note) }
    guard case .word(let choices)? = verb.signature.arguments.first?.shape else { return own }
    if !own.isEmpty { return own }
    return choices.isEmpty ? tables(in: scope) : choices.map { Candidate(text: $0, note: "") }
  }

  private func columns(in scope: Scope) -> [Candidate] {
    guard case .table(let schema) = scope.current else { return [] }
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
    return signature.clauses.filter { clause in
      !clause.keyword.split(separator: " ").allSatisfy { given.contains(String($0)) }
    }
    .map { Candidate(text: $0.keyword, note: $0.summary) }
  }

  private func options(of signature: VerbSignature) -> [Candidate] {
    let given = Set(stage.words)
    return signature.options.filter { !given.contains($0.name) }
      .map { Candidate(text: $0.name + "=", note: $0.summary) }
  }

  private func values(of option: VerbSignature.Option) -> [Candidate] {
    switch option.kind {
    case .choice(let words): words.map { Candidate(text: $0, note: "") }
    case .flag: ["yes", "no"].map { Candidate(text: $0, note: "") }
    default: []
    }
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
      case .expressions, .definitions, .columns: true
      case .expression: signature.kind != .source && signature.kind != .session
      case .word, .words, .pipeline: false
      }
    }
  }

  // MARK: Paths

  private func takesPath(_ signature: VerbSignature) -> Bool {
    ["from", "export", "run", "include", "use", "ingest"].contains(signature.name)
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
