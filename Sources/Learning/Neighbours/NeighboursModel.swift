import Numerics
import Parallel

/// How neighbours are to be asked.
package struct NeighboursParameters: Hashable, Sendable {
  package enum Weights: Hashable, Sendable {
    case uniform
    /// A neighbour half as far away counts twice.
    case distance
  }

  package var neighbours = 5
  package var weights = Weights.uniform
  /// Brings the columns to the same deviation first.
  package var standardises = true

  package init() {}

  package func validated() throws(LearningError) -> ValidNeighboursParameters {
    var check = ParameterCheck()
    check.expect((1...10_000).contains(neighbours), "k", neighbours, "1 to 10000")
    try check.finish()
    return ValidNeighboursParameters(parameters: self)
  }
}

package struct ValidNeighboursParameters: Recipe, Hashable {
  package let parameters: NeighboursParameters

  fileprivate init(parameters: NeighboursParameters) { self.parameters = parameters }

  package func fitModel(
    _ features: Matrix, _ target: Target, workers: Workers, cancellation: Cancellation
  ) throws -> any Model {
    try NeighboursModel.fit(self, features, target, workers: workers, cancellation: cancellation)
  }
}

/// Says of a row what its nearest training rows say.
package struct NeighboursModel: Model, Equatable {
  package let parameters: NeighboursParameters
  package let task: LearningTask
  private let scaling: Standardisation
  /// The training rows, standardised.
  private let rows: Matrix
  /// The target of each, or its class.
  private let targets: [Double]

  package var columns: Int { rows.columns }

  package static func fit(
    _ valid: ValidNeighboursParameters, _ features: Matrix, _ target: Target, workers: Workers,
    cancellation: Cancellation
  ) throws -> NeighboursModel {
    try target.check(against: features, minimumRows: valid.parameters.neighbours)
    try features.checkUsable()
    var scaling = try Standardisation.fit(features, workers: workers, cancellation: cancellation)
    if !valid.parameters.standardises {
      scaling = Standardisation(
        means: scaling.means, deviations: Array(repeating: 1, count: features.columns))
    }
    let targets: [Double] =
      switch target {
      case .numbers(let numbers): numbers
      case .classes(let classes, _): classes.map(Double.init)
      }
    return NeighboursModel(
      parameters: valid.parameters, task: target.task, scaling: scaling, rows: scaling.apply(features),
      targets: targets)
  }

  /// A training row near another row.
  package struct Neighbour: Sendable, Equatable {
    package let row: Int
    package let distance: Double
  }

  /// The nearest training rows of each row, nearest first, of equally near ones the earlier first.
  package func neighbours(
    of features: Matrix, count: Int, workers: Workers, cancellation: Cancellation
  ) throws -> [[Neighbour]] {
    try features.checkColumns(columns)
    try features.checkUsable()
    let scaled = scaling.apply(features)
    let block = 16
    let parts = try workers.map((features.rows + block - 1) / block) { piece in
      try cancellation.check()
      return ((piece * block)..<min(features.rows, (piece + 1) * block)).map { row in
        nearest(to: scaled, row, count: min(count, rows.rows))
      }
    }
    return parts.flatMap(\.self)
  }

  private func nearest(to scaled: Matrix, _ row: Int, count: Int) -> [Neighbour] {
    let distances = squaredDistances(from: scaled, row, to: rows)
    var nearest: [(distance: Double, row: Int)] = []
    nearest.reserveCapacity(count + 1)
    for (candidate, distance) in distances.enumerated() {
      if nearest.count == count, distance >= nearest[count - 1].distance { continue }
      var place = nearest.count
      nearest.append((distance, candidate))
      while place > 0, nearest[place - 1].distance > distance {
        nearest[place] = nearest[place - 1]
        place -= 1
      }
      nearest[place] = (distance, candidate)
      if nearest.count > count { nearest.removeLast() }
    }
    return nearest.map { Neighbour(row: $0.row, distance: $0.distance.squareRoot()) }
  }

  package func predict(
    _ features: Matrix, workers: Workers, cancellation: Cancellation
  ) throws -> Matrix {
    let all = try neighbours(
      of: features, count: parameters.neighbours, workers: workers, cancellation: cancellation)
    var result = Matrix(rows: features.rows, columns: task.outputs)
    for (row, neighbours) in all.enumerated() {
      // Where a training row is met exactly, only such rows count.
      let isMet = parameters.weights == .distance && neighbours.contains { $0.distance == 0 }
      var total = 0.0
      for neighbour in neighbours {
        let weight =
          switch parameters.weights {
          case .uniform: 1.0
          case .distance: isMet ? (neighbour.distance == 0 ? 1.0 : 0) : 1 / neighbour.distance
          }
        total += weight
        if task == .regression {
          result[row, 0] += weight * targets[neighbour.row]
        } else {
          result[row, Int(targets[neighbour.row])] += weight
        }
      }
      for output in 0..<result.columns { result[row, output] /= total }
    }
    return result
  }
}

extension NeighboursModel {
  package var bytes: [UInt8] {
    var writer = ByteWriter(.neighbours)
    writer.write(task)
    writer.write(Int64(parameters.neighbours))
    writer.write(parameters.weights == .distance)
    writer.write(parameters.standardises)
    writer.write(scaling.means)
    writer.write(scaling.deviations)
    writer.write(rows)
    writer.write(targets)
    return writer.finish()
  }

  package init(bytes: [UInt8]) throws(LearningError) {
    var reader = try ByteReader(bytes, .neighbours)
    task = try reader.readTask()
    var parameters = NeighboursParameters()
    parameters.neighbours = try reader.readInt()
    parameters.weights = try reader.readBool() ? .distance : .uniform
    parameters.standardises = try reader.readBool()
    self.parameters = try parameters.validated().parameters
    scaling = Standardisation(means: try reader.readDoubles(), deviations: try reader.readDoubles())
    rows = try reader.readMatrix()
    targets = try reader.readDoubles()
    let outputs = task.outputs
    guard targets.count == rows.rows, scaling.means.count == rows.columns,
      scaling.deviations.count == rows.columns,
      task == .regression
        || targets.allSatisfy({ Int(exactly: $0).map { (0..<outputs).contains($0) } ?? false })
    else { throw .damagedModel }
  }
}

/// The squared distance from one row to each row of another matrix with as many columns.
func squaredDistances(from matrix: Matrix, _ row: Int, to others: Matrix) -> [Double] {
  let (columns, rowCount) = (matrix.columns, others.rows)
  return Array(unsafeUninitializedCapacity: rowCount) { buffer, filled in
    // SAFETY: `row` is a row of the matrix; every other row has as many columns.
    matrix.values.withUnsafeBufferPointer { values in
      others.values.withUnsafeBufferPointer { others in
        let from = row * columns
        for other in 0..<rowCount {
          var sum = 0.0
          let start = other &* columns
          for column in 0..<columns {
            let difference = values[from &+ column] - others[start &+ column]
            sum += difference * difference
          }
          buffer.initializeElement(at: other, to: sum)
        }
      }
    }
    filled = rowCount
  }
}
