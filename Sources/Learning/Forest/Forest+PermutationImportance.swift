import Numerics
import Parallel

/// How much worse a model predicts when a column is shuffled, which tells what it relies on.
package struct PermutationImportance: Sendable, Equatable {
  /// The mean fall of the score for each column: of R² for numbers, of the accuracy for classes.
  package let means: [Double]
  /// How much the fall varies from shuffle to shuffle.
  package let deviations: [Double]
  /// The score with all columns in place; nil where it does not exist, as with one class only.
  package let score: Double?
}

extension Forest {
  /// Shuffles each column so many times; on rows that the forest has not seen, or it flatters.
  ///
  /// Only the trees that ask about a column are walked again. Columns that say the same stand in for one another
  /// and all look idle: see `correlatedColumns`.
  package func permutationImportance(
    _ features: Matrix, _ target: Target, repeats: Int = 5, seed: UInt64, workers: Workers,
    cancellation: Cancellation
  ) throws -> PermutationImportance {
    try features.checkColumns(columns)
    try target.check(against: features)
    guard target.task == task else { throw LearningError.wrongTask(expected: task.kind) }
    var check = ParameterCheck()
    check.expect((1...1_000).contains(repeats), "repeats", repeats, "1 to 1000")
    try check.finish()
    let all = try predict(features, workers: workers, cancellation: cancellation)
    let score = Forest.score(all, target)
    cancellation.progress.begin("columns", total: columns)
    let falls = try workers.map(columns) { column in
      defer { cancellation.progress.advance() }
      guard let askers = trees(asking: column), let score else {
        return Array(repeating: 0.0, count: repeats)
      }
      // One worker walks a column: there are columns enough for all.
      let alone = Workers(count: 1)
      let rest = try askers.others.map {
        try means(of: $0, features, workers: alone, cancellation: cancellation)
      }
      var generator = CounterGenerator(seed: seed, stream: UInt64(column))
      return try (0..<repeats).map { _ in
        var shuffled = features
        for (row, other) in generator.permutation(features.rows).enumerated() {
          shuffled[row, column] = features[other, column]
        }
        let asked = try means(of: askers.asking, shuffled, workers: alone, cancellation: cancellation)
        let share = Double(askers.asking.count) / Double(nodes.trees)
        let joined = asked.indices.map { share * asked[$0] + (1 - share) * (rest?[$0] ?? 0) }
        return score - (Forest.score(outputs(ofMeans: joined), target) ?? score)
      }
    }
    let meanFalls = falls.map { $0.reduce(0, +) / Double(repeats) }
    let deviations = zip(falls, meanFalls).map { values, mean in
      (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(repeats)).squareRoot()
    }
    return PermutationImportance(means: meanFalls, deviations: deviations, score: score)
  }

  /// R², or the accuracy.
  private static func score(_ predicted: Matrix, _ target: Target) -> Double? {
    switch target {
    case .numbers(let actual):
      let mean = actual.reduce(0) { $0 + $1 / Double(actual.count) }
      var (squared, spread) = (0.0, 0.0)
      for row in actual.indices {
        squared += (actual[row] - predicted.values[row]) * (actual[row] - predicted.values[row])
        spread += (actual[row] - mean) * (actual[row] - mean)
      }
      return spread > 0 ? 1 - squared / spread : nil
    case .classes(let actual, _):
      let right = actual.indices.count { likeliestClass(predicted.row($0)) == actual[$0] }
      return Double(right) / Double(actual.count)
    }
  }

  /// nil when no tree asks about the column; `others` is nil when all do.
  private func trees(asking column: Int) -> (asking: [Int], others: [Int]?)? {
    var asking: [Int] = []
    var others: [Int] = []
    for tree in 0..<nodes.trees {
      let range = Int(nodes.starts[tree])..<Int(nodes.starts[tree + 1])
      if nodes.columns[range].contains(Int32(column)) { asking.append(tree) } else { others.append(tree) }
    }
    return asking.isEmpty ? nil : (asking, others.isEmpty ? nil : others)
  }
}

/// Groups of columns that move together: joined wherever two correlate by rank at least as much as `threshold`,
/// in either direction. Columns that move with no other are left out.
package func correlatedColumns(
  _ features: Matrix, threshold: Double = 0.8, workers: Workers, cancellation: Cancellation
) throws -> [[Int]] {
  guard features.rows > 2, features.columns > 1 else { return [] }
  let ranks = try workers.map(features.columns) { column in
    try cancellation.check()
    return meanRanks(features.column(column))
  }
  let covariance = try Covariance(Matrix(columns: ranks), workers: workers, cancellation: cancellation).matrix
  var group = Array(0..<features.columns)
  for first in 0..<features.columns {
    for second in (first + 1)..<max(first + 1, features.columns) {
      let spread = (covariance[first, first] * covariance[second, second]).squareRoot()
      guard spread > 0, covariance[first, second].magnitude >= threshold * spread * (1 - 1e-12) else {
        continue
      }
      let (kept, given) = (min(group[first], group[second]), max(group[first], group[second]))
      for column in group.indices where group[column] == given { group[column] = kept }
    }
  }
  return group.indices.compactMap { number in
    let members = group.indices.filter { group[$0] == number }
    return members.count > 1 ? members : nil
  }
}

/// The rank of each value, equal ones sharing the mean of theirs; missing values stand in the middle.
private func meanRanks(_ values: [Double]) -> [Double] {
  let known = values.indices.filter { !values[$0].isNaN }
  let order = known.sorted { (values[$0], $0) < (values[$1], $1) }
  var ranks = Array(repeating: Double(order.count - 1) / 2, count: values.count)
  var from = 0
  while from < order.count {
    var to = from
    while to < order.count, values[order[to]] == values[order[from]] { to += 1 }
    for place in from..<to { ranks[order[place]] = Double(from + to - 1) / 2 }
    from = to
  }
  return ranks
}
