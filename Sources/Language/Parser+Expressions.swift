import Tables

/// Expressions, by precedence: `or`, `and`, `not`, comparisons, `??`, sums, products, signs.
extension Parser {
  mutating func parseExpression() throws(Abandoned) -> ExpressionSyntax {
    try nested { parser throws(Abandoned) in try parser.parseOr() }
  }

  private mutating func parseOr() throws(Abandoned) -> ExpressionSyntax {
    var operands = [try parseAnd()]
    while consumeWord("or") || consumeForeign(.doublePipe, "or") { operands.append(try parseAnd()) }
    return try balanced(.or, operands[...])
  }

  private mutating func parseAnd() throws(Abandoned) -> ExpressionSyntax {
    var operands = [try parseNot()]
    while consumeWord("and") || consumeForeign(.doubleAmpersand, "and") { operands.append(try parseNot()) }
    return try balanced(.and, operands[...])
  }

  /// One tree of a chain whose grouping means nothing, halved again and again so that a long one is not deep.
  private mutating func balanced(
    _ sign: BinarySyntax, _ operands: ArraySlice<ExpressionSyntax>
  ) throws(Abandoned) -> ExpressionSyntax {
    if operands.count == 1 { return operands[operands.startIndex] }
    let middle = operands.startIndex + (operands.count + 1) / 2
    return try binary(sign, try balanced(sign, operands[..<middle]), try balanced(sign, operands[middle...]))
  }

  private mutating func parseNot() throws(Abandoned) -> ExpressionSyntax {
    let start = current.span
    guard consumeWord("not") || consumeForeign(.exclamation, "not") else { return try parseComparison() }
    let operand = try nested { parser throws(Abandoned) in try parser.parseNot() }
    return try tree(.not(operand), start.joined(with: operand.span), [operand])
  }

  private mutating func parseComparison() throws(Abandoned) -> ExpressionSyntax {
    let left = try parseCoalesce()
    guard let compared = try parseComparison(of: left) else { return left }
    if startsComparison {
      throw report(
        .unexpectedText, "comparisons do not chain", at: current.span, label: "join two with `and`",
        hints: ["`x between 1 and 5` is `1 <= x and x <= 5`"])
    }
    return compared
  }

  private mutating func parseComparison(of left: ExpressionSyntax) throws(Abandoned) -> ExpressionSyntax? {
    if let sign = comparisonSign {
      advance()
      return try binary(.comparison(sign), left, try parseCoalesce())
    }
    if consumeWord("is") { return try parseIsNull(left) }
    let isNegated: Bool
    if case .word("not") = current.kind, case .word(let next) = peek().kind, comparisonWords.contains(next) {
      advance()
      isNegated = true
    } else {
      isNegated = false
    }
    guard let positive = try parseWordComparison(of: left) else { return nil }
    return isNegated ? try tree(.not(positive), positive.span, [positive]) : positive
  }

  private mutating func parseWordComparison(of left: ExpressionSyntax) throws(Abandoned) -> ExpressionSyntax?
  {
    guard case .word(let word) = current.kind, comparisonWords.contains(word) else { return nil }
    advance()
    if let match = TextMatch(rawValue: word) { return try binary(.match(match), left, try parseCoalesce()) }
    if word == "in" { return try binary(.isIn, left, try parseSet()) }
    let low = try parseCoalesce()
    guard consumeWord("and") else {
      throw report(
        .unexpectedText, "`between` needs `and`", at: current.span, label: "`between \(low.span.text) and …`")
    }
    let high = try parseCoalesce()
    return try tree(
      .between(left, low: low, high: high), left.span.joined(with: high.span), [left, low, high])
  }

  private mutating func parseIsNull(_ left: ExpressionSyntax) throws(Abandoned) -> ExpressionSyntax {
    let isNegated = consumeWord("not")
    guard literal(of: current) == .value(.null) else {
      throw report(
        .unexpectedText, "behind `is` stands `null` or `not null`", at: current.span,
        label: "`==` compares values")
    }
    let span = left.span.joined(with: current.span)
    advance()
    let test = try tree(.isNull(left), span, [left])
    return isNegated ? try tree(.not(test), span, [test]) : test
  }

  /// What stands behind `in`: a list, a range, a column of lists.
  private mutating func parseSet() throws(Abandoned) -> ExpressionSyntax {
    guard current.kind == .symbol(.openParenthesis) else { return try parseCoalesce() }
    let start = index
    advance()
    let items = try parseItems(until: .closeParenthesis, from: tokens[start].span)
    let span = span(from: start)
    if items.count == 1, let item = items.first { return item }
    let text = span.text
    let list = "[" + text.dropFirst().dropLast() + "]"
    report(
      .foreignWord, "a list stands between square brackets", at: span, label: "write `\(list)`",
      fix: Diagnostic.Fix(span, list))
    return try tree(.list(items), span, items)
  }

