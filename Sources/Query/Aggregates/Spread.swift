import Language
import Tables

extension AggregateLibrary {
  static let spread: [AggregateFunction] = [
    AggregateFunction(
      "stddev", usage: "stddev(x)", overloads: [.init([.double], .double), .init([.int], .double)],
      summary: "the sample standard deviation; null for fewer than two values",
      otherNames: ["sd", "std", "stdev", "stddev_samp"]
    ) { input in
      try input.doubles(input.deviations()) { $0.variance?.squareRoot() }
    },
    AggregateFunction(
      "variance", usage: "variance(x)", overloads: [.init([.double], .double), .init([.int], .double)],
      summary: "the sample variance; null for fewer than two values", otherNames: ["var", "var_samp"]
    ) { input in
      try input.doubles(input.deviations(), \.variance)
    },
  ]
}

/// Mean and squared deviations, after Welford, merged after Chan, Golub and LeVeque
/// (https://en.wikipedia.org/wiki/Algorithms_for_calculating_variance).
private struct Deviations: Fold {
  struct State: BitwiseCopyable, Sendable {
    var count = 0.0
    var mean = 0.0
    var squares = 0.0

    var variance: Double? { count < 2 ? nil : squares / (count - 1) }
  }

  let values: [Double]

  var empty: State { State() }

  func add(_ row: Int, to state: inout State) {
    let value = values[row]
    let distance = value - state.mean
    state.count += 1
    state.mean += distance / state.count
    state.squares += distance * (value - state.mean)
  }

  func merge(_ later: State, into state: inout State) {
    guard later.count > 0 else { return }
    guard state.count > 0 else {
      state = later
      return
    }
    let count = state.count + later.count
    let distance = later.mean - state.mean
    state.squares += later.squares + distance * distance * (state.count / count * later.count)
    state.mean += distance * (later.count / count)
    state.count = count
  }
}

extension AggregateInput {
  fileprivate func deviations() throws -> [Deviations.State] {
    try fold(Deviations(values: try argument?.base.doubles(loop: loop) ?? []))
  }

}

extension Column {
  /// The values of a column of numbers or dates; those of null rows mean nothing.
  func doubles(loop: RowLoop) throws -> [Double] {
    switch values {
    case .double(let values): values
    case .int(let values):
      try loop.array(values.count) { doubles, rows in for row in rows { doubles[row] = Double(values[row]) } }
    case .date(let days):
      try loop.array(days.count) { doubles, rows in for row in rows { doubles[row] = Double(days[row]) } }
    default: preconditionFailure("a column of \(type.rawValue) has no doubles")
    }
  }
}
