import Tables

/// An expression whose names and types are settled: what the executor computes, column by column.
///
/// The resolver inserts every conversion as a `cast`, so that both sides of an operator have one type here.
/// Null in gives null out, but for `and`, `or`, `isNull`, `coalesce` and `conditional`.
package indirect enum Expression: Sendable, Hashable {
  /// A column of the table that flows in, by its place.
  case column(Int, DataType)
  /// A constant. A null has a type too, that of its surroundings.
  case constant(Value, DataType)
  /// int and int to int, double and double to double; `divide` is always double and double to double.
  case arithmetic(ArithmeticOperator, Expression, Expression)
  case negate(Expression)
  /// Two of one type to bool. Texts compare by their bytes.
  case compare(ComparisonOperator, Expression, Expression)
  /// Three-valued: false and null is false.
  case and(Expression, Expression)
  /// Three-valued: true or null is true.
  case or(Expression, Expression)
  case not(Expression)
  case isNull(Expression)
  /// Two texts to bool.
  case match(TextMatch, Expression, Expression)
  /// Whether the value is one of some constants of its type. Nulls among them are left out by the resolver.
  case isOneOf(Expression, [Value])
  /// Whether a text is an item of a list.
  case isItem(Expression, of: Expression)
  /// The first of several of one type that is not null.
  case coalesce([Expression])
  /// A null condition chooses `otherwise`.
  case conditional(Expression, then: Expression, otherwise: Expression)
  /// A text that cannot be read as the type gives null, as does a number that does not fit.
  case cast(Expression, to: DataType)
  /// A date or a timestamp moved by a constant span. A date moved by part of a day was cast before.
  case shift(Expression, by: TimeSpan)
  /// A function of the library by its name; the argument types are those of one of its overloads.
  case function(String, [Expression], DataType)

  package var type: DataType {
    switch self {
    case .column(_, let type), .constant(_, let type), .cast(_, let type), .function(_, _, let type): type
    case .arithmetic(.divide, _, _): .double
    case .arithmetic(_, let left, _): left.type
    case .negate(let operand), .shift(let operand, _): operand.type
    case .conditional(_, let then, _): then.type
    case .coalesce(let operands): operands.first?.type ?? .text
    case .compare, .and, .or, .not, .isNull, .match, .isOneOf, .isItem: .bool
    }
  }
}

package enum ArithmeticOperator: String, Sendable, Hashable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  /// Real division. By zero it gives null, as do the next two.
  case divide = "/"
  /// Whole division, rounded down.
  case wholeDivide = "//"
  /// The rest of `wholeDivide`: it has the sign of the divisor.
  case remainder = "%"
}

package enum ComparisonOperator: String, Sendable, Hashable, CaseIterable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

package enum TextMatch: String, Sendable, Hashable, CaseIterable {
  /// All but `like` compare bytes.
  case contains, starts, ends
  /// `%` stands for any text and `_` for one character; ASCII letters match in either case, as in SQLite.
  case like
}
