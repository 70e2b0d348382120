import Language
import Tables

extension AggregateLibrary {
  static let totals: [AggregateFunction] = [
    AggregateFunction(
      "sum", usage: "sum(x)",
      overloads: [.init([.int], .int), .init([.double], .double), .init([.bool], .int)],
      summary: "the sum of the values; of truths, how many are true", otherNames: ["total"]
    ) { input in
      guard case .double(let values) = input.argument?.base.values else { return try input.wholeSum() }
      let totals = try input.fold(DoubleSum(values: values))
      return try input.doubles(totals) { $0.count > 0 ? $0.sum : nil }
    },
    AggregateFunction(
      "avg", usage: "avg(x)",
      overloads: [.init([.int], .double), .init([.double], .double), .init([.bool], .double)],
      summary: "the mean of the values; of truths, the share that is true", otherNames: ["mean", "average"]
    ) { input in
      guard case .double(let values) = input.argument?.base.values else { return try input.wholeMean() }
      let totals = try input.fold(DoubleSum(values: values))
      if totals.allSatisfy(\.sum.isFinite) { return try input.doubles(totals, \.mean) }
      // A mean fits even where the sum does not.
      let scaled = try input.fold(DoubleSum(values: values.map { $0 * 0x1p-64 }))
      return try input.doubles(Array(zip(totals, scaled))) { total, scaled in
        total.sum.isFinite ? total.mean : scaled.mean.map { $0 * 0x1p64 }
      }
    },
  ]
}

private struct DoubleSum: Fold {
  struct State: BitwiseCopyable, Sendable {
    var sum = 0.0
    var count = 0

    var mean: Double? { count > 0 ? sum / Double(count) : nil }
  }

  let values: [Double]

  var empty: State { State() }

  func add(_ row: Int, to state: inout State) {
    state.sum += values[row]
    state.count += 1
  }

  func merge(_ later: State, into state: inout State) {
    state.sum += later.sum
    state.count += later.count
  }
}

private struct WholeSum: Fold {
  struct State: BitwiseCopyable, Sendable {
    /// Wide enough for the sum of any number of values.
    var sum: Int128 = 0
    var count = 0

    /// The sum, if it fits.
    var word: Int64? {
      let word = Int64(truncatingIfNeeded: sum)
      return Int128(word) == sum ? word : nil
    }
  }

  let values: [Int64]

  var empty: State { State() }

  func add(_ row: Int, to state: inout State) {
    state.sum &+= Int128(values[row])
    state.count += 1
  }

  func merge(_ later: State, into state: inout State) {
    state.sum &+= later.sum
    state.count += later.count
  }
}

extension AggregateInput {
  private func wholeTotals() throws -> [WholeSum.State] {
    guard let argument, let numbers = try KeyNumbers(argument.base, loop: loop) else { return [] }
    return try fold(WholeSum(values: numbers.values))
  }

  fileprivate func wholeSum() throws -> Column {
    let totals = try wholeTotals()
    let sums: [Int64] = try loop.array(totals.count) { sums, groups in
      for group in groups {
        guard let sum = totals[group].word else { throw overflow }
        sums[group] = sum
      }
    }
    return Column(.int(sums), present: presence(totals.map { $0.count > 0 }))
  }

  fileprivate func wholeMean() throws -> Column {
    try doubles(try wholeTotals()) { total in
      guard total.count > 0 else { return nil }
      // The conversion of wide numbers is slow.
      return (total.word.map(Double.init) ?? Double(total.sum)) / Double(total.count)
    }
  }

  /// A column of a result for each group, all of which must be finite.
  func doubles<State: Sendable>(
    _ states: [State], _ result: @Sendable (State) -> Double?
  ) throws -> Column {
    var isPresent = [Bool](uninitializedCount: states.count)
    let results: [Double] = try isPresent.shared { isPresent in
      try loop.array(states.count) { results, groups in
        for group in groups {
          let result = result(states[group])
          guard result?.isFinite ?? true else { throw overflow }
          isPresent[group] = result != nil
          results[group] = result ?? 0
        }
      }
    }
    return Column(.double(results), present: presence(isPresent))
  }

  /// Nil when all are present.
  func presence(_ isPresent: [Bool]) -> [Bool]? { isPresent.contains(false) ? isPresent : nil }
}
