import Language
import Query
import Tables

/// How the values of a column lie: what `describe` and `summarize` say of it.
struct ColumnStatistics {
  let rows: Int
  let nulls: Int
  let distinct: Int
  private(set) var minimum = Value.null
  private(set) var maximum = Value.null
  private(set) var lowerQuartile = Value.null
  private(set) var median = Value.null
  private(set) var upperQuartile = Value.null
  private(set) var mean = Value.null
  private(set) var deviation = Value.null

  init(of index: Int, in table: Table, _ running: Running) throws {
    let type = table.schema.fields[index].type
    let column = Expression.column(index, type)
    var calls = [
      AggregateCall("count_distinct", type == .list ? .cast(column, to: .text) : column, type: .int)
    ]
    if type != .list { calls += ["min", "max"].map { AggregateCall($0, column, type: type) } }
    let quantileType = ColumnStatistics.quantileType(of: type)
    if let quantileType {
      calls += [0.25, 0.5, 0.75].map { AggregateCall("quantile", column, parameter: $0, type: quantileType) }
    }
    func values(_ calls: [AggregateCall]) throws(QueryError) -> [Value] {
      let results = calls.enumerated().map {
        NamedExpression("value\($0.offset)", .column($0.offset, $0.element.type))
      }
      return try execute(
        [.aggregate(Aggregation(keys: [], calls: calls, results: results))], on: table, tables: [:],
        context: running.queryContext
      ).table.row(0)
    }
    /// Null for what is too large to be told.
    func spread(_ function: String) throws -> Value {
      do throws(QueryError) {
        return try values([AggregateCall(function, column, type: .double)])[0]
      } catch  where error.kind == .overflow {
        return .null
      }
    }
    let whole = try values(calls)
    rows = table.rowCount
    nulls = table.columns[index].nullCount
    distinct = if case .int(let count) = whole[0] { Int(count) } else { 0 }
    if type != .list { (minimum, maximum) = (whole[1], whole[2]) }
    if quantileType != nil { (lowerQuartile, median, upperQuartile) = (whole[3], whole[4], whole[5]) }
    if type.isNumeric { (mean, deviation) = (try spread("avg"), try spread("stddev")) }
  }

  /// The type of the quantiles of a column; nil where it has none.
  static func quantileType(of type: DataType) -> DataType? {
    type.isNumeric ? .double : type == .date ? .date : nil
  }
}
