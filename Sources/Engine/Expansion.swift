import Language

extension StatementSyntax {
  /// The statement with everything spelled out that it took from its surroundings: `it` and the parameters.
  package func expanded(with parameters: [String: Literal], in environment: Environment) -> String {
    guard case .pipeline(let pipeline) = content else { return span.text }
    var edits: [(span: Span, text: String)] = []
    if let stage = pipeline.stages.first, let verb = environment.verbs[stage.verb.text],
      ![.source, .session].contains(verb.signature.kind), verb.readsInput(stage)
    {
      edits.append((Span(span.source, stage.span.start, stage.span.start), "it | "))
    }
    for stage in pipeline.stages {
      for expression in stage.expressions {
        expression.visit { part in
          if case .parameter(let name) = part.kind, let value = parameters[name] {
            edits.append((part.span, value.text))
          }
        }
      }
    }
    var text = ""
    var offset = span.start
    for edit in edits.sorted(by: { $0.span.start < $1.span.start }) {
      text += Span(span.source, offset, edit.span.start).text + edit.text
      offset = edit.span.end
    }
    return text + Span(span.source, offset, span.end).text
  }
}

extension StageSyntax {
  fileprivate var expressions: [ExpressionSyntax] {
    let arguments = arguments.compactMap {
      if case .expression(_, let expression) = $0 { expression } else { nil }
    }
    return arguments + clauses.flatMap(\.expressions) + options.map(\.value)
  }
}
