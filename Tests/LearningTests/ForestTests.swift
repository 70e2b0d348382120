import Learning
import Numerics
import Parallel
import Testing

@Suite struct ForestTests {
  static func parameters(_ change: (inout ForestParameters) -> Void = { _ in }) throws
    -> ValidForestParameters
  {
    var parameters = ForestParameters()
    parameters.trees = 20
    parameters.depth = 8
    change(&parameters)
    return try parameters.validated()
  }

  @Test(arguments: [2, 4, 7]) func `a forest is the same on any number of threads`(threads: Int) throws {
    for seed in 0..<4 as Range<UInt64> {
      let data = Samples.mixed(rows: 700, seed: seed)
      for target in [data.numbers, data.twoClasses, data.threeClasses] {
        let one = try fit(target, data.features, workers: 1) { $0.seed = seed }
        let many = try fit(target, data.features, workers: threads) { $0.seed = seed }
        #expect(one == many)
        #expect(one.bytes == many.bytes)
        let alone = try one.predict(data.features, workers: Workers(count: 1), cancellation: Cancellation())
        let together = try one.predict(
          data.features, workers: Workers(count: threads), cancellation: Cancellation())
        #expect(alone == together)
      }
    }
  }

  /// Columns that say the same in other words win against one another by nothing, and their bins hold many values.
  @Test(arguments: 0..<6 as Range<UInt64>)
  func `a forest of columns that tie says numbers within its targets`(seed: UInt64) throws {
    var generator = CounterGenerator(seed: seed, stream: 3)
    let rows = 6000
    var values: [Double] = []
    var target: [Double] = []
    for _ in 0..<rows {
      let (first, second) = (generator.uniform(), generator.uniform())
      // Some are missing, in two columns at once.
      let isMissing = generator.below(20) == 0
      values += [first, -first, isMissing ? .nan : 3 * first, second, isMissing ? .nan : second]
      target.append(first + second * second + 0.1 * generator.uniform())
    }
    let features = Matrix(rows: rows, columns: 5, values: values)
    let forest = try fit(.numbers(target), features) {
      $0.seed = seed
      $0.depth = 12
    }
    let said = try forest.predict(features, workers: Workers(count: 2), cancellation: Cancellation()).values
    let range = (target.min() ?? 0)...(target.max() ?? 0)
    #expect(said.allSatisfy(range.contains))
    let errors = zip(said, target).map { ($0 - $1).magnitude }
    #expect(errors.reduce(0, +) / Double(rows) < 0.05)
  }

  /// A few rows go through the nodes as they are, many through layouts of them: of trees that are not deep in one way,
  /// of deep ones in another. Of so many values, deep trees have more thresholds together than one layout tells apart.
  @Test(arguments: [(2_000, 2, 4), (2_000, 2, 9), (2_000, 20, 10), (2_000, 2, nil), (90_000, 2, nil)])
  func `many rows are told what each of them is told among a few`(rows: Int, columns: Int, depth: Int?) throws
  {
    var generator = CounterGenerator(seed: 12, stream: 0)
    let hasMissing = rows == 2_000 && columns == 2
    let values = (0..<(columns * rows)).map { _ in
      hasMissing && generator.below(9) == 0 ? .nan : generator.uniform()
    }
    let features = Matrix(rows: rows, columns: columns, values: values)
    let target = Target.numbers((0..<rows).map { _ in generator.uniform() })
    let forest = try fit(target, features, workers: 2) {
      $0.trees = rows == 2_000 ? 20 : 4
      $0.depth = depth
    }
    let (workers, some) = (Workers(count: 2), 3_000)
    let many = try forest.predict(
      features.selecting(rows: Array(0..<min(rows, some))), workers: workers, cancellation: Cancellation())
    for first in stride(from: 0, to: min(rows, some), by: 50) {
      let few = try forest.predict(
        features.selecting(rows: Array(first..<(first + 50))), workers: workers, cancellation: Cancellation())
      #expect(few.values == Array(many.values[first..<(first + 50)]))
    }
  }

  @Test func `a saved forest is the same forest`() throws {
    let data = Samples.mixed(rows: 300, seed: 5)
    for target in [data.numbers, data.twoClasses, data.threeClasses] {
      let forest = try fit(target, data.features) { $0.features = .share(0.5) }
      #expect(try Forest(bytes: forest.bytes) == forest)
    }
  }

