import Learning
import Numerics
import Query
import Tables

/// Fits a part of a model: chooses the rows and the scale, fits, and judges by what was not seen.
package struct PartTraining {
  private let plan: PartPlan
  private let table: Table
  private let keys: [Int64]
  private let context: LearningContext
  /// Milliseconds for fitting alone.
  private let clock: () -> Double

  /// What came of it, and what whoever uses it should know.
  package struct Result: Sendable {
    package let part: TrainedPart
    package let remarks: [String]
    package let fitMilliseconds: Double
  }

  /// - Parameters:
  ///   - table: rows with a target, in an order that does not depend on how they came.
  ///   - keys: what tells each row apart; empty when nothing does.
  package init(
    _ plan: PartPlan, _ table: Table, keys: [Int64], _ context: LearningContext,
    clock: @escaping () -> Double
  ) {
    self.plan = plan
    self.table = table
    self.keys = keys
    self.context = context
    self.clock = clock
  }

  package func run() throws -> Result {
    guard let column = table.column(plan.target.column), table.rowCount > 0 else {
      throw ModellingError.noRows
    }
    let all = Array(0..<table.rowCount)
    let first = try TargetReading(plan.target, column, train: all)
    let whole = first.target(first.read(column))
    try checkFamily(whole.task)
    let times = plan.timeColumn.flatMap { table.column($0)?.numbers }
    let split = try plan.split.split(whole, times: times, seed: context.seed)
    let train = split?.train ?? all
    // A threshold is known only from what is learnt from.
    let reading = split == nil ? first : try TargetReading(plan.target, column, train: train)
    let values = reading.read(column)
    let learnt = try rows(train)
    let target = reading.target(train.map { values[$0] })
    var remarks = DataRemarks.before(learnt, features: plan.features, target: target, plan: plan)

    var fitting = TableFitting(plan, context, clock: clock)
    let chosen = try chooseScale(learnt, target)
    let model = try fitting.fit(plan.recipe, learnt, chosen.learnt(target))
    if case .time = plan.split, let name = plan.timeColumn, let times {
      let unknown = times.count(where: \.isNaN)
      if unknown > 0 {
        remarks.append("\(counted(unknown, "row")) without `\(name)` neither taught nor judged the model")
      }
    }
    remarks += fitting.leftOut.map { "`\($0.column)` is left out: \($0.reason)" }
    remarks += DataRemarks.of(fitting.matrix, model.encoding, target)
    let (scale, ranges) = try calibrated(model, fitting, learnt, chosen.learnt(target), chosen)
    let bare = TrainedPart(
      plan: plan, model: model, reading: reading, scale: scale, ranges: ranges, heldOut: nil,
      measurements: [], rows: train.count)
    let judged = try judge(bare, split, values, target)
    remarks += DataRemarks.after(judged.heldOut)
    return Result(
      part: TrainedPart(
        plan: plan, model: model, reading: reading, scale: scale, ranges: ranges, heldOut: judged.heldOut,
        measurements: judged.measurements, rows: train.count, learntKeys: keys(of: train).sorted(),
        usual: Self.baseline(target, rows: 1).values),
      remarks: remarks, fitMilliseconds: fitting.milliseconds)
  }

  private func keys(of rows: [Int]) -> [Int64] { keys.isEmpty ? [] : rows.map { keys[$0] } }

  private func checkFamily(_ task: LearningTask) throws {
    guard case .single(let name, _) = plan.recipe, let family = ModelFamilies.named(name) else { return }
    let isBinaryOnly = family.name == LogisticRegression.name
    if !family.tasks.contains(task.kind) || isBinaryOnly && task != .classification(classes: 2) {
      throw ModellingError.unfitFamily(name, task.kind)
    }
  }

  private func rows(_ rows: [Int]) throws -> Table {
    rows.count == table.rowCount ? table : try table.selecting(rows: rows, context: context.query)
  }

  // MARK: Scale and ranges

  /// Logarithms where they predict better what was not seen.
  private func chooseScale(_ learnt: Table, _ target: Target) throws -> TargetScale {
    guard case .numbers(let numbers) = target, plan.recipe.mayTakeLogarithms else { return .raw }
    switch plan.scale {
    case .raw: return .raw
    case .log: return numbers.allSatisfy { $0 >= 0 } ? .log : .raw
    case .auto:
      guard TargetScale.isSkewed(numbers) else { return .raw }
      let scores = try [TargetScale.raw, .log].map { try score($0, learnt, target) }
      return scores[1] > scores[0] ? .log : .raw
    }
  }

  /// R² of what was not seen, by a lighter model.
  private func score(_ scale: TargetScale, _ learnt: Table, _ target: Target) throws -> Double {
    var fitting = TableFitting(plan, context)
    let wanted = scale.learnt(target)
    let unseen: (rows: [Int], said: [Double])
    if isForestWithDraws {
      let model = try fitting.fit(plan.recipe.lighter, learnt, wanted)
      unseen = try outOfBag(model, fitting.matrix)
    } else {
      let folds = try SplitChoice.folds(target, count: min(3, target.count), seed: context.seed)
      let said = try fitting.outOfFold(plan.recipe.lighter, learnt, wanted, folds: folds)
      unseen = (Array(0..<said.rows), said.column(0))
    }
    let smeared = scale.smeared(unseen.said, unseen.rows.map { wanted.numbers[$0] })
    return RegressionEvaluation(
      actual: unseen.rows.map { target.numbers[$0] }, predicted: unseen.said.map(smeared.mean)
    ).value(.r2) ?? -.infinity
  }

  private var isForestWithDraws: Bool {
    guard case .single(RandomForest.name, let options) = plan.recipe else { return false }
    return options.flag("bootstrap") ?? true
  }

  private func outOfBag(_ model: TableModel, _ matrix: Matrix) throws -> (rows: [Int], said: [Double]) {
    guard let forest = model.forest else { throw LearningError.damagedModel }
    let unseen = try forest.outOfBag(matrix, workers: context.workers, cancellation: context.cancellation)
    return (unseen.rows, unseen.predictions.column(0))
  }

  /// The scale with its smearing, and the ranges, both by rows that the model has not seen.
  private func calibrated(
    _ model: TableModel, _ fitting: TableFitting, _ learnt: Table, _ wanted: Target, _ scale: TargetScale
  ) throws -> (TargetScale, TrainedPart.Ranges?) {
    guard case .numbers(let numbers) = wanted, plan.hasIntervals || scale.isLog else { return (scale, nil) }
    if let forest = model.forest, isForestWithDraws {
      let unseen: (rows: [Int], said: [Double]) =
        scale.isLog ? try outOfBag(model, fitting.matrix) : ([], [])
      let smeared = scale.smeared(unseen.said, unseen.rows.map { numbers[$0] })
      guard plan.hasIntervals else { return (smeared, nil) }
      let intervals = try ForestIntervals.fit(
        forest, fitting.matrix, numbers, coverage: TrainedPart.coverage, workers: context.workers,
        cancellation: context.cancellation)
      return (smeared, .forest(intervals))
    }
    guard numbers.count >= 6 else { return (scale, nil) }
    var others = TableFitting(plan, context)
    let folds = try SplitChoice.folds(wanted, count: 3, seed: context.seed)
    let said = try others.outOfFold(plan.recipe, learnt, wanted, folds: folds).column(0)
    let distances = zip(said, numbers).map { ($0 - $1).magnitude }.filter(\.isFinite).sorted()
    let smeared = scale.smeared(said, numbers)
    guard plan.hasIntervals, !distances.isEmpty else { return (smeared, nil) }
    // One more than the share, as split conformal intervals have it.
    let place = min(
      distances.count - 1, Int((TrainedPart.coverage * Double(distances.count + 1)).rounded(.up)) - 1)
    return (smeared, .around(distances[place]))
  }

  // MARK: Judging

  private func judge(
    _ part: TrainedPart, _ split: Split?, _ values: [Double], _ learnt: Target
  ) throws -> (heldOut: HeldOut?, measurements: [Measurement]) {
    let heldOut: HeldOut
    let baseline: HeldOut
    if let split {
      let actual = split.test.map { values[$0] }
      let said = try part.predict(try rows(split.test), context)
      heldOut = HeldOut(
        rows: split.test, keys: keys(of: split.test), actual: actual, predicted: said.outputs,
        low: said.low, high: said.high)
      baseline = HeldOut(
        rows: split.test, actual: actual, predicted: Self.baseline(learnt, rows: split.test.count))
    } else if case .folds(let count) = plan.split {
      let folds = try SplitChoice.folds(learnt, count: count, seed: context.seed)
      var fitting = TableFitting(plan, context)
      var said = try fitting.outOfFold(plan.recipe, table, part.scale.learnt(learnt), folds: folds)
      var plain = Matrix(rows: said.rows, columns: said.columns)
      if part.task == .regression {
        for row in 0..<said.rows { said[row, 0] = part.scale.mean(said[row, 0]) }
      }
      for fold in folds {
        let mean = Self.baseline(learnt.selecting(rows: fold.train), rows: 1)
        for row in fold.test { for output in 0..<mean.columns { plain[row, output] = mean[0, output] } }
      }
      let all = Array(0..<table.rowCount)
      heldOut = HeldOut(rows: all, keys: keys, actual: values, predicted: said)
      baseline = HeldOut(rows: all, actual: values, predicted: plain)
    } else {
      return (nil, [])
    }
    return (heldOut, try heldOut.measurements(besides: baseline, context))
  }

  /// The mean, or how frequent each class is.
  static func baseline(_ target: Target, rows: Int) -> Matrix {
    let outputs: [Double]
    switch target {
    case .numbers(let numbers): outputs = [numbers.reduce(0) { $0 + $1 / Double(max(1, numbers.count)) }]
    case .classes(let classes, let count):
      var counts = Array(repeating: 0.0, count: count)
      for label in classes { counts[label] += 1 }
      outputs = counts.map { $0 / Double(max(1, classes.count)) }
    }
    return Matrix(
      rows: rows, columns: outputs.count, values: (0..<rows).flatMap { _ in outputs })
  }
}
