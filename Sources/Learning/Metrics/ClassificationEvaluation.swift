import Glibc
import Numerics

/// How well chances of classes fit the classes that came true.
///
/// Of two classes the second is the one that is looked for. Of more, precision, recall, F1, AUC and average
/// precision are means over the classes, each against the rest.
package struct ClassificationEvaluation: Evaluation {
  package let actual: [Int]
  package let chances: Matrix
  /// The likeliest class of each row; of two that are equally likely the first.
  package let predicted: [Int]
  /// What each row adds to the logarithmic loss.
  private let losses: [Double]
  /// The rows by falling chance, for each class that is looked for.
  private let ranked: [RankedRows]

  package init(actual: [Int], chances: Matrix) {
    precondition(actual.count == chances.rows)
    self.actual = actual
    self.chances = chances
    predicted = (0..<chances.rows).map { likeliestClass(chances.row($0)) }
    let looked = chances.columns == 2 ? [1] : Array(0..<chances.columns)
    ranked = looked.map { RankedRows(chances.column($0), actual, of: $0) }
    // The smallest step below 1 keeps a wrong certainty finite.
    losses = actual.indices.map { row in
      log(max(Double.ulpOfOne, min(1 - Double.ulpOfOne, chances[row, actual[row]])))
    }
  }

  package var rows: Int { actual.count }
  package var classes: Int { chances.columns }
  package var metrics: [Metric] {
    [.accuracy, .auc, .precision, .recall, .f1, .brier, .logloss, .averagePrecision]
  }

  /// How often each class (row) was taken for which (column).
  package var confusion: [[Int]] {
    var counts = Array(repeating: Array(repeating: 0, count: classes), count: classes)
    for row in 0..<rows { counts[actual[row]][predicted[row]] += 1 }
    return counts
  }

  /// Chances for the class that is looked for, beside whether it came true.
  package func ranking(of label: Int) -> RankedChances {
    RankedChances(
      chances: (0..<rows).map { chances[$0, label] }, isTrue: actual.map { $0 == label },
      counts: Array(repeating: 1, count: rows))
  }

  package func values(counts: [Double]) -> [Double?] {
    var (weight, right, brier, loss) = (0.0, 0.0, 0.0, 0.0)
    var hits = Array(repeating: 0.0, count: classes)
    var taken = hits
    var there = hits
    for row in places(drawnBy: counts) {
      let (count, said, came) = (counts[row], predicted[row], actual[row])
      let rightCount = said == came ? count : 0
      weight += count
      taken[said] += count
      there[came] += count
      right += rightCount
      hits[came] += rightCount
      for label in 0..<classes {
        let difference = chances[row, label] - (label == came ? 1 : 0)
        brier += count * difference * difference
      }
      loss -= count * losses[row]
    }
    guard weight > 0 else { return metrics.map { _ in nil } }
    let looked = ranked.map(\.label)
    let precision = looked.map { taken[$0] > 0 ? hits[$0] / taken[$0] : 0 }
    let recall = looked.map { there[$0] > 0 ? hits[$0] / there[$0] : 0 }
    let f1 = looked.map { taken[$0] + there[$0] > 0 ? 2 * hits[$0] / (taken[$0] + there[$0]) : 0 }
    let curves = ranked.map { $0.curves(counts) }
    return [
      right / weight, mean(curves.map(\.auc)), mean(precision), mean(recall), mean(f1),
      // Of two classes the squares of both are the same; one is counted.
      brier / weight / (classes == 2 ? 2 : 1), loss / weight, mean(curves.map(\.averagePrecision)),
    ]
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  /// The mean over the classes for which there is one.
  private func mean(_ values: [Double?]) -> Double? {
    let known = values.compactMap(\.self)
    return known.isEmpty ? nil : mean(known)
  }
}

/// The class with the greatest chance, of equal ones the first.
func likeliestClass(_ chances: ArraySlice<Double>) -> Int {
  let best = chances.indices.reduce(chances.startIndex) { chances[$1] > chances[$0] ? $1 : $0 }
  return best - chances.startIndex
}
