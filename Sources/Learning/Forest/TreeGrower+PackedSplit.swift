import Numerics

/// The best split of numbers, or of two classes.
extension TreeGrower {
  func packedNode(_ node: Node) -> PackedNode {
    let weights = training.classWeights
    return PackedNode(
      total: node.total, packing: training.packing, plainWeight: weights.first ?? 1,
      extraWeight: weights.count > 1 ? weights[1] - weights[0] : 0,
      targetWeight: weights.count > 1 ? weights[1] : 1,
      minLeaf: Int64(training.parameters.minLeaf))
  }

  func bestPackedSplit(_ node: inout Node) -> SplitCandidate {
    var best = SplitCandidate()
    let sums = packedNode(node)
    if node.range.count == 2, training.parameters.minLeaf == 1 {
      splitPair(node, sums, &best)
    } else if triesAllColumns {
      shuffleOrder()
      countDense(&node)
      if let histogram = node.histogram {
        for column in order {
          scan(histogram + features.offsets[column], column: column, sums, &best)
        }
      } else {
        fillSparse(node.range)
        for column in order { _ = scanSparse(column, node.range, sums, &best) }
      }
    } else {
      trySomeColumns(node, sums, &best)
    }
    return best
  }

  var triesAllColumns: Bool { training.triedFeatures >= features.columns.count }

  /// A histogram over all bins pays when the node has rows for a good part of them.
  func isDense(rows: Int) -> Bool { rows * order.count * 2 >= features.totalBins }

  /// Only the root comes without a histogram that it should have.
  private func countDense(_ node: inout Node) {
    guard node.histogram == nil, isDense(rows: node.range.count) else { return }
    let histogram = histograms.take()
    fill(histogram, node.range)
    node.histogram = histogram
  }

  /// Gives the children of a node their histograms: one is counted, the other is what is left of the node's.
  func shareHistogram(of node: Node, _ left: inout Node, _ right: inout Node) {
    guard let histogram = node.histogram else { return }
    let isLast = training.parameters.depth.map { node.depth + 1 >= $0 } ?? false
    let larger = max(left.range.count, right.range.count)
    guard !isLast, isDense(rows: larger) else {
      histograms.give(back: histogram)
      return
    }
    let leftIsSmaller = left.range.count < right.range.count
    let counted = histograms.take()
    fill(counted, leftIsSmaller ? left.range : right.range)
    for bin in 0..<features.totalBins { histogram[bin] &-= counted[bin] }
    let smaller = min(left.range.count, right.range.count)
    let kept = isDense(rows: smaller) ? counted : nil
    if kept == nil { histograms.give(back: counted) }
    left.histogram = leftIsSmaller ? kept : histogram
    right.histogram = leftIsSmaller ? histogram : kept
  }

  /// Adds the rows of a node to a histogram over all columns.
  func fill(_ histogram: UnsafeMutablePointer<Int64>, _ range: Range<Int>) {
    let (rows, entries, lines, stride) = (rows, entries, features.rowMajor, features.stride)
    features.offsets.withUnsafeBufferPointer { offsets in
      for place in range {
        let line = lines + Int(rows[place]) &* stride
        let entry = entries[place]
        for column in 0..<offsets.count { histogram[offsets[column] &+ Int(line[column])] &+= entry }
      }
    }
  }

  private func fillSparse(_ range: Range<Int>) {
    let (rows, entries, lines, stride) = (rows, entries, features.rowMajor, features.stride)
    let (sums, filled) = (sparse.sums, sparse.filled)
    features.offsets.withUnsafeBufferPointer { offsets in
      for place in range {
        let line = lines + Int(rows[place]) &* stride
        let entry = entries[place]
        for column in 0..<offsets.count {
          let bin = line[column]
          sums[offsets[column] &+ Int(bin)] &+= entry
          filled[column &* 4 &+ Int(bin >> 6)] |= 1 &<< UInt64(bin & 63)
        }
      }
    }
  }

  private func fillSparse(column: Int, _ range: Range<Int>) {
    let (rows, entries, bins) = (rows, entries, features.columnMajor + column * features.rows)
    let (sums, filled) = (sparse.sums + features.offsets[column], sparse.filled + column * 4)
    for place in range {
      let bin = bins[Int(rows[place])]
      sums[Int(bin)] &+= entries[place]
      filled[Int(bin >> 6)] |= 1 &<< UInt64(bin & 63)
    }
  }

  /// Columns in random order, until as many were tried as asked for and one of them had two values.
  private func trySomeColumns(_ node: Node, _ sums: PackedNode, _ best: inout SplitCandidate) {
    var sawTwoValues = false
    var tried = 0
    while tried < order.count, tried < training.triedFeatures || !sawTwoValues {
      order.swapAt(tried, tried + generator.below(order.count - tried))
      let column = order[tried]
      fillSparse(column: column, node.range)
      if scanSparse(column, node.range, sums, &best) { sawTwoValues = true }
      tried += 1
    }
  }

