import Numerics
import Parallel

/// Ranges in which the numbers that a forest predicts will lie, as often as asked.
///
/// A leaf is more than its mean: the targets of its rows, from all trees together, are what the number may be
/// (Meinshausen 2006). Their quantiles are then widened or narrowed, in proportion, by as much as it takes for
/// the training rows to lie in the ranges given by the trees that have not seen them.
package struct ForestIntervals: Sendable, Equatable {
  /// The share of rows that should lie in their range.
  package let coverage: Double
  /// By how much of its width a range grows on both sides; negative when it shrinks.
  package let widening: Double
  /// The targets at so many even steps through the sorted ones; each of them where there are no more.
  private let levels: [Double]
  /// Up to `samplesOfLeaf` targets of each leaf, as places among the levels; where each node's begin, and at last
  /// their end.
  private let starts: [Int32]
  private let samples: [Int32]

  private static let samplesOfLeaf = 8
  private static let mostLevels = 512
  /// What a tree weighs: a number that any count of samples in a leaf divides.
  private static let weightOfTree: Int32 = 840
  private static let calibrationRows = 2_000
  private static let leavesAtOnce = 1 << 20
  /// The weights of so many rows' levels stay in the cache.
  private static let rowsAtOnce = 128

  package static func fit(
    _ forest: Forest, _ features: Matrix, _ targets: [Double], coverage: Double, workers: Workers,
    cancellation: Cancellation
  ) throws -> ForestIntervals {
    var check = ParameterCheck()
    check.expect(coverage > 0 && coverage < 1, "coverage", coverage, "between 0 and 1")
    try check.finish()
    guard forest.task == .regression else { throw LearningError.wrongTask(expected: .regression) }
    guard targets.count == features.rows else {
      throw LearningError.lengthsDiffer(rows: features.rows, targets: targets.count)
    }
    let drawn = try DrawnRows(forest, rows: features.rows, workers: workers, cancellation: cancellation)
    let (levels, places) = ForestIntervals.levels(of: targets)
    let (starts, samples) = try leafSamples(
      forest, features, places, drawn, workers: workers, cancellation: cancellation)
    let raw = ForestIntervals(
      coverage: coverage, widening: 0, levels: levels, starts: starts, samples: samples)
    let widening = try raw.calibrated(
      forest, features, targets, drawn, workers: workers, cancellation: cancellation)
    return ForestIntervals(
      coverage: coverage, widening: widening, levels: levels, starts: starts, samples: samples)
  }

  /// The lowest and the highest number that each row may well have.
  package func predict(
    _ forest: Forest, _ features: Matrix, workers: Workers, cancellation: Cancellation
  ) throws -> (low: [Double], high: [Double]) {
    guard starts.count == forest.nodes.columns.count + 1 else { throw LearningError.damagedModel }
    let parts = try forest.forEachBlock(
      features, atMost: ForestIntervals.rowsAtOnce, workers: workers, cancellation: cancellation
    ) { rows, leaves in
      rawRanges(of: rows.count, trees: forest.nodes.trees, leaves) { _, _ in true }
    }
    let widened = parts.flatMap(\.self).compactMap { $0?.grown(by: widening) }
    return (widened.map(\.low), widened.map(\.high))
  }

  /// The quantiles over the trees that count; nil for a row of which none does.
  private func rawRanges(
    of rows: Int, trees: Int, _ leaves: Forest.LeavesOfTree, _ counts: (_ row: Int, _ tree: Int) -> Bool
  ) -> [Interval?] {
    var weights = Array(repeating: Int32(0), count: rows * levels.count)
    var totals = Array(repeating: 0, count: rows)
    for tree in 0..<trees {
      let leaf = leaves(tree)
      for row in 0..<rows where counts(row, tree) {
        let (start, end) = (Int(starts[Int(leaf[row])]), Int(starts[Int(leaf[row]) + 1]))
        guard start < end else { continue }
        let weight = ForestIntervals.weightOfTree / Int32(end - start)
        for place in start..<end { weights[row * levels.count + Int(samples[place])] += weight }
        totals[row] += Int(weight) * (end - start)
      }
    }
    let tail = (1 - coverage) / 2
    return (0..<rows).map { row in
      guard totals[row] > 0 else { return nil }
      let own = weights[(row * levels.count)..<((row + 1) * levels.count)]
      return Interval(
        low: quantile(tail * Double(totals[row]), of: own),
        high: quantile((1 - tail) * Double(totals[row]), of: own))
    }
  }

  /// The level up to which so much of the weight lies.
  private func quantile(_ wanted: Double, of weights: ArraySlice<Int32>) -> Double {
    var sum = 0
    for (level, weight) in weights.enumerated() where weight > 0 {
      sum += Int(weight)
      if Double(sum) >= wanted { return levels[level] }
    }
    return levels[levels.count - 1]
  }

  /// Levels through the sorted targets, and the place of each target among them.
  private static func levels(of targets: [Double]) -> (levels: [Double], places: [Int32]) {
    let order = targets.indices.sorted { (targets[$0], $0) < (targets[$1], $1) }
    var distinct: [Double] = []
    for row in order where targets[row] != distinct.last { distinct.append(targets[row]) }
    var places = Array(repeating: Int32(0), count: targets.count)
    guard distinct.count > mostLevels else {
      var place = 0
      for row in order {
        if targets[row] != distinct[place] { place += 1 }
        places[row] = Int32(place)
      }
      return (distinct, places)
    }
    // The middle of each of so many parts with the same number of rows.
    let levels = (0..<mostLevels).map { targets[order[(2 * $0 + 1) * order.count / (2 * mostLevels)]] }
    for (rank, row) in order.enumerated() { places[row] = Int32(rank * mostLevels / order.count) }
    return (levels, places)
  }

  /// The targets of every leaf's rows, at most some of them, spread evenly over the sorted ones.
  private static func leafSamples(
    _ forest: Forest, _ features: Matrix, _ places: [Int32], _ drawn: DrawnRows, workers: Workers,
    cancellation: Cancellation
  ) throws -> ([Int32], [Int32]) {
    let nodes = forest.nodes
    // The rows by rising target: so each leaf meets its own in order.
    let order = places.indices.sorted { (places[$0], $0) < (places[$1], $1) }
    var trees: [LeafSamples] = []
    // Only the leaves of some trees at a time: those of all would take more room than the forest.
    let atOnce = max(8, leavesAtOnce / max(1, features.rows))
    for first in stride(from: 0, to: nodes.trees, by: atOnce) {
      let some = first..<min(nodes.trees, first + atOnce)
      let blocks = try forest.forEachBlock(features, workers: workers, cancellation: cancellation) {
        rows, leaves in
        // SAFETY: a leaf for each row of the block, copied before the next tree is asked for.
        some.map { tree in Array(UnsafeBufferPointer(start: leaves(tree), count: rows.count)) }
      }
      trees += try workers.map(some.count) { place in
        try cancellation.check()
        let drawnRows = order.filter { drawn.contains($0, some.lowerBound + place) }
        return LeafSamples(
          of: some.lowerBound + place, in: nodes, leaves: blocks.flatMap { $0[place] }, drawnRows, places)
      }
    }
    var starts: [Int32] = [0]
    starts.reserveCapacity(nodes.columns.count + 1)
    var samples: [Int32] = []
    samples.reserveCapacity(trees.reduce(0) { $0 + $1.samples.count })
    for tree in trees {
      let before = Int32(samples.count)
      samples.append(contentsOf: tree.samples)
      starts.append(contentsOf: tree.ends.lazy.map { before + $0 })
    }
    return (starts, samples)
  }

  /// Some targets of each leaf of a tree, one leaf after the other, and where those of each end.
  private struct LeafSamples: Sendable {
    var samples: [Int32] = []
    var ends: [Int32] = []

    /// - Parameters:
    ///   - leaves: the leaf of each row.
    ///   - drawnRows: the rows that the tree drew, by rising target.
    ///   - places: the target of each row, as a place among the levels.
    init(of tree: Int, in nodes: ForestNodes, leaves: [Int32], _ drawnRows: [Int], _ places: [Int32]) {
      let first = nodes.starts[tree]
      // Where the targets of each node begin among those of the tree.
      var starts = Array(repeating: 0, count: Int(nodes.starts[tree + 1] - first) + 1)
      for row in drawnRows { starts[Int(leaves[row] - first) + 1] += 1 }
      for node in 1..<starts.count { starts[node] += starts[node - 1] }
      var filled = starts
      var sorted = Array(repeating: Int32(0), count: drawnRows.count)
      for row in drawnRows {
        let node = Int(leaves[row] - first)
        sorted[filled[node]] = places[row]
        filled[node] += 1
      }
      for node in starts.indices.dropLast() {
        let targets = sorted[starts[node]..<starts[node + 1]]
        let count = targets.count
        if count > ForestIntervals.samplesOfLeaf {
          for place in 0..<ForestIntervals.samplesOfLeaf {
            samples.append(
              targets[targets.startIndex + (2 * place + 1) * count / (2 * ForestIntervals.samplesOfLeaf)])
          }
        } else {
          samples.append(contentsOf: targets)
        }
        ends.append(Int32(samples.count))
      }
    }
  }

  /// How much of its width a range must grow for as many training rows to lie in theirs as should.
  private func calibrated(
    _ forest: Forest, _ features: Matrix, _ targets: [Double], _ drawn: DrawnRows, workers: Workers,
    cancellation: Cancellation
  ) throws -> Double {
    let count = min(features.rows, ForestIntervals.calibrationRows)
    let chosen = (0..<count).map { $0 * features.rows / count }
    let some = features.selecting(rows: chosen)
    let parts = try forest.forEachBlock(
      some, atMost: ForestIntervals.rowsAtOnce, workers: workers, cancellation: cancellation
    ) { rows, leaves in
      rawRanges(of: rows.count, trees: forest.nodes.trees, leaves) { row, tree in
        !drawn.contains(chosen[rows.lowerBound + row], tree)
      }
    }
    var misses: [Double] = []
    for (place, range) in parts.joined().enumerated() {
      guard let range, range.high > range.low else { continue }
      let target = targets[chosen[place]]
      misses.append(max(range.low - target, target - range.high) / (range.high - range.low))
    }
    guard !misses.isEmpty else { return 0 }
    misses.sort()
    let place = Int((Double(misses.count + 1) * coverage).rounded(.up)) - 1
    return misses[min(misses.count - 1, max(0, place))]
  }
}

