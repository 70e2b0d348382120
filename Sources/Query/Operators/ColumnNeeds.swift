import Language
import Tables

/// Which columns of a table are needed, by their places.
struct ColumnNeeds: Sendable {
  private(set) var isNeeded: [Bool]

  init(count: Int, all: Bool = false) { isNeeded = Array(repeating: all, count: count) }

  subscript(column: Int) -> Bool { isNeeded[column] }

  mutating func insert(_ column: Int) { isNeeded[column] = true }

  mutating func insert(_ expression: Expression) {
    if case .column(let index, _) = expression { insert(index) }
    for operand in expression.operands { insert(operand) }
  }
}

/// Which columns of a table are looked at by steps over it, when all that comes out of them is wanted, or some.
package func neededColumns(
  of operators: [Operator], over schema: Schema, for output: [Bool]? = nil
) -> [Bool] {
  var schemas = [schema]
  for step in operators { schemas.append(step.outputSchema(of: schemas[schemas.count - 1])) }
  let last = schemas[operators.count]
  var needs = ColumnNeeds(count: last.count, all: output == nil)
  for (index, isNeeded) in (output ?? []).enumerated() where isNeeded { needs.insert(index) }
  for index in operators.indices.reversed() { needs = operators[index].needs(of: schemas[index], for: needs) }
  return needs.isNeeded
}

extension Operator {
  /// The columns of `input` without which the needed columns of the output cannot be computed.
  func needs(of input: Schema, for output: ColumnNeeds) -> ColumnNeeds {
    var needs = ColumnNeeds(count: input.count)
    switch self {
    case .filter(let condition):
      needs = output
      needs.insert(condition)
    case .sort(let keys):
      needs = output
      for key in keys { needs.insert(key.expression) }
    case .take(_, let groups), .distinct(let groups):
      needs = output
      for group in groups { needs.insert(group) }
    case .derive(let derived):
      let result = outputSchema(of: input)
      for index in input.fields.indices where output[index] { needs.insert(index) }
      for column in derived {
        guard let index = result.index(of: column.name) else { continue }
        if output[index] { needs.insert(column.expression) }
      }
    case .project(let columns):
      for (index, column) in columns.enumerated() where output[index] { needs.insert(column.expression) }
    case .aggregate(let aggregation):
      for key in aggregation.keys { needs.insert(key.expression) }
      for call in aggregation.calls { if let argument = call.argument { needs.insert(argument) } }
    case .join(let join):
      for key in join.keys { needs.insert(key.left) }
      for (index, column) in join.outputs.enumerated() where output[index] {
        switch column.origin {
        case .left(let left), .key(let left, _): needs.insert(left)
        case .right: break
        }
      }
    }
    return needs
  }
}
