import Films
import Language
import Store
import Tables

enum SnapshotsVerb: Verb {
  static let signature = VerbSignature(
    "snapshots", .source, "reads how the popularity and the votes of a film went, or of all films the newest",
    details: [
      "A snapshot is there for each time that something changed, from the oldest to the newest. Without a film it "
        + "gives the newest one of every film. `load snapshots` reads all of all films."
    ],
    arguments: [.init("film", .expression, required: false, "the tmdb_id of a film")],
    examples: [
      .init("snapshots 9000001 | sort -snapshot_ts | take 5", "how one film went"),
      .init("snapshots | sort -popularity | take 5", "where all films stand"),
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    var scan = StoreTableScan(.snapshots, of: planning.scope.store, version: nil, at: call.span)
    guard let syntax = call.expressions.first else {
      scan.takeNewestOfEachFilm()
      return Step(call.span, output: .table(scan.schema), .scan(scan), explanation: scan.explanation)
    }
    guard let literal = planning.constant(syntax) else { return nil }
    guard case .value(.int(let number)) = literal else {
      return planning.fail(
        .wrongType, "`\(brief(syntax.span))` is no number of a film", at: syntax.span,
        hints: ["`film \"title\"` tells the tmdb_id of a film"])
    }
    scan.restrict(.compare(.equal, scan.column("tmdb_id"), .constant(.int(number), .int)))
    return Step(call.span, output: .table(scan.schema), .scan(scan), explanation: scan.explanation)
  }
}