/// A range of numbers.
private struct Interval {
  let low: Double
  let high: Double

  /// Wider on both sides by so much of the width; never turned inside out.
  func grown(by share: Double) -> Interval {
    let margin = share * (high - low)
    let middle = low / 2 + high / 2
    return Interval(low: min(low - margin, middle), high: max(high + margin, middle))
  }
}

extension ForestIntervals {
  package var bytes: [UInt8] {
    var writer = ByteWriter(
      .forestIntervals, capacity: 8 * levels.count + 4 * (starts.count + samples.count) + 1024)
    writer.write(coverage)
    writer.write(widening)
    writer.write(levels)
    writer.write(starts)
    writer.write(narrow: samples)
    return writer.finish()
  }

  package init(bytes: [UInt8]) throws(LearningError) {
    var reader = try ByteReader(bytes, .forestIntervals)
    coverage = try reader.readDouble()
    widening = try reader.readDouble()
    levels = try reader.readDoubles()
    starts = try reader.readInts()
    samples = reader.version >= 3 ? try reader.readNarrowInts() : try reader.readInts()
    let places = 0..<Int32(clamping: levels.count)
    guard starts.first == 0, !levels.isEmpty, samples.allSatisfy(places.contains),
      starts.last == Int32(exactly: samples.count),
      zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 }), coverage > 0, coverage < 1
    else { throw .damagedModel }
  }
}
