import Files
import Language

enum RunVerb: Verb {
  static let signature = VerbSignature(
    "run", .session, "runs another script in a session of its own",
    details: [
      "It sees nothing of this session and leaves nothing in it but its output and its files. "
        + "Its path is taken from the directory of the script that runs it."
    ],
    arguments: [.init("path", .expression, "the script, between double quotes")],
    examples: [.init("run \"common.hq\"", "its names are gone afterwards")])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    guard let script = planning.script(at: call.expressions[0]) else { return nil }
    // What is about to run was checked before; its statements are planned again one by one.
    if planning.isForesight {
      var inner = Planning(
        scope: Scope(store: planning.environment.store), environment: planning.environment, isForesight: true)
      inner.including = planning.including + [script.source.name]
      inner.check(script)
      for problem in inner.diagnostics { planning.report(problem) }
      planning.declaredParameters.formUnion(inner.declaredParameters)
    }
    return call.session("run \(script.source.name)") { running in
      let nested = running.nested(
        state: SessionState(
          settings: running.state.settings, store: running.environment.store))
      defer { running.takeOver(nested) }
      for statement in script.statements where !nested.state.hasQuit { try nested.run(statement) }
    }
  }
}
