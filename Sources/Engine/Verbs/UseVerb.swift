import Language
import Store

enum UseVerb: Verb {
  static let signature = VerbSignature(
    "use", .session, "changes the store for the rest of the script, or says which one it is",
    details: [
      "`use demo` is a catalogue of made-up films in memory, the same each time. `use \"films.sqlite\"` is a file, "
        + "which the first `ingest` makes. A text may name either: `param store = \"demo\" ; use $store` lets the "
        + "command line choose, and a file of that name is `\"./demo\"`.",
      "Without it the store is that of `--db`, else of the environment's HQ_DB, else hq.sqlite in the folder hq of "
        + "XDG_DATA_HOME.",
    ],
    arguments: [
      .init("store", .expression, required: false, "`demo`, or the path of a file between double quotes")
    ],
    examples: [
      .init("use demo ; load horror | aggregate count()", "made-up films"),
      .init("use \"other.sqlite\"", "a store of one's own"),
      .init("use", "which store it is"),
    ])

  package static func words(in scope: Scope) -> [(text: String, note: String)] {
    [("demo", "made-up films in memory")]
  }

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    guard let syntax = call.expressions.first else {
      return call.session("use") { running in
        running.emit(.text("the store is \(running.state.store.name)"))
      }
    }
    let location: StoreLocation
    if case .name("demo") = syntax.kind {
      location = .demo
    } else if case .name(let name) = syntax.kind {
      return planning.fail(
        .badOptionValue, "`\(name)` is no store", at: syntax.span,
        label: "`demo`, or a path between double quotes", topic: "use")
    } else {
      guard let path = planning.text(syntax, as: "the path of a store") else { return nil }
      // A parameter is a text, and one of a notebook may name either.
      location = path == "demo" ? .demo : .file(path)
    }
    planning.scope.store = location
    return call.session("use \(location.name)") { running in running.state.store = location }
  }
}
