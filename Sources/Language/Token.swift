import Tables

/// The smallest piece of a script that means something, with the bytes that it covers.
package struct Token: Sendable {
  package enum Kind: Sendable, Equatable {
    /// A name, a verb or a keyword: which one it is, its place decides.
    case word(String)
    /// A name between backticks, which is never a keyword.
    case quotedName(String)
    case literal(Literal)
    /// `$since`
    case parameter(String)
    case symbol(Symbol)
    case comment
    case newline
    /// Text that could not be read; the problem is reported already.
    case damaged
    case end
  }

  package let kind: Kind
  package let span: Span

  package init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }
}

/// A constant as it stands in a script.
package enum Literal: Sendable, Hashable {
  case value(Value)
  case span(TimeSpan)

  /// A literal alone, as `--set` has it; nil when the text is none.
  package static func read(_ text: String) -> Literal? {
    let parsed = Parser.parseExpression(SourceText(name: "value", text: text))
    guard parsed.diagnostics.isEmpty, let expression = parsed.expression else { return nil }
    switch expression.kind {
    case .literal(let literal): return literal
    case .list(let items):
      let texts = items.compactMap {
        if case .literal(.value(.text(let text))) = $0.kind { text } else { nil }
      }
      return texts.count == items.count ? .value(.list(texts)) : nil
    default: return nil
    }
  }
}

package enum Symbol: String, Sendable, CaseIterable {
  case pipe = "|"
  case semicolon = ";"
  case comma = ","
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"
  case assign = "="
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case doubleSlash = "//"
  case percent = "%"
  case coalesce = "??"
  case range = ".."
  case tilde = "~"
  /// All the rest, in a formula.
  case dot = "."
  // Signs of other tools, read so that they can be answered.
  case doubleAmpersand = "&&"
  case doublePipe = "||"
  case exclamation = "!"
  case notEqualInSQL = "<>"

  /// Signs that cannot end a statement: the next line goes on. An open bracket does that until it is closed.
  var awaitsMore: Bool {
    switch self {
    case .semicolon, .openParenthesis, .closeParenthesis, .openBracket, .closeBracket, .openBrace,
      .closeBrace, .dot:
      false
    default: true
    }
  }
}

/// Words that cannot end a statement either.
let wordsThatAwaitMore: Set<String> = [
  "and", "or", "not", "between", "contains", "starts", "ends", "like", "else",
]
