import Numerics
import Parallel

/// How boosted trees are to be grown.
package struct BoostingParameters: Hashable, Sendable {
  package var trees = 300
  package var depth = 6
  package var learningRate = 0.1
  package var minWeight = 1.0
  /// The shares of rows and of columns that a tree sees.
  package var rowShare = 1.0
  package var columnShare = 1.0
  /// What the squares of the leaves cost.
  package var ridge = 1.0
  /// Stop when rows that are held back have not been predicted better for so many trees; nil: grow all.
  package var patience: Int? = 20
  package var seed: UInt64 = 0

  package init() {}

  package func validated() throws(LearningError) -> ValidBoostingParameters {
    var check = ParameterCheck()
    check.expect((1...100_000).contains(trees), "trees", trees, "1 to 100000")
    check.expect((1...64).contains(depth), "depth", depth, "1 to 64")
    check.expect(learningRate > 0 && learningRate <= 1, "rate", learningRate, "above 0, up to 1")
    check.expect(minWeight >= 0 && minWeight <= 1e9, "min_weight", minWeight, "0 to 1e9")
    check.expect(rowShare > 0 && rowShare <= 1, "rows", rowShare, "above 0, up to 1")
    check.expect(columnShare > 0 && columnShare <= 1, "columns", columnShare, "above 0, up to 1")
    check.expect(ridge >= 0 && ridge <= 1e9, "ridge", ridge, "0 to 1e9")
    check.expect(patience.map { $0 >= 1 } ?? true, "patience", patience ?? 0, "1 or more")
    try check.finish()
    return ValidBoostingParameters(parameters: self)
  }
}

package struct ValidBoostingParameters: Recipe, Hashable {
  package let parameters: BoostingParameters

  fileprivate init(parameters: BoostingParameters) { self.parameters = parameters }

  package func fitModel(
    _ features: Matrix, _ target: Target, workers: Workers, cancellation: Cancellation
  ) throws -> any Model {
    try BoostedTrees.fit(self, features, target, cancellation: cancellation)
  }
}

/// Trees each of which mends what the ones before got wrong, grown by libxgboost.
///
/// It uses one thread: with more, its sums depend on how many they are.
package struct BoostedTrees: Model, Equatable {
  package let task: LearningTask
  package let columns: Int
  /// How many trees (of each class, with more than two) were kept.
  package let trees: Int
  /// The model in libxgboost's own form.
  private let image: [UInt8]

  /// Whether the library is there.
  package static var isAvailable: Bool { XGBoostLibrary.shared != nil }

  package static func fit(
    _ valid: ValidBoostingParameters, _ features: Matrix, _ target: Target, cancellation: Cancellation
  ) throws -> BoostedTrees {
    try target.check(against: features, minimumRows: 2)
    guard let library = XGBoostLibrary.shared else { throw LearningError.libraryMissing("libxgboost0") }
    let parameters = valid.parameters
    let isHeldBack = parameters.patience != nil && target.count >= 20
    let split =
      isHeldBack ? try Split.shuffled(rows: target.count, share: 0.9, seed: parameters.seed) : nil
    let train = split?.train ?? Array(0..<target.count)
    let learnt = try BoosterMatrix(library, features.selecting(rows: train), target.selecting(rows: train))
    let held = try split.map {
      try BoosterMatrix(library, features.selecting(rows: $0.test), target.selecting(rows: $0.test))
    }
    let booster = try Booster(library, matrices: [learnt] + (held.map { [$0] } ?? []))
    try booster.set(parameters, target.task)
    cancellation.progress.begin("trees", total: parameters.trees)
    var best = (error: Double.infinity, trees: 0)
    var grown = 0
    while grown < parameters.trees {
      try cancellation.check()
      try booster.update(grown, learnt)
      grown += 1
      cancellation.progress.advance()
      guard let held, let patience = parameters.patience else { continue }
      let error = try booster.error(on: held, grown)
      if error < best.error { best = (error, grown) }
      if grown - best.trees >= patience { break }
    }
    let kept = held == nil ? grown : max(1, best.trees)
    return BoostedTrees(
      task: target.task, columns: features.columns, trees: kept, image: try booster.image(trees: kept))
  }

  package func predict(
    _ features: Matrix, workers: Workers, cancellation: Cancellation
  ) throws -> Matrix {
    let values = try run(features, .values)
    guard task == .classification(classes: 2) else {
      return Matrix(rows: features.rows, columns: task.outputs, values: values)
    }
    return Matrix(rows: features.rows, columns: 2, values: values.flatMap { [1 - $0, $0] })
  }

  /// What moved each prediction, of a number or of the log odds of the second of two classes.
  package func shapley(_ features: Matrix) throws -> [ShapleyValues] {
    if case .classification(let classes) = task, classes > 2 {
      throw LearningError.wrongTask(expected: .regression)
    }
    let values = try run(features, .contributions)
    return (0..<features.rows).map { row in
      let from = row * (columns + 1)
      return ShapleyValues(base: values[from + columns], values: Array(values[from..<(from + columns)]))
    }
  }

  private func run(_ features: Matrix, _ kind: Booster.Prediction) throws -> [Double] {
    try features.checkColumns(columns)
    guard features.rows > 0 else { return [] }
    guard let library = XGBoostLibrary.shared else { throw LearningError.libraryMissing("libxgboost0") }
    let booster = try Booster(library, image: image)
    return try booster.predict(BoosterMatrix(library, features, nil), kind)
  }

  package var bytes: [UInt8] {
    var writer = ByteWriter(.boosting)
    writer.write(task)
    writer.write(Int64(columns))
    writer.write(Int64(trees))
    writer.write(image)
    return writer.finish()
  }

  package init(bytes: [UInt8]) throws(LearningError) {
    var reader = try ByteReader(bytes, .boosting)
    task = try reader.readTask()
    columns = try reader.readInt()
    trees = try reader.readInt()
    image = try reader.readBytes()
    guard columns > 0, trees > 0 else { throw .damagedModel }
  }

  private init(task: LearningTask, columns: Int, trees: Int, image: [UInt8]) {
    self.task = task
    self.columns = columns
    self.trees = trees
    self.image = image
  }
}
