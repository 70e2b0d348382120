import Language
import Tables

/// Conditions in SQL: only those that SQLite answers exactly as the executor does, for every row.
///
/// Every constant goes in as a bound parameter. What has no exact counterpart gives nil, and is left to the
/// executor.
struct ConditionSQL {
  /// SQLite's parser has room for about a hundred open parentheses and signs, a statement for 32,766 parameters.
  static let mostLevels = 20
  static let mostBindings = 500

  /// The columns to which the conditions refer, and what each is called in SQL.
  let schema: Schema
  let names: [String]
  var bindings: [Value]

  /// The condition in SQL, its constants added to the bindings; nil, and nothing added, when it has none.
  mutating func text(of condition: Expression) -> String? {
    let before = bindings
    if let text = self.condition(condition, levels: ConditionSQL.mostLevels),
      bindings.count - before.count <= ConditionSQL.mostBindings
    {
      return text
    }
    bindings = before
    return nil
  }

  /// - Parameter levels: how deep conditions may still stand in one another.
  private mutating func condition(_ expression: Expression, levels: Int) -> String? {
    guard levels > 0 else { return nil }
    switch expression {
    case .and(let left, let right): return joined("and", left, right, levels)
    case .or(let left, let right): return joined("or", left, right, levels)
    case .not(let operand): return condition(operand, levels: levels - 1).map { "not (\($0))" }
    case .isNull(let operand): return scalar(operand).map { "\($0) is null" }
    case .compare(let sign, let left, let right):
      guard left.type == right.type, left.type != .bool, left.type != .list,
        let first = scalar(left), let second = scalar(right)
      else { return nil }
      return "\(first) \(sign.sql) \(second)"
    case .isOneOf(let operand, let values):
      guard 1...ConditionSQL.mostBindings ~= values.count, let text = scalar(operand) else { return nil }
      var places: [String] = []
      for value in values {
        guard let place = bind(value) else { return nil }
        places.append(place)
      }
      return "\(text) in (\(places.joined(separator: ", ")))"
    case .isItem(.constant(.text(let item), _), of: .column(let index, .list)):
      // A quoted text stands in a list as something else than an item only where it is the comma between two.
      guard item.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
      bindings.append(.text(storedListItem(item)))
      return "instr(\(names[index]), ?\(bindings.count)) > 0"
    default: return nil
    }
  }

  private mutating func joined(
    _ word: String, _ left: Expression, _ right: Expression, _ levels: Int
  ) -> String? {
    guard let first = condition(left, levels: levels - 1), let second = condition(right, levels: levels - 1)
    else { return nil }
    return "(\(first) \(word) \(second))"
  }

  /// A value that is compared: a column, a constant, the parts of a date.
  private mutating func scalar(_ expression: Expression) -> String? {
    switch expression {
    case .column(let index, let type): return type == .list ? nil : names[index]
    case .constant(let value, _): return bind(value)
    case .cast(.column(let index, .int), to: .double): return "cast(\(names[index]) as real)"
    case .function(let name, let arguments, .int):
      guard arguments.count == 1, case .column(let index, .date) = arguments[0],
        let part = ConditionSQL.dateParts[name]
      else { return nil }
      return "cast(substr(\(names[index]), \(part)) as integer)"
    default: return nil
    }
  }

  /// Where the parts of a date stand in `2026-10-31`.
  private static let dateParts = ["year": "1, 4", "month": "6, 2", "day": "9, 2"]

  /// The place of a constant among the parameters; nil for one that SQLite would compare otherwise.
  private mutating func bind(_ value: Value) -> String? {
    switch value {
    case .null, .bool, .list: return nil
    // Texts of instants compare as the instants do while all are of whole seconds.
    case .timestamp(let instant) where instant.microseconds % Timestamp.second != 0: return nil
    // A zero byte ends a text for some of SQLite's functions.
    case .text(let text) where text.utf8.contains(0): return nil
    case .int, .double, .text, .date, .timestamp: break
    }
    bindings.append(value)
    return "?\(bindings.count)"
  }
}

/// A name as an item of a list in the store: a quote in it is written by its number, so that every quote that
/// stands in a list begins an item or ends one.
func storedListItem(_ name: String) -> String {
  let quote = UInt8(ascii: "\"")
  guard name.utf8.contains(quote) else { return JSONText.quote(name) }
  let parts = name.utf8.split(separator: quote, omittingEmptySubsequences: false)
  let quoted = parts.map { JSONText.quote(String(Substring($0))).utf8.dropFirst().dropLast() }
  return String(decoding: [quote] + quoted.joined(separator: "\\u0022".utf8) + [quote], as: UTF8.self)
}

extension ComparisonOperator {
  fileprivate var sql: String { self == .equal ? "=" : self == .notEqual ? "<>" : rawValue }
}
