import Films
import Language
import Store
import Tables

enum FilmVerb: Verb {
  static let signature = VerbSignature(
    "film", .source, "reads one film by its number or its title",
    details: [
      "A title is found whatever the case of its letters, and all films that bear it come out; several films can "
        + "have one title."
    ],
    arguments: [.init("which", .expression, "the tmdb_id, the imdb_id or the title of the film")],
    clauses: [.init("as of", "TIME", "as it was then: a day, an instant, or `ingest 3`")],
    examples: [
      .init("film 9000001", "by its number"),
      .init("film 9000001 as of ingest 3 | select title, popularity", "as it was"),
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    let syntax = call.expressions[0]
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
}
