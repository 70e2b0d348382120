import Language
import Store
import Tables

enum HistoryVerb: Verb {
  static let signature = VerbSignature(
    "history", .session, "lists the ingests of the store: when, from where, and what each changed",
    details: [
      "The newest come first. `load films as of ingest N` reads the store as it was right after one of them; "
        + "`load ingests` gives the same as a table."
    ],
    options: [.init("last", .int(1...1_000_000), default: "20", "how many")],
    examples: [.init("history", "the last twenty"), .init("history last=3", "the last three")])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    let count = call.options.int("last") ?? 20
    return call.session("history") { running in
      do throws(StoreError) {
        let reader = try running.environment.stores.reader(running.state.store)
        let all = try reader.table(StoreScan(.ingests))
        let newest = (0..<all.rowCount).suffix(count).reversed().map { all.row($0) }
        running.emit(.table(Table(all.schema.fields, rows: newest), rowLimit: nil))
      } catch {
        throw Diagnostic(error, at: call.span)
      }
    }
  }
}
