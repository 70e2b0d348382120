import Language
import Query
import Tables

enum DescribeVerb: Verb {
  static let signature = VerbSignature(
    "describe", .tap, "looks closely at a column: type, missing values, quantiles, a small histogram",
    details: ["Without a column it lists the columns of the table with their types."],
    arguments: [.init("column", .expressions, required: false, "one column or more")],
    examples: [
      .init("films | describe rating", "a number: quantiles and a histogram"),
      .init("films | describe genre", "a text: the most frequent values"),
      .init("films | describe", "the columns and their types"),
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    if call.expressions.isEmpty {
      return call.tap("describe") { table, running in running.emit(.table(columns(of: table), rowLimit: nil))
      }
    }
    guard let columns = planning.columns(call) else { return nil }
    return call.tap("describe" + named(call)) { table, running in
      for index in columns {
        let statistics = try ColumnStatistics(of: index, in: table, running)
        running.emit(.table(quantiles(of: table.schema.fields[index], statistics), rowLimit: nil))
        let picture = try bars(of: index, in: table, statistics, running)
        if picture.rowCount > 0 { running.emit(.table(picture, rowLimit: nil)) }
      }
    }
  }

  private static func columns(of table: Table) -> Table {
    let rows = zip(table.schema.fields, table.columns).map { field, column in
      [Value.text(field.name), .text(field.type.rawValue), .int(Int64(column.nullCount))]
    }
    return Table([Field("column", .text), Field("type", .text), Field("nulls", .int)], rows: rows)
  }

  /// One row: what can be said of the whole column.
  private static func quantiles(of field: Field, _ statistics: ColumnStatistics) -> Table {
    var fields = [
      Field("column", .text), Field("type", .text), Field("rows", .int), Field("nulls", .int),
      Field("distinct", .int),
    ]
    var row: [Value] = [
      .text(field.name), .text(field.type.rawValue), .int(Int64(statistics.rows)),
      .int(Int64(statistics.nulls)),
      .int(Int64(statistics.distinct)),
    ]
    func add(_ name: String, _ value: Value, _ type: DataType) {
      fields.append(Field(name, type))
      row.append(value)
    }
    if field.type != .list { add("min", statistics.minimum, field.type) }
    if let type = ColumnStatistics.quantileType(of: field.type) {
      add("q25", statistics.lowerQuartile, type)
      add("median", statistics.median, type)
      add("q75", statistics.upperQuartile, type)
    }
    if field.type != .list { add("max", statistics.maximum, field.type) }
    if field.type.isNumeric {
      add("mean", statistics.mean, .double)
      add("stddev", statistics.deviation, .double)
    }
    return Table(fields, rows: [row])
  }

  /// A histogram for what can be measured, the most frequent values for the rest.
  private static func bars(
    of index: Int, in table: Table, _ statistics: ColumnStatistics, _ running: Running
  ) throws -> Table {
    let field = table.schema.fields[index]
    let column = Expression.column(index, field.type)
    if let histogram = Histogram(of: table.columns[index]) {
      let (fields, columns) = histogram.places
      return withBars(columns, fields, histogram.counts)
    }
    guard field.type != .list else { return .empty }
    let counts = try execute(
      [
        .filter(.not(.isNull(column))),
        .aggregate(
          Aggregation(
            keys: [NamedExpression(field.name, column)], calls: [AggregateCall("count", nil, type: .int)],
            results: [NamedExpression("rows", .column(1, .int))])),
        .sort([SortKey(.column(1, .int), descending: true)]), .take(.first(10), by: []),
      ], on: table, tables: [:], context: running.queryContext
    ).table
    guard case .int(let numbers) = counts.columns[1].values, let most = numbers.first else { return .empty }
    // Ten of many values that are all there once say nothing.
    if most == 1, statistics.distinct > numbers.count { return .empty }
    return withBars([counts.columns[0]], [counts.schema.fields[0]], numbers.map { Int($0) })
  }

  private static func withBars(_ columns: [Column], _ fields: [Field], _ counts: [Int]) -> Table {
    let most = counts.max() ?? 0
    let bars = counts.map { Value.text(bar(Double($0) / Double(max(1, most)))) }
    return Table(
      Schema(fields + [Field("rows", .int), Field("bar", .text)]),
      columns + [Column(.int, counts.map { .int(Int64($0)) }), Column(.text, bars)], rowCount: counts.count)
  }

  /// A bar of at most 20 cells, in eighths of a cell; what is there at all gets at least one eighth.
  private static func bar(_ share: Double) -> String {
    let eighths = share > 0 ? max(1, Int((share * 160).rounded())) : 0
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }
}
