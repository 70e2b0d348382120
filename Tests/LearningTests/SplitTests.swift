import Learning
import Numerics
import Testing

@Suite struct SplitTests {
  @Test func `every row is in one part, and seeds give other parts`() throws {
    for seed in 0..<10 as Range<UInt64> {
      let split = try Split.shuffled(rows: 101, share: 0.75, seed: seed)
      #expect(split.train.count == 76)
      #expect((split.train + split.test).sorted() == Array(0..<101))
      #expect(split == (try Split.shuffled(rows: 101, share: 0.75, seed: seed)))
      #expect(split != (try Split.shuffled(rows: 101, share: 0.75, seed: seed + 1)))
    }
  }

  @Test func `a stratified split keeps the share of each class`() throws {
    for seed in 0..<20 as Range<UInt64> {
      var generator = CounterGenerator(seed: seed, stream: 0)
      let classes = (0..<203).map { _ in min(3, generator.below(10)) }
      let split = try Split.stratified(classes, share: 0.75, seed: seed)
      #expect(abs(split.train.count - 152) <= 1)
      for label in 0..<4 {
        let all = classes.count { $0 == label }
        let train = split.train.count { classes[$0] == label }
        #expect(abs(Double(train) - 0.75 * Double(all)) <= 1)
      }
    }
  }

  @Test func `a split by time judges by what came later`() throws {
    let times = [5.0, 1, 9, 3, 3, 7, 2, 8]
    let split = try Split.byTime(times, share: 0.5)
    #expect(split.train.map { times[$0] }.max()! < split.test.map { times[$0] }.min()!)
    #expect((split.train + split.test).sorted() == Array(0..<8))
    #expect(throws: LearningError.self) { try Split.byTime([4, 4, 4], share: 0.5) }
    // A time that is not known is neither early nor late, and puts nothing else out of order.
    let known = try Split.byTime([.nan, 3, 1, .nan, 4, 2, .nan], share: 0.5)
    #expect(known.train == [2, 5] && known.test == [1, 4])
    #expect(throws: LearningError.self) { try Split.byTime([.nan, 1, .nan], share: 0.5) }
  }

  @Test func `folds judge each row once`() throws {
    for count in 2...7 {
      let labels = (0..<50).map { $0 % 3 }
      for folds in [
        try Split.folds(rows: 50, count: count, seed: 1),
        try Split.stratifiedFolds(labels, count: count, seed: 1),
        try Split.groupedFolds((0..<50).map { $0 / 4 }, count: count, seed: 1),
      ] {
        #expect(folds.count == count)
        #expect(folds.flatMap(\.test).sorted() == Array(0..<50))
        for fold in folds { #expect((fold.train + fold.test).sorted() == Array(0..<50)) }
      }
      for fold in try Split.stratifiedFolds(labels, count: count, seed: 1) {
        let counts = (0..<3).map { label in fold.test.count { labels[$0] == label } }
        #expect(counts.max()! - counts.min()! <= 1)
      }
    }
  }

  @Test func `grouped folds never part a group`() throws {
    for seed in 0..<20 as Range<UInt64> {
      var generator = CounterGenerator(seed: seed, stream: 0)
      let groups = (0..<200).map { _ in generator.below(30) * generator.below(3) }
      for fold in try Split.groupedFolds(groups, count: 4, seed: seed) {
        #expect(Set(fold.train.map { groups[$0] }).isDisjoint(with: fold.test.map { groups[$0] }))
      }
    }
    #expect(throws: LearningError.tooFewRows(needed: 3, given: 2)) {
      try Split.groupedFolds([1, 1, 2, 2], count: 3, seed: 0)
    }
  }

  @Test func `too few rows are an error`() {
    #expect(throws: LearningError.self) { try Split.shuffled(rows: 0, share: 0.5, seed: 0) }
    #expect(throws: LearningError.self) { try Split.shuffled(rows: 1, share: 0.5, seed: 0) }
    #expect(throws: LearningError.self) { try Split.stratified([], share: 0.5, seed: 0) }
    #expect(throws: LearningError.self) { try Split.folds(rows: 2, count: 3, seed: 0) }
    #expect(throws: LearningError.self) { try Split.shuffled(rows: 9, share: 1, seed: 0) }
  }
}
