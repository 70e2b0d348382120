import Language
import Tables
import TestSupport

/// What is known of a column of both sides, beyond its type.
struct PairedField {
  /// How far doubles can be trusted.
  enum Size: Int, Comparable {
    /// Small numbers, in quarters: their sums are exact in any order.
    case tame
    /// Of ordinary size: their sums depend on the order a little.
    case mild
    case wild

    static func < (left: Size, right: Size) -> Bool { left.rawValue < right.rawValue }
  }

  let name: String
  let type: DataType
  var size: Size = .wild
  /// How far the two sides may differ; a column with a tolerance decides nothing later on.
  var tolerance = 0.0
}

/// One meaning told twice: for hq and for SQLite.
struct PairedExpression {
  let expression: Expression
  let sql: String
  var size: PairedField.Size = .wild

  var type: DataType { expression.type }
}

/// Random expressions that both sides can compute.
struct PairedExpressions {
  var random: SeededGenerator
  /// What the query binds: doubles, since SQLite does not read every one of them exactly from text.
  var parameters: [Value] = []

  static let types: [DataType] = [.bool, .int, .double, .text, .date]
  static let texts = [
    "", "a", "A", "b", "ab", "Ab", "alien", "Æon", "é", "e\u{301}", "日本", " a ", "%", "x_y",
  ]
  static let patterns = ["%", "a%", "%a", "_", "%b%", "A_", "", "%é", "x__", "%%a"]
  static let wildInts: [Int64] = [0, 1, -1, .max, .min, .max - 1, 1 << 53, (1 << 53) + 1, -5]
  static let wildDoubles: [Double] = [
    0, -0.0, 1, -1, 1e308, -1e308, 1e-308, 0x1p53, 0x1p53 + 2, 0.1, 9.3e18, -9.3e18,
  ]

  mutating func value(_ type: DataType, wild: Bool, nulls: Int) -> Value {
    if random.chance(percent: nulls) { return .null }
    switch type {
    case .bool: return .bool(random.chance(percent: 50))
    case .int:
      return .int(wild ? random.pick(Self.wildInts) : Int64.random(in: -4...6, using: &random))
    case .double:
      return .double(
        wild ? random.pick(Self.wildDoubles) : Double(Int.random(in: -12...12, using: &random)) / 4)
    case .text: return .text(random.pick(Self.texts))
    default: return .date(CalendarDate(days: 18_300 + Int32.random(in: -40...40, using: &random)))
    }
  }

  mutating func constant(_ type: DataType, nulls: Int = 5) -> PairedExpression {
    let isWild = random.chance(percent: 15)
    let value = value(type, wild: isWild, nulls: nulls)
    let sql: String
    switch value {
    case .null: sql = "NULL"
    case .int(let number) where number != .min: sql = number < 0 ? "(\(number))" : "\(number)"
    case .bool(let flag): sql = flag ? "1" : "0"
    case .text(let text): sql = "'\(text)'"
    case .date(let date): sql = "'\(date)'"
    default:
      parameters.append(value)
      sql = "?\(parameters.count)"
    }
    return PairedExpression(
      expression: .constant(value, type), sql: sql, size: isWild || !type.isNumeric ? .wild : .tame)
  }

  mutating func expression(_ type: DataType, over fields: [PairedField], depth: Int) -> PairedExpression {
    if depth == 0 || random.chance(percent: 20) { return leaf(type, fields) }
    if random.chance(percent: 20) { return choice(type, fields, depth - 1) }
    switch type {
    case .bool: return condition(fields, depth - 1)
    case .int: return int(fields, depth - 1)
    case .double: return double(fields, depth - 1)
    case .text: return text(fields, depth - 1)
    default: return date(fields, depth - 1)
    }
  }

  mutating func leaf(
    _ type: DataType, _ fields: [PairedField], upTo size: PairedField.Size = .wild
  ) -> PairedExpression {
    let places = fields.indices.filter {
      fields[$0].type == type && fields[$0].tolerance == 0 && fields[$0].size <= size
    }
    guard !places.isEmpty, random.chance(percent: 80) else {
      let constant = constant(type)
      return constant.size <= size ? constant : leaf(type, fields, upTo: size)
    }
    let place = random.pick(places)
    return PairedExpression(expression: .column(place, type), sql: "c\(place)", size: fields[place].size)
  }

