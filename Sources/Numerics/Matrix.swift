/// Numbers in rows and columns, row after row in one array.
package struct Matrix: Sendable, Equatable {
  package let rows: Int
  package let columns: Int
  /// The value of `(row, column)` stands at `row * columns + column`.
  package var values: [Double]

  package init(rows: Int, columns: Int, values: [Double]) {
    precondition(rows >= 0 && columns >= 0 && values.count == rows * columns)
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  package init(rows: Int, columns: Int, repeating value: Double = 0) {
    self.init(rows: rows, columns: columns, values: Array(repeating: value, count: rows * columns))
  }

  /// Side by side what stands in columns elsewhere; all must be of one length.
  package init(columns parts: [[Double]]) {
    let rows = parts.first?.count ?? 0
    precondition(parts.allSatisfy { $0.count == rows })
    self.init(rows: rows, columns: parts.count)
    for (column, part) in parts.enumerated() {
      for row in 0..<rows { values[row * columns + column] = part[row] }
    }
  }

  @inlinable package subscript(row: Int, column: Int) -> Double {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  /// A view of one row; nothing is copied.
  @inlinable package func row(_ row: Int) -> ArraySlice<Double> {
    values[(row * columns)..<((row + 1) * columns)]
  }

  package func column(_ column: Int) -> [Double] {
    (0..<rows).map { values[$0 * columns + column] }
  }

  package func selecting(rows chosen: [Int]) -> Matrix {
    var selected: [Double] = []
    selected.reserveCapacity(chosen.count * columns)
    for row in chosen { selected.append(contentsOf: self.row(row)) }
    return Matrix(rows: chosen.count, columns: columns, values: selected)
  }

  package func selecting(columns chosen: [Int]) -> Matrix {
    var selected: [Double] = []
    selected.reserveCapacity(chosen.count * rows)
    for row in 0..<rows {
      for column in chosen { selected.append(values[row * columns + column]) }
    }
    return Matrix(rows: rows, columns: chosen.count, values: selected)
  }

  package var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for row in 0..<rows {
      for column in 0..<columns { result.values[column * rows + row] = values[row * columns + column] }
    }
    return result
  }
}
