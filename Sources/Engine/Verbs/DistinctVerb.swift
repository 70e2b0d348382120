import Language
import Tables

enum DistinctVerb: Verb {
  static let signature = VerbSignature(
    "distinct", .transform, "keeps the first row of each combination of values",
    details: [
      "Without columns, rows must be equal in all of them. Missing values are equal to one another here."
    ],
    arguments: [
      .init("column", .expressions, required: false, "the columns or expressions that are compared")
    ],
    examples: [
      .init("films | distinct", "rows that are equal everywhere stay once"),
      .init("films | sort -rating | distinct genre", "the best film of each genre, all its columns"),
    ])

  static let keepsColumns = true

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    if call.expressions.isEmpty {
      return call.step(
        .distinct(by: call.input.fields.enumerated().map { .column($0.offset, $0.element.type) }))
    }
    let keys = call.expressions.compactMap { key in planning.resolving(over: call.input) { $0.resolve(key) } }
    return keys.count == call.expressions.count ? call.step(.distinct(by: keys)) : nil
  }
}
