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

  /// Calls `body` with every constant text, and every item of a constant list, in the order of writing.
  func forEachConstantText(_ body: (String) -> Void) {
    switch self {
    case .constant(.text(let text), _): body(text)
    case .constant(.list(let items), _): items.forEach(body)
    default: for operand in operands { operand.forEachConstantText(body) }
    }
  }
}
