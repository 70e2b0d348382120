import Glibc
import Numerics

/// Draws of every class in every bin of one column, for more than two classes and for entropy.
struct ClassCounts {
  let classes: Int
  let weights: [Double]
  private let criterion: ForestParameters.Criterion
  /// Bin after bin, one place a class; empty between two uses.
  let bins: UnsafeMutablePointer<Int64>
  /// A bit for each bin that is not empty.
  let filled: UnsafeMutablePointer<UInt64>
  let words: Int
  let left: UnsafeMutablePointer<Int64>
  let total: UnsafeMutablePointer<Int64>

  init(_ training: ForestTraining, bins binCount: Int) {
    var classes = 0
    if case .classification(let count) = training.task { classes = count }
    self.classes = classes
    weights = training.classWeights
    criterion = training.criterion
    // SAFETY: a place for each class in each bin that a column can have; freed with the grower.
    bins = .allocate(capacity: max(1, binCount * classes))
    bins.initialize(repeating: 0, count: max(1, binCount * classes))
    words = (binCount + 63) / 64
    filled = .allocate(capacity: words)
    filled.initialize(repeating: 0, count: words)
    left = .allocate(capacity: max(1, classes))
    total = .allocate(capacity: max(1, classes))
    left.initialize(repeating: 0, count: max(1, classes))
    total.initialize(repeating: 0, count: max(1, classes))
  }

  func free() {
    bins.deallocate()
    filled.deallocate()
    left.deallocate()
    total.deallocate()
  }

  /// Counts the classes of some rows in `total`.
  func count(_ range: Range<Int>, _ entries: UnsafeMutablePointer<Int64>) {
    total.update(repeating: 0, count: classes)
    for place in range { total[PackedCount.label(entries[place])] &+= PackedCount.draws(entries[place]) }
  }

  /// The weight of each class among some rows, and of all.
  func weights(rows range: Range<Int>, _ entries: UnsafeMutablePointer<Int64>) -> ([Double], Double) {
    count(range, entries)
    let weighted = (0..<classes).map { Double(total[$0]) * weights[$0] }
    return (weighted, weighted.reduce(0, +))
  }

  /// How impure some draws are, times their weight.
  func impurity(_ counts: UnsafeMutablePointer<Int64>, minus other: UnsafeMutablePointer<Int64>?) -> Double {
    var weight = 0.0
    var sum = 0.0
    for label in 0..<classes {
      let count = Double(counts[label] &- (other?[label] ?? 0)) * weights[label]
      weight += count
      sum += criterion == .gini ? count * count : (count > 0 ? count * log2(count) : 0)
    }
    guard weight > 0 else { return 0 }
    return criterion == .gini ? weight - sum / weight : weight * log2(weight) - sum
  }

  func addLeft(_ bin: Int) {
    for label in 0..<classes { left[label] &+= bins[bin * classes + label] }
  }

  /// Both sides have as many draws as a leaf must have.
  func hasEnough(_ least: Int) -> Bool {
    var (onLeft, all): (Int64, Int64) = (0, 0)
    for label in 0..<classes {
      onLeft &+= left[label]
      all &+= total[label]
    }
    return onLeft >= Int64(least) && all - onLeft >= Int64(least)
  }
}

extension TreeGrower {
  mutating func bestCountedSplit(_ node: Node) -> SplitCandidate {
    let classCounts = memory.classCounts
    var best = SplitCandidate()
    classCounts.count(node.range, entries)
    let parent = classCounts.impurity(classCounts.total, minus: nil)
    var sawTwoValues = false
    var tried = 0
    while tried < orderCount, tried < training.triedFeatures || !sawTwoValues {
      drawColumn(tried)
      if scanCounts(of: Int(order[tried]), node.range, parent, &best) { sawTwoValues = true }
      tried += 1
    }
    return best
  }

  /// Tells whether the column has two values in the node.
  private func scanCounts(
    of column: Int, _ range: Range<Int>, _ parent: Double, _ best: inout SplitCandidate
  ) -> Bool {
    let classCounts = memory.classCounts
    let classes = classCounts.classes
    let bins = features.bins[column]
    let codes = features.codes + column * features.rows
    for place in range {
      let code = Int(codes[Int(rows[place])])
      let bin = bins.isExact ? code : Int(bins.ofCode[code])
      classCounts.bins[bin * classes + PackedCount.label(entries[place])] &+= PackedCount.draws(
        entries[place])
      classCounts.filled[bin >> 6] |= 1 &<< UInt64(bin & 63)
    }
    var filled: [Int] = []
    for word in 0..<classCounts.words {
      var bits = classCounts.filled[word]
      classCounts.filled[word] = 0
      while bits != 0 {
        filled.append(word * 64 + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
    defer {
      for bin in filled { (classCounts.bins + bin * classes).update(repeating: 0, count: classes) }
    }
    guard filled.count > 1 else { return false }
    let missing = filled.last == bins.count ? filled.last : nil
    let present = missing == nil ? filled.count : filled.count - 1
    for direction in 0..<(missing == nil ? 1 : 2) {
      classCounts.left.update(repeating: 0, count: classes)
      if direction == 1, let missing { classCounts.addLeft(missing) }
      for place in 0..<(direction == 0 ? filled.count - 1 : present - 1) {
        classCounts.addLeft(filled[place])
        guard classCounts.hasEnough(training.parameters.minLeaf) else { continue }
        let improvement =
          parent - classCounts.impurity(classCounts.left, minus: nil)
          - classCounts.impurity(classCounts.total, minus: classCounts.left)
        guard improvement > best.score else { continue }
        best.score = improvement
        best.column = column
        best.bound = bins.firstCodes[filled[place] + 1] - 1
        best.missingGoesLeft = direction == 1
      }
    }
    return true
  }
}
