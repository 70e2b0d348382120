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

  // MARK: Operators

  private mutating func resolveNegation(_ operand: ExpressionSyntax) -> Expression? {
    guard let expression = resolve(operand) else { return nil }
    guard expression.type.isNumeric || isNull(expression) else {
      return fail(
        .wrongType, "`-` needs a number, `\(brief(operand.span))` is \(expression.type.noun)", operand.span)
    }
    return .negate(expression)
  }

  private mutating func resolveBinary(
    _ sign: BinarySyntax, _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ span: Span
  ) -> Expression? {
    switch sign {
    case .and: both(condition(left), condition(right)).map { .and($0, $1) }
    case .or: both(condition(left), condition(right)).map { .or($0, $1) }
    case .coalesce: resolveCoalesce(left, right, span)
    case .isIn: resolveMembership(left, right)
    case .comparison(let comparison): resolveComparison(comparison, left, right, span)
    case .match(let match): resolveMatch(match, left, right)
    case .arithmetic(let arithmetic): resolveArithmetic(arithmetic, left, right, span)
    }
  }

  private mutating func resolveCoalesce(_ left: ExpressionSyntax, _ right: ExpressionSyntax, _ span: Span)
    -> Expression?
  {
    guard let (first, second) = both(resolve(left), resolve(right)) else { return nil }
    guard let (first, second) = unified(first, second) else {
      return reportMismatch("??", first, second, left, right, span)
    }
    if case .coalesce(let more) = second { return .coalesce([first] + more) }
    return .coalesce([first, second])
  }

  private mutating func resolveComparison(
    _ comparison: ComparisonOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ span: Span
  ) -> Expression? {
    guard let (first, second) = both(resolve(left), resolve(right)) else { return nil }
    if isNull(first) || isNull(second) {
      let operand = isNull(first) ? right : left
      let test = "\(operand.span.text) \(comparison == .notEqual ? "is not null" : "is null")"
      return fail(
        .wrongType, "a comparison with null is never true", span, label: "write `\(brief(test))`", fix: test)
    }
    guard let (one, other) = unified(first, second) else {
      return reportMismatch(comparison.rawValue, first, second, left, right, span)
    }
    if one.type == .list, comparison != .equal, comparison != .notEqual {
      return fail(
        .wrongType, "lists have no order", span,
        hints: ["`length(x)` counts the items, `\"Thriller\" in x` finds one"])
    }
    return .compare(comparison, one, other)
  }

  private mutating func resolveBetween(
    _ value: ExpressionSyntax, _ low: ExpressionSyntax, _ high: ExpressionSyntax
  ) -> Expression? {
    let span = value.span.joined(with: high.span)
    return both(
      resolveComparison(.greaterOrEqual, value, low, span), resolveComparison(.lessOrEqual, value, high, span)
    ).map { .and($0, $1) }
  }

  private mutating func resolveMatch(_ match: TextMatch, _ left: ExpressionSyntax, _ right: ExpressionSyntax)
    -> Expression?
  {
    guard let (text, pattern) = both(resolve(left), resolve(right)) else { return nil }
    for (expression, syntax) in [(text, left), (pattern, right)] where expression.type != .text {
      let hints =
        expression.type == .list
        ? ["`\(right.span.text) in \(left.span.text)` looks for an item of a list"] : []
      return fail(
        .wrongType, "`\(match.rawValue)` compares texts, `\(brief(syntax.span))` is \(expression.type.noun)",
        syntax.span,
        hints: hints)
    }
    return .match(match, text, pattern)
  }

  private mutating func resolveMembership(_ left: ExpressionSyntax, _ right: ExpressionSyntax) -> Expression?
  {
    switch right.kind {
    case .range(let low, let high):
      return resolveBetween(left, low, high)
    case .list(let items):
      guard let value = resolve(left) else { return nil }
      return oneOf(value, left, items.map { ($0, resolve($0)) })
    default:
      break
    }
    guard let (value, container) = both(resolve(left), resolve(right)) else { return nil }
    if case .constant(.list(let texts), _) = container {
      return oneOf(value, left, texts.map { (right, .constant(.text($0), .text)) })
    }
    guard container.type == .list else {
      var hints = ["`x in [a, b]` tests for some values, `x in 1..5` for a range"]
      if container.type == .text {
        hints =
          ["`\(right.span.text) contains \(left.span.text)` looks inside a text"]
          + ["`\(left.span.text) in split(\(right.span.text), \",\")` cuts it into a list first"]
      }
      return fail(
        .wrongType, "`in` needs a list, `\(brief(right.span))` is \(container.type.noun)", right.span,
        hints: hints)
    }
    guard value.type == .text else {
      return fail(.wrongType, "a list holds texts, `\(brief(left.span))` is \(value.type.noun)", left.span)
    }
    return .isItem(value, of: container)
  }

  private mutating func oneOf(
    _ value: Expression, _ left: ExpressionSyntax,
    _ items: [(syntax: ExpressionSyntax, expression: Expression?)]
  ) -> Expression? {
    var constants: [Value] = []
    var alternatives: [Expression] = []
    // An int among doubles, or a double among ints, is compared as a double.
    let needsDouble = value.type == .int && items.contains { $0.expression?.type == .double }
    let subject = needsDouble ? Expression.cast(value, to: .double) : value
    for item in items {
      guard let expression = item.expression else { return nil }
      guard let converted = converted(expression, to: subject.type) else {
        return reportMismatch("in", value, expression, left, item.syntax, item.syntax.span)
      }
      if case .constant(let constant, _) = converted {
        if !constant.isNull { constants.append(constant) }
      } else {
        alternatives.append(.compare(.equal, subject, converted))
      }
    }
    return alternatives.reduce(.isOneOf(subject, constants)) { .or($0, $1) }
  }

  private mutating func resolveArithmetic(
    _ sign: ArithmeticOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ span: Span
  ) -> Expression? {
    if let length = length(of: right) { return resolveShift(sign, left, length, span) }
    guard let (first, second) = both(resolve(left), resolve(right)) else { return nil }
    if sign == .add, first.type == .text, second.type == .text {
      return .function("concat", [first, second], .text)
    }
    if sign == .subtract, let (first, second) = unified(first, second) {
      if first.type == .date { return .function("days_between", [first, second], .int) }
      if first.type == .timestamp { return .function("days_between", [first, second], .double) }
    }
    guard first.type.isNumeric || isNull(first), second.type.isNumeric || isNull(second),
      let (one, other) = unified(isNull(first) ? .constant(.null, second.type) : first, second)
    else { return reportMismatch(sign.rawValue, first, second, left, right, span) }
    guard sign == .divide else { return .arithmetic(sign, one, other) }
    return both(converted(one, to: .double), converted(other, to: .double)).map {
      .arithmetic(.divide, $0, $1)
    }
  }

  private func length(of syntax: ExpressionSyntax) -> TimeSpan? {
    switch syntax.kind {
    case .literal(.span(let length)): length
    case .parameter(let name): if case .span(let length) = parameters[name] { length } else { nil }
    default: nil
    }
  }

  private mutating func resolveShift(
    _ sign: ArithmeticOperator, _ left: ExpressionSyntax, _ length: TimeSpan, _ span: Span
  ) -> Expression? {
    guard let moment = resolve(left) else { return nil }
    guard sign == .add || sign == .subtract, moment.type == .date || moment.type == .timestamp else {
      return fail(
        .wrongType,
        "a duration is added to a date or taken from it, `\(brief(left.span))` is \(moment.type.noun)", span)
    }
    let start = moment.type == .date && !length.isWholeDays ? Expression.cast(moment, to: .timestamp) : moment
    return .shift(start, by: sign == .add ? length : length.negated)
  }

  // MARK: Problems

  /// Adds a hint to the problem that was reported last.
  package mutating func note(_ hint: String) {
    guard !diagnostics.isEmpty else { return }
    diagnostics[diagnostics.count - 1].hints.append(hint)
  }

  @discardableResult
  package mutating func fail<Result>(
    _ code: Diagnostic.Code, _ message: String, _ span: Span, label: String? = nil, hints: [String] = [],
    fix: String? = nil, topic: String? = nil
  ) -> Result? {
    diagnostics.append(
      Diagnostic(
        code, message, at: span, label: label, hints: hints, fix: fix.map { Diagnostic.Fix(span, $0) },
        topic: topic))
    return nil
  }

  private mutating func reportMismatch(
    _ sign: String, _ first: Expression, _ second: Expression, _ left: ExpressionSyntax,
    _ right: ExpressionSyntax,
    _ span: Span
  ) -> Expression? {
    fail(
      .wrongType, "`\(sign)` does not fit \(first.type.noun) and \(second.type.noun)", span,
      label: "`\(brief(left.span))` is \(first.type.noun), `\(brief(right.span))` is \(second.type.noun)",
      hints: mismatchHints(sign, (first, left), (second, right)),
      fix: nil)
  }

  private func mismatchHints(
    _ sign: String, _ left: (expression: Expression, syntax: ExpressionSyntax),
    _ right: (expression: Expression, syntax: ExpressionSyntax)
  ) -> [String] {
    for (one, other) in [(left, right), (right, left)] {
      let isMoment = one.expression.type == .date || one.expression.type == .timestamp
      if isMoment, case .constant(.text(let text), _) = other.expression {
        return ["a date is written without quotes: `\(text)`"]
      }
      if isMoment, other.expression.type == .int {
        return sign == "+" || sign == "-"
          ? ["days are added as a duration: `\(other.syntax.span.text)d`"]
          : ["`year(\(one.syntax.span.text))` is a number"]
      }
      if case .constant(.text(let text), _) = one.expression, other.expression.type.isNumeric {
        return Double(text) == nil ? [] : ["a number is written without quotes: `\(text)`"]
      }
      if one.expression.type == .text, other.expression.type.isNumeric {
        if case .constant(.text(let text), _) = one.expression, sign != "+", Double(text) != nil {
          return ["a number is written without quotes: `\(text)`"]
        }
        return sign == "+"
          ? ["`concat(\(left.syntax.span.text), \(right.syntax.span.text))` joins them as texts"]
          : ["`cast(\(one.syntax.span.text), double)` reads a number from a text"]
      }
      if one.expression.type == .list, other.expression.type == .text {
        return ["`\(other.syntax.span.text) in \(one.syntax.span.text)` looks for an item of a list"]
      }
    }
    return []
  }
}

