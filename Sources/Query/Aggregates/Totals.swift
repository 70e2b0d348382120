import Language
import Tables

extension AggregateLibrary {
  static let totals: [AggregateFunction] = [
    AggregateFunction(
      "sum", usage: "sum(x)",
      overloads: [.init([.int], .int), .init([.double], .double), .init([.bool], .int)],
      summary: "the sum of the values; of truths, how many are true", otherNames: ["total"]
    ) { input in
      guard case .double(let values) = input.argument?.values else { return try input.wholeSum() }
      let totals = try input.fold(DoubleSum(values: values))
      return try input.doubles(totals.map { $0.count > 0 ? $0.sum : nil })
    },
    AggregateFunction(
      "avg", usage: "avg(x)",
      overloads: [.init([.int], .double), .init([.double], .double), .init([.bool], .double)],
      summary: "the mean of the values; of truths, the share that is true", otherNames: ["mean", "average"]
    ) { input in
      guard case .double(let values) = input.argument?.values else { return try input.wholeMean() }
      let totals = try input.fold(DoubleSum(values: values))
      if totals.allSatisfy(\.sum.isFinite) {
        return try input.doubles(totals.map { $0.count > 0 ? $0.sum / Double($0.count) : nil })
      }
      // A mean fits even where the sum does not.
      let scaled = try input.fold(DoubleSum(values: values.map { $0 * 0x1p-64 }))
      return try input.doubles(zip(totals, scaled).map { total, scaled in
        if total.sum.isFinite { return total.count > 0 ? total.sum / Double(total.count) : nil }
        return scaled.sum / Double(scaled.count) * 0x1p64
      })
    },
  ]
}

private struct DoubleSum: Fold {
  struct State: BitwiseCopyable, Sendable {
    var sum = 0.0
    var count = 0
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
    guard let argument, let numbers = try KeyNumbers(argument, loop: loop) else { return [] }
    return try fold(WholeSum(values: numbers.values))
  }

  fileprivate func wholeSum() throws -> Column {
    let totals = try wholeTotals()
    let sums = try totals.map { total in
      guard let sum = Int64(exactly: total.sum) else { throw overflow }
      return sum
    }
    return Column(.int(sums), present: presence(totals.map { $0.count > 0 }))
  }

  fileprivate func wholeMean() throws -> Column {
    try doubles(try wholeTotals().map { $0.count > 0 ? Double($0.sum) / Double($0.count) : nil })
  }

  /// A column of results, which must be finite.
  func doubles(_ results: [Double?]) throws -> Column {
    guard results.allSatisfy({ $0?.isFinite ?? true }) else { throw overflow }
    return Column(.double(results.map { $0 ?? 0 }), present: presence(results.map { $0 != nil }))
  }

  /// Nil when all are present.
  func presence(_ isPresent: [Bool]) -> [Bool]? { isPresent.contains(false) ? isPresent : nil }
}
