/// A small triangle R, decomposed again with the columns in an order that shows how many carry something new.
///
/// Columns are taken by how much of them the columns before do not explain, largest first; what is left when
/// nothing is explained any more is dependent (Golub and Van Loan, Matrix Computations, 5.4).
package struct PivotedTriangle: Sendable {
  /// Column `order[k]` of the matrix stands at place `k`.
  package let order: [Int]
  /// How many columns carry something new.
  package let rank: Int
  /// The triangle of the ordered columns, with the right-hand sides turned along behind them.
  package let triangle: Matrix

  /// `triangle`'s last `rightHandSides` columns are turned along but never chosen.
  package init(_ triangle: Matrix, rightHandSides: Int, tolerance: Double = 1e-11) {
    let candidates = triangle.columns - rightHandSides
    var work = ColumnMajor(triangle, rows: 0..<triangle.rows)
    var order = Array(0..<candidates)
    let scales = (0..<candidates).map { work.norm(column: $0, from: 0) }
    var rank = 0
    while rank < min(candidates, work.rows) {
      // Measured against its own length, so that a column in small units counts as much as one in large ones.
      var best = (place: rank, left: -1.0)
      for place in rank..<candidates {
        let scale = scales[order[place]]
        let left = scale > 0 ? work.norm(column: place, from: rank) / scale : 0
        if left > best.left { best = (place, left) }
      }
      guard best.left > tolerance else { break }
      if best.place != rank {
        order.swapAt(rank, best.place)
        work.swapColumns(rank, best.place)
      }
      work.reflect(step: rank)
      rank += 1
    }
    self.order = order
    self.rank = rank
    self.triangle = work.square
  }

  /// The coefficients of the first `rank` ordered columns for one right-hand side.
  package func solve(rightHandSide: Int) -> [Double] {
    let column = order.count + rightHandSide
    var solution = (0..<rank).map { triangle[$0, column] }
    for row in stride(from: rank - 1, through: 0, by: -1) {
      for later in (row + 1)..<max(row + 1, rank) { solution[row] -= triangle[row, later] * solution[later] }
      solution[row] /= triangle[row, row]
    }
    return solution
  }

  /// The diagonal of (RᵀR)⁻¹ over the first `rank` ordered columns.
  package var inverseDiagonal: [Double] {
    var inverse = Matrix(rows: rank, columns: rank)
    for column in 0..<rank {
      inverse[column, column] = 1 / triangle[column, column]
      for row in stride(from: column - 1, through: 0, by: -1) {
        var sum = 0.0
        for middle in (row + 1)...column { sum += triangle[row, middle] * inverse[middle, column] }
        inverse[row, column] = -sum / triangle[row, row]
      }
    }
    return (0..<rank).map { row in
      (row..<rank).reduce(0) { $0 + inverse[row, $1] * inverse[row, $1] }
    }
  }
}

extension ColumnMajor {
  func norm(column: Int, from row: Int) -> Double {
    let entries = values[(column * rows + row)..<((column + 1) * rows)]
    let largest = entries.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0, largest.isFinite else { return largest }
    return entries.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot() * largest
  }

  mutating func swapColumns(_ first: Int, _ second: Int) {
    for row in 0..<rows { values.swapAt(first * rows + row, second * rows + row) }
  }

  mutating func reflect(step: Int) {
    let (rows, columns) = (rows, columns)
    // SAFETY: `step` is below both rows and columns, and the array is used here only.
    values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      reflectColumn(base + step * rows + step, length: rows - step, stride: rows, others: columns - step - 1)
    }
  }

  /// All rows; below the diagonal of a reflected column stands its reflection, which nobody reads.
  var square: Matrix {
    var result = Matrix(rows: rows, columns: columns)
    for column in 0..<columns {
      for row in 0..<rows { result[row, column] = values[column * rows + row] }
    }
    return result
  }
}

extension PivotedTriangle {
  /// How much a row of the ordered columns weighs in the fit: xᵀ(RᵀR)⁻¹x.
  package func leverage(of row: [Double]) -> Double {
    var solved = row
    for place in 0..<rank {
      for earlier in 0..<place { solved[place] -= triangle[earlier, place] * solved[earlier] }
      solved[place] /= triangle[place, place]
    }
    return solved.prefix(rank).reduce(0) { $0 + $1 * $1 }
  }
}
