import Language
import Learning
import Numerics
import Tables

/// A fitted model of one target, with all that is needed to use it and to judge it.
package struct TrainedPart: Sendable {
  package let plan: PartPlan
  package let model: TableModel
  package let reading: TargetReading
  package let scale: TargetScale
  let ranges: Ranges?
  /// What it said of rows that it had not seen; nil when it was not judged.
  package let heldOut: HeldOut?
  package let measurements: [Measurement]
  /// How many rows it learnt from.
  package let rows: Int
  /// The keys of the rows that it learnt from, ascending; empty when nothing tells rows apart.
  package var learntKeys: [Int64] = []
  /// What is said without any model: the mean of what was learnt, or the share of each class. Empty in models of
  /// earlier versions, which did not keep it.
  var usual: [Double] = []

  /// Where nine of ten numbers will lie.
  enum Ranges: Sendable {
    case forest(ForestIntervals)
    /// So far from the prediction, on the scale that was learnt.
    case around(Double)
  }

  package static let coverage = 0.9

  package var task: LearningTask { reading.task }
  /// The plan with the scale that was chosen.
  package var settledPlan: PartPlan {
    var settled = plan
    settled.scale = scale.isLog ? .log : .raw
    return settled
  }
  package var hasRanges: Bool { ranges != nil }

  /// What it says of the rows of a table.
  package struct Said: Sendable {
    /// Numbers on the target's own scale, or a chance for each class.
    package let outputs: Matrix
    package let low: [Double]
    package let high: [Double]
  }

  package func predict(_ table: Table, _ context: LearningContext) throws -> Said {
    try say(try model.predict(table, context), of: table, context)
  }

  /// - Parameter learnt: what the model says of the table.
  package func say(_ learnt: Matrix, of table: Table, _ context: LearningContext) throws -> Said {
    guard task == .regression else { return Said(outputs: learnt, low: [], high: []) }
    var outputs = learnt
    for row in 0..<outputs.rows { outputs[row, 0] = scale.mean(learnt[row, 0]) }
    switch ranges {
    case nil: return Said(outputs: outputs, low: [], high: [])
    case .around(let distance)?:
      let numbers = learnt.column(0)
      return Said(
        outputs: outputs, low: numbers.map { scale.bound($0 - distance) },
        high: numbers.map { scale.bound($0 + distance) })
    case .forest(let intervals)?:
      guard let forest = model.forest, let encoding = model.encoding else { throw LearningError.damagedModel }
      let (low, high) = try intervals.predict(
        forest, encoding.apply(table, context), workers: context.workers, cancellation: context.cancellation)
      return Said(outputs: outputs, low: low.map(scale.bound), high: high.map(scale.bound))
    }
  }
}

extension TrainedPart {
  /// What it said of the rows of another table, beside what came true there; rows without a target are left out.
  package func judge(_ table: Table, _ context: LearningContext) throws -> HeldOut {
    guard let column = table.column(plan.target.column) else { throw ModellingError.noRows }
    let actual = reading.read(column)
    let votes = plan.minVotes > 0 ? table.column("vote_count")?.numbers : nil
    let rows = actual.indices.filter { row in
      !actual[row].isNaN && votes.map { $0[row] >= Double(plan.minVotes) } ?? true
    }
    guard !rows.isEmpty else { throw ModellingError.noRows }
    let known = rows.count == table.rowCount ? table : try table.selecting(rows: rows, context: context.query)
    let said = try predict(known, context)
    return HeldOut(
      rows: rows, actual: rows.map { actual[$0] }, predicted: said.outputs, low: said.low, high: said.high)
  }

  /// What the baseline says of the same rows; nil where it is not known.
  package func baseline(of judged: HeldOut) -> HeldOut? {
    guard usual.count == task.outputs else { return nil }
    let said = Matrix(
      rows: judged.rows.count, columns: usual.count, values: judged.rows.flatMap { _ in usual })
    return HeldOut(rows: judged.rows, actual: judged.actual, predicted: said)
  }
}
