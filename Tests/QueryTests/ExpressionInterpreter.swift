import Glibc
import Language
import Tables

/// The meaning of expressions, told row by row in the plainest way: what the evaluator is held against.
struct Interpreter {
  struct Overflow: Error {}

  let row: [Value]

  func value(_ expression: Expression) throws -> Value {
    switch expression {
    case .column(let index, _): return row[index]
    case .constant(let value, let type):
      if type == .double, case .int(let number) = value { return .double(Double(number)) }
      return value
    case .and(let left, let right): return try connect(left, right, decisive: false)
    case .or(let left, let right): return try connect(left, right, decisive: true)
    case .isNull(let operand): return .bool(try value(operand).isNull)
    case .coalesce(let operands):
      for operand in operands {
        let value = try value(operand)
        if !value.isNull { return value }
      }
      return .null
    case .conditional(let condition, let then, let otherwise):
      return try value(try value(condition) == .bool(true) ? then : otherwise)
    case .function(let name, let arguments, _) where name == "least" || name == "greatest":
      let present = try arguments.map(value).filter { !$0.isNull }
      return present.dropFirst().reduce(present.first ?? .null) { best, next in
        Interpreter.isLess(name == "least" ? next : best, name == "least" ? best : next) ? next : best
      }
    default:
      let operands = try expression.operands.map(value)
      return operands.contains(.null) ? .null : try Interpreter.strict(expression, operands)
    }
  }

  private func connect(_ left: Expression, _ right: Expression, decisive: Bool) throws -> Value {
    let first = try value(left)
    if first == .bool(decisive) { return first }
    let second = try value(right)
    if second == .bool(decisive) { return second }
    return first.isNull || second.isNull ? .null : .bool(!decisive)
  }

  private static func strict(_ expression: Expression, _ operands: [Value]) throws -> Value {
    switch (expression, operands[0], operands.dropFirst().first ?? .null) {
    case (.arithmetic(let operation, _, _), .int(let left), .int(let right)):
      return try arithmetic(operation, left, right)
    case (.arithmetic(let operation, _, _), .double(let left), .double(let right)):
      return try arithmetic(operation, left, right)
    case (.negate, .int(let number), _): return try arithmetic(.subtract, Int64(0), number)
    case (.negate, .double(let number), _): return .double(-number + 0)
    case (.compare(let operation, _, _), let left, let right): return .bool(compare(operation, left, right))
    case (.not, .bool(let flag), _): return .bool(!flag)
    case (.match(let match, _, _), .text(let text), .text(let part)): return .bool(matches(match, text, part))
    case (.isOneOf(_, let constants), let value, _):
      return .bool(constants.contains { compare(.equal, $0, value) })
    case (.isItem, .text(let text), .list(let items)):
      return .bool(items.contains { Array($0.utf8) == Array(text.utf8) })
    case (.cast(_, let type), let value, _): return cast(value, to: type)
    case (.shift(_, let span), .date(let date), _):
      guard let moved = date.adding(span) else { throw Overflow() }
      return .date(moved)
    case (.shift(_, let span), .timestamp(let instant), _):
      guard let moved = instant.adding(span) else { throw Overflow() }
      return .timestamp(moved)
    case (.function(let name, _, _), _, _): return try function(name, operands)
    default: fatalError("no meaning for \(expression)")
    }
  }

  private static func arithmetic(_ operation: ArithmeticOperator, _ left: Int64, _ right: Int64) throws
    -> Value
  {
    let result: (partialValue: Int64, overflow: Bool)
    switch operation {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .wholeDivide:
      if right == 0 { return .null }
      let (quotient, overflow) = left.dividedReportingOverflow(by: right)
      if overflow { throw Overflow() }
      result = (quotient * right != left && (left < 0) != (right < 0) ? quotient - 1 : quotient, false)
    case .remainder:
      if right == 0 { return .null }
      let rest = left.remainderReportingOverflow(dividingBy: right).partialValue
      result = (rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest, false)
    case .divide: fatalError("whole numbers are cast before they are divided")
    }
    if result.overflow { throw Overflow() }
    return .int(result.partialValue)
  }

  private static func arithmetic(_ operation: ArithmeticOperator, _ left: Double, _ right: Double) throws
    -> Value
  {
    let result: Double
    switch operation {
    case .add: result = left + right
    case .subtract: result = left - right
    case .multiply: result = left * right
    case _ where right == 0: return .null
    case .divide: result = left / right
    case .wholeDivide: result = floor(left / right)
    case .remainder:
      let rest = left.truncatingRemainder(dividingBy: right)
      result = rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest
    }
    return try finite(result)
  }

