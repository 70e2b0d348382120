import Language
import Tables
import TestSupport

/// Random values, tables and expressions, with a liking for what is extreme.
struct ExpressionGenerator {
  var random: SeededGenerator
  let fields: [Field]

  init(seed: Int, fields: [Field]) {
    random = SeededGenerator(seed: seed)
    self.fields = fields
  }

  static let ints: [Int64] = [
    0, 1, -1, 2, 3, -7, 10, 100, 12345, .max, .min, .max - 1, 1 << 53, (1 << 53) + 1,
  ]
  static let doubles: [Double] = [
    0, -0.0, 1, -1, 0.5, 2.5, -2.5, 3, 1e308, -1e308, 1e-308, 0x1p53, 0x1p53 + 2, 0.1, 1e18, 9.3e18,
  ]
  static let texts = [
    "", "a", "A", "ab", "aB", "b", "Alien", "alien", "Æon", "e\u{301}", "é", "日本", "🎬x", " 12 ", "-7", "1.5",
    "true", "2020-02-29", "2020-02-29T12:30:00Z", "a,b", "a, ,b", "%", "_", "x%y",
  ]
  static let patterns = ["%", "_", "a%", "%a", "%a%b%", "a_", "_b", "", "%%", "ALIEN", "%é%", "日_", "__%"]
  static let days: [Int32] = [0, -1, 18_321, 18_322, CalendarDate.first.days, CalendarDate.last.days, 20_000]

  mutating func value(_ type: DataType, nulls: Int = 20) -> Value {
    if random.chance(percent: nulls) { return .null }
    switch type {
    case .bool: return .bool(random.chance(percent: 50))
    case .int:
      return .int(
        random.chance(percent: 70) ? Int64.random(in: -9...9, using: &random) : random.pick(Self.ints))
    case .double:
      return .double(
        random.chance(percent: 60)
          ? Double(Int.random(in: -40...40, using: &random)) / 4 : random.pick(Self.doubles))
    case .text: return .text(random.pick(Self.texts))
    case .date: return .date(CalendarDate(days: random.pick(Self.days)))
    case .timestamp:
      return .timestamp(
        Timestamp(
          CalendarDate(days: random.pick(Self.days)),
          microsecondOfDay: random.pick([0, 1, 45_000_000_000, Timestamp.day - 1])))
    case .list:
      return .list(
        (0..<random.pick([0, 1, 1, 2, 3])).map { _ in random.pick(["a", "b", "Alien", "é", ""]) })
    }
  }

  mutating func table(rows: Int) -> Table {
    let nulls = random.pick([0, 20, 100])
    return Table(
      Schema(fields),
      fields.map { field in Column(field.type, (0..<rows).map { _ in value(field.type, nulls: nulls) }) },
      rowCount: rows)
  }

  mutating func expression(_ type: DataType, depth: Int) -> Expression {
    if depth == 0 || random.chance(percent: 15) { return leaf(type) }
    if random.chance(percent: 15) {
      return random.chance(percent: 50)
        ? .conditional(
          expression(.bool, depth: depth - 1), then: expression(type, depth: depth - 1),
          otherwise: expression(type, depth: depth - 1))
        : .coalesce([expression(type, depth: depth - 1), expression(type, depth: depth - 1)])
    }
    switch type {
    case .bool: return condition(depth: depth - 1)
    case .int, .double: return number(type, depth: depth - 1)
    case .text: return text(depth: depth - 1)
    case .date, .timestamp: return moment(type, depth: depth - 1)
    case .list:
      return random.chance(percent: 50)
        ? .function("split", [expression(.text, depth: depth - 1), leaf(.text)], .list)
        : .cast(expression(.text, depth: depth - 1), to: .list)
    }
  }

  private mutating func leaf(_ type: DataType) -> Expression {
    let columns = fields.indices.filter { fields[$0].type == type }
    if !columns.isEmpty, random.chance(percent: 75) { return .column(random.pick(columns), type) }
    return .constant(value(type, nulls: 8), type)
  }