// MARK: Types

/// Whether it is the constant null, which takes the type of its surroundings.
func isNull(_ expression: Expression) -> Bool {
  if case .constant(.null, _) = expression { true } else { false }
}

/// The expression as another type, where that loses nothing.
package func converted(_ expression: Expression, to type: DataType) -> Expression? {
  if expression.type == type { return expression }
  switch (expression, expression.type, type) {
  case (.constant(.null, _), _, _): return .constant(.null, type)
  case (.constant(.int(let number), _), _, .double): return .constant(.double(Double(number)), .double)
  case (.constant(.date(let date), _), _, .timestamp):
    return .constant(.timestamp(Timestamp(date)), .timestamp)
  case (_, .int, .double), (_, .date, .timestamp): return .cast(expression, to: type)
  default: return nil
  }
}

/// Both as one type.
package func unified(_ left: Expression, _ right: Expression) -> (Expression, Expression)? {
  if let right = converted(right, to: left.type) { return (left, right) }
  if let left = converted(left, to: right.type) { return (left, right) }
  return nil
}

func both<First, Second>(_ first: First?, _ second: Second?) -> (First, Second)? {
  guard let first, let second else { return nil }
  return (first, second)
}

extension DataType {
  /// With its article, as messages say it.
  package var noun: String {
    switch self {
    case .bool: "true or false"
    case .int: "a whole number"
    case .double: "a number"
    case .text: "a text"
    case .date: "a date"
    case .timestamp: "an instant"
    case .list: "a list of texts"
    }
  }
}

