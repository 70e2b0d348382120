import Learning
import Numerics
import Parallel
import Testing

/// Forests against numbers of the reference: means over seeds, so that chance has little to say.
@Suite struct ForestReferenceTests {
  private func parameters(seed: UInt64) throws -> ValidForestParameters {
    var parameters = ForestParameters()
    parameters.depth = 10
    parameters.seed = seed
    return try parameters.validated()
  }

  @Test(arguments: [1, 2, 3, 5]) func `a single tree fits as closely as the reference's`(depth: Int) throws {
    let (features, targets) = try Reference.table("diabetes")
    var parameters = ForestParameters()
    parameters.trees = 1
    parameters.bootstrap = false
    parameters.depth = depth
    let tree = try Forest.fit(
      parameters.validated(), features, .numbers(targets), workers: workers, cancellation: cancellation)
    let predicted = try tree.predict(features, workers: workers, cancellation: cancellation).values
    let error = zip(predicted, targets).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let reference = try Reference("forests").number("tree.\(depth)")
    #expect(abs(error / reference - 1) < 1e-6)
  }

  @Test func `regression predicts unseen rows as well as the reference`() throws {
    let (features, targets) = try Reference.table("diabetes")
    var scores: [Double] = []
    for seed in 0..<20 as Range<UInt64> {
      let folds = try Split.folds(rows: targets.count, count: 5, seed: seed)
      let predicted = try predictOutOfFold(
        parameters(seed: seed), features, .numbers(targets), folds: folds, workers: workers,
        cancellation: cancellation)
      scores.append(RegressionEvaluation(actual: targets, predicted: predicted.values).value(.r2)!)
    }
    expectNear(scores, try Reference("forests")["diabetes.r2"])
  }

  @Test func `out of the bag it scores as the reference does, and finds the same columns important`() throws {
    let (features, targets) = try Reference.table("diabetes")
    var scores: [Double] = []
    var importance = Array(repeating: 0.0, count: 10)
    for seed in 0..<20 as Range<UInt64> {
      let forest = try Forest.fit(
        parameters(seed: seed), features, .numbers(targets), workers: workers, cancellation: cancellation)
      let out = try forest.outOfBag(features, workers: workers, cancellation: cancellation)
      #expect(out.rows.count == targets.count)
      scores.append(RegressionEvaluation(actual: targets, predicted: out.predictions.values).value(.r2)!)
      for column in 0..<10 { importance[column] += forest.impurityImportance[column] / 20 }
    }
    expectNear(scores, try Reference("forests")["diabetes.out_of_bag.r2"])
    #expect(largestDifference(importance, try Reference("forests")["diabetes.importances"]) < 0.01)
  }

  @Test(arguments: ["cancer", "wine"]) func `classes are told apart as well as by the reference`(name: String)
    throws
  {
    let (features, target) = try Reference.table(name)
    let classes = target.map { Int($0) }
    let count = classes.max()! + 1
    let metric = name == "cancer" ? Metric.auc : .logloss
    var scores: [Double] = []
    for seed in 0..<20 as Range<UInt64> {
      let folds = try Split.stratifiedFolds(classes, count: 5, seed: seed)
      let predicted = try predictOutOfFold(
        parameters(seed: seed), features, .classes(classes, count: count), folds: folds, workers: workers,
        cancellation: cancellation)
      scores.append(ClassificationEvaluation(actual: classes, chances: predicted).value(metric)!)
    }
    expectNear(scores, try Reference("forests")["\(name).\(metric.rawValue)"])
  }

  /// The means differ by no more than four of their deviations, both being means over 20 seeds.
  private func expectNear(_ scores: [Double], _ reference: [Double]) {
    let mean = scores.reduce(0, +) / Double(scores.count)
    #expect(
      abs(mean - reference[0]) < 4 * reference[1] * (2.0 / 20).squareRoot(), "\(mean) against \(reference[0])"
    )
  }
}
