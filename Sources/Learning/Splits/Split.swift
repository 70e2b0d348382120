import Numerics

/// Rows to learn from and rows to judge by, each ascending; no row is in both.
package struct Split: Sendable, Equatable {
  package let train: [Int]
  package let test: [Int]

  init(train: [Int], test: [Int]) throws(LearningError) {
    guard !train.isEmpty, !test.isEmpty else {
      throw .tooFewRows(needed: 2, given: train.count + test.count)
    }
    self.train = train.sorted()
    self.test = test.sorted()
  }

  /// A random `share` of the rows to learn from.
  package static func shuffled(rows: Int, share: Double, seed: UInt64) throws(LearningError) -> Split {
    try check(share)
    var generator = CounterGenerator(seed: seed, stream: 0)
    let order = generator.permutation(rows)
    let cut = Int((Double(rows) * share).rounded())
    return try Split(train: Array(order[..<cut]), test: Array(order[cut...]))
  }

  /// A random `share` of the rows of each class, as near as whole rows allow.
  package static func stratified(
    _ classes: [Int], share: Double, seed: UInt64
  ) throws(LearningError) -> Split {
    try check(share)
    var generator = CounterGenerator(seed: seed, stream: 0)
    var train: [Int] = []
    var test: [Int] = []
    // What a class's part is short of or over its share is made up for by the next.
    var owed = 0.0
    for members in rowsByLabel(classes) {
      var members = members
      generator.shuffle(&members)
      let wanted = Double(members.count) * share + owed
      let cut = max(0, min(members.count, Int(wanted.rounded())))
      owed = wanted - Double(cut)
      train.append(contentsOf: members[..<cut])
      test.append(contentsOf: members[cut...])
    }
    return try Split(train: train, test: test)
  }

  /// The oldest `share` of the rows to learn from, the rest to judge by; rows of one time are kept together,
  /// and those whose time is not known (NaN) are in neither part.
  package static func byTime(_ times: [Double], share: Double) throws(LearningError) -> Split {
    try check(share)
    let order = times.indices.filter { !times[$0].isNaN }.sorted { (times[$0], $0) < (times[$1], $1) }
    guard order.count > 1 else { throw .tooFewRows(needed: 2, given: order.count) }
    let cut = max(1, min(order.count - 1, Int((Double(order.count) * share).rounded())))
    let boundary = times[order[cut]]
    let train = order.prefix { times[$0] < boundary }
    return try Split(train: Array(train), test: Array(order[train.count...]))
  }

  /// `count` splits, in which each row is judged once.
  package static func folds(
    rows: Int, count: Int, seed: UInt64
  ) throws(LearningError) -> [Split] {
    try check(count, rows)
    var generator = CounterGenerator(seed: seed, stream: 0)
    var fold = Array(repeating: 0, count: rows)
    for (place, row) in generator.permutation(rows).enumerated() { fold[row] = place % count }
    return try splits(fold, count)
  }

  /// Folds with the same mix of classes in each, as near as whole rows allow.
  package static func stratifiedFolds(
    _ classes: [Int], count: Int, seed: UInt64
  ) throws(LearningError) -> [Split] {
    try check(count, classes.count)
    var generator = CounterGenerator(seed: seed, stream: 0)
    var fold = Array(repeating: 0, count: classes.count)
    // Dealt on from class to class, so that the folds differ by at most one row.
    var dealt = 0
    for members in rowsByLabel(classes) {
      var members = members
      generator.shuffle(&members)
      for row in members {
        fold[row] = dealt % count
        dealt += 1
      }
    }
    return try splits(fold, count)
  }

  /// Folds that never part the rows of one group; the largest groups go first, each to the smallest fold.
  package static func groupedFolds(
    _ groups: [Int], count: Int, seed: UInt64
  ) throws(LearningError) -> [Split] {
    try check(count, groups.count)
    var generator = CounterGenerator(seed: seed, stream: 0)
    var members = rowsByLabel(groups).filter { !$0.isEmpty }
    guard members.count >= count else { throw .tooFewRows(needed: count, given: members.count) }
    generator.shuffle(&members)
    // Groups of one size stay in their shuffled order.
    let order = members.indices.sorted { (members[$1].count, $0) < (members[$0].count, $1) }
    var sizes = Array(repeating: 0, count: count)
    var fold = Array(repeating: 0, count: groups.count)
    for group in order {
      let smallest = sizes.indices.reduce(0) { sizes[$1] < sizes[$0] ? $1 : $0 }
      sizes[smallest] += members[group].count
      for row in members[group] { fold[row] = smallest }
    }
    return try splits(fold, count)
  }

  private static func splits(_ fold: [Int], _ count: Int) throws(LearningError) -> [Split] {
    var splits: [Split] = []
    for number in 0..<count {
      splits.append(
        try Split(
          train: fold.indices.filter { fold[$0] != number }, test: fold.indices.filter { fold[$0] == number })
      )
    }
    return splits
  }

  /// The rows of each label, by rising label.
  private static func rowsByLabel(_ labels: [Int]) -> [[Int]] {
    var places: [Int: Int] = [:]
    for label in Set(labels).sorted() { places[label] = places.count }
    var rows = Array(repeating: [Int](), count: places.count)
    for (row, label) in labels.enumerated() { rows[places[label, default: 0]].append(row) }
    return rows
  }

  private static func check(_ share: Double) throws(LearningError) {
    var check = ParameterCheck()
    check.expect(share > 0 && share < 1, "split", share, "between 0 and 1")
    try check.finish()
  }

  private static func check(_ count: Int, _ rows: Int) throws(LearningError) {
    var check = ParameterCheck()
    check.expect(count >= 2, "cv", count, "2 or more")
    try check.finish()
    if rows < count { throw .tooFewRows(needed: count, given: rows) }
  }
}
