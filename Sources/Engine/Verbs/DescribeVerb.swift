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
    return call.tap("describe") { table, running in
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
    if field.type.isNumeric {
      add("q25", statistics.lowerQuartile, .double)
      add("median", statistics.median, .double)
      add("q75", statistics.upperQuartile, .double)
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
    if field.type.isNumeric, let low = number(statistics.minimum), let high = number(statistics.maximum),
      low < high
    {
      return try histogram(of: column, from: low, to: high, in: table, running)
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
    return withBars([counts.columns[0]], [counts.schema.fields[0]], counts.columns[1])
  }

  private static func number(_ value: Value) -> Double? {
    switch value {
    case .int(let number): Double(number)
    case .double(let number): number
    default: nil
    }
  }

  /// Ten bins of one width, the last one closed.
  private static func histogram(
    of column: Expression, from low: Double, to high: Double, in table: Table, _ running: Running
  ) throws -> Table {
    let bins = 10
    let isDiscrete = column.type == .int && high - low < Double(bins)
    let width = isDiscrete ? 1 : high / Double(bins) - low / Double(bins)
    let last = isDiscrete ? Int(high - low) : bins - 1
    let numbers = try execute(
      [.filter(.not(.isNull(column))), .project([NamedExpression("x", .cast(column, to: .double))])],
      on: table,
      tables: [:], context: running.queryContext
    ).table
    var counts = [Int](repeating: 0, count: last + 1)
    if case .double(let values) = numbers.columns.first?.values {
      for value in values { counts[min(last, max(0, Int(value / width - low / width)))] += 1 }
    }
    let starts = counts.indices.map { Value.double(low + Double($0) * width) }
    let ends = counts.indices.map { Value.double($0 == last ? high : low + Double($0 + 1) * width) }
    let rows = Column(.int, counts.map { .int(Int64($0)) })
    if isDiscrete { return withBars([Column(.double, starts)], [Field("value", .double)], rows) }
    return withBars(
      [Column(.double, starts), Column(.double, ends)], [Field("from", .double), Field("to", .double)], rows)
  }

  private static func withBars(_ columns: [Column], _ fields: [Field], _ counts: Column) -> Table {
    guard case .int(let numbers) = counts.values else { return .empty }
    let most = numbers.max() ?? 0
    let bars = numbers.map { Value.text(bar(Double($0) / Double(max(1, most)))) }
    return Table(
      Schema(fields + [Field("rows", .int), Field("bar", .text)]), columns + [counts, Column(.text, bars)],
      rowCount: numbers.count)
  }

  /// A bar of at most 20 cells, in eighths of a cell; what is there at all gets at least one eighth.
  private static func bar(_ share: Double) -> String {
    let eighths = share > 0 ? max(1, Int((share * 160).rounded())) : 0
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }
}
