import Language
import Store
import Tables

enum SqlVerb: Verb {
  static let signature = VerbSignature(
    "sql", .source, "asks the store in SQL; it only reads",
    details: [
      "Any statement of SQLite that reads. That nothing is changed is seen to by the connection, which can do "
        + "nothing but read.",
      "`$name` in the statement stands for the value of a parameter. Films are in `movies`; `tables` lists the "
        + "rest.",
    ],
    arguments: [.init("statement", .expression, "the statement, between double quotes")],
    examples: [
      .init(
        "sql \"select original_language, count(*) n from movies group by 1\" | sort -n | take 5",
        "the languages with the most films"),
      .init(
        "param least = 1000 ; sql \"select title, vote_count from movies where vote_count > $least order by 2 desc limit 3\"",
        "with a parameter"),
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    let syntax = call.expressions[0]
    guard let text = planning.text(syntax, as: "a statement of SQL") else { return nil }
    let parameters = values(planning.scope.parameters)
    let location = planning.scope.store
    do throws(StoreError) {
      let reader: StoreReader
      do throws(StoreError) {
        reader = try planning.environment.stores.reader(location)
      } catch  where planning.isForesight && error.kind == .missing {
        // A statement above may fill the store.
        return Step(call.span, output: .unknown, .session { _ in }, explanation: [])
      }
      if planning.isForesight {
        // Which types come out only running can tell, and a check runs nothing.
        try reader.check(sql: text, parameters: parameters)
        return Step(call.span, output: .unknown, .session { _ in }, explanation: [])
      }
      let table = try reader.table(sql: text, parameters: parameters)
      let plan = (try? reader.plan(sql: text, bindings: [])) ?? []
      return Step(
        call.span, output: .table(table.schema),
        .source { running in
          running.observe(table, readAt: call.span, from: location)
          return table
        },
        explanation: ["ask the store `\(location.name)`: \(text)"] + plan.map { "  " + $0 })
    } catch {
      planning.report(Diagnostic(error, at: syntax.span))
      return nil
    }
  }

  private static func values(_ parameters: [String: Literal]) -> [String: Value] {
    parameters.compactMapValues { if case .value(let value) = $0 { value } else { nil } }
  }
}