  private mutating func choice(_ type: DataType, _ fields: [PairedField], _ depth: Int) -> PairedExpression {
    let first = expression(type, over: fields, depth: depth)
    let second = expression(type, over: fields, depth: depth)
    let size = max(first.size, second.size)
    if random.chance(percent: 50) {
      return PairedExpression(
        expression: .coalesce([first.expression, second.expression]),
        sql: "coalesce(\(first.sql), \(second.sql))", size: size)
    }
    let condition = expression(.bool, over: fields, depth: depth)
    return PairedExpression(
      expression: .conditional(condition.expression, then: first.expression, otherwise: second.expression),
      sql: "CASE WHEN \(condition.sql) THEN \(first.sql) ELSE \(second.sql) END", size: size)
  }

  private mutating func condition(_ fields: [PairedField], _ depth: Int) -> PairedExpression {
    switch Int.random(in: 0..<9, using: &random) {
    case 0, 1:
      let left = expression(.bool, over: fields, depth: depth)
      let right = expression(.bool, over: fields, depth: depth)
      return random.chance(percent: 50)
        ? PairedExpression(
          expression: .and(left.expression, right.expression), sql: "(\(left.sql) AND \(right.sql))")
        : PairedExpression(
          expression: .or(left.expression, right.expression), sql: "(\(left.sql) OR \(right.sql))")
    case 2:
      let operand = expression(.bool, over: fields, depth: depth)
      return PairedExpression(expression: .not(operand.expression), sql: "(NOT \(operand.sql))")
    case 3:
      let operand = expression(random.pick(Self.types), over: fields, depth: depth)
      return PairedExpression(expression: .isNull(operand.expression), sql: "(\(operand.sql) IS NULL)")
    case 4: return match(fields, depth)
    case 5:
      let type = random.pick(Self.types)
      let operand = expression(type, over: fields, depth: depth)
      let constants = (0..<random.pick([1, 3, 12])).map { _ in constant(type, nulls: 0) }
      let values = constants.compactMap {
        if case .constant(let value, _) = $0.expression { value } else { nil }
      }
      return PairedExpression(
        expression: .isOneOf(operand.expression, values),
        sql: "(\(operand.sql) IN (\(constants.map(\.sql).joined(separator: ", "))))")
    default:
      let type = random.pick(Self.types)
      let operation = random.pick(ComparisonOperator.allCases)
      let left = expression(type, over: fields, depth: depth)
      let right = expression(type, over: fields, depth: depth)
      return PairedExpression(
        expression: .compare(operation, left.expression, right.expression),
        sql: "(\(left.sql) \(operation.rawValue) \(right.sql))")
    }
  }

  private mutating func match(_ fields: [PairedField], _ depth: Int) -> PairedExpression {
    let operation = random.pick(TextMatch.allCases)
    let text = expression(.text, over: fields, depth: depth)
    var part = expression(.text, over: fields, depth: depth)
    if operation == .like {
      let pattern = random.pick(Self.patterns)
      part = PairedExpression(expression: .constant(.text(pattern), .text), sql: "'\(pattern)'")
    }
    let (a, b) = (text.sql, part.sql)
    let sql =
      switch operation {
      case .contains: "(instr(\(a), \(b)) > 0)"
      case .starts: "(substr(\(a), 1, length(\(b))) = \(b))"
      case .ends: "(substr(\(a), max(1, length(\(a)) - length(\(b)) + 1)) = \(b))"
      case .like: "(\(a) LIKE \(b))"
      }
    return PairedExpression(expression: .match(operation, text.expression, part.expression), sql: sql)
  }

