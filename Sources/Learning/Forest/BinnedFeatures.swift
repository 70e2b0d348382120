import CProcessor
import Numerics
import Parallel

/// The training rows of a forest, every value replaced by a small number.
///
/// Codes stand column after column, for splits of one column and for the division of rows. Bins stand row after
/// row, for histograms over all columns. A column of two values is neither: it is one bit a row.
final class BinnedFeatures: @unchecked Sendable {
  // SAFETY: the memory is written in `init` only, and freed when nobody has a reference any more.
  let codes: UnsafeMutablePointer<UInt16>
  let lines: UnsafeMutablePointer<UInt16>
  /// Set for the lower of two values: of the first eight columns of two values for each row, then of the next.
  let flags: UnsafeMutablePointer<UInt8>
  let rows: Int
  let columns: [BinnedColumn]
  let bins: [ColumnBins]
  /// The columns that a split can use, less those of two values, in the order of `lines`.
  let lined: [Int]
  let flagged: [Int]
  /// Where the codes of each lined column stand, and after those of each flagged one.
  let coded: UnsafeMutablePointer<hq_coded_column>
  /// Where the bins of each lined column begin in a histogram.
  let offsets: UnsafeMutablePointer<Int64>
  /// What the search for splits asks about each column; plain numbers, so that asking costs nothing.
  let shapes: UnsafeMutablePointer<Shape>
  /// Numbers in a histogram over all columns: the bins, and after them the sums of the flags.
  let histogramCount: Int
  let flagOffset: Int
  /// Bins of all lined columns.
  let totalBins: Int

  struct Shape {
    /// Its place among the lined columns or, after those, among the flagged ones.
    let slot: Int
    let isFlagged: Bool
    /// The code of missing values; -1 when there are none.
    let missing: Int
    let bins: Int
    let isExact: Bool
    let offset: Int
    /// Bins up to a multiple of eight; that of missing values is the next.
    var paddedBins: Int { (bins + 7) / 8 * 8 }
  }

  /// Eight columns of two values share a byte.
  static let lanes = 8
  /// Bins that columns share: a histogram of them stays in the cache.
  static let manyBins = 8192

  var flagGroups: Int { (flagged.count + BinnedFeatures.lanes - 1) / BinnedFeatures.lanes }

  init(_ matrix: Matrix, sharedBins: Int, workers: Workers, cancellation: Cancellation) throws {
    let (rows, columnCount) = (matrix.rows, matrix.columns)
    self.rows = rows
    // SAFETY: as many places as rows × columns, which is all that is ever addressed; see `Places`.
    // One more than that, because codes are read in pairs.
    let codes = Places<UInt16>(count: rows * columnCount + 1)
    let columns: [BinnedColumn]
    do {
      columns = try workers.map(columnCount) { column in
        try cancellation.check()
        var order = SortedOrder(capacity: rows)
        return matrix.values.withUnsafeBufferPointer { values in
          order.withOrder(of: values, column: column, columns: columnCount) { keys, sortedRows in
            BinnedColumn(keys: keys, rows: sortedRows, codes: codes.base + column * rows)
          }
        }
      }
    } catch {
      codes.base.deallocate()
      throw error
    }
    let limits = ColumnBins.limits(columns, all: sharedBins)
    let bins = columns.indices.map { ColumnBins(columns[$0], limit: limits[$0]) }
    let isFlagged = columns.map { $0.codes == 2 && !$0.hasMissing }
    lined = columns.indices.filter { columns[$0].codesWithMissing > 1 && !isFlagged[$0] }
    flagged = columns.indices.filter { isFlagged[$0] }
    self.codes = codes.base
    self.columns = columns
    self.bins = bins

    offsets = .allocate(capacity: max(1, lined.count))
    coded = .allocate(capacity: max(1, columnCount))
    shapes = .allocate(capacity: max(1, columnCount))
    var slots = Array(repeating: 0, count: columnCount)
    // Constant columns come last, and nobody asks for them.
    let constant = columns.indices.filter { columns[$0].codesWithMissing < 2 }
    for (slot, column) in (lined + flagged + constant).enumerated() { slots[column] = slot }
    var offset = 0
    for column in columns.indices {
      let shape = Shape(
        slot: slots[column], isFlagged: isFlagged[column],
        missing: columns[column].hasMissing ? columns[column].codes : -1, bins: bins[column].count,
        isExact: bins[column].isExact, offset: offset)
      (shapes + column).initialize(to: shape)
      (coded + slots[column]).initialize(
        to: hq_coded_column(start: Int64(column * rows), missing: Int64(shape.missing)))
      if columns[column].codesWithMissing > 1, !isFlagged[column] {
        (offsets + slots[column]).initialize(to: Int64(offset))
        offset += shape.paddedBins + (columns[column].hasMissing ? BinnedFeatures.lanes : 0)
      }
    }
    totalBins = offset
    flagOffset = offset
    let groups = (flagged.count + BinnedFeatures.lanes - 1) / BinnedFeatures.lanes
    histogramCount = offset + groups * BinnedFeatures.lanes
    lines = Places<UInt16>(count: rows * lined.count).base
    flags = Places<UInt8>(count: rows * groups).base
    try writeLinesAndFlags(workers)
  }

  deinit {
    codes.deallocate()
    lines.deallocate()
    flags.deallocate()
    coded.deallocate()
    offsets.deallocate()
    shapes.deallocate()
  }

  private func writeLinesAndFlags(_ workers: Workers) throws {
    let block = 4096
    try workers.forEach((rows + block - 1) / block) { piece in
      let some = (piece * block)..<min(rows, (piece + 1) * block)
      for (slot, column) in lined.enumerated() {
        let (shape, from) = (shapes[column], codes + column * rows)
        let missing = shape.missing
        bins[column].ofCode.withUnsafeBufferPointer { ofCode in
          for row in some {
            let code = Int(from[row])
            let bin = code == missing ? shape.paddedBins : shape.isExact ? code : Int(ofCode[code])
            lines[row &* lined.count &+ slot] = UInt16(truncatingIfNeeded: bin)
          }
        }
      }
      for (slot, column) in flagged.enumerated() {
        let from = codes + column * rows
        let to = flags + slot / BinnedFeatures.lanes * rows
        let bit = UInt8(slot % BinnedFeatures.lanes)
        for row in some { to[row] |= from[row] == 0 ? 1 << bit : 0 }
      }
    }
  }

  /// The columns that a split can use: those with more than one value.
  var splittable: [Int] { columns.indices.filter { columns[$0].codesWithMissing > 1 } }

  /// Memory that is all zero.
  private struct Places<Element: FixedWidthInteger>: @unchecked Sendable {
    // SAFETY: every worker writes the places of its own columns or rows only.
    let base: UnsafeMutablePointer<Element>

    init(count: Int) {
      base = .allocate(capacity: max(1, count))
      base.initialize(repeating: 0, count: max(1, count))
    }
  }
}
