import Films
import Language
import Query
import Store
import Tables

enum FilmVerb: Verb {
  static let signature = VerbSignature(
    "film", .source, "reads one film by its number or its title, or makes one up from what is known of it",
    details: [
      "With options instead of a title it is a film that does not exist yet, for `predict`; what is not said is null.",
      "A title is found whatever the case of its letters, and all films that bear it come out; several films can "
        + "have one title.",
    ],
    arguments: [
      .init("which", .expression, required: false, "the tmdb_id, the imdb_id or the title of the film")
    ],
    clauses: [.init("as of", "TIME", "as it was then: a day, an instant, or `ingest 3`")],
    options: [
      .init("title", .text, default: "null", "what it is called"),
      .init("runtime", .int(1...100_000), default: "null", "minutes"),
      .init("release", .date, default: "null", "its first day"),
      .init("genres", .texts, default: "null", "its genres"),
      .init("language", .text, default: "null", "its language, such as en"),
      .init("overview", .text, default: "null", "what it is about"),
      .init("budget", .int(0...Int.max), default: "null", "dollars"),
      .init("votes", .int(0...Int.max), default: "null", "how many have rated it"),
      .init("directors", .texts, default: "null", "who directs it"),
      .init("cast", .texts, default: "null", "who plays in it, the leads first"),
      .init("companies", .texts, default: "null", "who produces it"),
      .init("franchise", .text, default: "null", "the franchise that it goes on with"),
    ],
    examples: [
      .init(
        "film runtime=95 release=2026-10-09 genres=[\"Horror\", \"Thriller\"] language=en",
        "one that is planned"),
      .init(
        "film release=2026-10-09 companies=[\"Wide Gate Media\"] franchise=\"The Buried Grave Collection\"",
        "with what its makers did before, for a model of `features=rich`"),
      .init("film 9000001", "by its number"),
      .init("film 9000001 as of ingest 3 | select title, popularity", "as it was"),
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    guard let syntax = call.expressions.first else { return planned(call, &planning) }
    guard let literal = planning.constant(syntax) else { return nil }
    let condition: Expression
    switch literal {
    case .value(.int(let number)):
      condition = .compare(.equal, FilmRelation.column("tmdb_id"), .constant(.int(number), .int))
    case .value(.text(let text)): condition = FilmRelation.isCalled(text)
    default:
      return planning.fail(
        .wrongType, "`\(brief(syntax.span))` is no film", at: syntax.span, label: "a number or a title",
        topic: "film")
    }
    let problems = planning.diagnostics.count
    let version = LoadVerb.version(call, .films, &planning)
    guard planning.diagnostics.count == problems else { return nil }
    var scan = StoreTableScan(.films, of: planning.scope.store, version: version, at: call.span)
    scan.restrict(condition)
    return Step(call.span, output: .table(scan.schema), .scan(scan), explanation: scan.explanation)
  }

  // MARK: A film that is planned

  private static func planned(_ call: Call, _ planning: inout Planning) -> Step? {
    let options = call.options
    guard !options.names.isEmpty else {
      return planning.fail(
        .missingArgument, "`film` needs a number, a title, or what is known of a planned one", at: call.span,
        label: "as in `film runtime=95 release=2026-10-09`", topic: "film")
    }
    let known: [String: Value?] = [
      "title": options.text("title").map { .text($0) },
      "original_title": options.text("title").map { .text($0) },
      "runtime": options.int("runtime").map { .int(Int64($0)) },
      "release_date": options.date("release").map { .date($0) },
      "genres": options.texts("genres").map { .list($0) },
      "original_language": options.text("language").map { .text($0) },
      "overview": options.text("overview").map { .text($0) },
      "budget": options.int("budget").map { .int(Int64($0)) },
      "vote_count": options.int("votes").map { .int(Int64($0)) },
    ]
    // Only what is said of its makers stands there: other films have them in tables of their own.
    let makers: [(Field, Value?)] = [
      (Field("directors", .list), options.texts("directors").map { .list($0) }),
      (Field("cast", .list), options.texts("cast").map { .list($0) }),
      (Field("companies", .list), options.texts("companies").map { .list($0) }),
      (Field("franchise", .list), options.text("franchise").map { .list([$0]) }),
    ]
    let said = makers.compactMap { field, value in value.map { (field: field, value: $0) } }
    let fields = FilmRelation.base.fields
    let row = fields.map { (known[$0.name] ?? nil) ?? Value.null }
    let table = Table(fields + said.map(\.field), rows: [row + said.map(\.value)])
    let derived = Operator.derive(FilmRelation.derived)
    return Step(
      call.span, output: .table(derived.outputSchema(of: table.schema)),
      .source { running in
        try execute([derived], on: table, tables: [:], context: running.queryContext).table
      }, explanation: ["a planned film"])
  }
}
