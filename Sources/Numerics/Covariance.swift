import Parallel

/// Means and covariances of columns, summed in blocks of fixed size, in order.
package struct Covariance: Sendable {
  package let means: [Double]
  /// Of the columns with one another, divided by the number of rows less one.
  package let matrix: Matrix

  private static let blockRows = 1024

  /// At least two rows.
  package init(_ matrix: Matrix, workers: Workers, cancellation: Cancellation) throws {
    precondition(matrix.rows > 1)
    let means = try columnMeans(matrix, workers: workers, cancellation: cancellation)
    let columns = matrix.columns
    let blocks = (matrix.rows + Covariance.blockRows - 1) / Covariance.blockRows
    // Blocks are taken in some runs, so that a table of many columns keeps few sums at a time.
    let runs = min(blocks, 16)
    let parts = try workers.map(runs) { run in
      var sums = Array(repeating: 0.0, count: columns * columns)
      for block in (run * blocks / runs)..<((run + 1) * blocks / runs) {
        try cancellation.check()
        let from = block * Covariance.blockRows
        var part = ColumnMajor(matrix, rows: from..<min(matrix.rows, from + Covariance.blockRows))
        part.center(means)
        part.addProducts(to: &sums)
      }
      return sums
    }
    var result = Matrix(rows: columns, columns: columns)
    for part in parts {
      for place in 0..<part.count { result.values[place] += part[place] }
    }
    for row in 0..<columns {
      for column in row..<columns {
        let value = result[row, column] / Double(matrix.rows - 1)
        result[row, column] = value
        result[column, row] = value
      }
    }
    self.means = means
    self.matrix = result
  }
}

/// The mean of each column.
package func columnMeans(_ matrix: Matrix, workers: Workers, cancellation: Cancellation) throws -> [Double] {
  let (rows, columns) = (matrix.rows, matrix.columns)
  let block = 4096
  let parts = try workers.map((rows + block - 1) / block) { piece in
    try cancellation.check()
    var sums = Array(repeating: 0.0, count: columns)
    for row in (piece * block)..<min(rows, (piece + 1) * block) {
      for column in 0..<columns { sums[column] += matrix.values[row * columns + column] }
    }
    return sums
  }
  var means = Array(repeating: 0.0, count: columns)
  for part in parts {
    for column in 0..<columns { means[column] += part[column] / Double(max(1, rows)) }
  }
  return means
}

extension ColumnMajor {
  fileprivate mutating func center(_ means: [Double]) {
    for column in 0..<columns {
      let mean = means[column]
      for place in (column * rows)..<((column + 1) * rows) { values[place] -= mean }
    }
  }

  /// Adds the products of all pairs of columns, the upper triangle only.
  fileprivate func addProducts(to sums: inout [Double]) {
    // SAFETY: `columns` stretches of `rows` numbers each.
    values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return }
      for first in 0..<columns {
        for second in first..<columns {
          sums[first * columns + second] += dot(base + first * rows, base + second * rows, rows)
        }
      }
    }
  }
}