  mutating func parseCoalesce() throws(Abandoned) -> ExpressionSyntax {
    let left = try parseSum()
    if current.kind == .symbol(.coalesce) {
      advance()
      let right = try nested { parser throws(Abandoned) in try parser.parseCoalesce() }
      return try binary(.coalesce, left, right)
    }
    if current.kind == .symbol(.range) {
      advance()
      let right = try parseSum()
      return try tree(.range(left, right), left.span.joined(with: right.span), [left, right])
    }
    return left
  }

  private mutating func parseSum() throws(Abandoned) -> ExpressionSyntax {
    var left = try parseProduct()
    while true {
      let sign: ArithmeticOperator
      switch current.kind {
      case .symbol(.plus): sign = .add
      case .symbol(.minus): sign = .subtract
      default: return left
      }
      advance()
      left = try binary(.arithmetic(sign), left, try parseProduct())
    }
  }

  private mutating func parseProduct() throws(Abandoned) -> ExpressionSyntax {
    var left = try parseSign()
    while true {
      let sign: ArithmeticOperator
      switch current.kind {
      case .symbol(.star): sign = .multiply
      case .symbol(.slash): sign = .divide
      case .symbol(.doubleSlash): sign = .wholeDivide
      case .symbol(.percent): sign = .remainder
      default: return left
      }
      advance()
      left = try binary(.arithmetic(sign), left, try parseSign())
    }
  }

  private mutating func parseSign() throws(Abandoned) -> ExpressionSyntax {
    guard current.kind == .symbol(.minus) else { return try parseOperand() }
    let start = current.span
    advance()
    let operand = try nested { parser throws(Abandoned) in try parser.parseSign() }
    let span = start.joined(with: operand.span)
    switch operand.kind {
    case .literal(.value(.int(let number))): return try tree(.literal(.value(.int(-number))), span, [])
    case .literal(.value(.double(let number))): return try tree(.literal(.value(.double(-number))), span, [])
    case .literal(.span(let length)): return try tree(.literal(.span(length.negated)), span, [])
    default: return try tree(.negate(operand), span, [operand])
    }
  }

  // MARK: Operands

  private mutating func parseOperand() throws(Abandoned) -> ExpressionSyntax {
    let token = current
    if let literal = literal(of: token) {
      advance()
      return try tree(.literal(literal), token.span, [])
    }
    switch token.kind {
    case .parameter(let name):
      advance()
      return try tree(.parameter(name), token.span, [])
    case .word(let word) where wordsWithoutOperand.contains(word):
      throw reportUnexpected(expected: "a value")
    case .word("case") where peek().kind == .word("when"):
      throw reportUnexpected()
    case .word, .quotedName:
      return try parseNameOrCall()
    case .symbol(.openParenthesis):
      advance()
      let inner = try parseExpression()
      try close(.closeParenthesis, opened: token.span)
      return ExpressionSyntax(
        kind: inner.kind, span: token.span.joined(with: tokens[index - 1].span), depth: inner.depth)
    case .symbol(.openBracket):
      let start = index
      advance()
      let items = try parseItems(until: .closeBracket, from: token.span)
      return try tree(.list(items), span(from: start), items)
    default:
      throw reportUnexpected(expected: "a value")
    }
  }

  private mutating func parseNameOrCall() throws(Abandoned) -> ExpressionSyntax {
    let isQuoted = if case .quotedName = current.kind { true } else { false }
    guard let name = parseName() else { throw reportUnexpected(expected: "a value") }
    guard !isQuoted, current.kind == .symbol(.openParenthesis) else {
      return try tree(.name(name.text), name.span, [])
    }
    let open = current.span
    advance()
    let arguments = try parseItems(until: .closeParenthesis, from: open)
    return try tree(.call(name, arguments), name.span.joined(with: tokens[index - 1].span), arguments)
  }

  /// Expressions between commas, and the closing bracket.
  private mutating func parseItems(until closing: Symbol, from open: Span) throws(Abandoned)
    -> [ExpressionSyntax]
  {
    var items: [ExpressionSyntax] = []
    while current.kind != .symbol(closing) {
      items.append(try parseExpression())
      guard current.kind == .symbol(.comma) else { break }
      advance()
    }
    try close(closing, opened: open)
    return items
  }

  private mutating func close(_ closing: Symbol, opened open: Span) throws(Abandoned) {
    if current.kind == .symbol(closing) {
      advance()
      return
    }
    switch current.kind {
    case .newline, .end, .symbol(.semicolon), .symbol(.closeBrace):
      throw report(
        .unclosedBracket, "the `\(open.text)` that opens here is never closed", at: open,
        label: "a \(closing.rawValue) is missing")
    default:
      if index > 0, tokens[index - 1].kind == .word("distinct") { index -= 1 }
      throw reportUnexpected(expected: "`,` or `\(closing.rawValue)`")
    }
  }