  private mutating func int(_ fields: [PairedField], _ depth: Int) -> PairedExpression {
    switch Int.random(in: 0..<12, using: &random) {
    case 0...3:
      let operation = random.pick(ArithmeticOperator.allCases.filter { $0 != .divide })
      let left = expression(.int, over: fields, depth: depth)
      let right = expression(.int, over: fields, depth: depth)
      let (a, b) = (left.sql, right.sql)
      let corrects = "(\(a) % \(b) <> 0 AND (\(a) < 0) <> (\(b) < 0))"
      let sql =
        switch operation {
        case .wholeDivide: "CASE WHEN \(b) = 0 THEN NULL ELSE whole(\(a) / \(b)) - \(corrects) END"
        case .remainder: "(\(a) % \(b) + CASE WHEN \(corrects) THEN \(b) ELSE 0 END)"
        default: "whole(\(a) \(operation.rawValue) \(b))"
        }
      let staysTame = operation == .add || operation == .subtract
      return PairedExpression(
        expression: .arithmetic(operation, left.expression, right.expression), sql: sql,
        size: staysTame ? max(left.size, right.size) : .wild)
    case 4:
      let operand = expression(.int, over: fields, depth: depth)
      return PairedExpression(
        expression: .negate(operand.expression), sql: "whole(-\(operand.sql))", size: operand.size)
    case 5:
      let operand = expression(.int, over: fields, depth: depth)
      return PairedExpression(
        expression: .function("abs", [operand.expression], .int), sql: "abs(\(operand.sql))",
        size: operand.size)
    case 6:
      let operand = expression(.text, over: fields, depth: depth)
      return PairedExpression(
        expression: .function("length", [operand.expression], .int), sql: "length(\(operand.sql))",
        size: .tame)
    case 7:
      let operand = expression(.bool, over: fields, depth: depth)
      return PairedExpression(
        expression: .cast(operand.expression, to: .int), sql: "(\(operand.sql))", size: .tame)
    case 8:
      let operand = expression(.double, over: fields, depth: depth)
      let fits = "\(operand.sql) >= -9223372036854775808.0 AND \(operand.sql) < 9223372036854775808.0"
      return PairedExpression(
        expression: .cast(operand.expression, to: .int),
        sql: "CASE WHEN \(fits) THEN CAST(\(operand.sql) AS INTEGER) END", size: operand.size)
    case 9:
      let (name, sql) = random.pick([
        ("year", "CAST(strftime('%Y', @) AS INTEGER)"), ("month", "CAST(strftime('%m', @) AS INTEGER)"),
        ("day", "CAST(strftime('%d', @) AS INTEGER)"),
        ("weekday", "(CAST(strftime('%w', @) AS INTEGER) + 6) % 7 + 1"),
      ])
      let operand = expression(.date, over: fields, depth: depth)
      return PairedExpression(
        expression: .function(name, [operand.expression], .int), sql: "(\(substituted(sql, operand.sql)))")
    case 10:
      let name = random.pick(["floor", "ceil"])
      let operand = leaf(.double, fields, upTo: .tame)
      return PairedExpression(
        expression: .function(name, [operand.expression], .int),
        sql: "CAST(\(name)(\(operand.sql)) AS INTEGER)",
        size: .tame)
    default: return extreme(.int, fields, depth)
    }
  }

  private func substituted(_ template: String, _ operand: String) -> String {
    template.split(separator: "@", omittingEmptySubsequences: false).joined(separator: operand)
  }

  /// `least` and `greatest` pass over nulls, which SQLite's `min` and `max` do not.
  private mutating func extreme(_ type: DataType, _ fields: [PairedField], _ depth: Int) -> PairedExpression {
    let isLeast = random.chance(percent: 50)
    let first = expression(type, over: fields, depth: depth)
    let second = expression(type, over: fields, depth: depth)
    let (a, b) = (first.sql, second.sql)
    return PairedExpression(
      expression: .function(isLeast ? "least" : "greatest", [first.expression, second.expression], type),
      sql: "coalesce(\(isLeast ? "min" : "max")(\(a), \(b)), \(a), \(b))", size: max(first.size, second.size))
  }

