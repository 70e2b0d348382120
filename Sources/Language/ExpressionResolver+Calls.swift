import Tables

/// Calls of functions: the special forms, the library's overloads, and aggregates.
extension ExpressionResolver {
  mutating func resolveCall(_ name: NameSyntax, _ arguments: [ExpressionSyntax], _ span: Span) -> Expression?
  {
    switch name.text {
    case "if": return resolveConditional(arguments, span)
    case "cast": return resolveCast(arguments, span)
    case "today" where arguments.isEmpty: return .constant(.date(clock.date), .date)
    case "now" where arguments.isEmpty: return .constant(.timestamp(clock), .timestamp)
    default: break
    }
    guard let signature = library[name.text] else { return reportUnknownFunction(name) }
    return signature.isAggregate
      ? resolveAggregate(signature, name, arguments, span) : resolveScalar(signature, arguments, span)
  }

  private mutating func resolveConditional(_ arguments: [ExpressionSyntax], _ span: Span) -> Expression? {
    guard arguments.count == 3 else { return reportCount("if", arguments.count, span) }
    let test = condition(arguments[0])
    guard let (then, otherwise) = both(resolve(arguments[1]), resolve(arguments[2])), let test else {
      return nil
    }
    guard let (then, otherwise) = unified(then, otherwise) else {
      return fail(
        .wrongType, "`if` gives either \(then.type.noun) or \(otherwise.type.noun)", span,
        label: "both need one type")
    }
    return .conditional(test, then: then, otherwise: otherwise)
  }

  private mutating func resolveCast(_ arguments: [ExpressionSyntax], _ span: Span) -> Expression? {
    guard arguments.count == 2 else { return reportCount("cast", arguments.count, span) }
    let types = DataType.allCases.map(\.rawValue)
    guard let word = arguments[1].name, let type = DataType(rawValue: word.text) else {
      let given = arguments[1].span.text
      let near =
        typesElsewhere[given.lowercased()].map { [$0] } ?? Suggestion.nearest(to: given, among: types)
      return fail(
        .wrongType, "`\(brief(arguments[1].span))` is no type", arguments[1].span,
        label: Suggestion.question(near),
        hints: ["the types are \(types.joined(separator: ", "))"])
    }
    guard let expression = resolve(arguments[0]) else { return nil }
    if expression.type == type { return expression }
    if isNull(expression) { return .constant(.null, type) }
    guard canCast(expression.type, to: type) else {
      return fail(
        .wrongType, "\(expression.type.noun) cannot be cast to \(type.rawValue)", span,
        hints: castHints(from: expression.type, to: type, arguments[0]))
    }
    return .cast(expression, to: type)
  }

  private func castHints(from: DataType, to: DataType, _ value: ExpressionSyntax) -> [String] {
    if from == .date || from == .timestamp { return ["`year(x)`, `month(x)` and `day(x)` are numbers"] }
    guard from.isNumeric, to == .date || to == .timestamp else { return [] }
    return [
      "`from_epoch(\(brief(value.span)))` is the instant so many seconds after the start of 1970",
      "`date_of(year, month, day)` makes a date of its parts",
    ]
  }

  private func canCast(_ from: DataType, to: DataType) -> Bool {
    switch (from, to) {
    case (_, .text), (.text, _), (.int, .double), (.double, .int), (.bool, .int), (.int, .bool): true
    case (.bool, .double), (.date, .timestamp), (.timestamp, .date): true
    default: false
    }
  }

  private mutating func resolveScalar(
    _ signature: FunctionSignature, _ arguments: [ExpressionSyntax], _ span: Span
  ) -> Expression? {
    let resolved = arguments.compactMap { resolve($0) }
    guard resolved.count == arguments.count,
      let (values, overload) = matched(signature, resolved, arguments, span)
    else { return nil }
    return .function(signature.name, values, overload.result)
  }

  private mutating func resolveAggregate(
    _ signature: FunctionSignature, _ name: NameSyntax, _ arguments: [ExpressionSyntax], _ span: Span
  ) -> Expression? {
    if let enclosingAggregate {
      return fail(
        .misplacedAggregate, "`\(name.text)` stands inside `\(enclosingAggregate)`", name.span,
        hints: ["aggregate in two steps, one `aggregate` after the other"])
    }
    guard let outer = grouping else {
      return fail(
        .misplacedAggregate, "`\(name.text)` looks at many rows, here is only one", name.span,
        hints: ["`aggregate \(brief(span)) by …` gives one row a group"], topic: "aggregate")
    }
    grouping = nil
    enclosingAggregate = name.text
    defer {
      enclosingAggregate = nil
    }
    let values = arguments.compactMap { resolve($0) }
    grouping = outer
    guard values.count == arguments.count,
      let (matchedValues, overload) = matched(signature, values, arguments, span)
    else { return nil }
    var share: Double?
    if signature.takesShare, matchedValues.count > 1 {
      guard case .constant(.double(let number), _) = matchedValues[1], (0...1).contains(number) else {
        return fail(
          .wrongType, "the share of `\(name.text)` must be a constant from 0 to 1", arguments[1].span,
          label: "`0.9` for the upper tenth")
      }
      share = number
    }
    let call = AggregateCall(signature.name, matchedValues.first, parameter: share, type: overload.result)
    let index = grouping?.calls.firstIndex(of: call) ?? outer.calls.count
    if index == outer.calls.count { grouping?.calls.append(call) }
    return .column(outer.keys.count + index, call.type)
  }

