import Glibc
import Language
import Tables

/// The loops of `+ - * / // %`, unary minus and the moving of dates.
enum Arithmetic {
  static func kernel(_ operation: ArithmeticOperator, on type: DataType) -> Kernel {
    switch (operation, type) {
    case (.add, .int): addInts
    case (.subtract, .int): subtractInts
    case (.multiply, .int): multiplyInts
    case (.wholeDivide, .int): wholeDivideInts
    case (.remainder, .int): remainderInts
    case (.add, _): { try doubles($0, "+") { $0 + $1 } }
    case (.subtract, _): { try doubles($0, "-") { $0 - $1 } }
    case (.multiply, _): { try doubles($0, "*") { $0 * $1 } }
    case (.divide, _): { try quotients($0, "/") { $0 / $1 } }
    case (.wholeDivide, _): { try quotients($0, "//") { ($0 / $1).rounded(.down) } }
    case (.remainder, _): { try quotients($0, "%", remainder) }
    }
  }

  @Sendable private static func addInts(_ arguments: Arguments) throws -> Vector {
    // The sign bit of `overflows` is set once a sum's sign differs from those of both its terms.
    var overflows: Int64 = 0
    let sums = zipped(arguments[0].ints, arguments[1].ints, count: arguments.count) { left, right in
      let sum = left &+ right
      overflows |= (left ^ sum) & (right ^ sum)
      return sum
    }
    if overflows < 0 { try checkInts(arguments, "+") { $0.addingReportingOverflow($1).overflow } }
    return Vector(.int(sums))
  }

  @Sendable private static func subtractInts(_ arguments: Arguments) throws -> Vector {
    var overflows: Int64 = 0
    let differences = zipped(arguments[0].ints, arguments[1].ints, count: arguments.count) { left, right in
      let difference = left &- right
      overflows |= (left ^ right) & (left ^ difference)
      return difference
    }
    if overflows < 0 { try checkInts(arguments, "-") { $0.subtractingReportingOverflow($1).overflow } }
    return Vector(.int(differences))
  }

  @Sendable private static func multiplyInts(_ arguments: Arguments) throws -> Vector {
    var overflows = false
    let products = zipped(arguments[0].ints, arguments[1].ints, count: arguments.count) { left, right in
      let (product, overflow) = left.multipliedReportingOverflow(by: right)
      if overflow { overflows = true }
      return product
    }
    if overflows { try checkInts(arguments, "*") { $0.multipliedReportingOverflow(by: $1).overflow } }
    return Vector(.int(products))
  }

  @Sendable private static func wholeDivideInts(_ arguments: Arguments) throws -> Vector {
    try checkInts(arguments, "//") { $0 == .min && $1 == -1 }
    let quotients = zipped(arguments[0].ints, arguments[1].ints, count: arguments.count) { left, right in
      if right == 0 || (right == -1 && left == .min) { return Int64(0) }
      let (quotient, rest) = left.quotientAndRemainder(dividingBy: right)
      return rest != 0 && (rest < 0) != (right < 0) ? quotient - 1 : quotient
    }
    return Vector(.int(quotients), present: nonZero(arguments[1].ints, arguments.count))
  }

  @Sendable private static func remainderInts(_ arguments: Arguments) throws -> Vector {
    let rests = zipped(arguments[0].ints, arguments[1].ints, count: arguments.count) { left, right in
      if right == 0 || right == -1 { return Int64(0) }
      let rest = left % right
      return rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest
    }
    return Vector(.int(rests), present: nonZero(arguments[1].ints, arguments.count))
  }

  /// Where the divisor allows a quotient; nil when that is everywhere.
  private static func nonZero<Number: Numeric>(_ divisors: Operand<Number>, _ count: Int) -> ArraySlice<Bool>?
  {
    guard divisors.lanes.contains(.zero) else { return nil }
    return mapped(divisors, count: count) { $0 != .zero }
  }

  private static func checkInts(
    _ arguments: Arguments, _ symbol: String, _ overflows: (Int64, Int64) -> Bool
  ) throws {
    let left = arguments[0].ints
    let right = arguments[1].ints
    if let row = arguments.firstRow(where: { overflows(left[$0], right[$0]) }) {
      throw QueryError.intOverflow("\(left[row]) \(symbol) \(parenthesized(right[row]))")
    }
  }

