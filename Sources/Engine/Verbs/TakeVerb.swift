import Language
import Tables

enum TakeVerb: Verb {
  static let signature = VerbSignature(
    "take", .transform, "keeps the first rows, of the table or of each group",
    details: [
      "A negative number takes the last rows. A range takes the rows from the one to the other, counted from 1."
    ],
    arguments: [.init("rows", .expression, "how many rows, or a range such as `11..20`")],
    clauses: [.init("by", "KEY, …", "take so many of each group, in the order of the rows")],
    examples: [
      .init("films | sort -rating | take 3", "the three best"),
      .init("films | sort -rating | take 1 by genre", "the best of each genre"),
      .init("films | take 11..20", "the second ten"),
      .init("films | take -2", "the last two"),
    ])

  static let keepsColumns = true

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    let range = range(call.expressions[0], &planning)
    let groups = call.clause("by")
    let keys = groups.compactMap { group in planning.resolving(over: call.input) { $0.resolve(group) } }
    guard let range, keys.count == groups.count else { return nil }
    return call.step(.take(range, by: keys))
  }

  private static func range(_ syntax: ExpressionSyntax, _ planning: inout Planning) -> TakeRange? {
    if case .range(let low, let high) = syntax.kind {
      guard let first = wholeNumber(low, &planning), let last = wholeNumber(high, &planning) else {
        return nil
      }
      guard first >= 1, first <= last else {
        return planning.fail(
          .badOptionValue, "`\(brief(syntax.span))` holds no rows", at: syntax.span,
          label: "rows count from 1, as `11..20`")
      }
      return .range(first...last)
    }
    return wholeNumber(syntax, &planning).map { $0 < 0 ? .last(-$0) : .first($0) }
  }

  private static func wholeNumber(_ syntax: ExpressionSyntax, _ planning: inout Planning) -> Int? {
    guard let constant = planning.constant(syntax) else { return nil }
    if case .value(.int(let number)) = constant, number != .min { return Int(number) }
    return planning.fail(
      .wrongType, "`take` needs a whole number, not `\(brief(syntax.span))`", at: syntax.span, topic: "take")
  }
}
