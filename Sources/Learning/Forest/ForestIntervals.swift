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
  /// Up to `samplesOfLeaf` targets of each leaf, ascending; where each node's begin, and at last their end.
  private let starts: [Int32]
  private let samples: [Double]

  private static let samplesOfLeaf = 8
  private static let calibrationRows = 2_000

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
    let (starts, samples) = try leafSamples(
      forest, features, targets, drawn, workers: workers, cancellation: cancellation)
    let raw = ForestIntervals(coverage: coverage, widening: 0, starts: starts, samples: samples)
    let widening = try raw.calibrated(
      forest, features, targets, drawn, workers: workers, cancellation: cancellation)
    return ForestIntervals(coverage: coverage, widening: widening, starts: starts, samples: samples)
  }

  /// The lowest and the highest number that each row may well have.
  package func predict(
    _ forest: Forest, _ features: Matrix, workers: Workers, cancellation: Cancellation
  ) throws -> (low: [Double], high: [Double]) {
    guard starts.count == forest.nodes.columns.count + 1 else { throw LearningError.damagedModel }
    let parts = try forest.forEachBlock(
      of: forest.nodes, features, workers: workers, cancellation: cancellation
    ) {
      rows, leaves in
      rawRanges(of: rows.count, trees: forest.nodes.trees, leaves) { _, _ in true }
    }
    let widened = parts.flatMap(\.self).compactMap { $0?.grown(by: widening) }
    return (widened.map(\.low), widened.map(\.high))
  }

  /// The quantiles over the trees that count; nil for a row of which none does.
  private func rawRanges(
    of rows: Int, trees: Int, _ leaves: Forest.LeavesOfTree, _ counts: (_ row: Int, _ tree: Int) -> Bool
  ) -> [Interval?] {
    var found = Array(repeating: [Int32](), count: rows)
    for tree in 0..<trees {
      let leaf = leaves(tree)
      for row in 0..<rows where counts(row, tree) { found[row].append(leaf[row]) }
    }
    var weighted: [(value: Double, weight: Double)] = []
    return found.map { leaves in
      weighted.removeAll(keepingCapacity: true)
      for leaf in leaves {
        let range = Int(starts[Int(leaf)])..<Int(starts[Int(leaf) + 1])
        for place in range { weighted.append((samples[place], 1 / Double(range.count * leaves.count))) }
      }
      guard !weighted.isEmpty else { return nil }
      weighted.sort { $0.value < $1.value }
      let tail = (1 - coverage) / 2
      return Interval(low: quantile(tail, of: weighted), high: quantile(1 - tail, of: weighted))
    }
  }

  private func quantile(_ share: Double, of weighted: [(value: Double, weight: Double)]) -> Double {
    var sum = 0.0
    for (value, weight) in weighted {
      sum += weight
      // Sums of many small weights fall short of the whole by some roundings.
      if sum >= share - 1e-9 { return value }
    }
    return weighted[weighted.count - 1].value
  }

  /// The targets of every leaf's rows, at most some of them, spread evenly over the sorted ones.
  private static func leafSamples(
    _ forest: Forest, _ features: Matrix, _ targets: [Double], _ drawn: DrawnRows, workers: Workers,
    cancellation: Cancellation
  ) throws -> ([Int32], [Double]) {
    let nodes = forest.nodes
    let blocks = try forest.forEachBlock(
      of: forest.nodes, features, workers: workers, cancellation: cancellation
    ) {
      rows, leaves in
      (0..<nodes.trees).map { tree in
        let leaf = leaves(tree)
        return (0..<rows.count).map { leaf[$0] }
      }
    }
    let trees = try workers.map(nodes.trees) { tree in
      try cancellation.check()
      let first = Int(nodes.starts[tree])
      var members = Array(repeating: [Double](), count: Int(nodes.starts[tree + 1]) - first)
      var row = 0
      for block in blocks {
        for leaf in block[tree] {
          if drawn.contains(row, tree) { members[Int(leaf) - first].append(targets[row]) }
          row += 1
        }
      }
      return members.map { spread($0.sorted()) }
    }
    var starts: [Int32] = [0]
    var samples: [Double] = []
    for leaf in trees.joined() {
      samples.append(contentsOf: leaf)
      starts.append(Int32(samples.count))
    }
    return (starts, samples)
  }

  private static func spread(_ sorted: [Double]) -> [Double] {
    guard sorted.count > samplesOfLeaf else { return sorted }
    return (0..<samplesOfLeaf).map { sorted[(2 * $0 + 1) * sorted.count / (2 * samplesOfLeaf)] }
  }

  /// How much of its width a range must grow for as many training rows to lie in theirs as should.
  private func calibrated(
    _ forest: Forest, _ features: Matrix, _ targets: [Double], _ drawn: DrawnRows, workers: Workers,
    cancellation: Cancellation
  ) throws -> Double {
    let count = min(features.rows, ForestIntervals.calibrationRows)
    let chosen = (0..<count).map { $0 * features.rows / count }
    let some = features.selecting(rows: chosen)
    let parts = try forest.forEachBlock(of: forest.nodes, some, workers: workers, cancellation: cancellation)
    { rows, leaves in
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
    var writer = ByteWriter(.forestIntervals)
    writer.write(coverage)
    writer.write(widening)
    writer.write(starts)
    writer.write(samples)
    return writer.finish()
  }

  package init(bytes: [UInt8]) throws(LearningError) {
    var reader = try ByteReader(bytes, .forestIntervals)
    coverage = try reader.readDouble()
    widening = try reader.readDouble()
    starts = try reader.readInts()
    samples = try reader.readDoubles()
    guard starts.first == 0, starts.last == Int32(exactly: samples.count),
      zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 }), coverage > 0, coverage < 1
    else { throw .damagedModel }
  }
}
