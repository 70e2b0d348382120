import Tables

/// Whether it is the constant null, which takes the type of its surroundings.
func isNull(_ expression: Expression) -> Bool {
  if case .constant(.null, _) = expression { true } else { false }
}

/// The expression as another type, where that loses nothing.
package func converted(_ expression: Expression, to type: DataType) -> Expression? {
  if expression.type == type { return expression }
  switch (expression, expression.type, type) {
  case (.constant(.null, _), _, _): return .constant(.null, type)
  case (.constant(.int(let number), _), _, .double): return .constant(.double(Double(number)), .double)
  case (.constant(.date(let date), _), _, .timestamp):
    return .constant(.timestamp(Timestamp(date)), .timestamp)
  case (_, .int, .double), (_, .date, .timestamp): return .cast(expression, to: type)
  default: return nil
  }
}

/// Both as one type.
package func unified(_ left: Expression, _ right: Expression) -> (Expression, Expression)? {
  if let right = converted(right, to: left.type) { return (left, right) }
  if let left = converted(left, to: right.type) { return (left, right) }
  return nil
}

/// Both, when neither is nil.
func both<First, Second>(_ first: First?, _ second: Second?) -> (First, Second)? {
  guard let first, let second else { return nil }
  return (first, second)
}

extension DataType {
  /// With its article, as messages say it.
  package var noun: String {
    switch self {
    case .bool: "true or false"
    case .int: "a whole number"
    case .double: "a number"
    case .text: "a text"
    case .date: "a date"
    case .timestamp: "an instant"
    case .list: "a list of texts"
    }
  }
}
