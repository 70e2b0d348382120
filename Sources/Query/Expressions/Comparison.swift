import Language
import Tables

/// The loops of `== != < <= > >=` and of `in`.
enum Comparison {
  static func kernel(_ operation: ComparisonOperator, on type: DataType) -> Kernel {
    switch type {
    case .int, .timestamp: { compare(operation, $0[0].ints, $0[1].ints, $0.count) }
    case .double: { compare(operation, $0[0].doubles, $0[1].doubles, $0.count) }
    case .date: { compare(operation, $0[0].days, $0[1].days, $0.count) }
    case .bool: { compare(operation, bytes($0[0], $0.count), bytes($0[1], $0.count), $0.count) }
    case .text: { compareTexts(operation, $0) }
    case .list: { compareLists(operation, $0) }
    }
  }

  private static func bytes(_ vector: Vector, _ count: Int) -> Operand<UInt8> {
    let lanes = mapped(vector.bools, count: vector.isConstant ? 1 : count) { $0 ? UInt8(1) : 0 }
    return Operand(lanes: lanes, isConstant: vector.isConstant)
  }

  private static func compare<Element: Comparable>(
    _ operation: ComparisonOperator, _ left: Operand<Element>, _ right: Operand<Element>, _ count: Int
  ) -> Vector {
    let results =
      switch operation {
      case .equal: zipped(left, right, count: count) { $0 == $1 }
      case .notEqual: zipped(left, right, count: count) { $0 != $1 }
      case .less: zipped(left, right, count: count) { $0 < $1 }
      case .lessOrEqual: zipped(left, right, count: count) { $0 <= $1 }
      case .greater: zipped(left, right, count: count) { $0 > $1 }
      case .greaterOrEqual: zipped(left, right, count: count) { $0 >= $1 }
      }
    return Vector(.bool(results))
  }

  private static func compareTexts(_ operation: ComparisonOperator, _ arguments: Arguments) -> Vector {
    let left = arguments[0].texts
    let right = arguments[1].texts
    if left.pool === right.pool, left.pool.isDistinct, operation == .equal || operation == .notEqual {
      return compare(
        operation, Operand(lanes: left.codes, isConstant: left.isConstant),
        Operand(lanes: right.codes, isConstant: right.isConstant), arguments.count)
    }
    // SAFETY: texts are asked for rows below `count`, which every operand has, and do not leave the closure.
    let results = left.withTexts { left in
      right.withTexts { right in
        switch operation {
        case .equal: rows(arguments.count) { areEqual(left[$0], right[$0]) }
        case .notEqual: rows(arguments.count) { !areEqual(left[$0], right[$0]) }
        case .less: rows(arguments.count) { order(left[$0], right[$0]) < 0 }
        case .lessOrEqual: rows(arguments.count) { order(left[$0], right[$0]) <= 0 }
        case .greater: rows(arguments.count) { order(left[$0], right[$0]) > 0 }
        case .greaterOrEqual: rows(arguments.count) { order(left[$0], right[$0]) >= 0 }
        }
      }
    }
    return Vector(.bool(results))
  }

  private static func compareLists(_ operation: ComparisonOperator, _ arguments: Arguments) -> Vector {
    let results = arguments[0].withLists { left in
      arguments[1].withLists { right in
        rows(arguments.count) { row in
          let first = left[row]
          let second = right[row]
          let isEqual =
            first.count == second.count
            && zip(first, second).allSatisfy { areEqual(left.item($0), right.item($1)) }
          return isEqual == (operation == .equal)
        }
      }
    }
    return Vector(.bool(results))
  }

