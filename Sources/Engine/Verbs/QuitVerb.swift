import Language

enum QuitVerb: Verb {
  static let signature = VerbSignature(
    "quit", .session, "ends the script or the shell",
    examples: [.init("quit", "statements below are not run")])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    call.session("quit") { running in running.state.hasQuit = true }
  }
}
