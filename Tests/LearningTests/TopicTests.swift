import Learning
import Numerics
import Parallel
import Testing

@Suite struct TopicTests {
  private func fit(
    _ rows: SparseRows, topics: Int, iterations: Int = 300, seed: UInt64 = 0
  ) throws -> LatentTopics {
    var parameters = TopicParameters()
    parameters.topics = topics
    parameters.iterations = iterations
    parameters.seed = seed
    return try LatentTopics.fit(parameters.validated(), rows, workers: workers, cancellation: cancellation)
  }

  private func referenceRows(_ name: String) throws -> SparseRows {
    let reference = try Reference("words")
    return SparseRows(
      columns: Int(reference.number("\(name).words")), starts: reference["\(name).starts"].map { Int($0) },
      places: reference["\(name).places"].map { Int32($0) }, values: reference["\(name).values"])
  }

  private func random(rows: Int, columns: Int, seed: UInt64, scale: Double = 1) -> SparseRows {
    var generator = CounterGenerator(seed: seed, stream: 7)
    var (starts, places, values) = ([0], [Int32](), [Double]())
    for _ in 0..<rows {
      for column in 0..<columns where generator.uniform() < 0.1 {
        places.append(Int32(column))
        values.append(generator.normal() * scale)
      }
      starts.append(places.count)
    }
    return SparseRows(columns: columns, starts: starts, places: places, values: values)
  }

  @Test(arguments: ["all", "cut"])
  func `topics are the exact decomposition of the reference`(name: String) throws {
    let reference = try Reference("words")
    let topics = try fit(referenceRows(name), topics: 5)
    #expect(largestDifference(topics.strengths, reference["\(name).strengths"]) < 1e-9)
    #expect(largestDifference(topics.loadings.values, reference["\(name).loadings"]) < 1e-7)
  }

  @Test func `the few iterations of every day find nearly the same`() throws {
    let rows = try referenceRows("all")
    let (quick, exact) = (try fit(rows, topics: 5, iterations: 6), try fit(rows, topics: 5))
    for (first, second) in zip(quick.strengths, exact.strengths) { #expect(first > 0.99 * second) }
  }

  @Test(arguments: 0..<8) func `topics are unit vectors at right angles, the strongest first`(seed: UInt64)
    throws
  {
    let shapes = [(300, 40), (40, 300), (700, 90), (9, 9), (1, 50), (50, 1), (2_500, 30), (30, 2_500)]
    let shape = shapes[Int(seed)]
    let rows = random(rows: shape.0, columns: shape.1, seed: seed, scale: seed % 2 == 0 ? 1 : 1e-140)
    let topics = try fit(rows, topics: 6, iterations: 8, seed: seed)
    let columns = try topics.apply(rows, workers: workers, cancellation: cancellation)
    #expect(topics.loadings.columns == 6 && columns.columns == 6 && columns.rows == shape.0)
    for first in 0..<6 {
      let loadings = topics.loadings.column(first)
      for second in 0..<6 {
        let product = zip(loadings, topics.loadings.column(second)).reduce(0) { $0 + $1.0 * $1.1 }
        let expected = first == second && topics.strengths[first] > 0 ? 1.0 : 0
        #expect(abs(product - expected) < 1e-10)
      }
      #expect(loadings.max()! >= -loadings.min()! * (1 - 1e-9))
      if first > 0 { #expect(topics.strengths[first] <= topics.strengths[first - 1]) }
      let largest = columns.column(first).reduce(0) { max($0, $1.magnitude) }
      guard largest > 0 else { continue }
      let length =
        columns.column(first).reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot() * largest
      #expect(abs(length / topics.strengths[first] - 1) < 1e-9)
    }
  }

  @Test func `where all rows are one, there is one topic and the rest is 0`() throws {
    let rows = SparseRows(
      columns: 4, starts: [0, 2, 4, 6], places: [1, 3, 1, 3, 1, 3], values: [0.6, -0.8, 0.6, -0.8, 0.6, -0.8])
    let topics = try fit(rows, topics: 3)
    #expect(abs(topics.strengths[0] - 3.0.squareRoot()) < 1e-12)
    #expect(topics.strengths[1...] == [0, 0])
    #expect(largestDifference(topics.loadings.column(0), [0, -0.6, 0, 0.8]) < 1e-12)
    #expect(topics.loadings.column(1) == [0, 0, 0, 0] && topics.loadings.column(2) == [0, 0, 0, 0])
  }

  @Test func `rows of nothing have no topics`() throws {
    for (rows, columns) in [(0, 0), (0, 5), (5, 0), (5, 5)] {
      let empty = SparseRows(
        columns: columns, starts: Array(repeating: 0, count: rows + 1), places: [], values: [])
      let topics = try fit(empty, topics: 2)
      #expect(topics.strengths == [0, 0])
      #expect(topics.loadings == Matrix(rows: columns, columns: 2))
      let applied = try topics.apply(empty, workers: workers, cancellation: cancellation)
      #expect(applied == Matrix(rows: rows, columns: 2))
    }
  }

  @Test func `numbers that cannot be squared are named, and large ones are not`() throws {
    let values = [1, 2, 3, Double.infinity]
    let rows = SparseRows(columns: 9, starts: [0, 0, 2, 2, 4, 4], places: [1, 2, 3, 7], values: values)
    #expect(throws: LearningError.unusableNumber(row: 3, column: 7)) { try fit(rows, topics: 1) }
    for scale in [1e150, 1e-300] {
      let far = SparseRows(columns: 2, starts: [0, 1, 2], places: [0, 1], values: [scale, scale / 2])
      #expect(largestDifference(try fit(far, topics: 2).strengths.map { $0 / scale }, [1, 0.5]) < 1e-12)
    }
  }

  @Test func `saved topics are the same, damaged ones and other columns an error`() throws {
    let rows = random(rows: 60, columns: 20, seed: 9)
    let topics = try fit(rows, topics: 4)
    let bytes = topics.bytes
    #expect(try LatentTopics(bytes: bytes) == topics)
    for place in stride(from: 0, to: bytes.count, by: 11) {
      var damaged = bytes
      damaged[place] ^= 0x21
      #expect(throws: LearningError.self) { try LatentTopics(bytes: damaged) }
      #expect(throws: LearningError.self) { try LatentTopics(bytes: Array(bytes[..<place])) }
    }
    #expect(throws: LearningError.columnsDiffer(expected: 20, given: 21)) {
      try topics.apply(
        random(rows: 2, columns: 21, seed: 1), workers: workers, cancellation: cancellation)
    }
  }

  @Test func `columns turned into rows and back are the same`() {
    let rows = random(rows: 33, columns: 17, seed: 11)
    #expect(rows.transposed.dense == rows.dense.transposed)
    #expect(rows.transposed.transposed == rows)
  }
}
