import Numerics

/// The best split of numbers, or of two classes.
// SAFETY: columns come from `order`, which holds columns only; a node's places are below the number of drawn
// rows, bins below those of their column; keys are written for small nodes only, which they have room for.
extension TreeGrower {
  func packedNode(_ node: Node) -> PackedNode {
    let weights = training.classWeights
    return PackedNode(
      total: node.total, packing: training.packing, minLeaf: Int64(training.parameters.minLeaf),
      plainWeight: weights.first ?? 1, extraWeight: weights.count > 1 ? weights[1] - weights[0] : 0,
      targetWeight: weights.count > 1 ? weights[1] : 1)
  }

  mutating func bestPackedSplit(_ node: inout Node) -> SplitCandidate {
    var best = SplitCandidate()
    let sums = packedNode(node)
    if node.range.count == 2, training.parameters.minLeaf == 1 {
      splitPair(node, sums, &best)
    } else if training.triedFeatures >= features.columns.count {
      shuffleOrder()
      countRoot(&node)
      if let histogram = node.histogram {
        for place in 0..<orderCount { scan(histogram, column: Int(order[place]), sums, &best) }
      } else {
        fillSparse(node.range)
        for place in 0..<orderCount { _ = scanSparse(Int(order[place]), node.range, sums, &best) }
      }
    } else {
      trySomeColumns(node, sums, &best)
    }
    return best
  }

  /// Columns in random order, until as many were tried as asked for and one of them had two values.
  private mutating func trySomeColumns(_ node: Node, _ sums: PackedNode, _ best: inout SplitCandidate) {
    var sawTwoValues = false
    var tried = 0
    while tried < orderCount, tried < training.triedFeatures || !sawTwoValues {
      drawColumn(tried)
      let column = Int(order[tried])
      if shapes[column].bins == 2, !shapes[column].hasMissing {
        if scanTwoBins(column, node.range, sums, &best) { sawTwoValues = true }
      } else {
        fillSparse(column: column, node.range)
        if scanSparse(column, node.range, sums, &best) { sawTwoValues = true }
      }
      tried += 1
    }
  }

  /// Puts one of the columns that were not tried yet at place `tried`.
  mutating func drawColumn(_ tried: Int) {
    let chosen = tried + generator.below(orderCount - tried)
    (order[tried], order[chosen]) = (order[chosen], order[tried])
  }

  /// Equal splits are won by the column that comes first: the order must not be that of the columns.
  private mutating func shuffleOrder() {
    var left = orderCount
    while left > 1 {
      var random = generator.next()
      for _ in 0..<4 where left > 1 {
        let chosen = Int(((random & 0xFFFF) &* UInt64(left)) >> 16)
        left &-= 1
        (order[left], order[chosen]) = (order[chosen], order[left])
        random >>= 16
      }
    }
  }

  private func scanTwoBins(
    _ column: Int, _ range: Range<Int>, _ node: PackedNode, _ best: inout SplitCandidate
  ) -> Bool {
    let (rows, entries, bins) = (rows, entries, features.columnMajor + column * features.rows)
    var left: Int64 = 0
    // Bin 0 makes a mask of ones, bin 1 one of zeros.
    for place in range { left &+= entries[place] & (Int64(bins[Int(rows[place])]) &- 1) }
    guard left != 0, left != node.total else { return false }
    if node.consider(left, bound: 0, column: column, &best) {
      record(1, false, false, usesRanks: false, &best)
    }
    return true
  }

  /// The rest of what there is to know of a split that was just taken.
  @inline(__always)
  private func record(
    _ following: Int, _ missingGoesLeft: Bool, _ sawMissing: Bool, usesRanks: Bool,
    _ best: inout SplitCandidate
  ) {
    best.following = following
    best.missingGoesLeft = missingGoesLeft
    best.sawMissing = sawMissing
    best.usesRanks = usesRanks
  }

  private func scan(
    _ histogram: UnsafeMutablePointer<Int64>, column: Int, _ node: PackedNode, _ best: inout SplitCandidate
  ) {
    let shape = shapes[column]
    let bins = histogram + shape.offset
    let count = Int(shape.bins)
    let missing = shape.hasMissing ? bins[count] : 0
    var isBetter = false
    for direction in 0..<(missing == 0 ? 1 : 2) {
      var left = direction == 1 ? missing : 0
      for bin in 0..<(direction == 0 && missing != 0 ? count : count - 1) {
        let sum = bins[bin]
        if sum == 0 { continue }
        left &+= sum
        if node.consider(left, bound: bin, column: column, &best) {
          isBetter = true
          best.missingGoesLeft = direction == 1
        }
      }
    }
    guard isBetter else { return }
    var following = best.bound + 1
    while following < count, bins[following] == 0 { following += 1 }
    record(
      following < count ? following : -1, best.missingGoesLeft, missing != 0, usesRanks: false, &best)
  }

