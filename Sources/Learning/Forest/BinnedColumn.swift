/// What the codes of one column stand for: numbers that sort as the values do.
struct BinnedColumn: Sendable {
  static let codeLimit = Int(UInt16.max) - 1

  /// The smallest and the largest value of each code; of columns with at most `codeLimit` values they are the same.
  let lowest: [Double]
  let highest: [Double]
  /// How many rows have each code.
  let counts: [Int32]
  /// Missing values have the code after all others.
  let hasMissing: Bool

  var codes: Int { counts.count }

  /// Codes of values and, if any are missing, that of missing ones.
  var codesWithMissing: Int { codes + (hasMissing ? 1 : 0) }

  /// Cuts a sorted column and writes the code of each row.
  // SAFETY: `rows` are the rows of the table in another order, and `codes` has a place for each.
  init(
    keys: UnsafeBufferPointer<UInt64>, rows: UnsafeBufferPointer<UInt32>, codes: UnsafeMutablePointer<UInt16>
  ) {
    var starts: [Int] = []
    var present = keys.count
    while present > 0, keys[present - 1] == SortedOrder.missing { present -= 1 }
    hasMissing = present < keys.count
    for place in 0..<present where place == 0 || keys[place] != keys[place - 1] { starts.append(place) }
    if starts.count > BinnedColumn.codeLimit {
      let counts = BinnedColumn.lengths(starts, end: present)
      starts = BinnedColumn.groups(of: counts, limit: BinnedColumn.codeLimit).map { starts[$0] }
    }
    let counts = BinnedColumn.lengths(starts, end: present)
    self.counts = counts
    lowest = starts.map { SortedOrder.value(of: keys[$0]) }
    highest = starts.indices.map { code in
      SortedOrder.value(of: keys[starts[code] + Int(counts[code]) - 1])
    }
    var place = 0
    for code in starts.indices {
      for _ in 0..<counts[code] {
        codes[Int(rows[place])] = UInt16(truncatingIfNeeded: code)
        place += 1
      }
    }
    for place in present..<keys.count { codes[Int(rows[place])] = UInt16(truncatingIfNeeded: starts.count) }
  }

  private static func lengths(_ starts: [Int], end: Int) -> [Int32] {
    starts.indices.map { Int32(($0 + 1 < starts.count ? starts[$0 + 1] : end) - starts[$0]) }
  }

  /// Where at most so many groups of neighbours begin, each with about as many rows as the others.
  static func groups(of counts: [Int32], limit: Int) -> [Int] {
    guard counts.count > limit else { return Array(counts.indices) }
    var starts: [Int] = []
    var left = counts.reduce(0) { $0 + Int($1) }
    var inGroup = 0
    for place in counts.indices {
      let count = Int(counts[place])
      // A group is closed when it has its share of the rows that are left, or when the next value fills one alone;
      // the others share what remains evenly.
      let isFull = max(inGroup, count) * (limit - starts.count + 1) >= left + inGroup
      if starts.isEmpty || (isFull && starts.count < limit) {
        starts.append(place)
        inGroup = 0
      }
      inGroup += count
      left -= count
    }
    return starts
  }

  /// Halfway between the largest value that goes left and the smallest that goes right.
  static func threshold(between left: Double, and right: Double) -> Double {
    let middle = left / 2 + right / 2
    return middle >= left && middle < right ? middle : left
  }
}

/// How the codes of a column are put together to bins, which histograms count.
struct ColumnBins: Sendable {
  /// The first code of each bin, and at last the number of codes.
  let firstCodes: [Int]
  /// The bin of each code, also of the one of missing values; empty when bins are codes.
  let ofCode: [UInt16]

  var count: Int { firstCodes.count - 1 }
  /// Each bin is one code.
  var isExact: Bool { ofCode.isEmpty }
  var mostCodes: Int { (0..<count).reduce(0) { max($0, firstCodes[$1 + 1] - firstCodes[$1]) } }

  init(_ column: BinnedColumn, limit: Int) {
    let starts = BinnedColumn.groups(of: column.counts, limit: limit)
    firstCodes = starts + [column.codes]
    guard starts.count < column.codes else {
      ofCode = []
      return
    }
    var ofCode: [UInt16] = []
    for bin in starts.indices {
      for _ in firstCodes[bin]..<firstCodes[bin + 1] { ofCode.append(UInt16(bin)) }
    }
    self.ofCode = ofCode + [UInt16(starts.count)]
  }

  /// Columns with few values leave their share of all bins to the others.
  static func limits(_ columns: [BinnedColumn], all: Int) -> [Int] {
    var limits = Array(repeating: fewest, count: columns.count)
    var left = all
    let byCodes = columns.indices.sorted {
      (columns[$0].codes, $0) < (columns[$1].codes, $1)
    }
    for (place, column) in byCodes.enumerated() {
      limits[column] = max(fewest, left / (columns.count - place))
      left -= min(limits[column], columns[column].codes)
    }
    return limits
  }

  static let fewest = 256
}
