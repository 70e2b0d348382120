import CProcessor
import Numerics

/// The best split of numbers, or of two classes.
// SAFETY: columns come from `order`, which holds columns only; a node's places are below the number of drawn
// rows, codes and bins below those of their column, for which the memory has room.
extension TreeGrower {
  mutating func bestPackedSplit(_ node: inout Node) -> SplitCandidate {
    if node.range.count == 2, training.parameters.minLeaf == 1 { return splitPair(node) }
    let weights = training.sumWeights
    var sums = hq_split_node(
      total: node.total, draw_bits: training.packing.drawBits, min_leaf: Int64(training.parameters.minLeaf),
      plain: weights.plain, extra: weights.extra, target: weights.target)
    hq_begin_splits(memory.splits)
    if training.triedFeatures >= features.columns.count {
      tryAllColumns(&node, &sums)
    } else {
      trySomeColumns(node.range, &sums)
    }
    let split = hq_best_split(loops, memory.splits)
    guard split.score >= 0 else { return SplitCandidate() }
    let best = SplitCandidate(
      column: Int(order[Int(split.key >> 1)]), bound: Int(split.bound), missingGoesLeft: split.key & 1 == 1,
      score: split.score, left: split.left)
    let isOfBins = node.range.count > hq_scanned_rows && !shapes[best.column].isExact
    return isOfBins ? refined(best, node.range, &sums) : best
  }

  private mutating func tryAllColumns(_ node: inout Node, _ sums: inout hq_split_node) {
    shuffleOrder()
    for place in 0..<orderCount { keys[shapes[Int(order[place])].slot] = Int64(place) << 1 }
    countRoot(&node)
    guard let histogram = node.histogram else { return tryAllColumnsByRows(node.range, &sums) }
    for (slot, column) in features.lined.enumerated() {
      let shape = shapes[column]
      let bins = histogram + shape.offset
      let missing = shape.missing >= 0 ? bins[shape.paddedBins] : 0
      _ = scan(bins, shape, missing: missing, key: keys[slot], &sums)
    }
    for group in 0..<features.flagGroups {
      scanFlags(histogram + features.flagOffset + group * BinnedFeatures.lanes, group: group, &sums)
    }
  }

  private func tryAllColumnsByRows(_ range: Range<Int>, _ sums: inout hq_split_node) {
    let (rows, entries) = (rows + range.lowerBound, entries + range.lowerBound)
    if range.count <= hq_scanned_rows {
      _ = hq_scan_rows(
        loops, features.codes, features.coded, features.lined.count, keys, rows, entries, range.count, &sums,
        memory.splits)
    } else {
      for (slot, column) in features.lined.enumerated() { _ = scan(column, key: keys[slot], range, &sums) }
    }
    let counted = memory.columnBins
    for group in 0..<features.flagGroups {
      hq_count_flags(loops, features.flags + group * features.rows, rows, entries, range.count, 1, counted)
      scanFlags(counted, group: group, &sums)
      counted.update(repeating: 0, count: BinnedFeatures.lanes)
    }
  }

  private func scanFlags(_ counted: UnsafeMutablePointer<Int64>, group: Int, _ sums: inout hq_split_node) {
    let first = features.lined.count + group * BinnedFeatures.lanes
    _ = hq_scan_flags(loops, counted, keys + first, &sums, memory.splits)
  }

