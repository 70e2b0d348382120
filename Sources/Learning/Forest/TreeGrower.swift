import Numerics

/// Grows trees, one after another, in memory that is kept from tree to tree. Belongs to one worker at a time.
final class TreeGrower {
  let training: ForestTraining
  let features: BinnedFeatures
  private let bootstrap: Bootstrap
  /// The rows that were drawn, in the order of the nodes: a node is a range of them.
  let rows: UnsafeMutablePointer<UInt32>
  /// What each of these rows adds to a sum.
  let entries: UnsafeMutablePointer<Int64>
  private let otherRows: UnsafeMutablePointer<UInt32>
  private let otherEntries: UnsafeMutablePointer<Int64>
  private let counts: UnsafeMutablePointer<UInt16>
  var histograms: HistogramPool
  var sparse: SparseHistogram
  var classCounts: ClassCounts
  /// The splittable columns, in the order in which the node at hand looks at them.
  var order: [Int]
  var generator = CounterGenerator(seed: 0, stream: 0)
  private var tree = GrownTree()
  private var open: [Node] = []

  struct Node {
    var range: Range<Int>
    var depth: Int
    var place: Int
    var total: Int64
    /// Its histogram over all columns, when it has one.
    var histogram: UnsafeMutablePointer<Int64>?
  }

  init(_ training: ForestTraining) {
    self.training = training
    features = training.features
    let rows = training.rows
    bootstrap = Bootstrap(
      seed: training.parameters.seed, rows: rows, draws: training.parameters.bootstrap ? training.draws : nil)
    // SAFETY: a tree never has more entries than there are rows; freed with the grower.
    self.rows = .allocate(capacity: rows)
    entries = .allocate(capacity: rows)
    otherRows = .allocate(capacity: rows)
    otherEntries = .allocate(capacity: rows)
    counts = .allocate(capacity: rows)
    counts.initialize(repeating: 0, count: rows)
    histograms = HistogramPool(bins: features.totalBins)
    sparse = SparseHistogram(bins: features.totalBins, columns: features.columns.count)
    classCounts = ClassCounts(training)
    order = training.splittable
  }

  deinit {
    rows.deallocate()
    entries.deallocate()
    otherRows.deallocate()
    otherEntries.deallocate()
    counts.deallocate()
    histograms.free()
    sparse.free()
    classCounts.free()
  }

  func grow(tree index: Int) -> GrownTree {
    generator = CounterGenerator(
      seed: training.parameters.seed, stream: UInt64(index) << 1 | 1)
    order = training.splittable
    tree = GrownTree()
    tree.importance = Array(repeating: 0, count: features.columns.count)
    tree.appendLeaf(outputs: training.outputs)
    let root = drawRows(index)
    begin(root, histogram: nil)
    while let node = open.popLast() { split(node) }
    return tree
  }

  /// The root: every row that was drawn, in the order of the rows.
  private func drawRows(_ index: Int) -> Node {
    counts.update(repeating: 0, count: training.rows)
    bootstrap.draw(tree: index, into: counts)
    var filled = 0
    var total: Int64 = 0
    let isCounted = training.countsClasses
    for row in 0..<training.rows {
      let count = Int64(counts[row])
      let unit = training.unit[row]
      let entry = isCounted ? PackedCount.times(count, unit) : count &* unit
      rows[filled] = UInt32(truncatingIfNeeded: row)
      entries[filled] = entry
      total &+= entry
      filled += count > 0 ? 1 : 0
    }
    return Node(range: 0..<filled, depth: 0, place: 0, total: total, histogram: nil)
  }

  /// Puts a node aside to be split, or makes it the leaf that it has to be.
  private func begin(_ node: Node, histogram: UnsafeMutablePointer<Int64>?) {
    if mustBeLeaf(node) {
      finishLeaf(node)
      if let histogram { histograms.give(back: histogram) }
    } else {
      var node = node
      node.histogram = histogram
      open.append(node)
    }
  }

  private func mustBeLeaf(_ node: Node) -> Bool {
    if let depth = training.parameters.depth, node.depth >= depth { return true }
    if order.isEmpty { return true }
    if !training.countsClasses {
      if training.packing.draws(node.total) < 2 * Int64(training.parameters.minLeaf) { return true }
    }
    let first = training.unit[Int(rows[node.range.lowerBound])]
    for place in node.range where training.unit[Int(rows[place])] != first { return false }
    return true
  }

