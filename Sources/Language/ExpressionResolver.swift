import Tables

/// Settles the names and types of expressions over the columns of one table.
///
/// It reports every problem that it finds and gives nil where there was one, so that a caller may go on with
/// the other expressions of the stage.
package struct ExpressionResolver {
  package let schema: Schema
  let library: FunctionCatalogue
  let parameters: [String: Literal]
  let clock: Timestamp
  package private(set) var diagnostics: [Diagnostic] = []

  /// When set, names are keys of groups, and what looks at many rows is gathered here.
  var grouping: Grouping?
  /// The aggregate whose argument is being resolved.
  var enclosingAggregate: String?

  struct Grouping {
    let keys: [NamedExpression]
    var calls: [AggregateCall] = []
  }

  package init(schema: Schema, library: FunctionCatalogue, parameters: [String: Literal], clock: Timestamp) {
    self.schema = schema
    self.library = library
    self.parameters = parameters
    self.clock = clock
  }

  // MARK: What callers ask for

  package mutating func resolve(_ syntax: ExpressionSyntax) -> Expression? {
    switch syntax.kind {
    case .damaged: nil
    case .name(let name): resolveName(name, syntax.span)
    case .literal(let literal): resolveLiteral(literal, syntax.span)
    case .parameter(let name): parameter(name, syntax.span).flatMap { resolveLiteral($0, syntax.span) }
    case .list(let items): resolveList(items, syntax.span)
    case .range:
      fail(
        .wrongType, "a range is no value", syntax.span,
        hints: ["`x in 2..12` tests it, `take 11..20` takes rows"])
    case .negate(let operand): resolveNegation(operand)
    case .not(let operand): condition(operand).map { .not($0) }
    case .binary(let sign, let left, let right): resolveBinary(sign, left, right, syntax.span)
    case .between(let value, let low, let high): resolveBetween(value, low, high)
    case .isNull(let operand): resolve(operand).map { .isNull($0) }
    case .call(let name, let arguments): resolveCall(name, arguments, syntax.span)
    }
  }

  /// An expression that is true or false.
  package mutating func condition(_ syntax: ExpressionSyntax) -> Expression? {
    guard let expression = resolve(syntax) else { return nil }
    if expression.type == .bool { return expression }
    if isNull(expression) { return .constant(.null, .bool) }
    var hints: [String] = []
    if expression.type.isNumeric { hints = ["`\(syntax.span.text) != 0` tests a number"] }
    if expression.type == .text || expression.type == .list {
      hints = ["`\(syntax.span.text) is not null` tests that it is there"]
    }
    return fail(
      .wrongType, "a condition must be true or false, `\(brief(syntax.span))` is \(expression.type.noun)",
      syntax.span,
      hints: hints)
  }

  /// What stands behind `by`, and the columns of `aggregate`, as one aggregation.
  package mutating func aggregation(
    keys: [(name: NameSyntax?, syntax: ExpressionSyntax)],
    columns: [(name: NameSyntax?, syntax: ExpressionSyntax)]
  ) -> Aggregation? {
    let resolvedKeys = keys.compactMap { key in
      resolve(key.syntax).map { NamedExpression(key.name?.text ?? key.syntax.columnName, $0) }
    }
    grouping = Grouping(keys: resolvedKeys)
    defer { grouping = nil }
    let results = columns.compactMap { column in
      resolve(column.syntax).map { NamedExpression(column.name?.text ?? column.syntax.columnName, $0) }
    }
    guard resolvedKeys.count == keys.count, results.count == columns.count, let calls = grouping?.calls else {
      return nil
    }
    return Aggregation(keys: resolvedKeys, calls: calls, results: results)
  }

  /// A constant of a script: a literal, a parameter, a list of them.
  package mutating func constant(_ syntax: ExpressionSyntax) -> Literal? {
    switch syntax.kind {
    case .literal(let literal): return literal
    case .parameter(let name): return parameter(name, syntax.span)
    case .list(let items):
      guard let list = resolveList(items, syntax.span), case .constant(let value, _) = list else {
        return nil
      }
      return .value(value)
    case .name(let name):
      return fail(
        .wrongType, "`\(name)` is no constant", syntax.span, label: "a literal or a parameter",
        hints: parameters[name] == nil ? [] : ["the parameter is `$\(name)`"])
    default:
      guard let expression = resolve(syntax) else { return nil }
      if case .constant(let value, _) = expression { return .value(value) }
      return fail(
        .wrongType, "`\(brief(syntax.span))` is no constant", syntax.span, label: "a literal or a parameter")
    }
  }

  package mutating func parameter(_ name: String, _ span: Span) -> Literal? {
    if let literal = parameters[name] { return literal }
    let near = Suggestion.nearest(to: name, among: Array(parameters.keys))
    return fail(
      .unknownParameter, "unknown parameter `$\(name)`", span,
      label: Suggestion.question(near.map { "$" + $0 }),
      hints: near.isEmpty ? ["`param \(name) = …` above declares it"] : [], topic: "param")
  }

  // MARK: Names and literals

  private mutating func resolveName(_ name: String, _ span: Span) -> Expression? {
    if let keys = grouping?.keys {
      if let index = keys.firstIndex(where: { $0.name == name }) {
        return .column(index, keys[index].expression.type)
      }
      if schema.index(of: name) != nil {
        return fail(
          .misplacedAggregate, "`\(name)` has many values in a group", span,
          label: "neither a key nor inside an aggregate",
          hints: ["`first(\(name))` takes one of them, `by \(name)` makes it a key"])
      }
    } else if let index = schema.index(of: name) {
      return .column(index, schema.fields[index].type)
    }
    return reportUnknownColumn(name, span)
  }

  private mutating func reportUnknownColumn(_ name: String, _ span: Span) -> Expression? {
    if library[name] != nil {
      return fail(.unknownName, "unknown column `\(name)`", span, label: "the function is `\(name)(…)`")
    }
    if parameters[name] != nil {
      return fail(
        .unknownName, "unknown column `\(name)`", span, label: "the parameter is `$\(name)`", fix: "$" + name)
    }
    let near = Suggestion.nearest(to: name, among: schema.names)
    return fail(
      .unknownName, "unknown column `\(name)`", span, label: Suggestion.question(near),
      hints: near.isEmpty ? [listed(schema.names)] : [], fix: near.count == 1 ? quotedName(near[0]) : nil)
  }

  private func listed(_ names: [String]) -> String {
    if names.isEmpty { return "the table has no columns" }
    let shown = names.prefix(12).joined(separator: ", ")
    return "the columns are \(shown)" + (names.count > 12 ? " and \(names.count - 12) more" : "")
  }

  private mutating func resolveLiteral(_ literal: Literal, _ span: Span) -> Expression? {
    switch literal {
    case .value(let value):
      return .constant(value, value.type ?? .text)
    case .span:
      return fail(
        .wrongType, "a duration is no value of its own", span,
        hints: [
          "it is added to a date: `release_date + 90d`",
          "two dates differ in whole days: `today() - release_date > 90`",
        ])
    }
  }

  /// A list of constants of texts; lists of other types stand only behind `in`.
  private mutating func resolveList(_ items: [ExpressionSyntax], _ span: Span) -> Expression? {
    var texts: [String] = []
    for item in items {
      guard let expression = resolve(item) else { return nil }
      guard case .constant(.text(let text), _) = expression else {
        return fail(.wrongType, "a list holds texts here", item.span, label: "a text between double quotes")
      }
      texts.append(text)
    }
    return .constant(.list(texts), .list)
  }

  // MARK: Problems

  /// Adds a hint to the problem that was reported last.
  package mutating func note(_ hint: String) {
    guard !diagnostics.isEmpty else { return }
    diagnostics[diagnostics.count - 1].hints.append(hint)
  }

  package mutating func report(
    _ code: Diagnostic.Code, _ message: String, _ span: Span, label: String? = nil, hints: [String] = [],
    fix: String? = nil, topic: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        code, message, at: span, label: label, hints: hints, fix: fix.map { Diagnostic.Fix(span, $0) },
        topic: topic))
  }

  /// Reports a problem, and gives the nil that tells of it.
  package mutating func fail<Result>(
    _ code: Diagnostic.Code, _ message: String, _ span: Span, label: String? = nil, hints: [String] = [],
    fix: String? = nil, topic: String? = nil
  ) -> Result? {
    report(code, message, span, label: label, hints: hints, fix: fix, topic: topic)
    return nil
  }
}
