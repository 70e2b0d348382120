import Tables

extension Expression {
  /// The parts of a chain of `and`, in the order of writing.
  package var conjuncts: [Expression] {
    guard case .and(let left, let right) = self else { return [self] }
    return left.conjuncts + right.conjuncts
  }

  /// The same with another expression in the place of each column.
  package func replacingColumns(_ replacement: (Int, DataType) -> Expression) -> Expression {
    func replaced(_ part: Expression) -> Expression { part.replacingColumns(replacement) }
    return switch self {
    case .column(let index, let type): replacement(index, type)
    case .constant: self
    case .arithmetic(let sign, let left, let right): .arithmetic(sign, replaced(left), replaced(right))
    case .negate(let operand): .negate(replaced(operand))
    case .compare(let sign, let left, let right): .compare(sign, replaced(left), replaced(right))
    case .and(let left, let right): .and(replaced(left), replaced(right))
    case .or(let left, let right): .or(replaced(left), replaced(right))
    case .not(let operand): .not(replaced(operand))
    case .isNull(let operand): .isNull(replaced(operand))
    case .match(let match, let left, let right): .match(match, replaced(left), replaced(right))
    case .isOneOf(let operand, let values): .isOneOf(replaced(operand), values)
    case .isItem(let item, let list): .isItem(replaced(item), of: replaced(list))
    case .coalesce(let operands): .coalesce(operands.map(replaced))
    case .conditional(let test, let then, let otherwise):
      .conditional(replaced(test), then: replaced(then), otherwise: replaced(otherwise))
    case .cast(let operand, let type): .cast(replaced(operand), to: type)
    case .shift(let operand, let span): .shift(replaced(operand), by: span)
    case .function(let name, let arguments, let type): .function(name, arguments.map(replaced), type)
    }
  }
}
