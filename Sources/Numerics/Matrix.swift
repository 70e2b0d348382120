import Parallel

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
    self.init(rows: rows, columns: parts.count)
    // SAFETY: nobody else has the values.
    values.withUnsafeMutableBufferPointer { Matrix.lay(0..<rows, of: parts, into: SharedBuffer($0)) }
  }

  /// The same, many rows at a time by each worker.
  package init(columns parts: [[Double]], workers: Workers) throws {
    let (rows, width, piece) = (parts.first?.count ?? 0, parts.count, 4096)
    // SAFETY: each place of the rows is written once, by the worker of its piece.
    let values = try [Double](unsafeUninitializedCapacity: rows * width) { places, filled in
      let shared = SharedBuffer(places)
      try workers.forEach((rows + piece - 1) / piece) { index in
        Matrix.lay((index * piece)..<min(rows, (index + 1) * piece), of: parts, into: shared)
      }
      filled = rows * width
    }
    self.init(rows: rows, columns: width, values: values)
  }

  private static func lay(_ rows: Range<Int>, of parts: [[Double]], into places: SharedBuffer<Double>) {
    let width = parts.count
    precondition(parts.allSatisfy { $0.count == parts[0].count })
    // Some rows at a time, which stay in the cache while the columns come by.
    for first in stride(from: rows.lowerBound, to: rows.upperBound, by: 128) {
      for (column, part) in parts.enumerated() {
        part.withUnsafeBufferPointer { part in
          for row in first..<min(rows.upperBound, first + 128) { places[row &* width &+ column] = part[row] }
        }
      }
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
