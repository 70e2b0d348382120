import Language
import Tables

/// What one stage does when its turn comes.
package struct Step {
  enum Work {
    /// Columns to columns: left to the executor, together with its neighbours.
    case relational([Operator])
    case source((Running) throws -> Table)
    /// A source that does some of the work of what stands behind it.
    case scan(any Scan)
    case tap((Table, Running) throws -> Void)
    /// Table to table, by other means than the executor's.
    case transform((Table, Running) throws -> Table)
    case session((Running) throws -> Void)
  }

  package let span: Span
  package let output: Flow
  let work: Work
  private let explain: () -> [String]
  /// Whether its table is shown when the pipeline ends here without a name.
  package let isShown: Bool

  /// - Parameter explanation: put into words only when someone asks.
  init(
    _ span: Span, output: Flow, _ work: Work, explanation: @autoclosure @escaping () -> [String],
    isShown: Bool = true
  ) {
    self.span = span
    self.output = output
    self.work = work
    explain = explanation
    self.isShown = isShown
  }

  /// What `explain` says of it.
  package var explanation: [String] { explain() }

  var isRelational: Bool { if case .relational = work { true } else { false } }

  var isSource: Bool {
    switch work {
    case .source, .scan: true
    case .relational, .tap, .transform, .session: false
    }
  }

  /// What it leaves to the executor.
  var operators: [Operator] { if case .relational(let operators) = work { operators } else { [] } }
}

extension Call {
  /// The step of a relational verb.
  func step(_ operators: Operator...) -> Step { step(operators) }

  func step(_ operators: [Operator]) -> Step {
    let (input, output) = (input, operators.reduce(input) { $1.outputSchema(of: $0) })
    return Step(
      span, output: .table(output), .relational(operators),
      explanation: explanation(of: operators, over: input))
  }

  /// The step of a verb that looks at the table and passes it on.
  func tap(_ explanation: String, _ look: @escaping (Table, Running) throws -> Void) -> Step {
    Step(span, output: .table(input), .tap(look), explanation: [explanation], isShown: false)
  }

  /// The step of a verb that touches no table.
  func session(_ explanation: String, _ act: @escaping (Running) throws -> Void) -> Step {
    Step(span, output: .nothing, .session(act), explanation: [explanation], isShown: false)
  }
}

/// What each operator does, over the columns that those before it leave.
private func explanation(of operators: [Operator], over schema: Schema) -> [String] {
  var schema = schema
  return operators.map { next in
    defer { schema = next.outputSchema(of: schema) }
    return next.explanation(over: schema)
  }
}
