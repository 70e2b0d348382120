import Films
import Language
import Store
import Tables

enum LoadVerb: Verb {
  static let signature = VerbSignature(
    "load", .source, "reads films, or another table, from the store",
    details: [
      "`load horror`, `load thriller`, … read the films of a genre, `load films` all of them. `tables` lists what "
        + "else there is.",
      "Beside what the store keeps a film has year, month, decade, is_october, is_english, genre_count and "
        + "high_rating: whether its vote_average is at or above the median of the films that were loaded with it.",
      "`since 2010` is from 2010-01-01 on, `until 2015` includes all of 2015, `in 2010` is that year and "
        + "`in 2010..2015` are those; `since 90d` counts back from now. They look at the release date, in other "
        + "tables at the time of the row.",
      "`as of ingest 3` reads the store as it was right after that ingest, `as of 2026-11-20` as it was at the end "
        + "of that day: exactly, whatever has come in since. `history` lists the ingests.",
    ],
    arguments: [.init("relation", .word([]), "`films`, a genre, or a table of the store")],
    clauses: [
      .init("since", "TIME", "from then on"),
      .init("until", "TIME", "up to then, with all of that day or year"),
      .init("in", "TIME, …", "only then"),
      .init("where", "CONDITION", "only rows for which it holds"),
      .init("as of", "TIME", "the store as it was then: a day, an instant, or `ingest 3`"),
    ],
    examples: [
      .init("load horror since 2010", "horror films from 2010 on"),
      .init("load horror since 2010 until 2020 where vote_count >= 50 as h", "under a name, for later"),
      .init("load films in 2015..2019 | aggregate count() by year", "all genres, five years"),
      .init("load horror as of ingest 3 | aggregate count()", "as it was right after the third ingest"),
      .init("explain load horror | where year > 2015 | select title", "what SQLite is asked"),
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    let word = call.words[0]
    guard let relation = relation(word, &planning) else { return nil }
    let problems = planning.diagnostics.count
    let version = version(call, relation.table, &planning)
    var scan = StoreTableScan(relation.table, of: planning.scope.store, version: version, at: call.span)
    if let genre = relation.genre { scan.restrict(FilmRelation.isOf(genre: genre)) }
    for condition in times(call, relation.table, &planning) { scan.restrict(condition) }
    for syntax in call.clause("where") {
      if let condition = planning.resolving(over: scan.ownSchema, { $0.condition(syntax) }) {
        scan.restrict(condition)
      }
    }
    guard planning.diagnostics.count == problems else { return nil }
    return Step(
      call.span, output: .table(scan.schema), .scan(scan), explanation: scan.explanation, isShown: false)
  }

  package static func words(in scope: Scope) -> [(text: String, note: String)] {
    StoreTable.all.map { ($0.name, $0.summary) }
      + Genre.all.map { (Genre.word(for: $0), "films of the genre \($0)") }
  }

  private static func relation(
    _ word: NameSyntax, _ planning: inout Planning
  ) -> (table: StoreTable, genre: String?)? {
    if let table = StoreTable.named(word.text) { return (table, nil) }
    if let genre = Genre.named(word.text) { return (.films, genre) }
    let near = Suggestion.nearest(to: word.text, among: words(in: planning.scope).map(\.text))
    return planning.fail(
      .unknownName, "the store has no `\(word.text)` to load", at: word.span,
      label: Suggestion.question(near),
      hints: near.isEmpty
        ? ["`load films` are all films, `load horror` those of a genre; `tables` lists the rest"] : [],
      topic: "load")
  }

  // MARK: Clauses

  /// What `as of` asks for. A check before a script cannot tell, since the script may ingest.
  static func version(
    _ call: Call, _ table: StoreTable, _ planning: inout Planning
  ) -> StoreScan.Version? {
    guard let (point, span) = point(call, table, &planning), !planning.isForesight else { return nil }
    do {
      return try planning.environment.stores.reader(planning.scope.store).version(at: point)
    } catch {
      planning.report(Diagnostic(error, at: span))
      return nil
    }
  }

  private static func point(
    _ call: Call, _ table: StoreTable, _ planning: inout Planning
  ) -> (point: StoreReader.Point, span: Span)? {
    guard let syntax = call.clause("as of").first else { return nil }
    guard table.hasHistory else {
      return planning.fail(
        .unexpectedArgument, "`\(table.name)` keeps no history", at: syntax.span,
        hints: [
          "films, snapshots, ingests and what is known beside them do; `until` leaves out what is newer"
        ])
    }
    if case .call(let name, let arguments) = syntax.kind, name.text == "ingest", arguments.count == 1 {
      guard let literal = planning.constant(arguments[0]) else { return nil }
      guard case .value(.int(let number)) = literal, number > 0 else {
        return planning.fail(
          .wrongType, "an ingest has a whole number from 1 on", at: arguments[0].span,
          label: "such as `ingest 3`")
      }
      return (.ingest(Int(number)), syntax.span)
    }
    return planning.time(syntax).map { (.time($0.end), syntax.span) }
  }

  private static func times(
    _ call: Call, _ table: StoreTable, _ planning: inout Planning
  ) -> [Expression] {
    guard
      let index = table.schema.fields.firstIndex(where: { $0.type == .date || $0.type == .timestamp })
    else { return [] }
    let condition = TimeCondition(column: .column(index, table.schema.fields[index].type))
    var conditions: [Expression] = []
    for syntax in call.clause("since") {
      if let time = planning.time(syntax) { conditions.append(condition.since(time)) }
    }
    for syntax in call.clause("until") {
      if let time = planning.time(syntax) { conditions.append(condition.until(time)) }
    }
    let alternatives = call.clause("in").compactMap { planning.time($0).map(condition.within) }
    if let first = alternatives.first {
      conditions.append(alternatives.dropFirst().reduce(first) { .or($0, $1) })
    }
    return conditions
  }
}
