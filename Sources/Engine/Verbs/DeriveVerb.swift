import Language
import Tables

enum DeriveVerb: Verb {
  static let signature = VerbSignature(
    "derive", .transform, "adds columns, or computes some anew",
    details: ["A later column of the same `derive` can use an earlier one."],
    arguments: [.init("expression", .definitions, "the value of the column")],
    examples: [
      .init("films | derive ratio = rating / vote_count | take 3", "a column from others"),
      .init("films | derive decade = year(release_date) // 10 * 10", "whole division"),
      .init("films | derive long = if(runtime > 120, \"long\", \"short\")", "a choice"),
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    var schema = call.input
    var operators: [Operator] = []
    var isWhole = true
    for column in call.columns {
      guard let name = column.name,
        let expression = planning.resolving(over: schema, { $0.resolve(column.syntax) })
      else {
        isWhole = false
        continue
      }
      let derived = Operator.derive([NamedExpression(name.text, expression)])
      schema = derived.outputSchema(of: schema)
      operators.append(derived)
    }
    return isWhole ? call.step(operators) : nil
  }
}
