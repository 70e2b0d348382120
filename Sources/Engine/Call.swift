import Language
import Tables

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