  // MARK: Overloads

  private mutating func matched(
    _ signature: FunctionSignature, _ values: [Expression], _ arguments: [ExpressionSyntax], _ span: Span
  ) -> ([Expression], FunctionSignature.Overload)? {
    var best: (cost: Int, values: [Expression], overload: FunctionSignature.Overload)?
    for overload in signature.overloads {
      guard let parameters = overload.parameters(for: values.count) else { continue }
      var cost = 0
      var converted: [Expression] = []
      for (value, type) in zip(values, parameters) {
        guard let (expression, price) = adapted(value, to: type, of: signature) else { break }
        cost += price
        converted.append(expression)
      }
      if converted.count == values.count, best.map({ cost < $0.cost }) ?? true {
        best = (cost, converted, overload)
      }
    }
    if let best { return (best.values, best.overload) }
    if !signature.overloads.contains(where: { $0.parameters(for: values.count) != nil }) {
      return reportCount(signature.name, values.count, span)
    }
    let given = values.map { isNull($0) ? "null" : $0.type.noun }.joined(separator: " and ")
    return fail(
      .wrongType, "`\(signature.name)` does not take \(given)", span, label: signature.usage,
      hints: ["it takes \(signature.accepted)"], topic: signature.name)
  }

  private func adapted(
    _ value: Expression, to type: DataType, of signature: FunctionSignature
  ) -> (expression: Expression, cost: Int)? {
    if let same = converted(value, to: type) { return (same, value.type == type || isNull(value) ? 0 : 1) }
    // The sum and the mean of a condition count the rows where it is true.
    if signature.isAggregate, value.type == .bool, type.isNumeric {
      return (.cast(value, to: type), type == .int ? 2 : 3)
    }
    if signature.readsAnyAsText, type == .text { return (.cast(value, to: .text), 5) }
    return nil
  }

  private mutating func reportCount<Result>(_ name: String, _ count: Int, _ span: Span) -> Result? {
    let given = count == 0 ? "nothing" : count == 1 ? "one value" : "\(count) values"
    return fail(
      .wrongType, "`\(name)` does not take \(given)", span, label: library[name]?.usage, topic: name)
  }

  private mutating func reportUnknownFunction(_ name: NameSyntax) -> Expression? {
    let message = "unknown function `\(name.text)`"
    if let known = library.function(knownElsewhereAs: name.text) {
      return fail(
        .unknownFunction, message, name.span, label: "here it is `\(known.name)`",
        hints: ["usage: \(known.usage)"],
        fix: known.name, topic: known.name)
    }
    if let foreign = ForeignWord.expression(name.text) {
      return fail(.unknownFunction, message, name.span, hints: [foreign.hint])
    }
    let near = Suggestion.nearest(to: name.text, among: library.names)
    return fail(
      .unknownFunction, message, name.span, label: Suggestion.question(near),
      hints: near.isEmpty ? ["`help functions` lists them"] : [], fix: near.count == 1 ? near[0] : nil,
      topic: near.count == 1 ? near[0] : nil)
  }
}

/// What other tools call the types.
private let typesElsewhere = [
  "integer": "int", "bigint": "int", "int64": "int", "number": "double", "numeric": "double",
  "float": "double",
  "real": "double", "decimal": "double", "float64": "double", "string": "text", "str": "text",
  "varchar": "text",
  "char": "text", "boolean": "bool", "logical": "bool", "datetime": "timestamp", "array": "list",
]

extension FunctionSignature.Overload {
  /// The types for so many arguments; nil when it does not take that many.
  func parameters(for count: Int) -> [DataType]? {
    if count == parameters.count { return parameters }
    guard repeatsLast, count > parameters.count, let last = parameters.last else { return nil }
    return parameters + Array(repeating: last, count: count - parameters.count)
  }
}

extension FunctionSignature {
  /// `a number; or a text and a number`: what the overloads take, each once.
  var accepted: String {
    var forms: [String] = []
    for overload in overloads {
      let form =
        overload.parameters.isEmpty ? "nothing" : overload.parameters.map(\.noun).joined(separator: " and ")
      if !forms.contains(form) { forms.append(form) }
    }
    return forms.joined(separator: ", or ")
  }
}