  private mutating func double(_ fields: [PairedField], _ depth: Int) -> PairedExpression {
    switch Int.random(in: 0..<10, using: &random) {
    case 0...4:
      let operation = random.pick(ArithmeticOperator.allCases)
      let left = expression(.double, over: fields, depth: depth)
      let right = expression(.double, over: fields, depth: depth)
      let (a, b) = (left.sql, right.sql)
      let sql: String
      switch operation {
      case .wholeDivide: sql = "floor(finite(\(a) / \(b)))"
      case .remainder:
        sql =
          "(mod(\(a), \(b)) + CASE WHEN mod(\(a), \(b)) <> 0 AND (mod(\(a), \(b)) < 0) <> (\(b) < 0)"
          + " THEN \(b) ELSE 0.0 END)"
      default: sql = "finite(\(a) \(operation.rawValue) \(b))"
      }
      let operands = max(left.size, right.size)
      let size: PairedField.Size =
        switch operation {
        case .add, .subtract: operands
        case .divide where operands == .tame: .mild
        default: .wild
        }
      return PairedExpression(
        expression: .arithmetic(operation, left.expression, right.expression), sql: sql, size: size)
    case 5:
      let operand = expression(.double, over: fields, depth: depth)
      return PairedExpression(
        expression: .negate(operand.expression), sql: "(-\(operand.sql))", size: operand.size)
    case 6:
      let operand = expression(.int, over: fields, depth: depth)
      return PairedExpression(
        expression: .cast(operand.expression, to: .double), sql: "CAST(\(operand.sql) AS REAL)",
        size: operand.size)
    case 7:
      let operand = leaf(.double, fields, upTo: .tame)
      return PairedExpression(
        expression: .function("round", [operand.expression, .constant(.int(1), .int)], .double),
        sql: "round(\(operand.sql), 1)", size: .mild)
    case 8:
      let operand = leaf(.double, fields, upTo: .tame)
      return PairedExpression(
        expression: .function("sqrt", [operand.expression], .double), sql: "sqrt(\(operand.sql))", size: .mild
      )
    default: return extreme(.double, fields, depth)
    }
  }

  private mutating func text(_ fields: [PairedField], _ depth: Int) -> PairedExpression {
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      let first = expression(.text, over: fields, depth: depth)
      let second = expression(.text, over: fields, depth: depth)
      return PairedExpression(
        expression: .function("concat", [first.expression, second.expression], .text),
        sql: "(\(first.sql) || \(second.sql))")
    case 1:
      let operand = expression(.text, over: fields, depth: depth)
      return PairedExpression(
        expression: .function("trim", [operand.expression], .text), sql: "trim(\(operand.sql))")
    case 2:
      let operand = expression(.text, over: fields, depth: depth)
      let start = Int64.random(in: -4...4, using: &random)
      let count = Int64.random(in: 0...4, using: &random)
      return PairedExpression(
        expression: .function(
          "substring", [operand.expression, .constant(.int(start), .int), .constant(.int(count), .int)], .text
        ),
        sql: "substr(\(operand.sql), \(start), \(count))")
    case 3:
      // SQLite gives the text back where nothing is to be replaced, even by null.
      let operands = (0..<3).map { _ in expression(.text, over: fields, depth: depth) }
      return PairedExpression(
        expression: .function("replace", operands.map(\.expression), .text),
        sql: "CASE WHEN \(operands[2].sql) IS NOT NULL"
          + " THEN replace(\(operands.map(\.sql).joined(separator: ", "))) END")
    case 4:
      let operand = expression(random.chance(percent: 50) ? .int : .date, over: fields, depth: depth)
      return PairedExpression(
        expression: .cast(operand.expression, to: .text), sql: "CAST(\(operand.sql) AS TEXT)")
    default: return extreme(.text, fields, depth)
    }
  }

  private mutating func date(_ fields: [PairedField], _ depth: Int) -> PairedExpression {
    let operand = expression(.date, over: fields, depth: depth)
    switch Int.random(in: 0..<3, using: &random) {
    case 0:
      let days = Int64.random(in: -400...400, using: &random)
      return PairedExpression(
        expression: .shift(operand.expression, by: TimeSpan(microseconds: days * Timestamp.day)),
        sql: "date(\(operand.sql), '\(days) days')")
    case 1:
      return PairedExpression(
        expression: .function("month_start", [operand.expression], .date),
        sql: "date(\(operand.sql), 'start of month')")
    default: return extreme(.date, fields, depth)
    }
  }
}
