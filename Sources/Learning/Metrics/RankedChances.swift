/// Rows by falling chance, with whether it came true: what the curves are made of.
package struct RankedChances: Sendable {
  /// One step of the curves: all rows of one chance.
  private struct Step {
    let chance: Double
    var hits: Double
    var misses: Double
  }

  private let steps: [Step]
  private let hits: Double
  private let misses: Double

  package init(chances: [Double], isTrue: [Bool], counts: [Double]) {
    let order = chances.indices.sorted { (chances[$0], $1) > (chances[$1], $0) }
    self.init(sorted: order.map { chances[$0] }, order.map { isTrue[$0] }, order.map { counts[$0] })
  }

  init(sorted chances: [Double], _ isTrue: [Bool], _ counts: [Double]) {
    var steps: [Step] = []
    for (place, chance) in chances.enumerated() where counts[place] > 0 {
      if steps.last?.chance != chance { steps.append(Step(chance: chance, hits: 0, misses: 0)) }
      if isTrue[place] {
        steps[steps.count - 1].hits += counts[place]
      } else {
        steps[steps.count - 1].misses += counts[place]
      }
    }
    self.steps = steps
    hits = steps.reduce(0) { $0 + $1.hits }
    misses = steps.reduce(0) { $0 + $1.misses }
  }

  /// The chance that a true row stands before a false one, equal ones counted half (Mann and Whitney).
  package var auc: Double? {
    guard hits > 0, misses > 0 else { return nil }
    var before = 0.0
    var area = 0.0
    for step in steps {
      area += step.misses * (before + step.hits / 2)
      before += step.hits
    }
    return area / (hits * misses)
  }

  /// The mean precision at each true row, by steps and without interpolation.
  package var averagePrecision: Double? {
    guard hits > 0 else { return nil }
    var (found, seen, sum) = (0.0, 0.0, 0.0)
    for step in steps {
      found += step.hits
      seen += step.hits + step.misses
      sum += step.hits * found / seen
    }
    return sum / hits
  }

  /// A point of the ROC curve: everything down to `chance` is taken for true.
  package struct ROCPoint: Sendable, Equatable {
    package let falsePositiveRate: Double
    package let truePositiveRate: Double
    package let chance: Double
  }

  /// From (0, 0) to (1, 1), without the points that lie between others on a line; empty for one class only.
  package var roc: [ROCPoint] {
    guard hits > 0, misses > 0 else { return [] }
    var counted: [(misses: Double, hits: Double, chance: Double)] = [(0, 0, .infinity)]
    for step in steps {
      let last = counted[counted.count - 1]
      let next = (misses: last.misses + step.misses, hits: last.hits + step.hits, chance: step.chance)
      if counted.count > 1 {
        let before = counted[counted.count - 2]
        let turn =
          (last.misses - before.misses) * (next.hits - before.hits)
          - (last.hits - before.hits) * (next.misses - before.misses)
        if turn == 0 { counted.removeLast() }
      }
      counted.append(next)
    }
    return counted.map {
      ROCPoint(falsePositiveRate: $0.misses / misses, truePositiveRate: $0.hits / hits, chance: $0.chance)
    }
  }

  /// A point of the precision-recall curve.
  package struct PrecisionRecallPoint: Sendable, Equatable {
    package let recall: Double
    package let precision: Double
    package let chance: Double
  }

  /// From the highest chance down, until every true row is found; empty without a true row.
  package var precisionRecall: [PrecisionRecallPoint] {
    guard hits > 0 else { return [] }
    var (found, seen) = (0.0, 0.0)
    var points: [PrecisionRecallPoint] = []
    for step in steps where found < hits {
      found += step.hits
      seen += step.hits + step.misses
      points.append(
        PrecisionRecallPoint(recall: found / hits, precision: found / seen, chance: step.chance))
    }
    return points
  }
}
