import Language
import Store
import Tables

enum TablesVerb: Verb {
  static let signature = VerbSignature(
    "tables", .session, "lists the tables that have names, and those of the store",
    examples: [.init("tables", "what can be looked at")])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    call.session("tables") { running in
      let named = running.state.tables.sorted { $0.key < $1.key }.map { name, table -> [Value] in
        [
          .text(name), .int(Int64(table.rowCount)), .text("this session"),
          .text(counted(table.schema.count, "column")),
        ]
      }
      running.emit(.table(listing(named + stored(running)), rowLimit: nil))
    }
  }

  private static func listing(_ rows: [[Value]]) -> Table {
    Table(
      [Field("name", .text), Field("rows", .int), Field("where", .text), Field("what", .text)], rows: rows)
  }

  private static func stored(_ running: Running) -> [[Value]] {
    guard let reader = try? running.environment.stores.reader(running.state.store) else { return [] }
    return StoreTable.all.map { table in
      let count = (try? reader.rowCount(of: table)).map { Value.int(Int64($0)) } ?? .null
      return [
        .text("load \(table.name)"), count, .text("the store"), .text(table.summary),
      ]
    }
  }
}
