import Learning
import Numerics
import Testing

@Suite struct NeighboursTests {
  @Test(arguments: ["diabetes", "wine"], [NeighboursParameters.Weights.uniform, .distance])
  func `predictions are those of the reference`(name: String, weights: NeighboursParameters.Weights) throws {
    let (features, target) = try Reference.table(name)
    let even = Array(stride(from: 0, to: target.count, by: 2))
    let odd = Array(stride(from: 1, to: target.count, by: 2))
    var parameters = NeighboursParameters()
    parameters.neighbours = 7
    parameters.weights = weights
    let all: Target = name == "wine" ? .classes(target.map { Int($0) }, count: 3) : .numbers(target)
    let model = try NeighboursModel.fit(
      parameters.validated(), features.selecting(rows: even), all.selecting(rows: even), workers: workers,
      cancellation: cancellation)
    let predicted = try model.predict(
      features.selecting(rows: odd), workers: workers, cancellation: cancellation)
    let reference = try Reference("neighbours")["\(name).\(weights)"]
    #expect(predicted.values.count == reference.count)
    #expect(largestDifference(predicted.values, reference) < 1e-9)
    #expect(try NeighboursModel(bytes: model.bytes) == model)
  }

  @Test func `of equally near rows the earlier ones count`() throws {
    var parameters = NeighboursParameters()
    parameters.neighbours = 2
    let features = Matrix(columns: [[1, 3, 1, 3]])
    let model = try NeighboursModel.fit(
      parameters.validated(), features, .numbers([10, 20, 30, 40]), workers: workers,
      cancellation: cancellation)
    let near = try model.neighbours(
      of: Matrix(columns: [[2]]), count: 3, workers: workers, cancellation: cancellation)
    #expect(near[0].map(\.row) == [0, 1, 2])
  }

  @Test func `fewer rows than neighbours are an error`() throws {
    #expect(throws: LearningError.tooFewRows(needed: 5, given: 2)) {
      try NeighboursModel.fit(
        NeighboursParameters().validated(), Matrix(columns: [[1, 2]]), .numbers([1, 2]), workers: workers,
        cancellation: cancellation)
    }
  }
}
