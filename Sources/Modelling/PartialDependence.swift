import Learning
import Numerics
import Query
import Tables

/// What a model says as one column changes and the others stay as they are.
package struct PartialDependence: Sendable {
  package let values: [Double]
  /// The mean over rows at each value: of the number, or of the chance of the last class.
  package let means: [Double]
  /// The same for some single rows.
  package let singles: [[Double]]

  private static let mostRows = 300
  private static let mostValues = 40
  private static let shownRows = 30

  /// - Parameter column: one that the model learnt as a number.
  package static func of(
    _ column: String, _ part: TrainedPart, _ table: Table, _ context: LearningContext
  ) throws -> PartialDependence {
    let step = max(1, table.rowCount / mostRows)
    let rows = stride(from: 0, to: table.rowCount, by: step).map { $0 }
    let some = try table.selecting(rows: rows, context: context.query)
    guard let place = table.schema.index(of: column) else { throw ModellingError.noRows }
    let type = table.schema.fields[place].type
    let known = Set((table.column(column)?.numbers ?? []).filter { !$0.isNaN }).sorted()
    guard !known.isEmpty else { throw ModellingError.noRows }
    let count = min(mostValues, known.count)
    let values = (0..<count).map { known[count == 1 ? 0 : $0 * (known.count - 1) / (count - 1)] }
    var said: [[Double]] = []
    for value in values {
      try context.cancellation.check()
      var columns = some.columns
      columns[place] = Column(type, rows.map { _ in PartialDependence.value(value, type) })
      let changed = Table(some.schema, columns, rowCount: rows.count)
      let outputs = try part.predict(changed, context).outputs
      said.append(outputs.column(outputs.columns - 1))
    }
    let shown = stride(from: 0, to: rows.count, by: max(1, rows.count / shownRows)).prefix(shownRows)
    return PartialDependence(
      values: values, means: said.map { $0.reduce(0, +) / Double($0.count) },
      singles: shown.map { row in said.map { $0[row] } })
  }

  private static func value(_ number: Double, _ type: DataType) -> Value {
    switch type {
    case .int: .int(Int64(number))
    case .bool: .bool(number != 0)
    default: .double(number)
    }
  }
}