  /// Equal splits are won by the column that comes first: the order must not be that of the columns.
  private func shuffleOrder() {
    var left = order.count
    while left > 1 {
      var random = generator.next()
      for _ in 0..<4 where left > 1 {
        let chosen = Int(((random & 0xFFFF) &* UInt64(left)) >> 16)
        left &-= 1
        order.swapAt(chosen, left)
        random >>= 16
      }
    }
  }

  private func scan(
    _ bins: UnsafeMutablePointer<Int64>, column: Int, _ node: PackedNode, _ best: inout SplitCandidate
  ) {
    let description = features.columns[column]
    let count = description.bins
    let missing = description.hasMissing ? bins[count] : 0
    var isBetter = false
    var left: Int64 = 0
    for bin in 0..<(missing == 0 ? count - 1 : count) {
      left &+= bins[bin]
      if node.consider(left, bound: bin, &best, column) {
        isBetter = true
        best.missingGoesLeft = false
      }
    }
    if missing != 0 {
      left = missing
      for bin in 0..<max(0, count - 1) {
        left &+= bins[bin]
        if node.consider(left, bound: bin, &best, column) {
          isBetter = true
          best.missingGoesLeft = true
        }
      }
    }
    guard isBetter else { return }
    best.usesRanks = false
    best.following = -1
    for bin in (best.bound + 1)..<max(best.bound + 1, count) where bins[bin] != 0 {
      best.following = bin
      break
    }
  }

  /// Scans what `fillSparse` counted of a column; tells whether the column has two values in the node.
  private func scanSparse(
    _ column: Int, _ range: Range<Int>, _ node: PackedNode, _ best: inout SplitCandidate
  ) -> Bool {
    let count = sparse.gather(column: column, offset: features.offsets[column])
    let description = features.columns[column]
    // Where rows of a small node share a bin whose values differ, the bins are too coarse.
    if !description.isExact, count * 4 < range.count * 3, range.count <= SparseHistogram.sortLimit,
      let ranks = features.ranks
    {
      return scanRanks(ranks + column * features.rows, column, range, node, &best)
    }
    guard count > 1 else { return false }
    let (bins, sums) = (sparse.gatheredBins, sparse.gatheredSums)
    let hasMissing = Int(bins[count - 1]) == description.bins
    let present = hasMissing ? count - 1 : count
    var left: Int64 = 0
    for place in 0..<(count - 1) {
      left &+= sums[place]
      if node.consider(left, bound: Int(bins[place]), &best, column) {
        best.missingGoesLeft = false
        best.usesRanks = false
        best.following = place + 1 < present ? Int(bins[place + 1]) : -1
      }
    }
    if hasMissing {
      left = sums[present]
      for place in 0..<max(0, present - 1) {
        left &+= sums[place]
        if node.consider(left, bound: Int(bins[place]), &best, column) {
          best.missingGoesLeft = true
          best.usesRanks = false
          best.following = Int(bins[place + 1])
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
      keys[place] =
        UInt32(ranks[Int(rows[range.lowerBound &+ place])]) << 16 | UInt32(truncatingIfNeeded: place)
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
        if rank != next, node.consider(left, bound: Int(rank), &best, column) {
          best.missingGoesLeft = direction == 1
          best.usesRanks = true
          best.following = place + 1 < present ? Int(next) : -1
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
  private func splitPair(_ node: Node, _ sums: PackedNode, _ best: inout SplitCandidate) {
    let first = Int(rows[node.range.lowerBound])
    let second = Int(rows[node.range.lowerBound + 1])
    for tried in order.indices {
      order.swapAt(tried, tried + generator.below(order.count - tried))
      let column = order[tried]
      let description = features.columns[column]
      let codes = features.columnMajor + column * features.rows
      var pair = (Int(codes[first]), Int(codes[second]))
      var missing = description.bins
      var usesRanks = false
      if pair.0 == pair.1 {
        guard !description.isExact, let ranks = features.ranks else { continue }
        pair = (
          Int(ranks[column * features.rows + first]), Int(ranks[column * features.rows + second])
        )
        guard pair.0 != pair.1 else { continue }
        missing = Int(UInt16.max)
        usesRanks = true
      }
      let left = entries[pair.0 < pair.1 ? node.range.lowerBound : node.range.lowerBound + 1]
      if sums.consider(left, bound: min(pair.0, pair.1), &best, column) {
        best.following = max(pair.0, pair.1) == missing ? -1 : max(pair.0, pair.1)
        best.usesRanks = usesRanks
      }
      return
    }
  }
}