  private func split(_ node: Node) {
    var node = node
    let best = training.countsClasses ? bestCountedSplit(node) : bestPackedSplit(&node)
    guard best.column >= 0 else {
      if let histogram = node.histogram { histograms.give(back: histogram) }
      finishLeaf(node)
      return
    }
    let middle = partition(node.range, best)
    let place = tree.count
    tree.appendLeaf(outputs: training.outputs)
    tree.appendLeaf(outputs: training.outputs)
    tree.columns[node.place] = Int32(best.column)
    tree.thresholds[node.place] = threshold(of: best)
    tree.left[node.place] = Int32(place)
    tree.missingGoesLeft[node.place] = best.missingGoesLeft
    tree.importance[best.column] += improvement(node, best)
    tree.depth = max(tree.depth, node.depth + 1)

    var left = Node(
      range: node.range.lowerBound..<middle, depth: node.depth + 1, place: place, total: best.left)
    var right = Node(
      range: middle..<node.range.upperBound, depth: node.depth + 1, place: place + 1,
      total: node.total &- best.left)
    if !columnSawMissing(best, node.range), !best.missingGoesLeft {
      // Missing values that only come later follow the larger part.
      tree.missingGoesLeft[node.place] = left.range.count >= right.range.count
    }
    shareHistogram(of: node, &left, &right)
    // The smaller part is opened last and so split first: few histograms are alive at a time.
    let leftIsSmaller = left.range.count < right.range.count
    begin(leftIsSmaller ? right : left, histogram: leftIsSmaller ? right.histogram : left.histogram)
    begin(leftIsSmaller ? left : right, histogram: leftIsSmaller ? left.histogram : right.histogram)
  }

  private func columnSawMissing(_ best: SplitCandidate, _ range: Range<Int>) -> Bool {
    let column = features.columns[best.column]
    guard column.hasMissing else { return false }
    let codes = features.columnMajor + best.column * features.rows
    return range.contains { codes[Int(rows[$0])] == UInt8(truncatingIfNeeded: column.bins) }
  }

  private func threshold(of best: SplitCandidate) -> Double {
    guard best.following >= 0 else { return .infinity }
    let column = features.columns[best.column]
    if best.usesRanks {
      return BinnedColumn.threshold(between: column.values[best.bound], and: column.values[best.following])
    }
    return BinnedColumn.threshold(between: column.highest[best.bound], and: column.lowest[best.following])
  }

  private func improvement(_ node: Node, _ best: SplitCandidate) -> Double {
    if training.countsClasses { return best.score }
    let sums = packedNode(node)
    let total = sums.sum(node.total)
    return max(0, best.score - total * total / sums.weight(node.total))
  }

  private func finishLeaf(_ node: Node) {
    let outputs = training.outputs
    if training.countsClasses {
      let (weights, weight) = classCounts.weights(rows: node.range, entries)
      tree.cover[node.place] = weight
      for output in 0..<outputs {
        tree.values[node.place * outputs + output] = weights[outputs == 1 ? 1 : output] / weight
      }
    } else if training.task == .regression {
      var sum = 0.0
      for place in node.range {
        sum += Double(training.packing.draws(entries[place])) * training.target[Int(rows[place])]
      }
      let weight = Double(training.packing.draws(node.total))
      tree.cover[node.place] = weight
      tree.values[node.place] = sum / weight
    } else {
      let sums = packedNode(node)
      tree.cover[node.place] = sums.weight(node.total)
      tree.values[node.place] = sums.sum(node.total) / sums.weight(node.total)
    }
  }

  /// Moves the rows that go left in front of the others, both in their order; gives where the others begin.
  private func partition(_ range: Range<Int>, _ best: SplitCandidate) -> Int {
    let missing = features.columns[best.column].bins
    if best.usesRanks, let ranks = features.ranks {
      return partition(
        range, ranks + best.column * features.rows, bound: UInt16(truncatingIfNeeded: best.bound),
        alsoLeft: best.missingGoesLeft ? UInt16.max : nil)
    }
    return partition(
      range, features.columnMajor + best.column * features.rows,
      bound: UInt8(truncatingIfNeeded: best.bound),
      alsoLeft: best.missingGoesLeft ? UInt8(truncatingIfNeeded: missing) : nil)
  }

  @inline(__always)
  private func partition<Code: FixedWidthInteger>(
    _ range: Range<Int>, _ codes: UnsafeMutablePointer<Code>, bound: Code, alsoLeft: Code?
  ) -> Int {
    let (rows, entries, otherRows, otherEntries) = (rows, entries, otherRows, otherEntries)
    var front = range.lowerBound
    var back = 0
    // A code that never occurs beside the bound costs less than a second loop.
    let also = alsoLeft ?? bound
    for place in range {
      let row = rows[place]
      let entry = entries[place]
      let code = codes[Int(row)]
      let goesLeft = (code <= bound ? 1 : 0) | (code == also ? 1 : 0)
      rows[front] = row
      entries[front] = entry
      otherRows[back] = row
      otherEntries[back] = entry
      front &+= goesLeft
      back &+= 1 &- goesLeft
    }
    (rows + front).update(from: otherRows, count: back)
    (entries + front).update(from: otherEntries, count: back)
    return front
  }
}