extension ExpressionSyntax {
  /// The name of a column that was given none: `avg(rating)` makes `avg_rating`.
  package var columnName: String {
    switch kind {
    case .name(let name), .parameter(let name): name
    case .call(let function, let arguments):
      ([function.text] + arguments.map(\.columnName)).joined(separator: "_")
    case .literal: canonicalText.filter { $0 != "\"" }
    default: canonicalText
    }
  }
}

/// The name as a script writes it: between backticks where it is no plain word.
package func quotedName(_ name: String) -> String {
  let isPlain =
    name.utf8.first.map { $0 < 48 || $0 > 57 } ?? false
    && name.unicodeScalars.allSatisfy {
      $0 == "_" || $0.properties.isAlphabetic || ($0.value < 128 && $0.properties.numericType != nil)
    }
    && !reservedInExpressions.contains(name)
  return isPlain ? name : "`\(name)`"
}

let reservedInExpressions: Set<String> = [
  "and", "or", "not", "in", "between", "contains", "starts", "ends", "like", "is", "as", "true", "false",
  "null",
]

/// A stretch of a script for a message, on one line and short.
package func brief(_ span: Span) -> String { brief(span.text) }

package func brief(_ text: String) -> String {
  let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  return line.count > 40 ? line.prefix(39) + "…" : line
}
