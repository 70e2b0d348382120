import Glibc
import Learning
import Numerics
import Tables

/// What the numbers of the rows that a model learnt from were like, in little room.
package struct DriftReference: Sendable, Equatable {
  package let names: [String]
  /// Of each number some hundred quantiles, ascending; empty when it was never known.
  package let quantiles: [[Double]]
  /// The share of rows in which each was not known.
  package let missing: [Double]
  package let rows: Int

  private static let kept = 200

  package static let none = DriftReference(names: [], quantiles: [], missing: [], rows: 0)

  private init(names: [String], quantiles: [[Double]], missing: [Double], rows: Int) {
    self.names = names
    self.quantiles = quantiles
    self.missing = missing
    self.rows = rows
  }

  package init(_ matrix: Matrix, names: [String]) {
    self.names = names
    rows = matrix.rows
    let columns = names.indices.map { matrix.column($0) }
    missing = columns.map { Double($0.count { $0.isNaN }) / Double(max(1, matrix.rows)) }
    quantiles = columns.map { numbers in
      let sorted = numbers.filter { !$0.isNaN }.sorted()
      guard sorted.count > DriftReference.kept else { return sorted }
      return (0...DriftReference.kept).map { sorted[$0 * (sorted.count - 1) / DriftReference.kept] }
    }
  }

  func write(to writer: inout ByteWriter) {
    writer.write(names)
    for numbers in quantiles { writer.write(numbers) }
    writer.write(missing)
    writer.write(Int64(rows))
  }

  init(from reader: inout ByteReader) throws(LearningError) {
    names = try reader.readTexts()
    var quantiles: [[Double]] = []
    for _ in names { quantiles.append(try reader.readDoubles()) }
    self.quantiles = quantiles
    missing = try reader.readDoubles()
    rows = try reader.readInt()
    guard missing.count == names.count else { throw .damagedModel }
  }
}

/// How far the numbers of newer rows are from those that a model learnt from.
package struct FeatureDrift: Sendable, Equatable {
  package let name: String
  /// The population stability index over tenths of the training rows: by convention 0.1 is worth a look, 0.2 a change.
  package let psi: Double
  /// The largest distance between the two shares of rows up to any number (Kolmogorov and Smirnov).
  package let ks: Double
  /// How likely such a distance is between draws of the same rows.
  package let chance: Double
}

extension DriftReference {
  package func drift(of matrix: Matrix) -> [FeatureDrift] {
    names.indices.map { column in
      let numbers = matrix.column(column)
      let known = numbers.filter { !$0.isNaN }.sorted()
      let (ks, chance) = distance(quantiles[column], known)
      let gone = Double(numbers.count - known.count) / Double(max(1, numbers.count))
      return FeatureDrift(
        name: names[column], psi: stability(column, known, missing: gone), ks: ks, chance: chance)
    }
  }

  /// Tenths of the training rows against the shares of the newer ones; what is missing is a part of its own.
  private func stability(_ column: Int, _ known: [Double], missing gone: Double) -> Double {
    let reference = quantiles[column]
    guard let first = reference.first, !known.isEmpty else { return 0 }
    var edges: [Double] = []
    for tenth in 1..<10 {
      let edge = reference[tenth * (reference.count - 1) / 10]
      if edge > (edges.last ?? first) || edges.isEmpty && edge >= first { edges.append(edge) }
    }
    func shares(_ sorted: [Double], missing: Double) -> [Double] {
      var counts = Array(repeating: 0.0, count: edges.count + 1)
      for number in sorted { counts[edges.firstIndex { number <= $0 } ?? edges.count] += 1 }
      return counts.map { $0 / Double(sorted.count) * (1 - missing) } + [missing]
    }
    let (before, now) = (shares(reference, missing: missing[column]), shares(known, missing: gone))
    // An empty part counts as a ten-thousandth, or one empty tenth would be endless drift.
    return zip(before, now).reduce(0) { sum, pair in
      let (before, now) = (max(pair.0, 1e-4), max(pair.1, 1e-4))
      return sum + (now - before) * log(now / before)
    }
  }

  private func distance(_ reference: [Double], _ known: [Double]) -> (Double, Double) {
    guard !reference.isEmpty, !known.isEmpty else { return (0, 1) }
    var (one, other) = (0, 0)
    var widest = 0.0
    while one < reference.count, other < known.count {
      let number = min(reference[one], known[other])
      while one < reference.count, reference[one] <= number { one += 1 }
      while other < known.count, known[other] <= number { other += 1 }
      widest = max(
        widest, (Double(one) / Double(reference.count) - Double(other) / Double(known.count)).magnitude)
    }
    let (first, second) = (Double(max(rows, reference.count)), Double(known.count))
    let size = (first * second / (first + second)).squareRoot()
    let scaled = (size + 0.12 + 0.11 / size) * widest
    return (widest, DriftReference.kolmogorov(scaled))
  }

  /// The chance of a scaled distance at least so large.
  private static func kolmogorov(_ distance: Double) -> Double {
    guard distance > 0.2 else { return 1 }
    var sum = 0.0
    for term in 1...100 {
      let part = exp(-2 * Double(term * term) * distance * distance)
      sum += term % 2 == 1 ? part : -part
      if part < 1e-12 { break }
    }
    return min(1, max(0, 2 * sum))
  }
}
