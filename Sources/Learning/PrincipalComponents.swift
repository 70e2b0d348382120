import Numerics
import Parallel

/// The directions in which rows differ most, one at a right angle to the other.
///
/// From the covariances of the columns; the largest entry of each direction is positive, so that its sign does not
/// depend on chance.
package struct PrincipalComponents: Sendable, Equatable {
  package let means: [Double]
  /// One direction a row.
  package let components: Matrix
  /// The variance along each.
  package let variances: [Double]
  /// Its share of the variance of all columns; 0 when nothing varies.
  package let shares: [Double]

  package static func fit(
    _ features: Matrix, count: Int, workers: Workers, cancellation: Cancellation
  ) throws -> PrincipalComponents {
    guard features.columns > 0 else { throw LearningError.noColumns }
    guard features.rows > 1 else { throw LearningError.tooFewRows(needed: 2, given: features.rows) }
    var check = ParameterCheck()
    let most = min(features.columns, features.rows)
    check.expect((1...most).contains(count), "components", count, "1 to \(most)")
    check.expect(features.columns <= columnLimit, "columns", features.columns, "up to \(columnLimit)")
    try check.finish()
    try features.checkUsable()
    let covariance = try Covariance(features, workers: workers, cancellation: cancellation)
    let eigen = SymmetricEigen(covariance.matrix)
    let total = eigen.values.reduce(0) { $0 + max(0, $1) }
    let variances = eigen.values.prefix(count).map { max(0, $0) }
    return PrincipalComponents(
      means: covariance.means, components: eigen.vectors.selecting(rows: Array(0..<count)),
      variances: variances, shares: variances.map { total > 0 ? $0 / total : 0 })
  }

  /// Beyond this the rotations take minutes.
  package static let columnLimit = 500

  /// Where each row lies along the directions.
  package func apply(_ features: Matrix) -> Matrix {
    precondition(features.columns == means.count)
    var result = Matrix(rows: features.rows, columns: components.rows)
    for row in 0..<features.rows {
      for component in 0..<components.rows {
        var sum = 0.0
        for column in 0..<features.columns {
          sum += (features[row, column] - means[column]) * components[component, column]
        }
        result[row, component] = sum
      }
    }
    return result
  }
}

extension PrincipalComponents {
  package var bytes: [UInt8] {
    var writer = ByteWriter(.components)
    writer.write(means)
    writer.write(components)
    writer.write(variances)
    writer.write(shares)
    return writer.finish()
  }

  package init(bytes: [UInt8]) throws(LearningError) {
    var reader = try ByteReader(bytes, .components)
    means = try reader.readDoubles()
    components = try reader.readMatrix()
    variances = try reader.readDoubles()
    shares = try reader.readDoubles()
    guard components.columns == means.count, variances.count == components.rows,
      shares.count == components.rows
    else { throw .damagedModel }
  }
}
