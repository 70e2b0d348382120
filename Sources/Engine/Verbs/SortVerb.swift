import Language
import Tables

enum SortVerb: Verb {
  static let signature = VerbSignature(
    "sort", .transform, "puts the rows in order",
    details: [
      "A minus in front of a key makes it descend. Rows that are equal keep their order, missing values come "
        + "last either way, and texts are ordered by their characters' codes, whatever the locale."
    ],
    arguments: [.init("key", .expressions, "a column or an expression, with `-` to descend")],
    examples: [
      .init("films | sort -rating, title", "the best first, then by title"),
      .init("films | sort rating / vote_count", "by an expression"),
    ])

  static let keepsColumns = true

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    let keys = call.expressions.map { syntax -> (syntax: ExpressionSyntax, descending: Bool) in
      if case .negate(let operand) = syntax.kind {
        (syntax: operand, descending: true)
      } else {
        (syntax: syntax, descending: false)
      }
    }
    let resolved = keys.compactMap { key in
      planning.resolving(over: call.input) { resolver -> SortKey? in
        guard let expression = resolver.resolve(key.syntax) else { return nil }
        if expression.type == .list {
          return resolver.fail(
            .wrongType, "lists have no order", key.syntax.span,
            hints: ["`length(\(brief(key.syntax.span)))` counts the items"])
        }
        return SortKey(expression, descending: key.descending)
      }
    }
    return resolved.count == keys.count ? call.step(.sort(resolved)) : nil
  }
}