  /// Columns in random order, until as many were tried as asked for and one of them had two values.
  private mutating func trySomeColumns(_ range: Range<Int>, _ sums: inout hq_split_node) {
    var sawTwoValues = false
    var tried = 0
    while tried < orderCount, tried < training.triedFeatures || !sawTwoValues {
      drawColumn(tried)
      if scan(Int(order[tried]), key: Int64(tried) << 1, range, &sums) { sawTwoValues = true }
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

  /// Scans a column that is not in a histogram; tells whether it has two values in the node.
  private func scan(
    _ column: Int, key: Int64, _ range: Range<Int>, _ sums: inout hq_split_node
  ) -> Bool {
    let shape = shapes[column]
    let codes = features.codes + column * features.rows
    let (rows, entries) = (rows + range.lowerBound, entries + range.lowerBound)
    if range.count <= hq_scanned_rows {
      var key = key
      return hq_scan_rows(
        loops, features.codes, features.coded + shape.slot, 1, &key, rows, entries, range.count, &sums,
        memory.splits) != 0
    }
    let bins = memory.columnBins
    if shape.isFlagged {
      return scanFlag(shape, key: key, rows, entries, range.count, &sums)
    }
    if shape.isExact {
      for place in 0..<range.count { bins[Int(codes[Int(rows[place])])] &+= entries[place] }
    } else {
      features.bins[column].ofCode.withUnsafeBufferPointer { ofCode in
        for place in 0..<range.count { bins[Int(ofCode[Int(codes[Int(rows[place])])])] &+= entries[place] }
      }
    }
    let missing = bins[shape.bins]
    bins[shape.bins] = 0
    let sawTwoValues = scan(bins, shape, missing: missing, key: key, &sums)
    bins.update(repeating: 0, count: shape.bins)
    return sawTwoValues
  }

  /// Scans one column of two values.
  private func scanFlag(
    _ shape: BinnedFeatures.Shape, key: Int64, _ rows: UnsafeMutablePointer<UInt32>,
    _ entries: UnsafeMutablePointer<Int64>, _ count: Int, _ sums: inout hq_split_node
  ) -> Bool {
    let (group, lane) = (shape.slot - features.lined.count).quotientAndRemainder(
      dividingBy: BinnedFeatures.lanes)
    let counted = memory.columnBins
    hq_count_flags(loops, features.flags + group * features.rows, rows, entries, count, 1, counted)
    let left = counted[lane]
    counted.update(repeating: 0, count: BinnedFeatures.lanes)
    counted[0] = left
    let sawTwoValues = hq_scan_bins(loops, counted, BinnedFeatures.lanes, 0, key, &sums, memory.splits) != 0
    counted[0] = 0
    return sawTwoValues
  }

  private func scan(
    _ bins: UnsafeMutablePointer<Int64>, _ shape: BinnedFeatures.Shape, missing: Int64, key: Int64,
    _ sums: inout hq_split_node
  ) -> Bool {
    let sawTwoValues = hq_scan_bins(loops, bins, shape.paddedBins, 0, key, &sums, memory.splits)
    if missing != 0 {
      _ = hq_scan_bins(loops, bins, shape.paddedBins, missing, key | 1, &sums, memory.splits)
    }
    return sawTwoValues != 0
  }

  /// The best split between two codes, of those in the bins on both sides of a split between bins. The bin of the
  /// split itself may be empty in this node, when it won against an equal split of another column.
  private func refined(
    _ best: SplitCandidate, _ range: Range<Int>, _ sums: inout hq_split_node
  ) -> SplitCandidate {
    let bins = features.bins[best.column]
    let codes = features.codes + best.column * features.rows
    let (missing, lastLeft) = (shapes[best.column].missing, bins.firstCodes[best.bound + 1] - 1)
    var (preceding, following) = (-1, bins.count)
    for place in range {
      let code = Int(codes[Int(rows[place])])
      guard code != missing else { continue }
      let bin = Int(bins.ofCode[code])
      if code > lastLeft { following = min(following, bin) } else { preceding = max(preceding, bin) }
    }
    let lower =
      preceding >= 0 ? bins.firstCodes[preceding]..<bins.firstCodes[preceding + 1] : 0..<0
    let upper =
      following < bins.count ? bins.firstCodes[following]..<bins.firstCodes[following + 1] : 0..<0
    let counted = memory.columnBins
    var inLower: Int64 = 0
    for place in range {
      let code = Int(codes[Int(rows[place])])
      if lower.contains(code) {
        counted[code - lower.lowerBound] &+= entries[place]
        inLower &+= entries[place]
      } else if upper.contains(code) {
        counted[lower.count + code - upper.lowerBound] &+= entries[place]
      }
    }
    let count = (lower.count + upper.count + 7) / 8 * 8
    hq_begin_splits(memory.splits)
    _ = hq_scan_bins(loops, counted, count, best.left &- inLower, 0, &sums, memory.splits)
    counted.update(repeating: 0, count: count)
    let split = hq_best_split(loops, memory.splits)
    let bound = Int(split.bound)
    var refined = best
    refined.bound = lastLeft
    // Where nothing but missing values goes left, no code says so.
    guard split.score >= best.score else { return refined }
    refined.bound = bound < lower.count ? lower.lowerBound + bound : upper.lowerBound + bound - lower.count
    refined.score = split.score
    refined.left = split.left
    return refined
  }

  /// Two rows are split by the first column in which they differ: every column that can, does so equally well.
  private mutating func splitPair(_ node: Node) -> SplitCandidate {
    let first = Int(rows[node.range.lowerBound])
    let second = Int(rows[node.range.lowerBound + 1])
    for tried in 0..<orderCount {
      drawColumn(tried)
      let column = Int(order[tried])
      let codes = features.codes + column * features.rows
      guard codes[first] != codes[second] else { continue }
      let left = entries[codes[first] < codes[second] ? node.range.lowerBound : node.range.lowerBound + 1]
      return SplitCandidate(
        column: column, bound: Int(min(codes[first], codes[second])),
        score: score(left, of: node.total), left: left)
    }
    return SplitCandidate()
  }

  private func score(_ left: Int64, of total: Int64) -> Double {
    let (weights, right) = (training.sumWeights, total &- left)
    let (leftSum, rightSum) = (weights.sum(left), weights.sum(right))
    return leftSum * leftSum / weights.weight(left) + rightSum * rightSum / weights.weight(right)
  }
}
