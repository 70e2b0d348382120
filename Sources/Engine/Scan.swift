import Language
import Query
import Tables

/// A source of rows that can be asked for less than all it has.
protocol Scan: Sendable {
  /// The columns that flow out, the rest of its work done.
  var schema: Schema { get }

  /// What `explain` says of it.
  var explanation: [String] { get }

  /// Says which columns are looked at; the others may come out empty.
  mutating func need(_ isNeeded: [Bool])

  /// Takes a condition on, if the source itself can leave out the rows for which it does not hold.
  mutating func accept(_ condition: Expression) -> Bool

  /// Reads, and says what the executor has still to do so that the columns of `schema` come out.
  func read(_ running: Running) throws -> (table: Table, operators: [Operator])
}

extension [Step] {
  /// The same steps, with as much as possible of what stands right behind a scan done by the scan itself.
  func narrowingScans() -> [Step] {
    var steps = self
    for index in indices {
      guard case .scan(var scan) = steps[index].work else { continue }
      let end = steps[(index + 1)...].firstIndex { !$0.isRelational } ?? steps.count
      func need() {
        scan.need(neededColumns(of: steps[(index + 1)..<end].flatMap(\.operators), over: scan.schema))
      }
      need()
      for place in (index + 1)..<Swift.max(end, index + 1) {
        guard case .filter(let condition)? = steps[place].operators.first, steps[place].operators.count == 1
        else {
          break
        }
        let rest = condition.conjuncts.filter { !scan.accept($0) }
        steps[place] = steps[place].filtering(by: rest)
      }
      need()
      steps[index] = steps[index].with(scan)
    }
    return steps
  }
}

extension Step {
  fileprivate func with(_ scan: any Scan) -> Step {
    Step(span, output: output, .scan(scan), explanation: scan.explanation, isShown: isShown)
  }

  /// A filter of which only these conditions are left.
  fileprivate func filtering(by conditions: [Expression]) -> Step {
    guard case .table(let schema) = output, let first = conditions.first else {
      return Step(span, output: output, .relational([]), explanation: [], isShown: isShown)
    }
    let filter = Operator.filter(conditions.dropFirst().reduce(first) { .and($0, $1) })
    return Step(
      span, output: output, .relational([filter]), explanation: [filter.explanation(over: schema)],
      isShown: isShown)
  }
}