  @Test func `damaged bytes are told, never believed`() throws {
    let data = Samples.mixed(rows: 60, seed: 6)
    let bytes = try fit(data.numbers, data.features) { $0.trees = 2 }.bytes
    for length in stride(from: 0, to: bytes.count, by: 37) {
      #expect(throws: LearningError.self) { try Forest(bytes: Array(bytes[..<length])) }
    }
    for place in stride(from: 0, to: bytes.count, by: 11) {
      var damaged = bytes
      damaged[place] ^= 0x10
      #expect(throws: LearningError.self) { try Forest(bytes: damaged) }
    }
  }

  @Test func `a tree without bootstrap learns rows that differ by heart`() throws {
    let data = Samples.mixed(rows: 400, seed: 7)
    let forest = try fit(data.numbers, data.features) {
      $0.trees = 1
      $0.depth = nil
      $0.bootstrap = false
    }
    let predicted = try forest.predict(
      data.features, workers: Workers(count: 2), cancellation: Cancellation())
    guard case .numbers(let numbers) = data.numbers else { return }
    for row in numbers.indices { #expect(abs(predicted[row, 0] - numbers[row]) < 1e-9) }
  }

  @Test func `one tree makes the splits that an exhaustive search makes`() throws {
    for seed in 0..<20 as Range<UInt64> {
      let data = Samples.mixed(rows: 90, seed: seed, missing: 0)
      guard case .numbers(let numbers) = data.numbers else { return }
      let forest = try fit(data.numbers, data.features) {
        $0.trees = 1
        $0.depth = 3
        $0.bootstrap = false
      }
      let predicted = try forest.predict(
        data.features, workers: Workers(count: 1), cancellation: Cancellation()
      ).values
      let expected = ExhaustiveTree.predict(data.features, numbers, depth: 3)
      let (error, least) = (squaredError(predicted, numbers), squaredError(expected, numbers))
      #expect(abs(error - least) <= 1e-9 * least, "seed \(seed)")
    }
  }

  @Test func `chances of classes add up to one`() throws {
    for seed in 0..<5 as Range<UInt64> {
      let data = Samples.mixed(rows: 200, seed: seed)
      for (target, criterion) in [
        (data.twoClasses, ForestParameters.Criterion.gini), (data.twoClasses, .entropy),
        (data.threeClasses, .gini),
        (data.threeClasses, .entropy),
      ] {
        let forest = try fit(target, data.features) {
          $0.criterion = criterion
          $0.classWeight = .balanced
        }
        let chances = try forest.predict(
          data.features, workers: Workers(count: 1), cancellation: Cancellation())
        for row in 0..<chances.rows {
          #expect(abs(chances.row(row).reduce(0, +) - 1) < 1e-12)
          #expect(chances.row(row).allSatisfy { $0 >= 0 && $0 <= 1 })
        }
      }
    }
  }

  @Test func `Shapley values add up to the prediction`() throws {
    for seed in 0..<6 as Range<UInt64> {
      let data = Samples.mixed(rows: 250, seed: seed)
      for target in [data.numbers, data.twoClasses, data.threeClasses] {
        let forest = try fit(target, data.features) { $0.depth = 14 }
        let predicted = try forest.predict(
          data.features, workers: Workers(count: 1), cancellation: Cancellation())
        for row in stride(from: 0, to: 250, by: 50) {
          for output in 0..<predicted.columns {
            let shapley = try forest.shapley(
              Array(data.features.row(row)), output: output, workers: Workers(count: 2),
              cancellation: Cancellation())
            let sum = shapley.values.reduce(shapley.base, +)
            #expect(abs(sum - predicted[row, output]) < 1e-9)
          }
        }
      }
    }
  }

  @Test func `Shapley values of a small forest are the mean over all orders of the columns`() throws {
    let data = Samples.mixed(rows: 120, seed: 3, missing: 0)
    let features = data.features.selecting(columns: [0, 1, 3])
    let forest = try fit(data.numbers, features) {
      $0.trees = 1
      $0.depth = 5
      $0.bootstrap = false
    }
    for row in 0..<10 {
      let values = Array(features.row(row))
      let shapley = try forest.shapley(values, workers: Workers(count: 1), cancellation: Cancellation())
      let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
      for column in 0..<3 {
        var sum = 0.0
        for order in orders {
          let before = Set(order.prefix { $0 != column })
          sum +=
            forest.expectation(values, known: before.union([column]))
            - forest.expectation(values, known: before)
        }
        #expect(abs(sum / 6 - shapley.values[column]) < 1e-9)
      }
    }
  }

  @Test func `rows out of the bag are those that a tree has not drawn`() throws {
    let data = Samples.mixed(rows: 500, seed: 11)
    let forest = try fit(data.numbers, data.features) { $0.trees = 60 }
    let out = try forest.outOfBag(data.features, workers: Workers(count: 2), cancellation: Cancellation())
    #expect(out.rows == Array(0..<500))
    let seen = try forest.predict(data.features, workers: Workers(count: 2), cancellation: Cancellation())
    guard case .numbers(let numbers) = data.numbers else { return }
    #expect(squaredError(out.predictions.values, numbers) > squaredError(seen.values, numbers))
    let without = try fit(data.numbers, data.features) { $0.bootstrap = false }
    #expect(
      try without.outOfBag(data.features, workers: Workers(count: 1), cancellation: Cancellation()).rows
        .isEmpty)
  }

