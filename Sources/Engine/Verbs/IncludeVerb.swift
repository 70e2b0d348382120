import Files
import Language

enum IncludeVerb: Verb {
  static let signature = VerbSignature(
    "include", .session, "runs another script as if its lines stood here",
    details: ["Its path is taken from the directory of the script that includes it."],
    arguments: [.init("path", .expression, "the script, between double quotes")],
    examples: [.init("include \"common.hq\"", "its names and parameters are here afterwards")])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    guard let script = planning.script(at: call.expressions[0]) else { return nil }
    // What is about to run was checked before; its statements are planned again one by one.
    if planning.isForesight {
      planning.including.append(script.source.name)
      planning.check(script)
      planning.including.removeLast()
    }
    return call.session("include \(script.source.name)") { running in
      for statement in script.statements where !running.state.hasQuit { try running.run(statement) }
    }
  }
}
