import Language
import Tables

enum ShowVerb: Verb {
  static let signature = VerbSignature(
    "show", .tap, "prints the table",
    details: ["On a terminal it is cut to the screen and says what it hides; in a pipe it is whole."],
    arguments: [.init("rows", .expression, required: false, "at most so many rows")],
    options: [
      .init("pager", .flag, default: "no", "on a terminal: in the program of $PAGER, whole, to leaf through"),
      .replayTolerance,
    ],
    examples: [
      .init("films | where rating > 7 | show", "in the middle or at the end of a pipeline"),
      .init("films | show 3", "the first three rows, and how many there are"),
      .init("films | show pager=yes", "all of them, in the program of $PAGER"),
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    var limit: Int?
    if let syntax = call.expressions.first {
      guard case .value(.int(let number))? = planning.constant(syntax), number >= 0 else {
        return planning.fail(.wrongType, "`show` needs a number of rows", at: syntax.span)
      }
      limit = Int(number)
    }
    let isPaged = call.options.flag("pager") ?? false
    return call.tap("show") { table, running in
      running.emit(isPaged ? .pages(limit.map { table.prefix($0) } ?? table) : .table(table, rowLimit: limit))
    }
  }
}