  @Test func `a column that says everything is the important one`() throws {
    let data = Samples.mixed(rows: 400, seed: 12, missing: 0)
    let forest = try fit(.numbers(data.features.column(2)), data.features)
    #expect(forest.impurityImportance[2] > 0.95)
    #expect(abs(forest.impurityImportance.reduce(0, +) - 1) < 1e-12)
  }

  @Test func `missing values are sent where they fit`() throws {
    var generator = CounterGenerator(seed: 1, stream: 1)
    let column = (0..<300).map { _ in generator.uniform() < 0.3 ? Double.nan : generator.normal() }
    let forest = try fit(.numbers(column.map { $0.isNaN ? 5 : 0 }), Matrix(columns: [column])) {
      $0.bootstrap = false
    }
    let predicted = try forest.predict(
      Matrix(columns: [column]), workers: Workers(count: 1), cancellation: Cancellation())
    for row in column.indices { #expect(abs(predicted[row, 0] - (column[row].isNaN ? 5 : 0)) < 1e-9) }
  }

  @Test func `exclusive or is learnt though no first split helps`() throws {
    let features = Matrix(rows: 4, columns: 2, values: [0, 0, 0, 1, 1, 0, 1, 1])
    let forest = try fit(.numbers([0, 1, 1, 0]), features) { $0.bootstrap = false }
    let predicted = try forest.predict(features, workers: Workers(count: 1), cancellation: Cancellation())
    #expect(predicted.values == [0, 1, 1, 0])
  }

  @Test func `no leaf has fewer draws than asked`() throws {
    let data = Samples.mixed(rows: 300, seed: 13)
    for target in [data.numbers, data.twoClasses, data.threeClasses] {
      let forest = try fit(target, data.features) { $0.minLeaf = 17 }
      #expect(forest.smallestLeafCover >= 17)
    }
  }

  @Test(arguments: 0..<14) func `hostile tables give a sound forest or an error`(table: Int) throws {
    let cases: [(Matrix, Target)] = [
      (Matrix(rows: 0, columns: 3), .numbers([])),
      (Matrix(rows: 5, columns: 0), .numbers([1, 2, 3, 4, 5])),
      (Matrix(rows: 1, columns: 2, values: [1, 2]), .numbers([3])),
      (Matrix(rows: 2, columns: 1, values: [1, 1]), .numbers([3, 4])),
      (Matrix(rows: 3, columns: 1, values: [1, 2, 3]), .numbers([7, 7, 7])),
      (Matrix(rows: 3, columns: 1, values: [1, 2, 3]), .numbers([7, .nan, 7])),
      (Matrix(rows: 3, columns: 1, values: [1, 2, 3]), .numbers([7, 1e200, 7])),
      (Matrix(rows: 3, columns: 2, repeating: .nan), .numbers([7, 8, 9])),
      (Matrix(rows: 3, columns: 1, values: [1, 2, 3]), .classes([1, 1, 1], count: 2)),
      (Matrix(rows: 3, columns: 1, values: [1, 2, 3]), .classes([0, 1, 2], count: 2)),
      (Matrix(rows: 3, columns: 1, values: [-.infinity, 0, .infinity]), .numbers([1, 2, 3])),
      (
        Matrix(rows: 4, columns: 1, values: [1e308, -1e308, 1e-308, .leastNonzeroMagnitude]),
        .numbers([1e149, -1e149, 1, 2])
      ),
      (Matrix(rows: 3, columns: 5_000, repeating: 1), .numbers([1, 2, 3])),
      (Matrix(rows: 2, columns: 1, values: [1, 2]), .numbers([1, 2, 3])),
    ]
    let (features, target) = cases[table]
    let isRefused = [0, 1, 5, 6, 8, 9, 13].contains(table)
    do {
      let forest = try fit(target, features)
      let predicted = try forest.predict(features, workers: Workers(count: 2), cancellation: Cancellation())
      #expect(!isRefused)
      #expect(predicted.values.allSatisfy { $0.isFinite })
    } catch is LearningError {
      #expect(isRefused)
    }
  }

  @Test func `all that is wrong with parameters is told at once`() {
    var parameters = ForestParameters()
    parameters.trees = 0
    parameters.depth = 0
    parameters.maxSamples = 1.5
    #expect(
      throws: LearningError.parameters([
        ParameterProblem(name: "trees", given: "0", expected: "1 to 100000"),
        ParameterProblem(name: "depth", given: "0", expected: "1 to 1000"),
        ParameterProblem(name: "max_samples", given: "1.5", expected: "above 0, up to 1"),
      ])
    ) { try parameters.validated() }
  }

