import Learning
import Numerics
import Query
import Tables

/// Judges several models by the same folds, so that their differences are of the models and not of the rows.
package struct Comparison: Sendable {
  package struct Contender: Sendable {
    package let name: String
    package let plan: PartPlan

    package init(name: String, plan: PartPlan) {
      self.name = name
      self.plan = plan
    }
  }

  package struct Row: Sendable {
    package let name: String
    package let value: Double?
    package let interval: MetricInterval?
    /// How much better than the first, as the metric has it; nil for the first.
    package let difference: Double?
    package let differenceInterval: MetricInterval?
  }

  package static func run(
    _ contenders: [Contender], on table: Table, by metric: Metric?, folds count: Int,
    _ context: LearningContext
  ) throws -> (metric: Metric, rows: [Row]) {
    guard let target = contenders.first?.plan.target, let column = table.column(target.column),
      table.rowCount > 0
    else { throw ModellingError.noRows }
    let reading = try TargetReading(target, column, train: Array(0..<table.rowCount))
    let wanted = reading.target(reading.read(column))
    let metric = metric ?? (wanted.task == .regression ? .r2 : .auc)
    guard metric.task == wanted.task.kind else {
      throw LearningError.parameters([
        ParameterProblem(
          name: "by", given: metric.rawValue,
          expected: Metric.allCases.filter { $0.task == wanted.task.kind }.map(\.rawValue)
            .joined(separator: ", "))
      ])
    }
    let folds = try SplitChoice.folds(wanted, count: count, seed: context.seed)
    let baseline = Contender(
      name: BaselineFamily.name,
      plan: PartPlan(
        .single(family: BaselineFamily.name, ModelOptions()), target: target,
        features: contenders[0].plan.features))
    let all = contenders.contains { $0.plan.recipe.family == BaselineFamily.name } ? [] : [baseline]
    let judged = try (contenders + all).map { contender in
      (contender.name, try outOfFold(contender.plan, table, wanted, folds, context))
    }
    return (metric, try rows(judged, metric, context))
  }

  private static func outOfFold(
    _ plan: PartPlan, _ table: Table, _ target: Target, _ folds: [Split], _ context: LearningContext
  ) throws -> HeldOut {
    var fitting = TableFitting(plan, context)
    let scale: TargetScale = plan.scale == .log ? .log : .raw
    let learnt = scale.learnt(target)
    var said = try fitting.outOfFold(plan.recipe, table, learnt, folds: folds)
    if target.task == .regression {
      let smeared = scale.smeared(said.column(0), learnt.numbers)
      for row in 0..<said.rows { said[row, 0] = smeared.mean(said[row, 0]) }
    }
    return HeldOut(rows: Array(0..<table.rowCount), actual: target.numbers, predicted: said)
  }

  private static func rows(
    _ judged: [(name: String, heldOut: HeldOut)], _ metric: Metric, _ context: LearningContext
  ) throws -> [Row] {
    try judged.enumerated().map { place, contender in
      let heldOut = contender.heldOut
      let evaluation = heldOut.evaluation
      let index = evaluation.metrics.firstIndex(of: metric) ?? 0
      let value = evaluation.values()[index]
      let interval = try evaluation.intervals(
        seed: context.seed, workers: context.workers, cancellation: context.cancellation)[index]
      let first = judged[0].heldOut
      guard place > 0, let best = first.evaluation.value(metric), let value else {
        return Row(
          name: contender.name, value: value, interval: interval, difference: nil, differenceInterval: nil)
      }
      return Row(
        name: contender.name, value: value, interval: interval, difference: value - best,
        differenceInterval: try differences(heldOut, first, context)[index])
    }
  }

  private static func differences(
    _ one: HeldOut, _ other: HeldOut, _ context: LearningContext
  ) throws -> [MetricInterval?] {
    one.isOfClasses
      ? try one.classification.differences(
        to: other.classification, seed: context.seed, workers: context.workers,
        cancellation: context.cancellation)
      : try one.regression.differences(
        to: other.regression, seed: context.seed, workers: context.workers,
        cancellation: context.cancellation)
  }
}
