import Language
import Query
import Tables

/// A command and a stage of a pipeline. One file in `Verbs` states all there is to one: its signature, how a
/// stage of it is checked, and what it does.
package protocol Verb: Sendable {
  static var signature: VerbSignature { get }

  /// Checks a stage against what flows in, and says what it will do. Gives nil when it reported a problem.
  static func plan(_ call: Call, _ planning: inout Planning) -> Step?

  /// What is known of a stage whose input is not known yet.
  static func foresee(_ call: Call, _ planning: inout Planning)

  /// Whether what comes out has the columns of what goes in: then the check goes on behind a stage that failed.
  static var keepsColumns: Bool { get }

  /// Whether a stage of a verb that looks at tables must have one in front, or at least `it`.
  static func needsTable(_ stage: StageSyntax) -> Bool
}

extension Verb {
  package static func needsTable(_ stage: StageSyntax) -> Bool { true }

  package static var keepsColumns: Bool { signature.kind == .tap }

  package static func foresee(_ call: Call, _ planning: inout Planning) {}
}

/// A stage as its verb sees it: the words sorted by the signature, the options as values, the table in front.
package struct Call {
  package let syntax: StageSyntax
  package let options: BoundOptions
  /// The columns that flow in; empty for sources and session verbs.
  package let input: Schema

  package var span: Span { syntax.span }

  package var expressions: [ExpressionSyntax] {
    syntax.arguments.compactMap { if case .expression(_, let expression) = $0 { expression } else { nil } }
  }

  /// The expressions with the names given to them.
  package var columns: [(name: NameSyntax?, syntax: ExpressionSyntax)] {
    syntax.arguments.compactMap {
      if case .expression(let name, let expression) = $0 { (name, expression) } else { nil }
    }
  }

  package var words: [NameSyntax] {
    syntax.arguments.compactMap { if case .word(let word) = $0 { word } else { nil } }
  }

  package var pipeline: PipelineSyntax? {
    for case .pipeline(let pipeline) in syntax.arguments { return pipeline }
    return nil
  }

  /// The expressions behind a keyword; empty when the clause is not there.
  package func clause(_ keyword: String) -> [ExpressionSyntax] {
    syntax.clauses.filter { $0.keyword.text == keyword }.flatMap(\.expressions)
  }
}

/// What one stage does when its turn comes.
package struct Step {
  package enum Work {
    /// Columns to columns: left to the executor, together with its neighbours.
    case relational([Operator])
    case source((Running) throws -> Table)
    case tap((Table, Running) throws -> Void)
    case session((Running) throws -> Void)
  }

  package let span: Span
  package let output: Flow
  package let work: Work
  /// What `explain` says of it.
  package let explanation: [String]
  /// Whether its table is shown when the pipeline ends here without a name.
  package let isShown: Bool

  package init(_ span: Span, output: Flow, _ work: Work, explanation: [String], isShown: Bool = true) {
    self.span = span
    self.output = output
    self.work = work
    self.explanation = explanation
    self.isShown = isShown
  }
}

extension Call {
  /// The step of a relational verb.
  func step(_ operators: Operator...) -> Step { step(operators) }

  func step(_ operators: [Operator]) -> Step {
    var schema = input
    var explanation: [String] = []
    for step in operators {
      explanation.append(step.explanation(over: schema))
      schema = step.outputSchema(of: schema)
    }
    return Step(span, output: .table(schema), .relational(operators), explanation: explanation)
  }

  /// The step of a verb that looks at the table and passes it on.
  func tap(_ explanation: String, _ look: @escaping (Table, Running) throws -> Void) -> Step {
    Step(span, output: .table(input), .tap(look), explanation: [explanation], isShown: false)
  }

  func session(_ explanation: String, _ act: @escaping (Running) throws -> Void) -> Step {
    Step(span, output: .nothing, .session(act), explanation: [explanation], isShown: false)
  }
}
