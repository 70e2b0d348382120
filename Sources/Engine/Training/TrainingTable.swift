import Language
import Modelling
import Query
import Tables

/// The table that a model learns from: with what follows from its columns, in an order that does not depend on how
/// the rows came.
struct TrainingTable {
  let table: Table
  /// The column that tells the rows apart; nil when none does.
  let key: String?

  /// What is kept of films beside what is learnt from: votes tell how much a rating means, the rest is averaged.
  private static let ofFilms = ["vote_count", "popularity", "vote_average", "budget", "revenue"]
  private static let keys = ["tmdb_id", "imdb_id", "id"]

  init(_ table: Table, _ request: TrainingRequest, _ running: Running) throws {
    let table = try running.enriched(table, for: request.features)
    var operators: [Operator] = request.derived.isEmpty ? [] : [.derive(request.derived)]
    let schema = operators.reduce(table.schema) { $1.outputSchema(of: $0) }
    key = TrainingTable.key(of: table)
    if let key, let place = schema.index(of: key) {
      operators.append(.sort([SortKey(.column(place, schema.fields[place].type))]))
    }
    let wanted =
      [key, request.parts.first?.timeColumn].compactMap(\.self) + request.features
      + request.parts.map(\.target.column) + (request.isOfFilms ? TrainingTable.ofFilms : [])
    var columns: [NamedExpression] = []
    for name in wanted where !columns.contains(where: { $0.name == name }) {
      guard let place = schema.index(of: name) else { continue }
      columns.append(NamedExpression(name, .column(place, schema.fields[place].type)))
    }
    operators.append(.project(columns))
    self.table = try execute(operators, on: table, tables: [:], context: running.queryContext).table
  }

  private static func isDistinct(_ column: Column) -> Bool {
    switch column.values {
    case .int(let values): Set(values).count == values.count
    case .text: Set((0..<column.count).map { column[$0] }).count == column.count
    default: false
    }
  }

  /// The rows that a part can learn from: with a target, and for ratings with enough votes to mean something.
  func rows(of plan: PartPlan, _ running: Running) throws -> (table: Table, fewVotes: Int) {
    guard let place = table.schema.index(of: plan.target.column) else { return (table, 0) }
    let target = Expression.column(place, table.schema.fields[place].type)
    var known = try execute(
      [.filter(.not(.isNull(target)))], on: table, tables: [:], context: running.queryContext
    ).table
    let minVotes = plan.minVotes
    guard minVotes > 0, let votes = known.schema.index(of: "vote_count"),
      known.schema.fields[votes].type == .int
    else { return (known, 0) }
    let before = known.rowCount
    known = try execute(
      [
        .filter(
          .compare(.greaterOrEqual, .column(votes, .int), .constant(.int(Int64(minVotes)), .int)))
      ], on: known, tables: [:], context: running.queryContext
    ).table
    return (known, before - known.rowCount)
  }

  /// The keys of the rows as numbers; none where nothing tells them apart.
  static func keys(_ table: Table, _ key: String?) -> [Int64] {
    guard let key, let column = table.column(key) else { return [] }
    return (0..<table.rowCount).map { number(column[$0]) }
  }

  /// The column of a table that may tell its rows apart.
  static func key(of table: Table) -> String? {
    keys.first { name in
      guard let column = table.column(name) else { return false }
      return column.nullCount == 0 && isDistinct(column)
    }
  }

  static func number(_ value: Value) -> Int64 {
    switch value {
    case .int(let number): return number
    // Cut to what a double holds exactly.
    case .text(let text): return Int64(text.stableHash >> 12)
    default: return 0
    }
  }
}