  /// Scans what `fillSparse` counted of a column; tells whether the column has two values in the node.
  private func scanSparse(
    _ column: Int, _ range: Range<Int>, _ node: PackedNode, _ best: inout SplitCandidate
  ) -> Bool {
    let shape = shapes[column]
    let count = sparse.gather(column: column, offset: shape.offset)
    // Where rows of a small node share a bin whose values differ, the bins are too coarse.
    if !shape.isExact, count * 4 < range.count * 3, range.count <= SparseHistogram.sortLimit,
      let ranks = features.ranks
    {
      return scanRanks(ranks + column * features.rows, column, range, node, &best)
    }
    guard count > 1 else { return false }
    let (bins, sums) = (sparse.gatheredBins, sparse.gatheredSums)
    let hasMissing = bins[count - 1] == shape.bins
    let present = hasMissing ? count - 1 : count
    for direction in 0..<(hasMissing ? 2 : 1) {
      var left = direction == 1 ? sums[present] : 0
      for place in 0..<(direction == 0 ? count - 1 : present - 1) {
        left &+= sums[place]
        if node.consider(left, bound: Int(bins[place]), column: column, &best) {
          record(
            place + 1 < present ? Int(bins[place + 1]) : -1, direction == 1, hasMissing, usesRanks: false,
            &best)
        }
      }
    }
    return true
  }

  /// Scans a column exactly, value by value.
  private func scanRanks(
    _ ranks: UnsafeMutablePointer<UInt16>, _ column: Int, _ range: Range<Int>, _ node: PackedNode,
    _ best: inout SplitCandidate
  ) -> Bool {
    let keys = sparse.keys
    let count = range.count
    for place in 0..<count {
      let rank = ranks[Int(rows[range.lowerBound &+ place])]
      keys[place] = UInt32(rank) << 16 | UInt32(truncatingIfNeeded: place)
    }
    sortKeys(keys, count)
    let ranked = entries + range.lowerBound
    let missingRank = UInt32(UInt16.max)
    var present = count
    var missing: Int64 = 0
    while present > 0, keys[present - 1] >> 16 == missingRank {
      present -= 1
      missing &+= ranked[Int(keys[present] & 0xFFFF)]
    }
    for direction in 0..<(missing == 0 ? 1 : 2) {
      var left = direction == 1 ? missing : 0
      for place in 0..<present {
        left &+= ranked[Int(keys[place] & 0xFFFF)]
        let rank = keys[place] >> 16
        let next = place + 1 < present ? keys[place + 1] >> 16 : missingRank
        if rank != next, node.consider(left, bound: Int(rank), column: column, &best) {
          record(
            place + 1 < present ? Int(next) : -1, direction == 1, missing != 0, usesRanks: true, &best)
        }
      }
    }
    return count > 0 && keys[0] >> 16 != keys[count - 1] >> 16
  }

  private func sortKeys(_ keys: UnsafeMutablePointer<UInt32>, _ count: Int) {
    if count > 48 {
      var all = UnsafeMutableBufferPointer(start: keys, count: count)
      all.sort()
      return
    }
    for place in 1..<max(1, count) {
      let key = keys[place]
      var hole = place
      while hole > 0, keys[hole &- 1] > key {
        keys[hole] = keys[hole &- 1]
        hole &-= 1
      }
      keys[hole] = key
    }
  }

  /// Two rows are split by the first column in which they differ: every column that can, does so equally well.
  private mutating func splitPair(_ node: Node, _ sums: PackedNode, _ best: inout SplitCandidate) {
    let first = Int(rows[node.range.lowerBound])
    let second = Int(rows[node.range.lowerBound + 1])
    for tried in 0..<orderCount {
      drawColumn(tried)
      let column = Int(order[tried])
      let codes = features.columnMajor + column * features.rows
      var pair = (Int(codes[first]), Int(codes[second]))
      var missing = Int(shapes[column].bins)
      var usesRanks = false
      if pair.0 == pair.1 {
        guard !shapes[column].isExact, let ranks = features.ranks.map({ $0 + column * features.rows })
        else { continue }
        pair = (Int(ranks[first]), Int(ranks[second]))
        guard pair.0 != pair.1 else { continue }
        missing = Int(UInt16.max)
        usesRanks = true
      }
      let left = entries[pair.0 < pair.1 ? node.range.lowerBound : node.range.lowerBound + 1]
      guard sums.consider(left, bound: min(pair.0, pair.1), column: column, &best) else { continue }
      let larger = max(pair.0, pair.1)
      record(larger == missing ? -1 : larger, false, larger == missing, usesRanks: usesRanks, &best)
      return
    }
  }
}
