import Numerics
import Parallel

/// The training rows of a forest, every value replaced by the number of its bin.
///
/// The bins stand twice: row after row for histograms over all columns, column after column for splits of one.
final class BinnedFeatures: @unchecked Sendable {
  // SAFETY: the memory is written in `init` only, and freed when nobody has a reference any more.
  let rowMajor: UnsafeMutablePointer<UInt8>
  let columnMajor: UnsafeMutablePointer<UInt8>
  /// The rank of each value among the distinct ones, column after column; nil with more than 65,535 rows.
  let ranks: UnsafeMutablePointer<UInt16>?
  let rows: Int
  let columns: [BinnedColumn]
  /// Bytes from one row to the next in `rowMajor`.
  let stride: Int
  /// What the search for splits asks about each column; plain numbers, so that asking costs nothing.
  let shapes: UnsafeMutablePointer<Shape>
  let totalBins: Int

  struct Shape {
    /// Bins of values; the one of missing values, if any, has this number.
    let bins: Int32
    let hasMissing: Bool
    let isExact: Bool
    /// Where the column's bins begin in a histogram over all columns.
    let offset: Int
  }

  init(_ matrix: Matrix, workers: Workers, cancellation: Cancellation) throws {
    let (rows, columnCount) = (matrix.rows, matrix.columns)
    let stride = (columnCount + 7) / 8 * 8
    self.rows = rows
    self.stride = stride
    // SAFETY: as many places as rows × columns, which is all that is ever addressed.
    let rowMajor = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, rows * stride))
    rowMajor.initialize(repeating: 0, count: max(1, rows * stride))
    let columnMajor = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, rows * columnCount))
    columnMajor.initialize(repeating: 0, count: max(1, rows * columnCount))
    var ranks: UnsafeMutablePointer<UInt16>?
    if rows <= 65_535 {
      ranks = .allocate(capacity: max(1, rows * columnCount))
      ranks?.initialize(repeating: 0, count: max(1, rows * columnCount))
    }
    self.rowMajor = rowMajor
    self.columnMajor = columnMajor
    self.ranks = ranks
    let places = Places(columnMajor: columnMajor, ranks: ranks)
    do {
      columns = try workers.map(columnCount) { column in
        try cancellation.check()
        var order = SortedOrder(capacity: rows)
        return matrix.values.withUnsafeBufferPointer { values in
          order.withOrder(of: values, column: column, columns: columnCount) { keys, sortedRows in
            ColumnBinning(keys: keys, rows: sortedRows).cut(
              bins: places.columnMajor + column * rows, ranks: places.ranks.map { $0 + column * rows })
          }
        }
      }
    } catch {
      rowMajor.deallocate()
      columnMajor.deallocate()
      ranks?.deallocate()
      throw error
    }
    for column in 0..<columnCount {
      let from = columnMajor + column * rows
      for row in 0..<rows { rowMajor[row * stride + column] = from[row] }
    }
    shapes = .allocate(capacity: max(1, columnCount))
    var total = 0
    for (place, column) in columns.enumerated() {
      (shapes + place).initialize(
        to: Shape(
          bins: Int32(column.bins), hasMissing: column.hasMissing, isExact: column.isExact, offset: total))
      total += column.binsWithMissing
    }
    totalBins = total
  }

  deinit {
    rowMajor.deallocate()
    columnMajor.deallocate()
    ranks?.deallocate()
    shapes.deallocate()
  }

  /// The columns that a split can use: those with more than one value.
  var splittable: [Int] { columns.indices.filter { columns[$0].binsWithMissing > 1 } }

  private struct Places: @unchecked Sendable {
    // SAFETY: every column's worker writes that column's places only.
    let columnMajor: UnsafeMutablePointer<UInt8>
    let ranks: UnsafeMutablePointer<UInt16>?
  }
}
