import Numerics
import Parallel

/// The strongest right singular vectors of sparse rows, none of whose values is beyond 1.
struct Subspace {
  /// One a column; no more than were asked for.
  let directions: Matrix
  let strengths: [Double]

  /// Some directions more are sharpened than are kept: the last ones come to rest slowest.
  private static let spare = 8
  /// Below this share of the first, a strength is what rounding left.
  private static let negligible = 1e-7

  init(
    _ parameters: TopicParameters, _ rows: SparseRows, _ workers: Workers, _ cancellation: Cancellation
  ) throws {
    let columns = rows.transposed
    /// The rows' products with themselves, times the directions.
    func sharpened(_ directions: Matrix) throws -> Matrix {
      let along = try rows.times(directions, workers: workers, cancellation: cancellation)
      return try columns.times(along, workers: workers, cancellation: cancellation)
    }
    func orthonormal(_ directions: Matrix) throws -> Matrix {
      try Subspace.orthonormal(directions, workers, cancellation)
    }
    cancellation.progress.begin("topics", total: parameters.iterations)
    let width = min(parameters.topics + Subspace.spare, rows.columns)
    var directions = Subspace.start(rows.columns, width, parameters.seed)
    for _ in 0..<parameters.iterations {
      directions = try orthonormal(sharpened(directions))
      cancellation.progress.advance()
    }
    // What rounding left between directions that were nearly one goes with a second pass.
    directions = try orthonormal(directions)
    let eigen = SymmetricEigen(directions.transposed.times(try sharpened(directions)))
    let least = Subspace.negligible * Subspace.negligible * (eigen.values.first ?? 0)
    let kept = eigen.values.prefix(parameters.topics).prefix { $0 > least }.count
    strengths = eigen.values.prefix(kept).map { $0.squareRoot() }
    let turning = eigen.vectors.selecting(rows: Array(0..<kept)).transposed
    self.directions = Subspace.withLargestPositive(directions.times(turning))
  }

  /// Directions by chance: each number of a row of its own stream.
  private static func start(_ rows: Int, _ columns: Int, _ seed: UInt64) -> Matrix {
    var start = Matrix(rows: rows, columns: columns)
    for row in 0..<rows {
      var generator = CounterGenerator(seed: seed, stream: UInt64(row))
      for column in 0..<columns { start[row, column] = 2 * generator.uniform() - 1 }
    }
    return start
  }

  /// Unit vectors at right angles that span the columns; fewer where these depend on one another.
  private static func orthonormal(
    _ matrix: Matrix, _ workers: Workers, _ cancellation: Cancellation
  ) throws -> Matrix {
    guard matrix.columns > 0 else { return matrix }
    let factor = try TriangularFactor.of(matrix, workers: workers, cancellation: cancellation)
    let pivoted = PivotedTriangle(factor, rightHandSides: 0)
    let (rank, order) = (pivoted.rank, pivoted.order)
    // The inverse of the triangle, so that each row is one product.
    var inverse = Matrix(rows: rank, columns: rank)
    for column in 0..<rank {
      inverse[column, column] = 1 / pivoted.triangle[column, column]
      for row in stride(from: column - 1, through: 0, by: -1) {
        var sum = 0.0
        for middle in (row + 1)...column { sum += pivoted.triangle[row, middle] * inverse[middle, column] }
        inverse[row, column] = -sum / pivoted.triangle[row, row]
      }
    }
    var turning = Matrix(rows: matrix.columns, columns: rank)
    for row in 0..<rank {
      for column in row..<rank { turning[order[row], column] = inverse[row, column] }
    }
    return matrix.times(turning)
  }

  private static func withLargestPositive(_ directions: Matrix) -> Matrix {
    var directions = directions
    for column in 0..<directions.columns {
      let entries = directions.column(column)
      let largest = entries.reduce(0) { max($0, $1.magnitude) }
      // Entries that are equal but for rounding must not let the sign depend on it: the first of them decides.
      guard let deciding = entries.first(where: { $0.magnitude >= largest * (1 - 1e-9) }), deciding < 0 else {
        continue
      }
      for row in 0..<directions.rows { directions[row, column] = -entries[row] }
    }
    return directions
  }
}

extension Matrix {
  /// The product, when that is small: it is no work for several threads.
  fileprivate func times(_ other: Matrix) -> Matrix {
    let width = other.columns
    var product = Matrix(rows: rows, columns: width)
    // SAFETY: `columns` rows of `other`, and a row of the product for each row here.
    values.withUnsafeBufferPointer { values in
      other.values.withUnsafeBufferPointer { other in
        product.values.withUnsafeMutableBufferPointer { product in
          guard let from = other.baseAddress, let to = product.baseAddress else { return }
          for row in 0..<rows {
            for place in 0..<columns {
              addMultiple(
                of: from + place * width, values[row * columns + place], to: to + row * width, width)
            }
          }
        }
      }
    }
    return product
  }
}
