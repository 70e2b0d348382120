import Language
import Tables

extension AggregateLibrary {
  private static let ordered = DataType.allCases.filter { $0 != .list }

  static let extremes: [AggregateFunction] = [
    AggregateFunction(
      "min", usage: "min(x)", overloads: ordered.map { .init([$0], $0) }, summary: "the least value",
      otherNames: ["minimum"]
    ) { input in
      try input.extreme(isLeast: true)
    },
    AggregateFunction(
      "max", usage: "max(x)", overloads: ordered.map { .init([$0], $0) }, summary: "the greatest value",
      otherNames: ["maximum"]
    ) { input in
      try input.extreme(isLeast: false)
    },
  ]

  static let places: [AggregateFunction] = [
    AggregateFunction(
      "first", usage: "first(x)", overloads: DataType.allCases.map { .init([$0], $0) },
      summary: "the first value that is not null, in the order of the rows", otherNames: ["first_value"]
    ) { input in
      try input.values(atRows: input.fold(FirstRow()))
    },
    AggregateFunction(
      "last", usage: "last(x)", overloads: DataType.allCases.map { .init([$0], $0) },
      summary: "the last value that is not null, in the order of the rows", otherNames: ["last_value"]
    ) { input in
      try input.values(atRows: input.fold(LastRow()))
    },
  ]
}

private struct FirstRow: Fold {
  var empty: Int32 { noRow }
  func add(_ row: Int, to state: inout Int32) { if state == noRow { state = Int32(truncatingIfNeeded: row) } }
  func merge(_ later: Int32, into state: inout Int32) { if state == noRow { state = later } }
}

private struct LastRow: Fold {
  var empty: Int32 { noRow }
  func add(_ row: Int, to state: inout Int32) { state = Int32(truncatingIfNeeded: row) }
  func merge(_ later: Int32, into state: inout Int32) { if later != noRow { state = later } }
}

/// The first row with the least number.
private struct LeastNumber: Fold {
  struct State: BitwiseCopyable, Sendable {
    var number: Int64
    var row: Int32
  }

  let numbers: [Int64]
  /// All ones turns the order round.
  let mask: Int64

  var empty: State { State(number: .max, row: noRow) }

  func add(_ row: Int, to state: inout State) {
    let number = numbers[row] ^ mask
    if number < state.number || state.row == noRow {
      state = State(number: number, row: Int32(truncatingIfNeeded: row))
    }
  }

  func merge(_ later: State, into state: inout State) {
    if later.row != noRow, later.number < state.number || state.row == noRow { state = later }
  }
}

/// The first row with the least, or the greatest, text.
private struct ExtremeText: Fold {
  // SAFETY: made within `withTexts`, which the fold does not outlive; it is asked only about rows of the
  // column.
  let texts: UnsafeTexts
  let isLeast: Bool

  var empty: Int32 { noRow }

  func add(_ row: Int, to state: inout Int32) { merge(Int32(truncatingIfNeeded: row), into: &state) }

  func merge(_ later: Int32, into state: inout Int32) {
    guard later != noRow else { return }
    guard state != noRow else {
      state = later
      return
    }
    guard texts.codes[Int(later)] != texts.codes[Int(state)] else { return }
    let order = texts.compare(Int(later), to: Int(state))
    if isLeast ? order < 0 : order > 0 { state = later }
  }
}

extension AggregateInput {
  fileprivate func extreme(isLeast: Bool) throws -> Column {
    guard let argument else { preconditionFailure("`\(function)` is of values") }
    if case .text(let texts) = argument.base.values {
      return try texts.withTexts { try values(atRows: fold(ExtremeText(texts: $0, isLeast: isLeast))) }
    }
    guard let numbers = try KeyNumbers(argument.base, loop: loop) else {
      preconditionFailure("`\(function)` is not of lists")
    }
    return try values(atRows: fold(LeastNumber(numbers: numbers.values, mask: isLeast ? 0 : -1)).map(\.row))
  }

  fileprivate func values(atRows rows: [Int32]) throws -> Column {
    guard let argument else { preconditionFailure("`\(function)` is of values") }
    return try argument.base.gathered(rows, mayMiss: true, loop: loop)
  }
}
