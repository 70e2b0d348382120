import Language
import Tables

/// The tree of a script as a text without spans: two scripts that mean the same have the same.
func treeText(_ script: ScriptSyntax) -> String {
  script.statements.map(treeText).joined(separator: "\n")
}

func treeText(_ statement: StatementSyntax) -> String {
  switch statement.content {
  case .edition(let number): "(hq \(number))"
  case .pipeline(let pipeline): treeText(pipeline)
  case .every(let interval, let body):
    "(every \(interval.literalText) \(body.map(treeText).joined(separator: " ")))"
  case .damaged(let name): "(damaged \(name?.text ?? ""))"
  }
}

func treeText(_ pipeline: PipelineSyntax) -> String {
  "(pipeline " + pipeline.stages.map(treeText).joined(separator: " ")
    + (pipeline.name.map { " as \($0.text)" } ?? "") + ")"
}

private func treeText(_ stage: StageSyntax) -> String {
  var parts = [stage.verb.text]
  parts += stage.arguments.map { argument in
    switch argument {
    case .word(let word): word.text
    case .expression(let name, let expression): (name.map { $0.text + "=" } ?? "") + treeText(expression)
    case .pipeline(let pipeline): treeText(pipeline)
    case .formula(let formula):
      "(~ \(formula.target?.text ?? "") "
        + formula.terms.map { ($0.isLeftOut ? "-" : "+") + ($0.name?.text ?? ".") }.joined(separator: " ")
        + ")"
    }
  }
  parts += stage.clauses.map {
    "<\($0.keyword.text): \($0.expressions.map(treeText).joined(separator: " "))>"
  }
  parts += stage.options.map { "{\($0.name.text)=\(treeText($0.value))}" }
  return "[" + parts.joined(separator: " ") + "]"
}

func treeText(_ expression: ExpressionSyntax) -> String {
  let inner = expression.parts.map(treeText).joined(separator: " ")
  switch expression.kind {
  case .name(let name): return name
  case .literal(let literal): return literal.text
  case .parameter(let name): return "$" + name
  case .list: return "(list\(inner.isEmpty ? "" : " ")\(inner))"
  case .range: return "(.. \(inner))"
  case .negate: return "(- \(inner))"
  case .not: return "(not \(inner))"
  case .binary(let sign, _, _): return "(\(sign.text) \(inner))"
  case .between: return "(between \(inner))"
  case .isNull: return "(null? \(inner))"
  case .call(let name, _): return "(call \(name.text)\(inner.isEmpty ? "" : " ")\(inner))"
  case .damaged: return "(damaged)"
  }
}

/// The tree of an expression as a text, or the messages of its problems.
func expressionText(_ text: String) -> String {
  let (expression, diagnostics) = Parser.parseExpression(SourceText(name: "test", text: text))
  return expression.map(treeText) ?? diagnostics.map(\.message).joined(separator: "; ")
}

/// The tree of a script as a text, or the problems in their short form.
func scriptText(_ text: String) -> String {
  let (script, diagnostics) = Parser.parse(SourceText(name: "test", text: text), vocabulary: testVocabulary)
  return diagnostics.isEmpty ? treeText(script) : diagnostics.map { $0.short() }.joined(separator: "\n")
}
