import Learning
import Numerics

/// Tables of numbers with columns of different kinds, made from a seed.
struct Samples {
  let features: Matrix
  let numbers: Target
  let twoClasses: Target
  let threeClasses: Target

  static func mixed(rows: Int, seed: UInt64, missing: Double = 0.05) -> Samples {
    var generator = CounterGenerator(seed: seed, stream: 99)
    var values: [Double] = []
    var numbers: [Double] = []
    for _ in 0..<rows {
      let row = [
        generator.normal(), (generator.uniform() * generator.uniform() * 1e4).rounded(),
        generator.normal() * generator.normal() * 50, Double(generator.below(12)),
        generator.uniform() < 0.3 ? 1 : 0, 7,
      ]
      numbers.append(
        3 * row[0] + row[1] / 2e3 * row[4] + (row[3] > 6 ? 2 : 0) + row[2] / 40 + 0.5 * generator.normal())
      values.append(contentsOf: row.map { generator.uniform() < missing ? Double.nan : $0 })
    }
    let sorted = numbers.sorted()
    let (low, middle, high) = (sorted[rows / 3], sorted[rows / 2], sorted[rows * 2 / 3])
    return Samples(
      features: Matrix(rows: rows, columns: 6, values: values), numbers: .numbers(numbers),
      twoClasses: .classes(numbers.map { $0 > middle ? 1 : 0 }, count: 2),
      threeClasses: .classes(numbers.map { $0 < low ? 0 : $0 < high ? 1 : 2 }, count: 3))
  }
}

/// A regression tree by trying every split of every column, for small tables.
enum ExhaustiveTree {
  static func predict(_ features: Matrix, _ targets: [Double], depth: Int) -> [Double] {
    var predicted = Array(repeating: 0.0, count: features.rows)
    grow(features, targets, Array(0..<features.rows), depth, &predicted)
    return predicted
  }

  private static func grow(
    _ features: Matrix, _ targets: [Double], _ rows: [Int], _ depth: Int, _ predicted: inout [Double]
  ) {
    var best: (score: Double, left: [Int], right: [Int])?
    if depth > 0 {
      for column in 0..<features.columns {
        for value in Set(rows.map { features[$0, column] }).sorted().dropLast() {
          let left = rows.filter { features[$0, column] <= value }
          let right = rows.filter { features[$0, column] > value }
          let score = square(left, targets) + square(right, targets)
          if score > (best?.score ?? -1) { best = (score, left, right) }
        }
      }
    }
    guard let best else {
      let mean = rows.reduce(0) { $0 + targets[$1] } / Double(rows.count)
      for row in rows { predicted[row] = mean }
      return
    }
    grow(features, targets, best.left, depth - 1, &predicted)
    grow(features, targets, best.right, depth - 1, &predicted)
  }

  private static func square(_ rows: [Int], _ targets: [Double]) -> Double {
    let sum = rows.reduce(0) { $0 + targets[$1] }
    return sum * sum / Double(rows.count)
  }
}