  private static func finite(_ number: Double) throws -> Value {
    if number.isNaN { return .null }
    if number.isInfinite { throw Overflow() }
    return .double(number + 0)
  }

  private static func isLess(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.int(let left), .int(let right)): left < right
    case (.double(let left), .double(let right)): left < right
    case (.bool(let left), .bool(let right)): !left && right
    case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.date(let left), .date(let right)): left < right
    case (.timestamp(let left), .timestamp(let right)): left < right
    default: fatalError("no order between \(left) and \(right)")
    }
  }

  private static func compare(_ operation: ComparisonOperator, _ left: Value, _ right: Value) -> Bool {
    switch operation {
    case .equal, .notEqual:
      let isEqual =
        switch (left, right) {
        case (.list(let left), .list(let right)): left.map { Array($0.utf8) } == right.map { Array($0.utf8) }
        default: !isLess(left, right) && !isLess(right, left)
        }
      return isEqual == (operation == .equal)
    case .less: return isLess(left, right)
    case .lessOrEqual: return !isLess(right, left)
    case .greater: return isLess(right, left)
    case .greaterOrEqual: return !isLess(left, right)
    }
  }

  private static func matches(_ match: TextMatch, _ text: String, _ part: String) -> Bool {
    let (text, part) = (Array(text.unicodeScalars), Array(part.unicodeScalars))
    switch match {
    case .contains:
      return part.isEmpty || text.indices.contains { text[$0...].starts(with: part) }
    case .starts: return text.starts(with: part)
    case .ends: return text.reversed().starts(with: part.reversed())
    case .like: return isLike(text[...], part[...])
    }
  }

  private static func isLike(_ text: ArraySlice<Unicode.Scalar>, _ pattern: ArraySlice<Unicode.Scalar>)
    -> Bool
  {
    guard let wanted = pattern.first else { return text.isEmpty }
    let rest = pattern.dropFirst()
    if wanted == "%" { return (0...text.count).contains { isLike(text.dropFirst($0), rest) } }
    guard let first = text.first else { return false }
    let isSame =
      wanted == first
      || (wanted.isASCII && first.isASCII
        && wanted.properties.lowercaseMapping == first.properties.lowercaseMapping)
    return (wanted == "_" || isSame) && isLike(text.dropFirst(), rest)
  }

  private static func cast(_ value: Value, to type: DataType) -> Value {
    if value.type == type { return value }
    switch (value, type) {
    case (.int(let number), .double): return .double(Double(number))
    case (.int(let number), .bool): return .bool(number != 0)
    case (.double(let number), .int):
      return Int64(exactly: number.rounded(.towardZero)).map(Value.int) ?? .null
    case (.double(let number), .bool): return .bool(number != 0)
    case (.double(let number), .text): return .text(ValueText.exact(.double(number + 0)))
    case (.bool(let flag), .int): return .int(flag ? 1 : 0)
    case (.bool(let flag), .double): return .double(flag ? 1 : 0)
    case (.date(let date), .timestamp): return .timestamp(Timestamp(date))
    case (.timestamp(let instant), .date): return .date(instant.date)
    case (_, .text): return .text(ValueText.exact(value))
    case (.text(let text), .list): return .list(split(text, ","))
    case (.text(let text), _):
      return Array(trimmed(text).utf8).withUnsafeBufferPointer { bytes in
        switch type {
        case .int: ValueReading.int(bytes).map(Value.int) ?? .null
        case .double: ValueReading.double(bytes).map { .double($0 + 0) } ?? .null
        case .bool: ValueReading.bool(bytes).map(Value.bool) ?? .null
        case .date: (ValueReading.date(bytes) ?? ValueReading.timestamp(bytes)?.date).map(Value.date) ?? .null
        default:
          (ValueReading.timestamp(bytes) ?? ValueReading.date(bytes).map { Timestamp($0) })
            .map(Value.timestamp) ?? .null
        }
      }
    default: return .null
    }
  }

  private static func trimmed(_ text: String) -> String {
    let blanks: Set<Unicode.Scalar> = [" ", "\t", "\n", "\r", "\u{b}", "\u{c}"]
    var scalars = Array(text.unicodeScalars)
    while let last = scalars.last, blanks.contains(last) { scalars.removeLast() }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars.drop { blanks.contains($0) })
    return String(result)
  }

  private static func split(_ text: String, _ separator: String) -> [String] {
    if trimmed(text).isEmpty { return [] }
    if separator.isEmpty { return [trimmed(text)] }
    return parts(of: text, separator).map(trimmed)
  }

  private static func parts(of text: String, _ separator: String) -> [String] {
    var parts: [String.UnicodeScalarView] = [String.UnicodeScalarView()]
    var rest = Array(text.unicodeScalars)[...]
    while let first = rest.first {
      if rest.starts(with: separator.unicodeScalars) {
        rest = rest.dropFirst(separator.unicodeScalars.count)
        parts.append(String.UnicodeScalarView())
      } else {
        parts[parts.count - 1].append(first)
        rest = rest.dropFirst()
      }
    }
    return parts.map { String($0) }
  }

  private static func function(_ name: String, _ operands: [Value]) throws -> Value {
    switch (name, operands[0]) {
    case ("abs", .int(let number)): return number < 0 ? try arithmetic(.subtract, 0, number) : .int(number)
    case ("abs", .double(let number)): return .double(abs(number))
    case ("sign", .int(let number)): return .int(number.signum())
    case ("sign", .double(let number)): return .int(number < 0 ? -1 : number > 0 ? 1 : 0)
    case ("floor", .double(let number)): return try whole(floor(number))
    case ("ceil", .double(let number)): return try whole(ceil(number))
    case ("sqrt", .double(let number)): return try finite(sqrt(number))
    case ("exp", .double(let number)): return try finite(exp(number))
    case ("log", .double(let number)): return number > 0 ? try finite(log(number)) : .null
    case ("power", .double(let base)):
      guard case .double(let exponent) = operands[1] else { fatalError() }
      return base == 0 && exponent < 0 ? .null : try finite(pow(base, exponent))
    case ("length", .text(let text)): return .int(Int64(text.unicodeScalars.count))
    case ("length", .list(let items)): return .int(Int64(items.count))
    case ("lower", .text(let text)): return .text(text.lowercased())
    case ("upper", .text(let text)): return .text(text.uppercased())
    case ("trim", .text(let text)): return .text(trimmed(text))
    case ("concat", _): return .text(operands.map(ValueText.exact).joined())
    case ("replace", .text(let text)):
      guard case .text(let from) = operands[1], case .text(let to) = operands[2] else { fatalError() }
      return .text(from.isEmpty ? text : parts(of: text, from).joined(separator: to))
    case ("split", .text(let text)):
      guard case .text(let separator) = operands[1] else { fatalError() }
      return .list(split(text, separator))
    case ("join", .list(let items)):
      guard case .text(let separator) = operands[1] else { fatalError() }
      return .text(items.joined(separator: separator))
    case ("item", .list(let items)):
      guard case .int(let place) = operands[1] else { fatalError() }
      let index = place < 0 ? Int64(items.count) + place : place - 1
      return place != 0 && items.indices.contains(Int(index)) ? .text(items[Int(index)]) : .null
    case ("substring", .text(let text)): return .text(substring(text, operands))
    case ("days_between", .date(let date)):
      guard case .date(let other) = operands[1] else { fatalError() }
      return .int(Int64(date.days) - Int64(other.days))
    case ("date_of", .int(let year)):
      guard case .int(let month) = operands[1], case .int(let day) = operands[2] else { fatalError() }
      return CalendarDate(year: Int(year), month: Int(month), day: Int(day)).map(Value.date) ?? .null
    case ("hour", .timestamp(let instant)): return .int(instant.microsecondOfDay / 3_600_000_000)
    case (_, .timestamp(let instant)): return datePart(name, instant.date)
    case (_, .date(let date)): return datePart(name, date)
    default: fatalError("no meaning for \(name)")
    }
  }

  private static func whole(_ number: Double) throws -> Value {
    guard let whole = Int64(exactly: number) else { throw Overflow() }
    return .int(whole)
  }

  private static func substring(_ text: String, _ operands: [Value]) -> String {
    guard case .int(let start) = operands[1] else { fatalError() }
    let scalars = Array(text.unicodeScalars)
    let first = start < 0 ? Int128(scalars.count) + Int128(start) + 1 : Int128(start)
    var end = Int128.max
    if operands.count > 2, case .int(let count) = operands[2] { end = first + Int128(max(0, count)) }
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() where index + 1 >= first && index + 1 < end {
      result.append(scalar)
    }
    return String(result)
  }

  private static func datePart(_ name: String, _ date: CalendarDate) -> Value {
    let parts = date.parts
    switch name {
    case "year": return .int(Int64(parts.year))
    case "month": return .int(Int64(parts.month))
    case "quarter": return .int(Int64((parts.month - 1) / 3 + 1))
    case "weekday": return .int(Int64(date.weekday))
    case "month_start":
      return CalendarDate(year: parts.year, month: parts.month, day: 1).map(Value.date) ?? .null
    default: fatalError("no meaning for \(name)")
    }
  }
}
