import Numerics
import Parallel

/// Rows of numbers of which most are 0: only the others are kept, row after row.
package struct SparseRows: Sendable, Equatable {
  package let columns: Int
  /// Row `n` has the entries from `starts[n]` up to `starts[n + 1]`, by column.
  package let starts: [Int]
  package let places: [Int32]
  package let values: [Double]

  package var rows: Int { starts.count - 1 }

  package init(columns: Int, starts: [Int], places: [Int32], values: [Double]) {
    precondition(starts.first == 0 && starts.last == places.count && places.count == values.count)
    precondition(zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 })
    precondition(places.allSatisfy { $0 >= 0 && $0 < columns })
    self.columns = columns
    self.starts = starts
    self.places = places
    self.values = values
  }

  /// All of them, the zeros too.
  package var dense: Matrix {
    var matrix = Matrix(rows: rows, columns: columns)
    for row in 0..<rows {
      for entry in starts[row]..<starts[row + 1] { matrix[row, Int(places[entry])] = values[entry] }
    }
    return matrix
  }

  /// Columns as rows.
  package var transposed: SparseRows {
    var starts = Array(repeating: 0, count: columns + 1)
    for place in places { starts[Int(place) + 1] += 1 }
    for column in 0..<columns { starts[column + 1] += starts[column] }
    var free = starts
    var places = Array(repeating: Int32(0), count: self.places.count)
    var values = Array(repeating: 0.0, count: self.values.count)
    for row in 0..<rows {
      for entry in self.starts[row]..<self.starts[row + 1] {
        let column = Int(self.places[entry])
        places[free[column]] = Int32(row)
        values[free[column]] = self.values[entry]
        free[column] += 1
      }
    }
    return SparseRows(columns: rows, starts: starts, places: places, values: values)
  }

  /// The product with a matrix that has a row for each column of these.
  package func times(_ dense: Matrix, workers: Workers, cancellation: Cancellation) throws -> Matrix {
    precondition(dense.rows == columns)
    let block = 256
    let parts = try workers.map((rows + block - 1) / block) { piece in
      try cancellation.check()
      return product((piece * block)..<min(rows, (piece + 1) * block), dense)
    }
    return Matrix(rows: rows, columns: dense.columns, values: Array(parts.joined()))
  }

  private func product(_ rows: Range<Int>, _ dense: Matrix) -> [Double] {
    let width = dense.columns
    // SAFETY: `init` saw to it that every place is a row of `dense`; a row of the result is `width` long.
    return Array(unsafeUninitializedCapacity: rows.count * width) { result, filled in
      result.initialize(repeating: 0)
      filled = rows.count * width
      dense.values.withUnsafeBufferPointer { dense in
        guard let from = dense.baseAddress, var to = result.baseAddress else { return }
        for row in rows {
          for entry in starts[row]..<starts[row + 1] {
            addMultiple(of: from + Int(places[entry]) * width, values[entry], to: to, width)
          }
          to += width
        }
      }
    }
  }
}

/// Adds numbers, times a factor, to sums.
@inline(__always)
func addMultiple(
  of source: UnsafePointer<Double>, _ factor: Double, to sums: UnsafeMutablePointer<Double>, _ count: Int
) {
  for place in 0..<count { sums[place] += factor * source[place] }
}
