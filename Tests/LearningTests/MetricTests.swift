import Learning
import Numerics
import Testing

@Suite struct MetricTests {
  @Test func `metrics of two classes are those of the reference, ties and all`() throws {
    let reference = try Reference("metrics")
    let actual = try Reference.table("cancer").target.map { Int($0) }
    let chances = reference["chances"]
    let evaluation = ClassificationEvaluation(
      actual: actual, chances: Matrix(columns: [chances.map { 1 - $0 }, chances]))
    for metric in evaluation.metrics {
      #expect(abs(evaluation.value(metric)! - reference.number(metric.rawValue)) < 1e-12, "\(metric)")
    }
    #expect(evaluation.confusion.flatMap(\.self).map(Double.init) == reference["confusion"])
  }

  @Test func `the ROC curve has the corners of the reference's, and the same area`() throws {
    let reference = try Reference("metrics")
    let actual = try Reference.table("cancer").target.map { $0 == 1 }
    let chances = reference["chances"]
    let ranking = RankedChances(chances: chances, isTrue: actual, counts: chances.map { _ in 1 })
    let roc = ranking.roc
    #expect(roc.first.map { [$0.falsePositiveRate, $0.truePositiveRate] } == [0, 0])
    #expect(roc.last.map { [$0.falsePositiveRate, $0.truePositiveRate] } == [1, 1])
    let theirs = reference.matrix("roc", columns: 2)
    for point in roc {
      // The reference keeps some points that lie on a line, but drops no corner.
      #expect(
        (0..<theirs.rows).contains {
          abs(theirs[$0, 0] - point.falsePositiveRate) < 1e-12
            && abs(theirs[$0, 1] - point.truePositiveRate) < 1e-12
        })
    }
    let area = zip(roc, roc.dropFirst()).reduce(0) {
      $0 + ($1.1.falsePositiveRate - $1.0.falsePositiveRate) * ($1.1.truePositiveRate + $1.0.truePositiveRate)
        / 2
    }
    #expect(abs(area - ranking.auc!) < 1e-12)
  }

  @Test func `metrics of three classes and of numbers are those of the reference`() throws {
    let reference = try Reference("metrics")
    let classes = try Reference.table("wine").target.map { Int($0) }
    let several = ClassificationEvaluation(
      actual: classes, chances: reference.matrix("several.chances", columns: 3))
    for metric in [Metric.auc, .f1, .precision, .logloss] {
      #expect(abs(several.value(metric)! - reference.number("several.\(metric.rawValue)")) < 1e-12)
    }
    let numbers = RegressionEvaluation(
      actual: try Reference.table("diabetes").target, predicted: reference["numbers"])
    for metric in numbers.metrics {
      #expect(abs(numbers.value(metric)! - reference.number(metric.rawValue)) < 1e-10)
    }
  }

  @Test func `the area counts pairs, equal ones half`() {
    for seed in 0..<50 as Range<UInt64> {
      var generator = CounterGenerator(seed: seed, stream: 0)
      let chances = (0..<40).map { _ in Double(generator.below(8)) / 8 }
      let isTrue = (0..<40).map { _ in generator.below(3) == 0 }
      var pairs = 0.0
      var sum = 0.0
      for first in 0..<40 where isTrue[first] {
        for second in 0..<40 where !isTrue[second] {
          pairs += 1
          sum += chances[first] > chances[second] ? 1 : chances[first] == chances[second] ? 0.5 : 0
        }
      }
      let auc = RankedChances(chances: chances, isTrue: isTrue, counts: chances.map { _ in 1 }).auc
      #expect(pairs == 0 ? auc == nil : abs(auc! - sum / pairs) < 1e-12)
    }
  }

  @Test func `the areas of rows that count differently are those of their curves, to the bit`() {
    for seed in 0..<50 as Range<UInt64> {
      var generator = CounterGenerator(seed: seed, stream: 1)
      let chances = (0..<40).map { _ in Double(generator.below(seed % 2 == 0 ? 8 : 1 << 30)) / Double(1 << 30)
      }
      let actual = (0..<40).map { _ in generator.below(3) == 0 ? 1 : 0 }
      let counts = (0..<40).map { _ in Double(generator.below(4)) }
      let values = ClassificationEvaluation(
        actual: actual, chances: Matrix(columns: [chances.map { 1 - $0 }, chances])
      ).values(counts: counts)
      let ranked = RankedChances(chances: chances, isTrue: actual.map { $0 == 1 }, counts: counts)
      #expect(values[1] == ranked.auc)
      #expect(values[7] == ranked.averagePrecision)
    }
  }

  @Test func `counting a row twice is the same as having it twice`() {
    let actual = [1.0, 4, 2, 8]
    let predicted = [1.5, 3, 2, 5]
    let twice = RegressionEvaluation(
      actual: actual + [4, 8, 8], predicted: predicted + [3, 5, 5]
    ).values()
    let counted = RegressionEvaluation(actual: actual, predicted: predicted).values(counts: [1, 2, 1, 3])
    for (first, second) in zip(twice, counted) { #expect(abs(first! - second!) < 1e-12) }
    let chances = Matrix(columns: [[0.4, 0.7, 0.1], [0.6, 0.3, 0.9]])
    let more = Matrix(columns: [[0.4, 0.7, 0.1, 0.7], [0.6, 0.3, 0.9, 0.3]])
    let single = ClassificationEvaluation(actual: [1, 0, 0], chances: chances).values(counts: [1, 2, 1])
    let double = ClassificationEvaluation(actual: [1, 0, 0, 0], chances: more).values()
    for (first, second) in zip(single, double) { #expect(abs(first! - second!) < 1e-12) }
  }

  @Test func `what does not exist is nil, never NaN`() {
    let one = ClassificationEvaluation(actual: [1, 1], chances: Matrix(columns: [[0.0, 1], [1.0, 0]]))
    #expect(one.value(.auc) == nil)
    #expect(one.value(.logloss)!.isFinite)
    #expect(RegressionEvaluation(actual: [3, 3], predicted: [1, 2]).value(.r2) == nil)
    #expect(RegressionEvaluation(actual: [0, 0], predicted: [1, 2]).value(.mape) == nil)
    #expect(RegressionEvaluation(actual: [], predicted: []).values().allSatisfy { $0 == nil })
  }

  @Test func `the interval of a mean is that of the normal distribution`() throws {
    var generator = CounterGenerator(seed: 5, stream: 0)
    let errors = (0..<2_000).map { _ in generator.normal() }
    let evaluation = RegressionEvaluation(actual: errors, predicted: errors.map { _ in 0 })
    let interval = try evaluation.intervals(seed: 1, workers: workers, cancellation: cancellation)[0]!
    // |N(0, 1)| has mean √(2/π) and variance 1 - 2/π.
    let halfWidth = 1.96 * ((1 - 2 / Double.pi) / 2_000).squareRoot()
    #expect(abs((interval.high - interval.low) / (2 * halfWidth) - 1) < 0.12)
    #expect(interval.low < evaluation.value(.mae)! && evaluation.value(.mae)! < interval.high)
    let none = try evaluation.differences(
      to: evaluation, seed: 1, workers: workers, cancellation: cancellation)[0]
    #expect(none?.low == 0 && none?.high == 0)
  }
}