  /// Whether a value is among constants of its type.
  static func isOneOf(_ constants: [Value], of type: DataType) -> Kernel {
    switch type {
    case .int, .timestamp:
      let sorted = constants.compactMap { constant -> Int64? in
        switch constant {
        case .int(let number): number
        case .timestamp(let instant): instant.microseconds
        default: nil
        }
      }.sorted()
      return { among(sorted, $0[0].ints, $0.count) }
    case .double:
      let sorted = constants.compactMap { constant -> Double? in
        switch constant {
        case .double(let number): number
        case .int(let number): Double(number)
        default: nil
        }
      }.sorted()
      return { among(sorted, $0[0].doubles, $0.count) }
    case .date:
      let sorted = constants.compactMap { if case .date(let date) = $0 { date.days } else { nil } }.sorted()
      return { among(sorted, $0[0].days, $0.count) }
    case .bool:
      let sorted: [UInt8] = constants.compactMap {
        if case .bool(let flag) = $0 { flag ? 1 : 0 } else { nil }
      }
      .sorted()
      return { among(sorted, bytes($0[0], $0.count), $0.count) }
    case .text:
      let sorted = constants.compactMap { if case .text(let text) = $0 { Array(text.utf8) } else { nil } }
        // SAFETY: here and below texts are only compared, and pointers do not leave their closures.
        .sorted { left, right in
          left.withUnsafeBufferPointer { left in right.withUnsafeBufferPointer { order(left, $0) < 0 } }
        }
      return { amongTexts(sorted, $0) }
    case .list:
      let lists = Set(
        constants.compactMap { if case .list(let items) = $0 { items.map { Array($0.utf8) } } else { nil } })
      return { arguments in
        let results = arguments[0].withLists { left in
          rows(arguments.count) { row in lists.contains(left[row].map { Array(left.item($0)) }) }
        }
        return Vector(.bool(results))
      }
    }
  }

  /// Few constants are all compared with every value, which needs no jumps; many are searched by halving.
  private static func among<Element: Comparable>(
    _ sorted: [Element], _ operand: Operand<Element>, _ count: Int
  ) -> Vector {
    // SAFETY: a place that is looked at is below `count`, as `firstIndex` and the guard say.
    sorted.withUnsafeBufferPointer { sorted in
      if sorted.count <= 8 {
        return Vector(
          .bool(
            mapped(operand, count: count) { value in
              var isFound = false
              for constant in sorted where constant == value { isFound = true }
              return isFound
            }))
      }
      return Vector(
        .bool(
          mapped(operand, count: count) { value in
            let place = firstIndex(below: sorted.count) { sorted[$0] >= value }
            return place < sorted.count && sorted[place] == value
          }))
    }
  }

  private static func amongTexts(_ sorted: [[UInt8]], _ arguments: Arguments) -> Vector {
    // SAFETY: there is a text for every row below `count`; pointers do not leave their closures.
    let results = arguments[0].texts.withTexts { texts in
      rows(arguments.count) { row in
        let text = texts[row]
        let place = firstIndex(below: sorted.count) { index in
          sorted[index].withUnsafeBufferPointer { order($0, text) >= 0 }
        }
        return place < sorted.count && sorted[place].withUnsafeBufferPointer { areEqual($0, text) }
      }
    }
    return Vector(.bool(results))
  }

  /// The first index for which the condition holds, when it holds for all behind it too.
  @inline(__always)
  private static func firstIndex(below count: Int, where holds: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Whether a text is an item of a list.
  @Sendable static func isItem(_ arguments: Arguments) -> Vector {
    let results = arguments[0].texts.withTexts { texts in
      arguments[1].withLists { lists in
        rows(arguments.count) { row in
          let text = texts[row]
          return lists[row].contains { areEqual(lists.item($0), text) }
        }
      }
    }
    return Vector(.bool(results))
  }

  /// Whether a list has an item whose code is marked: the form for one text and a column of lists.
  static func hasItem(_ isWanted: [Bool]) -> Kernel {
    { arguments in
      let lists = arguments[0].lists
      // SAFETY: there is a mark for each text of the pool that the column shares with its morsels, and lists
      // are stretches of its codes.
      let results = isWanted.withUnsafeBufferPointer { isWanted in
        lists.items.codes.withUnsafeBufferPointer { codes in
          zipped(
            Operand(lanes: lists.starts, isConstant: arguments[0].isConstant),
            Operand(lanes: lists.ends, isConstant: arguments[0].isConstant), count: arguments.count
          ) { start, end in
            var isFound = false
            for index in start..<end where isWanted[Int(codes[index])] { isFound = true }
            return isFound
          }
        }
      }
      return Vector(.bool(results))
    }
  }
}

/// The results of a condition, row by row.
@inline(__always)
func rows<Output>(_ count: Int, _ body: (Int) -> Output) -> ArraySlice<Output> {
  // SAFETY: every one of the `count` places is initialised.
  [Output](unsafeUninitializedCapacity: count) { output, initialized in
    for row in 0..<count { output.initializeElement(at: row, to: body(row)) }
    initialized = count
  }[...]
}
