/// A histogram over all columns that knows which of its bins are filled; empty between two uses.
///
/// A node of 30 rows fills at most 30 of a column's 256 bins: only those are looked at.
struct SparseHistogram {
  static let wordsPerColumn = 4
  let sums: UnsafeMutablePointer<Int64>
  let filled: UnsafeMutablePointer<UInt64>
  /// The filled bins of the column that was gathered last, ascending, and their sums.
  let gatheredBins: UnsafeMutablePointer<Int32>
  let gatheredSums: UnsafeMutablePointer<Int64>
  /// For sorting a column of a small node.
  let keys: UnsafeMutablePointer<UInt32>
  static let sortLimit = 256

  init(bins: Int, columns: Int) {
    // SAFETY: a place for each bin of every column, and for what a single column can hold.
    sums = .allocate(capacity: max(1, bins))
    sums.initialize(repeating: 0, count: max(1, bins))
    filled = .allocate(capacity: max(1, columns) * SparseHistogram.wordsPerColumn)
    filled.initialize(repeating: 0, count: max(1, columns) * SparseHistogram.wordsPerColumn)
    gatheredBins = .allocate(capacity: 257)
    gatheredSums = .allocate(capacity: 257)
    keys = .allocate(capacity: SparseHistogram.sortLimit)
  }

  func free() {
    sums.deallocate()
    filled.deallocate()
    gatheredBins.deallocate()
    gatheredSums.deallocate()
    keys.deallocate()
  }

  @inline(__always)
  func add(_ entry: Int64, bin: UInt8, column: Int, offset: Int) {
    sums[offset &+ Int(bin)] &+= entry
    filled[column &* SparseHistogram.wordsPerColumn &+ Int(bin >> 6)] |= 1 &<< UInt64(bin & 63)
  }

  /// Takes the filled bins of a column out, in order; gives how many there are.
  @inline(__always)
  func gather(column: Int, offset: Int) -> Int {
    var count = 0
    let words = filled + column &* SparseHistogram.wordsPerColumn
    let columnSums = sums + offset
    for word in 0..<SparseHistogram.wordsPerColumn {
      var bits = words[word]
      guard bits != 0 else { continue }
      words[word] = 0
      while bits != 0 {
        let bin = word &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        gatheredBins[count] = Int32(truncatingIfNeeded: bin)
        gatheredSums[count] = columnSums[bin]
        columnSums[bin] = 0
        count &+= 1
      }
    }
    return count
  }
}
