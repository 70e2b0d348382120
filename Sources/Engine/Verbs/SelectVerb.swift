import Language
import Tables

enum SelectVerb: Verb {
  static let signature = VerbSignature(
    "select", .transform, "keeps these columns and no others, in this order",
    details: ["With a minus in front of each, it leaves those columns out instead."],
    arguments: [.init("column", .columns, "a column, or an expression with a name")],
    examples: [
      .init("films | select title, rating", "two columns"),
      .init("films | select -overview, -genres", "all but two"),
      .init("films | select title, score = rating * 10", "one under a new name"),
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    let dropped = call.columns.compactMap { column -> NameSyntax? in
      if case .negate(let operand) = column.syntax.kind, column.name == nil { operand.name } else { nil }
    }
    if dropped.count == call.columns.count { return planDropping(dropped, call, &planning) }
    if let name = dropped.first {
      return planning.fail(
        .unexpectedArgument, "`-\(name.text)` leaves a column out, and the others are to be kept",
        at: name.span,
        hints: [
          "a minus in front of each leaves them all out",
          "`negative = -\(quotedName(name.text))` computes a column instead",
        ])
    }
    var columns: [NamedExpression] = []
    for column in call.columns {
      guard let expression = planning.resolving(over: call.input, { $0.resolve(column.syntax) }) else {
        continue
      }
      let name = column.name?.text ?? column.syntax.columnName
      if columns.contains(where: { $0.name == name }) {
        planning.report(
          .duplicateName, "two columns are named `\(name)`", at: column.syntax.span,
          hints: ["`other = \(brief(column.syntax.span))` gives it another name"])
      }
      columns.append(NamedExpression(name, expression))
    }
    return columns.count == call.columns.count ? call.step(.project(columns)) : nil
  }

  private static func planDropping(_ dropped: [NameSyntax], _ call: Call, _ planning: inout Planning) -> Step?
  {
    for name in dropped where call.input.index(of: name.text) == nil {
      let near = Suggestion.nearest(to: name.text, among: call.input.names)
      planning.report(
        .unknownName, "unknown column `\(name.text)`", at: name.span, label: Suggestion.question(near))
    }
    let kept = call.input.fields.enumerated().filter { field in
      !dropped.contains { $0.text == field.element.name }
    }
    return call.step(
      .project(kept.map { NamedExpression($0.element.name, .column($0.offset, $0.element.type)) }))
  }
}
