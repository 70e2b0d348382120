import Learning
import Numerics
import Query
import Tables

/// How good a model gets with ever more rows to learn from.
package struct LearningCurve: Sendable {
  package let metric: Metric
  package let rows: [Int]
  /// A score a fold, for each count of rows: of the rows that were learnt from, and of the others.
  package let training: [[Double]]
  package let validation: [[Double]]

  private static let shares = [0.1, 0.2, 0.35, 0.5, 0.75, 1]
  private static let folds = 3

  package static func of(_ plan: PartPlan, _ table: Table, _ context: LearningContext) throws -> LearningCurve
  {
    guard let column = table.column(plan.target.column), table.rowCount > 0 else {
      throw ModellingError.noRows
    }
    let reading = try TargetReading(plan.target, column, train: Array(0..<table.rowCount))
    let target = reading.target(reading.read(column))
    let metric: Metric = target.task == .regression ? .r2 : .auc
    var generator = CounterGenerator(seed: context.seed, stream: 3)
    let order = generator.permutation(table.rowCount)
    var (rows, training, validation): ([Int], [[Double]], [[Double]]) = ([], [], [])
    for share in shares {
      let count = Int(Double(table.rowCount) * share)
      guard count >= 20 else { continue }
      let chosen = order.prefix(count).sorted()
      let (some, wanted) = (
        try table.selecting(rows: chosen, context: context.query), target.selecting(rows: chosen)
      )
      let scores = try SplitChoice.folds(wanted, count: folds, seed: context.seed).map { fold in
        try score(plan, some, wanted, fold, metric, context)
      }
      rows.append(count * (folds - 1) / folds)
      training.append(scores.map(\.0))
      validation.append(scores.map(\.1))
    }
    guard !rows.isEmpty else { throw LearningError.tooFewRows(needed: 20, given: table.rowCount) }
    return LearningCurve(metric: metric, rows: rows, training: training, validation: validation)
  }

  private static func score(
    _ plan: PartPlan, _ table: Table, _ target: Target, _ fold: Split, _ metric: Metric,
    _ context: LearningContext
  ) throws -> (Double, Double) {
    var fitting = TableFitting(plan, context)
    let scale: TargetScale = plan.scale == .log ? .log : .raw
    let learnt = try table.selecting(rows: fold.train, context: context.query)
    let wanted = target.selecting(rows: fold.train)
    let model = try fitting.fit(plan.recipe, learnt, scale.learnt(wanted))
    func value(_ table: Table, _ target: Target) throws -> Double {
      var said = try model.predict(table, context)
      if target.task == .regression { for row in 0..<said.rows { said[row, 0] = scale.mean(said[row, 0]) } }
      return HeldOut(rows: Array(0..<target.count), actual: target.numbers, predicted: said)
        .evaluation.value(metric) ?? .nan
    }
    let others = try table.selecting(rows: fold.test, context: context.query)
    return (try value(learnt, wanted), try value(others, target.selecting(rows: fold.test)))
  }
}
