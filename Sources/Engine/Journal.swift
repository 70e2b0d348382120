import Language
import Modelling
import Tables

/// The statements of a session that have run, each with what it looked at and what it left: so that those which led
/// to what is there now can be told from all others.
struct Journal: Sendable {
  /// Something that a statement can look at and leave behind.
  enum Subject: Hashable, Sendable {
    case currentTable, currentModel, measurements, store
    case table(String)
    case model(String)
    case parameter(String)
  }

  struct Entry: Sendable {
    let text: String
    let reads: Set<Subject>
    let writes: Set<Subject>
    /// Whether it is worth keeping for what it shows or writes.
    let isForShow: Bool
    /// Whether it holds for all that follows: a setting.
    let holdsForAll: Bool
  }

  private var entries: [Entry] = []

  mutating func append(_ entry: Entry) { entries.append(entry) }

  /// The statements without which the table and the model that are there now would not be, and those that showed,
  /// wrote or checked something of what these have made; in their order.
  var statements: [String] {
    let makers = makersOfReads()
    var latest: [Subject: Int] = [:]
    for (number, entry) in entries.enumerated() { for subject in entry.writes { latest[subject] = number } }
    var kept: Set<Int> = []
    var open = [latest[.currentTable], latest[.currentModel]].compactMap { $0 }
    while let number = open.popLast() {
      if kept.insert(number).inserted { open += makers[number] }
    }
    for (number, entry) in entries.enumerated() {
      let isOfKept = entry.isForShow && !makers[number].isEmpty && makers[number].allSatisfy(kept.contains)
      if isOfKept || entry.holdsForAll { kept.insert(number) }
    }
    return kept.sorted().map { entries[$0].text }
  }

  /// For each statement those that made what it looks at.
  private func makersOfReads() -> [[Int]] {
    var latest: [Subject: Int] = [:]
    return entries.enumerated().map { number, entry in
      let makers = Set(entry.reads.compactMap { latest[$0] }).sorted()
      for subject in entry.writes { latest[subject] = number }
      return makers
    }
  }
}

extension Journal.Entry {
  /// Verbs that only tell something of the session itself, or do what no other session should do again.
  private static let passing: Set<String> = [
    "help", "tables", "models", "history", "jobs", "explain", "about", "timing", "quit", "undo", "save",
    "ingest",
    "purge", "drop",
  ]
  private static let showing: Set<String> = ["plot", "export", "expect", "evaluate", "compare", "drift"]
  private static let usingModel: Set<String> = ["predict", "evaluate", "drift", "plot", "expect"]
  private static let usingStore: Set<String> = ["load", "film", "sql", "snapshots"]

  /// What a statement did to a session; nil when it is worth no line in a script.
  init?(_ statement: StatementSyntax, from before: SessionState, to after: SessionState, gave result: Table?)
  {
    guard case .pipeline(let pipeline) = statement.content, let first = pipeline.stages.first,
      !Self.passing.contains(first.verb.text)
    else { return nil }
    var reads: Set<Journal.Subject> = []
    var writes: Set<Journal.Subject> = []
    let verbs = pipeline.stages.map(\.verb.text)
    let kind = VerbRegistry.byName[first.verb.text]?.signature.kind
    let startsFromTable = before[first.verb.text] != nil && first.isBare
    if !startsFromTable, kind != .source, kind != .session { reads.insert(.currentTable) }
    if verbs.contains(where: Self.usingStore.contains) { reads.insert(.store) }
    if verbs.contains(where: Self.usingModel.contains), before.currentModel != nil {
      reads.insert(.currentModel)
    }
    for word in Self.words(of: statement, upTo: pipeline.name) {
      switch word {
      case .word("it"), .quotedName("it"): reads.insert(.currentTable)
      case .word("model"): reads.insert(.currentModel)
      case .word(let name), .quotedName(let name):
        if before.tables[name] != nil { reads.insert(.table(name)) }
        if before.recentModels.contains(where: { $0.name == name }) { reads.insert(.model(name)) }
        if ModelText.metricNames.contains(name), !before.measurements.isEmpty { reads.insert(.measurements) }
      case .parameter(let name): reads.insert(.parameter(name))
      default: break
      }
    }
    // The table of a tap and of a training is the one that was there before.
    let passesOn = pipeline.stages.allSatisfy { stage in
      let kind = VerbRegistry.byName[stage.verb.text]?.signature.kind
      return kind == .tap || kind == .fit
    }
    if result != nil, !passesOn { writes.insert(.currentTable) }
    if let name = pipeline.name?.text, after.tables[name] != nil { writes.insert(.table(name)) }
    if VerbRegistry.byName[verbs[verbs.count - 1]]?.signature.kind == .fit, let model = after.currentModel {
      writes.formUnion([.currentModel, .model(model.name), .measurements])
    }
    if verbs.contains(where: { ["evaluate", "compare", "drift"].contains($0) }) {
      writes.insert(.measurements)
    }
    for name in after.parameters.keys where after.parameters[name] != before.parameters[name] {
      writes.insert(.parameter(name))
    }
    if before.store != after.store { writes.insert(.store) }
    self.init(
      text: statement.span.text, reads: reads, writes: writes,
      isForShow: verbs.contains(where: Self.showing.contains) && verbs[0] != "include",
      holdsForAll: ["set", "include"].contains(verbs[0]))
  }

  /// A name that it gives stands at its end, and is nothing that it looks at.
  private static func words(of statement: StatementSyntax, upTo name: NameSyntax?) -> [Token.Kind] {
    let end = (name?.span.start ?? statement.span.end) - statement.span.start
    return Lexer.lex(SourceText(name: "statement", text: statement.span.text)).tokens
      .filter { $0.span.start < end }.map(\.kind)
  }
}
