import Tables

/// The values of an expression at the rows of one morsel.
struct Vector: Sendable {
  enum Values: Sendable {
    case bool(ArraySlice<Bool>)
    case int(ArraySlice<Int64>)
    case double(ArraySlice<Double>)
    case text(ArraySlice<UInt32>, TextPool)
    case date(ArraySlice<Int32>)
    case timestamp(ArraySlice<Int64>)
    case list(ListLanes)
  }

  /// A null row may hold anything of its type here; only what leaves the evaluator holds zeros there.
  let values: Values
  /// True where there is a value; nil when every row has one.
  let present: ArraySlice<Bool>?
  /// Whether the one value that is here stands for every row of the morsel.
  let isConstant: Bool

  init(_ values: Values, present: ArraySlice<Bool>? = nil, isConstant: Bool = false) {
    self.values = values
    self.present = present
    self.isConstant = isConstant
  }
}

/// Lists of texts: row `i` holds the items from `starts[i]` up to `ends[i]`, counted from the first of each.
struct ListLanes: Sendable {
  let starts: ArraySlice<Int>
  let ends: ArraySlice<Int>
  let items: TextVector
}

/// One argument of a loop: a value for each row, or one for all of them.
struct Operand<Element> {
  let lanes: ArraySlice<Element>
  let isConstant: Bool

  subscript(row: Int) -> Element { lanes[lanes.startIndex + (isConstant ? 0 : row)] }
}

extension Vector {
  static func null(_ type: DataType) -> Vector {
    let values: Values =
      switch type {
      case .bool: .bool([false])
      case .int: .int([0])
      case .double: .double([0])
      case .text: .text([0], .empty)
      case .date: .date([0])
      case .timestamp: .timestamp([0])
      case .list: .list(ListLanes(starts: [0], ends: [0], items: TextVector(codes: [], pool: .empty)))
      }
    return Vector(values, present: [false], isConstant: true)
  }

  var type: DataType {
    switch values {
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .text: .text
    case .date: .date
    case .timestamp: .timestamp
    case .list: .list
    }
  }

  var isConstantNull: Bool { isConstant && present?.first == false }

  func isNull(_ row: Int) -> Bool {
    guard let present else { return false }
    return !present[present.startIndex + (isConstant ? 0 : row)]
  }

  var bools: Operand<Bool> {
    guard case .bool(let lanes) = values else { return mistyped() }
    return Operand(lanes: lanes, isConstant: isConstant)
  }

  /// Integers, or the microseconds of timestamps.
  var ints: Operand<Int64> {
    switch values {
    case .int(let lanes), .timestamp(let lanes): Operand(lanes: lanes, isConstant: isConstant)
    default: mistyped()
    }
  }

  var doubles: Operand<Double> {
    guard case .double(let lanes) = values else { return mistyped() }
    return Operand(lanes: lanes, isConstant: isConstant)
  }

  /// The day numbers of dates.
  var days: Operand<Int32> {
    guard case .date(let lanes) = values else { return mistyped() }
    return Operand(lanes: lanes, isConstant: isConstant)
  }

  var texts: TextOperand {
    guard case .text(let codes, let pool) = values else { return mistyped() }
    return TextOperand(codes: codes, pool: pool, isConstant: isConstant)
  }

  var lists: ListLanes {
    guard case .list(let lists) = values else { return mistyped() }
    return lists
  }

  private func mistyped<Result>() -> Result {
    preconditionFailure("an expression holds values of another type than its plan says")
  }
}
