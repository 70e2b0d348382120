import Language

enum UndoVerb: Verb {
  static let signature = VerbSignature(
    "undo", .session,
    "takes the last statement back: `it`, the names, the parameters and the settings are as before",
    details: ["Files that were written stay written. The last 20 statements can be taken back."],
    examples: [.init("films | where rating > 7 as best ; undo", "`best` is gone, and `it` as before")])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    planning.usesUndo = true
    guard let before = planning.history.takeBack() else {
      return planning.fail(.nothingToUndo, "there is nothing to undo", at: call.span)
    }
    planning.scope = before
    return call.session("undo") { running in
      guard let before = running.past?.takeBack() else {
        throw Diagnostic(.nothingToUndo, "there is nothing to undo", at: call.span)
      }
      running.state = before
    }
  }
}
