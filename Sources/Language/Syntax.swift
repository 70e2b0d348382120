import Tables

/// A script as it is written: the tree that the parser builds, the formatter prints and the resolver checks.
package struct ScriptSyntax: Sendable {
  package let source: SourceText
  /// From the line `hq 1`, when there is one.
  package let edition: Int?
  package let statements: [StatementSyntax]
}

package struct StatementSyntax: Sendable {
  package enum Content: Sendable {
    case edition(Int)
    case pipeline(PipelineSyntax)
    /// `every 5m { … }`
    case every(interval: TimeSpan, body: [PipelineSyntax])
    /// A statement that could not be parsed, and the name that its result would have had.
    case damaged(NameSyntax?)
  }

  package let content: Content
  package let span: Span

  package init(content: Content, span: Span) {
    self.content = content
    self.span = span
  }
}

package struct PipelineSyntax: Sendable {
  package let stages: [StageSyntax]
  /// `as NAME`
  package let name: NameSyntax?
  package let span: Span
}

package struct NameSyntax: Sendable {
  package let text: String
  package let span: Span

  package init(text: String, span: Span) {
    self.text = text
    self.span = span
  }
}

/// A verb with all that belongs to it, or a name that stands at the start of a pipeline.
package struct StageSyntax: Sendable {
  package let verb: NameSyntax
  package let arguments: [ArgumentSyntax]
  package let clauses: [ClauseSyntax]
  package let options: [OptionSyntax]
  package let span: Span

  /// True when it could be the name of a table as well.
  package var isBare: Bool { arguments.isEmpty && clauses.isEmpty && options.isEmpty }
}

package enum ArgumentSyntax: Sendable {
  case word(NameSyntax)
  /// An expression, in front of which there may be `name =`.
  case expression(name: NameSyntax?, ExpressionSyntax)
  case pipeline(PipelineSyntax)
  case formula(FormulaSyntax)
}

/// `revenue ~ budget + runtime`, `popularity ~ . - title`
package struct FormulaSyntax: Sendable {
  /// What stands in front of the `~`.
  package let target: NameSyntax?
  package let terms: [Term]
  package let span: Span

  package struct Term: Sendable {
    /// Nil for `.`, all the columns that are not named.
    package let name: NameSyntax?
    /// Behind a `-`.
    package let isLeftOut: Bool
  }
}

package struct ClauseSyntax: Sendable {
  package let keyword: NameSyntax
  package let expressions: [ExpressionSyntax]
  package let span: Span
}

package struct OptionSyntax: Sendable {
  package let name: NameSyntax
  package let value: ExpressionSyntax
  /// The `=`, which is written without blanks around it.
  package let equals: Span
  package var span: Span { name.span.joined(with: value.span) }
}

package struct ExpressionSyntax: Sendable {
  package indirect enum Kind: Sendable {
    /// A column, or a word where words are allowed.
    case name(String)
    case literal(Literal)
    case parameter(String)
    case list([ExpressionSyntax])
    case range(ExpressionSyntax, ExpressionSyntax)
    case negate(ExpressionSyntax)
    case not(ExpressionSyntax)
    case binary(BinarySyntax, ExpressionSyntax, ExpressionSyntax)
    case between(ExpressionSyntax, low: ExpressionSyntax, high: ExpressionSyntax)
    case isNull(ExpressionSyntax)
    case call(NameSyntax, [ExpressionSyntax])
    /// What could not be parsed; reported already.
    case damaged
  }

  package let kind: Kind
  package let span: Span
  /// How many trees stand one in another here. The parser bounds it, so that walks may recurse.
  package let depth: Int

  package init(kind: Kind, span: Span, depth: Int) {
    self.kind = kind
    self.span = span
    self.depth = depth
  }

  package var name: NameSyntax? {
    if case .name(let text) = kind { NameSyntax(text: text, span: span) } else { nil }
  }
}

package enum BinarySyntax: Sendable, Hashable {
  case or, and, isIn, coalesce
  case comparison(ComparisonOperator)
  case match(TextMatch)
  case arithmetic(ArithmeticOperator)

  package var text: String {
    switch self {
    case .or: "or"
    case .and: "and"
    case .isIn: "in"
    case .coalesce: "??"
    case .comparison(let sign): sign.rawValue
    case .match(let match): match.rawValue
    case .arithmetic(let sign): sign.rawValue
    }
  }
}

extension ExpressionSyntax {
  package var parts: [ExpressionSyntax] {
    switch kind {
    case .name, .literal, .parameter, .damaged: []
    case .list(let items), .call(_, let items): items
    case .range(let left, let right), .binary(_, let left, let right): [left, right]
    case .negate(let operand), .not(let operand), .isNull(let operand): [operand]
    case .between(let value, let low, let high): [value, low, high]
    }
  }

  /// The same with other expressions in the place of its names.
  package func replacingNames(_ replacement: (ExpressionSyntax) -> ExpressionSyntax) -> ExpressionSyntax {
    func inner(_ part: ExpressionSyntax) -> ExpressionSyntax { part.replacingNames(replacement) }
    let replaced: Kind
    switch kind {
    case .name: return replacement(self)
    case .literal, .parameter, .damaged: return self
    case .list(let items): replaced = .list(items.map(inner))
    case .range(let low, let high): replaced = .range(inner(low), inner(high))
    case .negate(let operand): replaced = .negate(inner(operand))
    case .not(let operand): replaced = .not(inner(operand))
    case .binary(let sign, let left, let right): replaced = .binary(sign, inner(left), inner(right))
    case .between(let value, let low, let high):
      replaced = .between(inner(value), low: inner(low), high: inner(high))
    case .isNull(let operand): replaced = .isNull(inner(operand))
    case .call(let name, let arguments): replaced = .call(name, arguments.map(inner))
    }
    return ExpressionSyntax(kind: replaced, span: span, depth: depth + 1)
  }

  /// Calls `look` with this expression and every one inside it.
  package func visit(_ look: (ExpressionSyntax) -> Void) {
    look(self)
    for part in parts { part.visit(look) }
  }
}
