/// What the bins of one column stand for.
struct BinnedColumn: Sendable {
  /// Bins of values, without the one of missing values, which comes after them.
  let bins: Int
  let hasMissing: Bool
  /// Each bin is one value, so that a split between bins is exact.
  let isExact: Bool
  /// The smallest and the largest value of each bin.
  let lowest: [Double]
  let highest: [Double]
  /// All values that occur, ascending, when the column has ranks.
  let values: [Double]

  var binsWithMissing: Int { bins + (hasMissing ? 1 : 0) }

  /// Halfway between the largest value that goes left and the smallest that goes right.
  static func threshold(between left: Double, and right: Double) -> Double {
    let middle = left / 2 + right / 2
    return middle >= left && middle < right ? middle : left
  }
}

/// Cuts a sorted column into at most 256 bins.
struct ColumnBinning {
  static let limit = 256
  // SAFETY: `rows` are the rows of the table in another order, and `bins` and `ranks` have a place for each.
  private let keys: UnsafeBufferPointer<UInt64>
  private let rows: UnsafeBufferPointer<UInt32>

  init(keys: UnsafeBufferPointer<UInt64>, rows: UnsafeBufferPointer<UInt32>) {
    self.keys = keys
    self.rows = rows
  }

  /// Writes the bin of each row to `bins` and, for a column whose bins are not exact, its rank to `ranks`.
  func cut(bins: UnsafeMutablePointer<UInt8>, ranks: UnsafeMutablePointer<UInt16>?) -> BinnedColumn {
    var present = keys.count
    while present > 0, keys[present - 1] == SortedOrder.missing { present -= 1 }
    let hasMissing = present < keys.count
    var distinct = 0
    for place in 0..<present where place == 0 || keys[place] != keys[place - 1] { distinct += 1 }

    let limit = ColumnBinning.limit - (hasMissing ? 1 : 0)
    let isExact = distinct <= limit
    var lowest: [Double] = []
    var highest: [Double] = []
    var values: [Double] = []
    let ranks = isExact ? nil : ranks
    if ranks != nil { values.reserveCapacity(distinct) }
    var place = 0
    var rank = 0
    var inBin = 0
    while place < present {
      let key = keys[place]
      var next = place + 1
      while next < present, keys[next] == key { next += 1 }
      let value = SortedOrder.value(of: key)
      // A bin is closed when it has its share of the rows that are left, or when the next value fills one alone;
      // the others share what remains evenly.
      let fuller = max(inBin, next - place)
      let isFull = isExact || fuller * (limit - lowest.count + 1) >= present - place + inBin
      if lowest.isEmpty || (isFull && lowest.count < limit) {
        lowest.append(value)
        highest.append(value)
        inBin = 0
      } else {
        highest[highest.count - 1] = value
      }
      let bin = UInt8(truncatingIfNeeded: lowest.count - 1)
      for entry in place..<next {
        bins[Int(rows[entry])] = bin
        ranks?[Int(rows[entry])] = UInt16(truncatingIfNeeded: rank)
      }
      if ranks != nil { values.append(value) }
      inBin += next - place
      rank += 1
      place = next
    }
    for entry in present..<keys.count {
      bins[Int(rows[entry])] = UInt8(truncatingIfNeeded: lowest.count)
      ranks?[Int(rows[entry])] = UInt16.max
    }
    return BinnedColumn(
      bins: lowest.count, hasMissing: hasMissing, isExact: isExact, lowest: lowest, highest: highest,
      values: values)
  }
}
