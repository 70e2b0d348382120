import Language
import Store
import Tables

enum PurgeVerb: Verb {
  static let signature = VerbSignature(
    "purge", .session, "removes all films and their past from the store, or the past before some time",
    details: [
      "`purge` leaves an empty store: films, snapshots, versions, predictions, and what was kept of TMDB. It cannot "
        + "be undone. Deleted content is overwritten in the file.",
      "`purge before 180d` removes only what was replaced before then: old snapshots, old details, films that TMDB "
        + "has no more. The films as they are now stay. `as of` reads no further back from there on.",
      "TMDB's terms allow its data to be kept for six months. So `ingest tmdb` does `purge before 180d` by itself "
        + "once a day; HQ_TMDB_RETENTION is another number of days.",
    ],
    clauses: [.init("before", "TIME", "what was replaced before then: a day, or a duration back from now")],
    examples: [
      .init("use \"mine.sqlite\" ; explain purge before 2026-05-24", "what would be removed"),
      .init("use \"mine.sqlite\" ; ingest from \"films.csv\" ; purge", "all of a store of one's own"),
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    guard planning.mayChangeStore(call) else { return nil }
    guard case .file(let store) = planning.scope.store else {
      return planning.fail(
        .notInStore, "the demo catalogue is made up, and nothing needs to be purged from it", at: call.span)
    }
    var limit: Timestamp?
    if let syntax = call.clause("before").first {
      guard let time = planning.time(syntax) else { return nil }
      limit = time.start
    }
    let what = limit.map { "what was replaced before \($0)" } ?? "everything"
    return call.session("purge \(what) from \(store)") { [limit] running in
      do throws(StoreError) {
        let stores = running.environment.stores
        _ = try stores.reader(.file(store))
        let writer = try stores.writer(store)
        let report = if let limit { try writer.purge(before: limit) } else { try writer.purgeAll() }
        stores.refresh()
        running.emit(.text(summary(report)))
      } catch {
        throw Diagnostic(error, at: call.span)
      }
    }
  }

  static func summary(_ report: PurgeReport) -> String {
    "purged \(counted(report.films, "film")), \(counted(report.snapshots, "snapshot")) and "
      + counted(report.versions, "older version")
  }
}
