import Learning
import Numerics
import Parallel
import Testing

/// What holds of every model.
@Suite struct ModelTests {
  private func recipes(_ task: LearningTask.Kind) throws -> [any Recipe] {
    var forest = ForestParameters()
    forest.trees = 10
    var boosting = BoostingParameters()
    boosting.trees = 30
    let common: [any Recipe] = [
      try forest.validated(), try NeighboursParameters().validated(), BaselineRecipe(),
    ]
    let own: any Recipe =
      task == .regression ? try LinearParameters().validated() : try LogisticParameters().validated()
    return common + [own] + (BoostedTrees.isAvailable ? [try boosting.validated()] : [])
  }

  private func models(_ data: Samples, _ target: Target) throws -> [any Model] {
    let models = try recipes(target.task.kind).map {
      try $0.fitModel(data.features, target, workers: workers, cancellation: cancellation)
    }
    let folds = try Split.folds(rows: data.features.rows, count: 3, seed: 1)
    let stacked = try Ensemble.stacking(
      recipes(target.task.kind), data.features, target, folds: folds, workers: workers,
      cancellation: cancellation)
    return models + [try Ensemble.voting(models), stacked]
  }

  @Test func `a saved model predicts the same bits`() throws {
    let data = Samples.mixed(rows: 150, seed: 31, missing: 0)
    for target in [data.numbers, data.twoClasses] {
      for model in try models(data, target) {
        let before = try model.predict(data.features, workers: workers, cancellation: cancellation)
        let loaded = try loadModel(model.bytes)
        let after = try loaded.predict(data.features, workers: Workers(count: 1), cancellation: cancellation)
        #expect(before == after, "\(type(of: model))")
        #expect(loaded.bytes == model.bytes)
        #expect(loaded.task == model.task && loaded.columns == model.columns)
        #expect(before.rows == 150 && before.columns == target.task.outputs)
      }
    }
  }

  @Test func `damaged bytes are an error for every model`() throws {
    let data = Samples.mixed(rows: 60, seed: 32, missing: 0)
    for model in try models(data, data.numbers) {
      let bytes = model.bytes
      for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 60)) {
        var damaged = bytes
        damaged[place] ^= 0x21
        #expect(throws: LearningError.self) { try loadModel(damaged) }
        #expect(throws: LearningError.self) { try loadModel(Array(bytes[..<place])) }
      }
    }
  }

  @Test func `other columns than those of the fit are an error`() throws {
    let data = Samples.mixed(rows: 60, seed: 33, missing: 0)
    for model in try models(data, data.twoClasses) {
      #expect(throws: LearningError.columnsDiffer(expected: 6, given: 2)) {
        try model.predict(Matrix(rows: 1, columns: 2), workers: workers, cancellation: cancellation)
      }
      let none = try model.predict(Matrix(rows: 0, columns: 6), workers: workers, cancellation: cancellation)
      #expect(none.rows == 0)
    }
  }

  @Test func `every model beats the baseline on rows that it has not seen`() throws {
    let data = Samples.mixed(rows: 400, seed: 34, missing: 0)
    guard case .numbers(let numbers) = data.numbers else { return }
    let folds = try Split.folds(rows: 400, count: 4, seed: 2)
    for recipe in try recipes(.regression) where !(recipe is BaselineRecipe) {
      let predicted = try predictOutOfFold(
        recipe, data.features, data.numbers, folds: folds, workers: workers, cancellation: cancellation)
      let r2 = RegressionEvaluation(actual: numbers, predicted: predicted.values).value(.r2)!
      #expect(r2 > 0.4, "\(type(of: recipe))")
    }
    let baseline = try predictOutOfFold(
      BaselineRecipe(), data.features, data.numbers, folds: folds, workers: workers,
      cancellation: cancellation)
    #expect(RegressionEvaluation(actual: numbers, predicted: baseline.values).value(.r2)! < 0)
  }

  @Test(.enabled(if: BoostedTrees.isAvailable)) func `what moves a boosted prediction adds up to it`() throws
  {
    let data = Samples.mixed(rows: 300, seed: 35)
    let model = try BoostedTrees.fit(
      BoostingParameters().validated(), data.features, data.numbers, cancellation: cancellation)
    let predicted = try model.predict(data.features, workers: workers, cancellation: cancellation)
    for (row, shapley) in try model.shapley(data.features).enumerated() {
      #expect(abs(shapley.values.reduce(shapley.base, +) - predicted[row, 0]) < 1e-4)
    }
    #expect(model.trees < 300)
  }

  @Test func `members of an ensemble must predict the same`() throws {
    let data = Samples.mixed(rows: 60, seed: 36, missing: 0)
    let numbers = try Baseline.fit(data.features, data.numbers)
    let classes = try Baseline.fit(data.features, data.twoClasses)
    #expect(throws: LearningError.wrongTask(expected: .regression)) {
      try Ensemble.voting([numbers, classes])
    }
    #expect(throws: LearningError.self) { try Ensemble.voting([]) }
  }
}
