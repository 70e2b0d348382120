import CProcessor
import Numerics

/// Grows one tree, in memory that is kept for the next one.
// SAFETY: the memory has a place for every row of the training set and outlives the grower; the ranges of open
// nodes lie within the drawn rows and do not overlap.
struct TreeGrower {
  let training: ForestTraining
  let features: BinnedFeatures
  let memory: GrowingMemory
  let rows: UnsafeMutablePointer<UInt32>
  let entries: UnsafeMutablePointer<Int64>
  let shapes: UnsafeMutablePointer<BinnedFeatures.Shape>
  let order: UnsafeMutablePointer<Int32>
  let orderCount: Int
  let keys: UnsafeMutablePointer<Int64>
  let loops: hq_loops
  var generator: CounterGenerator
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

  static func grow(tree index: Int, _ training: ForestTraining, in memory: GrowingMemory) -> GrownTree {
    var grower = TreeGrower(index, training, memory)
    grower.grow(index)
    return grower.tree
  }

  private init(_ index: Int, _ training: ForestTraining, _ memory: GrowingMemory) {
    self.training = training
    self.memory = memory
    features = training.features
    rows = memory.rows
    entries = memory.entries
    shapes = features.shapes
    order = memory.order
    orderCount = training.splittable.count
    for (place, column) in training.splittable.enumerated() { order[place] = Int32(column) }
    keys = memory.keys
    loops = hq_best_loops()
    generator = CounterGenerator(seed: training.parameters.seed, stream: UInt64(index) << 1 | 1)
  }

  private mutating func grow(_ index: Int) {
    tree.importance = Array(repeating: 0, count: features.columns.count)
    tree.reserve(memory.mostNodes, outputs: training.outputs)
    tree.appendLeaf(outputs: training.outputs)
    begin(drawRows(index))
    while let node = open.popLast() { split(node) }
    memory.mostNodes = max(memory.mostNodes, tree.count)
  }

  /// The root: every row that was drawn, in the order of the rows.
  private func drawRows(_ index: Int) -> Node {
    let counts = memory.counts
    counts.update(repeating: 0, count: training.rows)
    training.bootstrap.draw(tree: index, into: counts)
    let unit = training.unit
    guard training.countsClasses else {
      let drawn = hq_draw_rows(loops, counts, unit, training.rows, rows, entries)
      return Node(range: 0..<Int(drawn.count), depth: 0, place: 0, total: drawn.total)
    }
    var filled = 0
    for row in 0..<training.rows where counts[row] > 0 {
      rows[filled] = UInt32(truncatingIfNeeded: row)
      entries[filled] = PackedCount.times(Int64(counts[row]), unit[row])
      filled &+= 1
    }
    return Node(range: 0..<filled, depth: 0, place: 0, total: 0)
  }

  /// Puts a node aside to be split, or makes it the leaf that it has to be.
  private mutating func begin(_ node: Node) {
    guard mustBeLeaf(node) else { return open.append(node) }
    finishLeaf(node)
    if let histogram = node.histogram { memory.give(back: histogram) }
  }

  private func mustBeLeaf(_ node: Node) -> Bool {
    if let depth = training.parameters.depth, node.depth >= depth { return true }
    if orderCount == 0 { return true }
    if !training.countsClasses, training.packing.draws(node.total) < 2 * Int64(training.parameters.minLeaf) {
      return true
    }
    if training.task.kind == .classification, !training.countsClasses {
      let targets = training.packing.targets(node.total)
      return targets == 0 || targets == training.packing.draws(node.total)
    }
    let first = training.unit[Int(rows[node.range.lowerBound])]
    for place in node.range where training.unit[Int(rows[place])] != first { return false }
    return true
  }

  private mutating func split(_ node: Node) {
    var node = node
    let best = training.countsClasses ? bestCountedSplit(node) : bestPackedSplit(&node)
    guard best.column >= 0 else {
      if let histogram = node.histogram { memory.give(back: histogram) }
      finishLeaf(node)
      return
    }
    let codes = features.codes + best.column * features.rows
    let division = hq_divide_rows(
      loops, codes, rows + node.range.lowerBound, entries + node.range.lowerBound, node.range.count,
      best.bound, shapes[best.column].missing, best.missingGoesLeft ? 1 : 0, memory.otherRows,
      memory.otherEntries)
    let middle = node.range.lowerBound + division.left
    let place = tree.count
    tree.appendLeaf(outputs: training.outputs)
    tree.appendLeaf(outputs: training.outputs)
    var left = Node(
      range: node.range.lowerBound..<middle, depth: node.depth + 1, place: place, total: best.left)
    var right = Node(
      range: middle..<node.range.upperBound, depth: node.depth + 1, place: place + 1,
      total: node.total &- best.left)
    tree.columns[node.place] = Int32(best.column)
    tree.thresholds[node.place] = threshold(of: best, following: Int(division.following))
    tree.left[node.place] = Int32(place)
    // Where no value was missing in training, those that come later follow the larger part.
    tree.missingGoesLeft[node.place] =
      division.has_missing != 0 ? best.missingGoesLeft : left.range.count >= right.range.count
    tree.importance[best.column] += improvement(node, best)
    tree.depth = max(tree.depth, node.depth + 1)

    shareHistogram(of: node, &left, &right)
    // The smaller part is opened last and so split first: few histograms are alive at a time.
    let leftIsSmaller = left.range.count < right.range.count
    begin(leftIsSmaller ? right : left)
    begin(leftIsSmaller ? left : right)
  }

  private func threshold(of best: SplitCandidate, following: Int) -> Double {
    guard following < hq_no_code else { return .infinity }
    let column = features.columns[best.column]
    return BinnedColumn.threshold(between: column.highest[best.bound], and: column.lowest[following])
  }

  private func improvement(_ node: Node, _ best: SplitCandidate) -> Double {
    if training.countsClasses { return best.score }
    let weights = training.sumWeights
    let total = weights.sum(node.total)
    return max(0, best.score - total * total / weights.weight(node.total))
  }

  private mutating func finishLeaf(_ node: Node) {
    let outputs = training.outputs
    if training.countsClasses {
      let (weights, weight) = memory.classCounts.weights(rows: node.range, entries)
      tree.cover[node.place] = weight
      for output in 0..<outputs {
        tree.values[node.place * outputs + output] = weights[outputs == 1 ? 1 : output] / weight
      }
    } else if training.task == .regression {
      // From the targets themselves: the packed ones are rounded.
      var sum = 0.0
      for place in node.range {
        sum += Double(training.packing.draws(entries[place])) * training.target[Int(rows[place])]
      }
      let weight = Double(training.packing.draws(node.total))
      tree.cover[node.place] = weight
      tree.values[node.place] = sum / weight
    } else {
      let weights = training.sumWeights
      tree.cover[node.place] = weights.weight(node.total)
      tree.values[node.place] = weights.sum(node.total) / weights.weight(node.total)
    }
  }
}