  /// What may stand behind `option=`: a constant, a range, a list, a parameter, a word.
  mutating func parseOptionValue() throws(Abandoned) -> ExpressionSyntax {
    switch current.kind {
    case .word(let word) where literal(of: current) == nil:
      defer { advance() }
      return try tree(.name(word), current.span, [])
    case .literal, .parameter, .word, .symbol(.openBracket), .symbol(.minus):
      let low = try parseSign()
      guard current.kind == .symbol(.range) else { return low }
      advance()
      let high = try parseSign()
      return try tree(.range(low, high), low.span.joined(with: high.span), [low, high])
    default:
      throw reportUnexpected(expected: "a value for the option")
    }
  }

  // MARK: Building

  private mutating func binary(
    _ sign: BinarySyntax, _ left: ExpressionSyntax, _ right: ExpressionSyntax
  ) throws(Abandoned) -> ExpressionSyntax {
    try tree(.binary(sign, left, right), left.span.joined(with: right.span), [left, right])
  }

  mutating func tree(
    _ kind: ExpressionSyntax.Kind, _ span: Span, _ parts: [ExpressionSyntax]
  ) throws(Abandoned) -> ExpressionSyntax {
    let depth = 1 + (parts.lazy.map(\.depth).max() ?? 0)
    if depth > Parser.depthLimit {
      throw report(
        .tooDeep, "the expression has a chain of more than \(Parser.depthLimit) operators", at: span,
        hints: ["many alternatives are shorter as `x in [a, b, c]`"])
    }
    return ExpressionSyntax(kind: kind, span: span, depth: depth)
  }

  mutating func nested<Syntax>(
    _ parse: (inout Parser) throws(Abandoned) -> Syntax
  ) throws(Abandoned) -> Syntax {
    nesting += 1
    defer { nesting -= 1 }
    if nesting > Parser.nestingLimit {
      throw report(.tooDeep, "this is nested more than \(Parser.nestingLimit) deep", at: current.span)
    }
    return try parse(&self)
  }

  // MARK: Looking

  var startsOperand: Bool {
    switch current.kind {
    case .word, .quotedName, .literal, .parameter, .damaged: true
    case .symbol(.openParenthesis), .symbol(.openBracket), .symbol(.minus), .symbol(.exclamation): true
    default: false
    }
  }

  private func literal(of token: Token) -> Literal? {
    switch token.kind {
    case .literal(let literal): literal
    case .word("true"): .value(.bool(true))
    case .word("false"): .value(.bool(false))
    case .word("null"): .value(.null)
    default: nil
    }
  }

  private var comparisonSign: ComparisonOperator? {
    mutating get {
      guard case .symbol(let symbol) = current.kind else { return nil }
      switch symbol {
      case .assign:
        reportForeign("==", "`=` gives a name to a value", label: "`==` compares")
        return .equal
      case .notEqualInSQL:
        reportForeign("!=", "`<>` is not an operator", label: "write `!=`")
        return .notEqual
      default:
        return ComparisonOperator(rawValue: symbol.rawValue)
      }
    }
  }

  private var startsComparison: Bool {
    switch current.kind {
    case .symbol(let symbol): ComparisonOperator(rawValue: symbol.rawValue) != nil
    case .word(let word): comparisonWords.contains(word) && word != "in" || word == "is"
    default: false
    }
  }

  private mutating func consumeWord(_ word: String) -> Bool {
    guard case .word(word) = current.kind else { return false }
    advance()
    return true
  }

  /// Takes the sign of another tool for its word here, and says so.
  private mutating func consumeForeign(_ symbol: Symbol, _ word: String) -> Bool {
    guard current.kind == .symbol(symbol) else { return false }
    // `!x` needs a blank behind `not`.
    let blank = symbol == .exclamation && peek().span.start == current.span.end ? " " : ""
    reportForeign(word + blank, "`\(symbol.rawValue)` is not an operator", label: "write `\(word)`")
    advance()
    return true
  }

  private mutating func reportForeign(_ replacement: String, _ message: String, label: String) {
    report(
      .foreignWord, message, at: current.span, label: label, fix: Diagnostic.Fix(current.span, replacement))
  }
}

private let comparisonWords: Set<String> = ["in", "between", "contains", "starts", "ends", "like"]

/// Words that join or announce and are never a column; between backticks they are.
private let wordsWithoutOperand: Set<String> = [
  "and", "or", "not", "in", "between", "contains", "starts", "ends", "like", "is", "as",
]
