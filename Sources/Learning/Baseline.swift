import Numerics
import Parallel

/// What a model must beat: the mean of the numbers, or how frequent each class is.
package struct Baseline: Model, Equatable {
  package let task: LearningTask
  package let columns: Int
  /// The mean, or the share of each class.
  package let outputs: [Double]

  package static func fit(_ features: Matrix, _ target: Target) throws(LearningError) -> Baseline {
    try target.check(against: features)
    switch target {
    case .numbers(let numbers):
      // Divided first: the sum of usable numbers may not be one.
      let mean = numbers.reduce(0) { $0 + $1 / Double(numbers.count) }
      return Baseline(task: target.task, columns: features.columns, outputs: [mean])
    case .classes(let classes, let count):
      var counts = Array(repeating: 0.0, count: count)
      for label in classes { counts[label] += 1 }
      return Baseline(
        task: target.task, columns: features.columns, outputs: counts.map { $0 / Double(classes.count) })
    }
  }

  package func predict(
    _ features: Matrix, workers: Workers, cancellation: Cancellation
  ) throws -> Matrix {
    try features.checkColumns(columns)
    return Matrix(
      rows: features.rows, columns: outputs.count, values: (0..<features.rows).flatMap { _ in outputs })
  }

  package var bytes: [UInt8] {
    var writer = ByteWriter(.baseline)
    writer.write(task)
    writer.write(Int64(columns))
    writer.write(outputs)
    return writer.finish()
  }

  package init(bytes: [UInt8]) throws(LearningError) {
    var reader = try ByteReader(bytes, .baseline)
    task = try reader.readTask()
    columns = try reader.readInt()
    outputs = try reader.readDoubles()
    guard outputs.count == task.outputs else { throw .damagedModel }
  }

  private init(task: LearningTask, columns: Int, outputs: [Double]) {
    self.task = task
    self.columns = columns
    self.outputs = outputs
  }
}

/// The recipe of a baseline has no parameters.
package struct BaselineRecipe: Recipe {
  package init() {}

  package func fitModel(
    _ features: Matrix, _ target: Target, workers: Workers, cancellation: Cancellation
  ) throws -> any Model {
    try Baseline.fit(features, target)
  }
}