  private static func parenthesized(_ number: Int64) -> String { number < 0 ? "(\(number))" : "\(number)" }

  @inline(__always)
  private static func doubles(
    _ arguments: Arguments, _ symbol: String, _ body: (Double, Double) -> Double
  ) throws -> Vector {
    var overflows: UInt64 = 0
    let results = zipped(arguments[0].doubles, arguments[1].doubles, count: arguments.count) { left, right in
      let result = body(left, right)
      overflows |= infinityBit(result)
      return result
    }
    if overflows >> 63 == 1 { try checkDoubles(arguments, symbol, results) }
    return Vector(.double(results))
  }

  /// Division by zero has no result.
  @inline(__always)
  private static func quotients(
    _ arguments: Arguments, _ symbol: String, _ body: (Double, Double) -> Double
  ) throws -> Vector {
    var overflows: UInt64 = 0
    let results = zipped(arguments[0].doubles, arguments[1].doubles, count: arguments.count) { left, right in
      let result = right == 0 ? 0 : body(left, right)
      overflows |= infinityBit(result)
      return result
    }
    if overflows >> 63 == 1 { try checkDoubles(arguments, symbol, results) }
    return Vector(.double(results), present: nonZero(arguments[1].doubles, arguments.count))
  }

  @Sendable private static func remainder(_ left: Double, _ right: Double) -> Double {
    let rest = fmod(left, right)
    return rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest
  }

  private static func checkDoubles(
    _ arguments: Arguments, _ symbol: String, _ results: ArraySlice<Double>
  ) throws {
    if let row = arguments.firstRow(where: { !results[$0].isFinite }) {
      let left = NumberText.shortest(arguments[0].doubles[row])
      let right = NumberText.shortest(arguments[1].doubles[row])
      throw QueryError.doubleOverflow("\(left) \(symbol) \(right)")
    }
  }

  static func negate(_ type: DataType) -> Kernel {
    guard type == .int else {
      return { arguments in
        Vector(.double(mapped(arguments[0].doubles, count: arguments.count) { -$0 }))
      }
    }
    return { arguments in
      let operand = arguments[0].ints
      if arguments.firstRow(where: { operand[$0] == .min }) != nil {
        throw QueryError.intOverflow("-(\(Int64.min))")
      }
      return Vector(.int(mapped(operand, count: arguments.count) { 0 &- $0 }))
    }
  }

  static func shift(by span: TimeSpan) -> Kernel {
    { try shifted($0) { _ in span } }
  }

  /// The dates or instants of the first operand, each moved by the span of its row.
  @inline(__always)
  static func shifted(_ arguments: Arguments, by span: (Int) -> TimeSpan) throws -> Vector {
    if case .date = arguments[0].values {
      let days = arguments[0].days
      let moved = try optionals(arguments, zero: Int32(0)) { row in
        let date = CalendarDate(days: days[row])
        guard let result = date.adding(span(row)) else { throw QueryError.dateOverflow("\(date)") }
        return result.days
      }
      return Vector(.date(moved.lanes))
    }
    let instants = arguments[0].ints
    let moved = try optionals(arguments, zero: Int64(0)) { row in
      let instant = Timestamp(microseconds: instants[row])
      guard let result = instant.adding(span(row)) else { throw QueryError.dateOverflow("\(instant)") }
      return result.microseconds
    }
    return Vector(.timestamp(moved.lanes))
  }
}

/// A number whose highest bit is set for an infinity: adding one to the exponent carries into the sign.
@inline(__always)
func infinityBit(_ number: Double) -> UInt64 {
  (number.bitPattern & 0x7fff_ffff_ffff_ffff) &+ 0x0010_0000_0000_0000
}

extension QueryError {
  static func intOverflow(_ text: String) -> QueryError {
    QueryError(
      .overflow, "`\(text)` does not fit 64 bits", hints: ["cast one side to double: `cast(x, double)`"])
  }

  static func doubleOverflow(_ text: String) -> QueryError {
    QueryError(.overflow, "`\(text)` is too large for a double")
  }

  static func dateOverflow(_ text: String) -> QueryError {
    QueryError(.overflow, "`\(text)` moved that far leaves the years 1 to 9999")
  }
}
