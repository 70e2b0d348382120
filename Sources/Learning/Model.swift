import Numerics
import Parallel

/// A fitted model. There is no other kind: what is not fitted is a `Recipe`.
package protocol Model: Sendable {
  var task: LearningTask { get }
  /// How many columns of features it was fitted on.
  var columns: Int { get }
  /// A column of numbers, or the chance of each class in a column of its own; a row for each row.
  func predict(_ features: Matrix, workers: Workers, cancellation: Cancellation) throws -> Matrix
  /// All of it, for `loadModel`.
  var bytes: [UInt8] { get }
}

/// Validated parameters: with rows and targets they make a model.
package protocol Recipe: Sendable {
  func fitModel(
    _ features: Matrix, _ target: Target, workers: Workers, cancellation: Cancellation
  ) throws -> any Model
}

/// The model that some bytes hold, whichever it is.
package func loadModel(_ bytes: [UInt8]) throws(LearningError) -> any Model {
  guard bytes.count > 3, let kind = ModelKind(rawValue: bytes[3]) else { throw .damagedModel }
  switch kind {
  case .forest: return try Forest(bytes: bytes)
  case .linear: return try LinearModel(bytes: bytes)
  case .logistic: return try LogisticModel(bytes: bytes)
  case .neighbours: return try NeighboursModel(bytes: bytes)
  case .baseline: return try Baseline(bytes: bytes)
  case .ensemble: return try Ensemble(bytes: bytes)
  case .boosting: return try BoostedTrees(bytes: bytes)
  case .forestIntervals, .clusters, .components, .scaling, .table, .textWeights, .topics: throw .damagedModel
  }
}

extension Forest: Model {}

extension ValidForestParameters: Recipe {
  package func fitModel(
    _ features: Matrix, _ target: Target, workers: Workers, cancellation: Cancellation
  ) throws -> any Model {
    try Forest.fit(self, features, target, workers: workers, cancellation: cancellation)
  }
}

/// Predicts each row by a model that has not seen it: one fit a fold.
package func predictOutOfFold(
  _ recipe: some Recipe, _ features: Matrix, _ target: Target, folds: [Split], workers: Workers,
  cancellation: Cancellation
) throws -> Matrix {
  var predicted = Matrix(rows: features.rows, columns: target.task.outputs, repeating: .nan)
  for fold in folds {
    try cancellation.check()
    let model = try recipe.fitModel(
      features.selecting(rows: fold.train), target.selecting(rows: fold.train), workers: workers,
      cancellation: cancellation)
    let part = try model.predict(
      features.selecting(rows: fold.test), workers: workers, cancellation: cancellation)
    for (place, row) in fold.test.enumerated() {
      for output in 0..<predicted.columns { predicted[row, output] = part[place, output] }
    }
  }
  return predicted
}

extension LearningTask {
  /// Columns of a prediction.
  package var outputs: Int {
    switch self {
    case .regression: 1
    case .classification(let classes): classes
    }
  }
}

extension ByteWriter {
  package mutating func write(_ task: LearningTask) {
    if case .classification(let classes) = task { write(Int64(classes)) } else { write(Int64(0)) }
  }
}

extension ByteReader {
  package mutating func readTask() throws(LearningError) -> LearningTask {
    let classes = try readInt()
    guard classes >= 0, classes <= 1 << 16 else { throw .damagedModel }
    return classes == 0 ? .regression : .classification(classes: classes)
  }
}
