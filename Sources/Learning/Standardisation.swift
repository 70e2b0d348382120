import Numerics
import Parallel

/// Brings columns to mean 0 and deviation 1; constant columns to 0.
package struct Standardisation: Sendable, Equatable {
  package let means: [Double]
  /// Over the rows, not the rows less one; 1 for a constant column.
  package let deviations: [Double]

  package static func fit(
    _ features: Matrix, workers: Workers, cancellation: Cancellation
  ) throws -> Standardisation {
    guard features.columns > 0 else { throw LearningError.noColumns }
    guard features.rows > 0 else { throw LearningError.tooFewRows(needed: 1, given: 0) }
    try features.checkUsable()
    let means = try columnMeans(features, workers: workers, cancellation: cancellation)
    var squares = Array(repeating: 0.0, count: features.columns)
    for row in 0..<features.rows {
      for column in 0..<features.columns {
        let difference = features.values[row * features.columns + column] - means[column]
        squares[column] += difference * difference
      }
    }
    let deviations = squares.indices.map { column in
      let deviation = (squares[column] / Double(features.rows)).squareRoot()
      // What is left of a constant column is what its mean was rounded by.
      let isConstant = deviation <= 1e-14 * means[column].magnitude * Double(features.rows).squareRoot()
      return isConstant || deviation == 0 ? 1 : deviation
    }
    return Standardisation(means: means, deviations: deviations)
  }

  package func apply(_ features: Matrix) -> Matrix {
    precondition(features.columns == means.count)
    var scaled = features
    for row in 0..<features.rows {
      for column in means.indices {
        let place = row * means.count + column
        scaled.values[place] = (features.values[place] - means[column]) / deviations[column]
      }
    }
    return scaled
  }

  /// Back from standardised columns.
  package func undo(_ scaled: Matrix) -> Matrix {
    precondition(scaled.columns == means.count)
    var features = scaled
    for row in 0..<scaled.rows {
      for column in means.indices {
        let place = row * means.count + column
        features.values[place] = scaled.values[place] * deviations[column] + means[column]
      }
    }
    return features
  }

  package var bytes: [UInt8] {
    var writer = ByteWriter(.scaling)
    writer.write(means)
    writer.write(deviations)
    return writer.finish()
  }

  package init(bytes: [UInt8]) throws(LearningError) {
    var reader = try ByteReader(bytes, .scaling)
    self.init(means: try reader.readDoubles(), deviations: try reader.readDoubles())
    guard means.count == deviations.count else { throw .damagedModel }
  }

  init(means: [Double], deviations: [Double]) {
    self.means = means
    self.deviations = deviations
  }
}