  private mutating func condition(depth: Int) -> Expression {
    let type = random.pick(DataType.allCases)
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return .and(expression(.bool, depth: depth), expression(.bool, depth: depth))
    case 1: return .or(expression(.bool, depth: depth), expression(.bool, depth: depth))
    case 2: return .not(expression(.bool, depth: depth))
    case 3: return .isNull(expression(type, depth: depth))
    case 4:
      let part =
        random.chance(percent: 60)
        ? .constant(.text(random.pick(Self.patterns)), .text) : expression(.text, depth: depth)
      return .match(random.pick(TextMatch.allCases), expression(.text, depth: depth), part)
    case 5:
      let count = random.pick([1, 3, 20])
      return .isOneOf(expression(type, depth: depth), (0..<count).map { _ in value(type, nulls: 0) })
    case 6: return .isItem(expression(.text, depth: depth), of: expression(.list, depth: depth))
    default:
      let operation: ComparisonOperator =
        type == .list ? random.pick([.equal, .notEqual]) : random.pick(ComparisonOperator.allCases)
      return .compare(operation, expression(type, depth: depth), expression(type, depth: depth))
    }
  }

  private mutating func number(_ type: DataType, depth: Int) -> Expression {
    if random.chance(percent: 55) {
      let operations = ArithmeticOperator.allCases.filter { type == .double || $0 != .divide }
      return .arithmetic(
        random.pick(operations), expression(type, depth: depth), expression(type, depth: depth))
    }
    if random.chance(percent: 20) { return .negate(expression(type, depth: depth)) }
    if random.chance(percent: 30) {
      return .cast(expression(random.pick([.bool, .int, .double, .text]), depth: depth), to: type)
    }
    let functions: [(String, [DataType])] =
      type == .double
      ? [
        ("abs", [.double]), ("sqrt", [.double]), ("exp", [.double]), ("log", [.double]),
        ("power", [.double, .double]), ("least", [.double, .double, .double]),
        ("greatest", [.double, .double]),
      ]
      : [
        ("abs", [.int]), ("sign", [.int]), ("sign", [.double]), ("floor", [.double]), ("ceil", [.double]),
        ("length", [.text]), ("length", [.list]), ("least", [.int, .int]), ("greatest", [.int, .int, .int]),
        ("year", [.date]), ("month", [.timestamp]), ("quarter", [.date]), ("weekday", [.timestamp]),
        ("hour", [.timestamp]), ("days_between", [.date, .date]),
      ]
    return call(random.pick(functions), type, depth)
  }

  private mutating func text(depth: Int) -> Expression {
    if random.chance(percent: 20) {
      return .cast(expression(random.pick(DataType.allCases), depth: depth), to: .text)
    }
    return call(
      random.pick([
        ("lower", [.text]), ("upper", [.text]), ("trim", [.text]), ("concat", [.text, .text]),
        ("concat", [.text, .text, .text]), ("substring", [.text, .int]), ("substring", [.text, .int, .int]),
        ("replace", [.text, .text, .text]), ("item", [.list, .int]), ("join", [.list, .text]),
        ("least", [.text, .text]), ("greatest", [.text, .text]),
      ]), .text, depth)
  }

  private mutating func moment(_ type: DataType, depth: Int) -> Expression {
    if random.chance(percent: 40) {
      let span = random.pick([
        TimeSpan(months: 1), TimeSpan(months: -13), TimeSpan(microseconds: Timestamp.day),
        TimeSpan(microseconds: -30 * Timestamp.day),
      ])
      return .shift(expression(type, depth: depth), by: span)
    }
    if random.chance(percent: 50) {
      return .cast(expression(random.pick([.date, .timestamp, .text]), depth: depth), to: type)
    }
    return type == .date
      ? call(
        random.pick([
          ("date_of", [.int, .int, .int]), ("month_start", [.date]), ("month_start", [.timestamp]),
          ("least", [.date, .date]),
        ]), .date, depth)
      : call(("greatest", [.timestamp, .timestamp]), .timestamp, depth)
  }

  private mutating func call(
    _ function: (name: String, parameters: [DataType]), _ type: DataType, _ depth: Int
  ) -> Expression {
    var arguments: [Expression] = []
    for parameter in function.parameters { arguments.append(expression(parameter, depth: depth)) }
    return .function(function.name, arguments, type)
  }
}