  @Test func `a cancelled fit stops`() throws {
    let cancellation = Cancellation()
    cancellation.cancel()
    let data = Samples.mixed(rows: 50, seed: 1)
    #expect(throws: Cancelled.self) {
      try Forest.fit(
        ForestTests.parameters(), data.features, data.numbers, workers: Workers(count: 2),
        cancellation: cancellation)
    }
  }

  @Test func `ranges hold as many new rows as asked`() throws {
    let data = Samples.mixed(rows: 4_000, seed: 21)
    guard case .numbers(let numbers) = data.numbers else { return }
    let (train, test) = (Array(0..<2_000), Array(2_000..<4_000))
    let features = data.features.selecting(rows: train)
    let targets = train.map { numbers[$0] }
    let forest = try fit(.numbers(targets), features) { $0.trees = 60 }
    let intervals = try ForestIntervals.fit(
      forest, features, targets, coverage: 0.9, workers: Workers(count: 2), cancellation: Cancellation())
    let ranges = try intervals.predict(
      forest, data.features.selecting(rows: test), workers: Workers(count: 2), cancellation: Cancellation())
    let inside = test.indices.count {
      numbers[test[$0]] >= ranges.low[$0] && numbers[test[$0]] <= ranges.high[$0]
    }
    #expect((0.87...0.93).contains(Double(inside) / 2_000))
    #expect(try ForestIntervals(bytes: intervals.bytes) == intervals)
  }

  private func fit(
    _ target: Target, _ features: Matrix, workers: Int = 2,
    _ change: (inout ForestParameters) -> Void = { _ in }
  ) throws -> Forest {
    try Forest.fit(
      ForestTests.parameters(change), features, target, workers: Workers(count: workers),
      cancellation: Cancellation())
  }

  private func squaredError(_ predicted: [Double], _ actual: [Double]) -> Double {
    zip(predicted, actual).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }
}

@Suite struct ForestImportanceTests {
  @Test func `shuffling a column that nothing asks about changes nothing`() throws {
    let data = Samples.mixed(rows: 400, seed: 41, missing: 0)
    for target in [data.numbers, data.twoClasses, data.threeClasses] {
      let forest = try Forest.fit(
        ForestTests.parameters(), data.features, target, workers: workers, cancellation: cancellation)
      let importance = try forest.permutationImportance(
        data.features, target, seed: 1, workers: workers, cancellation: cancellation)
      // The last column is constant.
      #expect(importance.means[5] == 0 && importance.deviations[5] == 0)
      #expect(importance.means[0] > 0.05)
      #expect(importance.score! > 0.7)
      let alone = try forest.permutationImportance(
        data.features, target, seed: 1, workers: Workers(count: 1), cancellation: cancellation)
      #expect(alone == importance)
    }
  }

  @Test func `columns that move together are named together`() throws {
    var generator = CounterGenerator(seed: 1, stream: 0)
    let first = (0..<100).map { _ in generator.normal() }
    let second = (0..<100).map { _ in generator.normal() }
    let features = Matrix(columns: [
      first, second, first.map { -$0 * $0 * $0 }, Array(repeating: 1, count: 100),
      second.map { $0 > 0 ? $0 + 1 : $0 },
    ])
    #expect(
      try correlatedColumns(features, workers: workers, cancellation: cancellation) == [[0, 2], [1, 4]])
  }
}
