/// Where a blank stands between two tokens on one line, whatever stood between them before.
///
/// It is asked token after token, from the start of a stage or of an expression.
struct TokenSpacing {
  /// Where expressions start that stand behind a verb or a keyword: a `-` here is a sign and a `(` opens no call.
  private var expressionStarts: Set<Int> = []
  /// The `=` of options.
  private var optionSigns: Set<Int> = []

  private var previous: Token.Kind?
  /// What follows a sign or the `=` of an option stands close to it.
  private var isTight = false

  /// For an expression alone.
  init() {}

  init(of script: ScriptSyntax) {
    for statement in script.statements {
      switch statement.content {
      case .pipeline(let pipeline): learn(pipeline)
      case .every(_, let body): for pipeline in body { learn(pipeline) }
      case .edition, .damaged: break
      }
    }
  }

  private mutating func learn(_ pipeline: PipelineSyntax) {
    for stage in pipeline.stages {
      for argument in stage.arguments {
        switch argument {
        case .expression(_, let expression):
          expressionStarts.insert(expression.span.start)
        case .pipeline(let inner): learn(inner)
        case .word, .formula: break
        }
      }
      for clause in stage.clauses {
        for expression in clause.expressions { expressionStarts.insert(expression.span.start) }
      }
      for option in stage.options { optionSigns.insert(option.equals.start) }
    }
  }

  /// The next token starts a stage.
  mutating func restart() {
    previous = nil
    isTight = false
  }

  /// Whether a blank stands in front of this token, the next one.
  mutating func blank(before token: Token) -> Bool {
    let needsBlank = needsBlank(before: token)
    let isSign = token.kind == .symbol(.minus) && awaitsOperand(token)
    let isOptionSign = token.kind == .symbol(.assign) && optionSigns.contains(token.span.start)
    isTight = isSign || isOptionSign
    previous = token.kind
    return needsBlank
  }

  private func needsBlank(before token: Token) -> Bool {
    guard let previous, !isTight else { return false }
    switch previous {
    case .symbol(.openParenthesis), .symbol(.openBracket), .symbol(.range): return false
    default: break
    }
    switch token.kind {
    case .symbol(.closeParenthesis), .symbol(.closeBracket), .symbol(.comma), .symbol(.range): return false
    case .symbol(.openParenthesis): return awaitsOperand(token)
    case .symbol(.assign): return !optionSigns.contains(token.span.start)
    default: return true
    }
  }

  /// Whether an operand is due where the token stands, rather than an operator.
  private func awaitsOperand(_ token: Token) -> Bool {
    switch previous {
    case nil: true
    case .symbol(.closeParenthesis), .symbol(.closeBracket): false
    case .symbol: true
    case .word(let word):
      word == "in" || wordsThatAwaitMore.contains(word) || expressionStarts.contains(token.span.start)
    default: expressionStarts.contains(token.span.start)
    }
  }
}

extension ExpressionSyntax {
  /// The expression on one line, with the formatter's blanks: the same text for every layout of a script.
  var canonicalText: String {
    var spacing = TokenSpacing()
    var text = ""
    for token in Lexer.lex(SourceText(name: span.source.name, text: span.text)).tokens {
      switch token.kind {
      case .comment, .newline, .end: continue
      default: text += (spacing.blank(before: token) ? " " : "") + token.span.text
      }
    }
    return text
  }
}
