import Tables

/// Operators: what types they take, what they give, and what is said when they do not fit.
extension ExpressionResolver {
  mutating func resolveNegation(_ operand: ExpressionSyntax) -> Expression? {
    guard let expression = resolve(operand) else { return nil }
    guard expression.type.isNumeric || isNull(expression) else {
      return fail(
        .wrongType, "`-` needs a number, `\(brief(operand.span))` is \(expression.type.noun)", operand.span)
    }
    return .negate(expression)
  }

  mutating func resolveBinary(
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
    let one = resolve(left)
    let other = resolve(right)
    if one?.type == .text, other == nil, let name = right.name {
      note("a text stands between double quotes: `\(quotedText(name.text))`")
    }
    guard let (first, second) = both(one, other) else { return nil }
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

  mutating func resolveBetween(
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
        guard sign == "+" || sign == "-" else { return ["`year(\(one.syntax.span.text))` is a number"] }
        if case .constant = other.expression, case .literal = other.syntax.kind {
          return ["days are added as a duration: `\(other.syntax.span.text)d`"]
        }
        let number = (sign == "-" ? "-" : "") + other.syntax.span.text
        return ["`add_days(\(one.syntax.span.text), \(number))` counts days from a date"]
      }
      if case .constant(.text(let text), _) = one.expression, other.expression.type.isNumeric,
        sign != "+" || Double(text) != nil
      {
        return Double(text) == nil ? [] : ["a number is written without quotes: `\(text)`"]
      }
      if one.expression.type == .text, other.expression.type.isNumeric {
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
