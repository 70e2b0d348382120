import Language

enum DropVerb: Verb {
  static let signature = VerbSignature(
    "drop", .session, "forgets the tables and models of these names",
    arguments: [.init("name", .expressions, "the names")],
    examples: [
      .init("films | take 3 as few ; drop few", "the name is free again"),
      .init("films | train baseline rating ~ runtime as m ; drop m", "of a model too; the store keeps it"),
    ],
    hintForTable: "`drop` forgets tables; `select -title, -year` leaves out columns")

  package static func words(in scope: Scope) -> [(text: String, note: String)] {
    scope.tables.keys.map { ($0, "a table of this session") }
      + scope.models.keys.map { ($0, "a model of this session") }
  }

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    var names: [String] = []
    for expression in call.expressions {
      guard let name = expression.name else {
        planning.report(.wrongType, "`drop` needs names of tables", at: expression.span)
        continue
      }
      if planning.scope.models[name.text] == nil {
        guard planning.table(name) != nil else { continue }
      }
      planning.scope.tables[name.text] = nil
      planning.scope.models[name.text] = nil
      names.append(name.text)
    }
    return call.session("drop " + names.joined(separator: ", ")) { running in
      for name in names {
        running.state.tables[name] = nil
        running.state.recentModels.removeAll { $0.name == name }
        if running.state.currentModel?.name == name { running.state.currentModel = nil }
      }
    }
  }
}
