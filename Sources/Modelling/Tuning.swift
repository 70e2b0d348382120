import Language
import Learning
import Numerics
import Query
import Tables

/// Tries values of options, by folds of the rows that the model will learn from.
package struct Tuning: Sendable {
  package let plan: PartPlan
  package let tried: [(name: String, settings: [BoundOptions.Setting])]
  package let metric: Metric?
  package let trials: Int

  package struct Trial: Sendable {
    package let settings: [BoundOptions.Setting]
    /// Nil where the metric does not exist.
    package let score: Double?
    /// How many rows it was judged by.
    package let rows: Int
  }

  package struct Result: Sendable {
    package let best: TableRecipe
    package let metric: Metric
    /// The best first.
    package let trials: [Trial]
  }

  private static let folds = 3
  /// Where combinations are drawn, a third of them goes on to three times as many rows.
  private static let keptShare = 3
  private static let fewestRows = 200

  package init(
    plan: PartPlan, tried: [(name: String, settings: [BoundOptions.Setting])], metric: Metric?, trials: Int
  ) {
    self.plan = plan
    self.tried = tried
    self.metric = metric
    self.trials = trials
  }

  /// - Parameter table: the rows with a target, in an order that does not depend on how they came.
  package func run(_ table: Table, _ context: LearningContext) throws -> Result {
    guard let column = table.column(plan.target.column), table.rowCount > 0 else {
      throw ModellingError.noRows
    }
    let all = Array(0..<table.rowCount)
    let reading = try TargetReading(plan.target, column, train: all)
    let whole = reading.target(reading.read(column))
    let times = plan.timeColumn.flatMap { table.column($0)?.numbers }
    let train = try plan.split.split(whole, times: times, seed: context.seed)?.train ?? all
    let rows = try table.selecting(rows: train, context: context.query)
    let target = whole.selecting(rows: train)
    let metric = try chosenMetric(target.task)

    var (combinations, isDrawn) = combinations(seed: context.seed)
    var generator = CounterGenerator(seed: context.seed, stream: 1)
    let order = generator.permutation(train.count)
    var size = isDrawn ? max(min(Tuning.fewestRows, train.count), train.count / 9) : train.count
    var lost: [Trial] = []
    context.cancellation.progress.begin("trials", total: combinations.count)
    while true {
      let part = order.prefix(size).sorted()
      let (pieces, wanted) = (
        try rows.selecting(rows: part, context: context.query), target.selecting(rows: part)
      )
      var judged: [(Trial, [BoundOptions.Setting])] = []
      for settings in combinations {
        try context.cancellation.check()
        let score = try score(settings, pieces, wanted, metric, context)
        judged.append((Trial(settings: settings, score: score, rows: size), settings))
        context.cancellation.progress.advance()
      }
      judged = judged.enumerated().sorted { one, other in
        let (first, second) = (worth(one.element.0, metric), worth(other.element.0, metric))
        return first == second ? one.offset < other.offset : first > second
      }.map(\.element)
      if size >= train.count {
        return Result(
          best: recipe(with: judged[0].1), metric: metric, trials: judged.map(\.0) + lost)
      }
      let kept = max(1, judged.count / Tuning.keptShare)
      lost = judged[kept...].map(\.0) + lost
      combinations = judged[..<kept].map(\.1)
      size = min(train.count, size * 3)
    }
  }

  private func chosenMetric(_ task: LearningTask) throws -> Metric {
    guard let metric else { return task == .regression ? .r2 : .auc }
    guard metric.task == task.kind else {
      throw LearningError.parameters([
        ParameterProblem(
          name: "metric", given: metric.rawValue,
          expected: Metric.allCases.filter { $0.task == task.kind }.map(\.rawValue).joined(separator: ", "))
      ])
    }
    return metric
  }

  private func worth(_ trial: Trial, _ metric: Metric) -> Double {
    guard let score = trial.score else { return -.infinity }
    return metric.isBetterWhenHigher ? score : -score
  }

  /// Every combination, or as many as there are trials, drawn.
  private func combinations(seed: UInt64) -> (all: [[BoundOptions.Setting]], isDrawn: Bool) {
    let count = tried.reduce(1) { product, option in
      let (next, overflows) = product.multipliedReportingOverflow(by: option.settings.count)
      return overflows ? .max : next
    }
    func combination(_ number: Int) -> [BoundOptions.Setting] {
      var rest = number
      return tried.reversed().map { option in
        defer { rest /= option.settings.count }
        return option.settings[rest % option.settings.count]
      }.reversed()
    }
    guard count > trials else { return ((0..<count).map(combination), false) }
    var generator = CounterGenerator(seed: seed, stream: 2)
    var drawn: Set<Int> = []
    var order: [Int] = []
    while order.count < trials {
      let number = generator.below(count)
      if drawn.insert(number).inserted { order.append(number) }
    }
    return (order.map(combination), true)
  }

  private func recipe(with settings: [BoundOptions.Setting]) -> TableRecipe {
    guard case .single(let family, var options) = plan.recipe else { return plan.recipe }
    for (option, setting) in zip(tried, settings) { options[option.name] = setting }
    return .single(family: family, options)
  }

  private func score(
    _ settings: [BoundOptions.Setting], _ rows: Table, _ target: Target, _ metric: Metric,
    _ context: LearningContext
  ) throws -> Double? {
    var fitting = TableFitting(plan, context)
    let scale: TargetScale = plan.scale == .log ? .log : .raw
    let folds = try SplitChoice.folds(target, count: min(Tuning.folds, target.count), seed: context.seed)
    let said = try fitting.outOfFold(recipe(with: settings), rows, scale.learnt(target), folds: folds)
    let all = Array(0..<target.count)
    let learnt = scale.learnt(target).numbers
    let smeared = scale.smeared(said.column(0), learnt)
    var outputs = said
    if case .numbers = target { for row in all { outputs[row, 0] = smeared.mean(said[row, 0]) } }
    return HeldOut(rows: all, actual: target.numbers, predicted: outputs).evaluation.value(metric)
  }
}

extension HeldOut {
  /// These of its rows.
  package func selecting(_ places: [Int]) -> HeldOut {
    HeldOut(
      rows: places.map { rows[$0] }, keys: keys.isEmpty ? [] : places.map { keys[$0] },
      actual: places.map { actual[$0] }, predicted: predicted.selecting(rows: places),
      low: low.isEmpty ? [] : places.map { low[$0] }, high: high.isEmpty ? [] : places.map { high[$0] })
  }
}
