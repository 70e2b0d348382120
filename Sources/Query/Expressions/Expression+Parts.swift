import Language
import Tables

extension Expression {
  /// The expressions directly below this one.
  package var operands: [Expression] {
    switch self {
    case .column, .constant: []
    case .negate(let operand), .not(let operand), .isNull(let operand), .isOneOf(let operand, _),
      .cast(let operand, _), .shift(let operand, _):
      [operand]
    case .arithmetic(_, let left, let right), .compare(_, let left, let right), .and(let left, let right),
      .or(let left, let right), .match(_, let left, let right), .isItem(let left, let right):
      [left, right]
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    case .coalesce(let operands), .function(_, let operands, _): operands
    }
  }
}
