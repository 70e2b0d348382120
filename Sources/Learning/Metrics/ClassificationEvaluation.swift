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
  /// What each row adds to the logarithmic loss, and to the Brier score.
  private let losses: [Double]
  private let squares: [Double]
  /// For each row the place of its class and of the one it is taken for in a square of all classes.
  private let cells: [Int]
  /// The rows by falling chance, for each class that is looked for.
  private let ranked: [RankedRows]

  package init(actual: [Int], chances: Matrix) {
    precondition(actual.count == chances.rows)
    self.actual = actual
    self.chances = chances
    let (classes, predicted) = (chances.columns, (0..<chances.rows).map { likeliestClass(chances.row($0)) })
    self.predicted = predicted
    cells = actual.indices.map { actual[$0] * classes + predicted[$0] }
    squares = actual.indices.map { row in
      (0..<classes).reduce(0) { sum, label in
        let difference = chances[row, label] - (label == actual[row] ? 1 : 0)
        return sum + difference * difference
      }
    }
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
    var (weight, brier, loss) = (0.0, 0.0, 0.0)
    var square = Array(repeating: 0.0, count: classes * classes)
    for (row, count) in counts.enumerated() {
      weight += count
      square[cells[row]] += count
      brier += count * squares[row]
      loss -= count * losses[row]
    }
    guard weight > 0 else { return metrics.map { _ in nil } }
    let hits = (0..<classes).map { square[$0 * classes + $0] }
    let there = (0..<classes).map { came in (0..<classes).reduce(0) { $0 + square[came * classes + $1] } }
    let taken = (0..<classes).map { said in (0..<classes).reduce(0) { $0 + square[$1 * classes + said] } }
    let looked = ranked.map(\.label)
    let precision = looked.map { taken[$0] > 0 ? hits[$0] / taken[$0] : 0 }
    let recall = looked.map { there[$0] > 0 ? hits[$0] / there[$0] : 0 }
    let f1 = looked.map { taken[$0] + there[$0] > 0 ? 2 * hits[$0] / (taken[$0] + there[$0]) : 0 }
    let curves = ranked.map { $0.curves(counts) }
    return [
      hits.reduce(0, +) / weight, mean(curves.map(\.auc)), mean(precision), mean(recall), mean(f1),
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
