import Language
import Tables

enum SummarizeVerb: Verb {
  static let signature = VerbSignature(
    "summarize", .tap, "says of every column what type it has, what is missing, and how its values lie",
    arguments: [.init("column", .expressions, required: false, "only these columns")],
    examples: [
      .init("films | summarize", "every column, a line each"),
      .init("films | summarize rating, runtime", "two of them"),
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    guard let columns = planning.columns(call) else { return nil }
    return call.tap("summarize" + named(call)) { table, running in
      let isForPeople = [.table, .markdown].contains(running.state.settings.format)
      /// In a column that holds values of several types.
      func text(_ value: Value) -> Value {
        value.isNull ? .null : .text(isForPeople ? ValueText.readable(value) : ValueText.exact(value))
      }
      let rows = try columns.map { index in
        let statistics = try ColumnStatistics(of: index, in: table, running)
        return [
          .text(table.schema.fields[index].name), .text(table.schema.fields[index].type.rawValue),
          .int(Int64(statistics.nulls)), .int(Int64(statistics.distinct)), text(statistics.minimum),
          text(statistics.median), text(statistics.maximum), statistics.mean,
        ]
      }
      let fields = [
        Field("column", .text), Field("type", .text), Field("nulls", .int), Field("distinct", .int),
        Field("min", .text), Field("median", .text), Field("max", .text), Field("mean", .double),
      ]
      running.emit(.table(Table(fields, rows: rows), rowLimit: nil))
    }
  }
}
