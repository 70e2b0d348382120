import Language

enum DropVerb: Verb {
  static let signature = VerbSignature(
    "drop", .session, "forgets the tables of these names",
    arguments: [.init("name", .expressions, "the names")],
    examples: [.init("films | take 3 as few ; drop few", "the name is free again")],
    hintForTable: "`drop` forgets tables; `select -title, -year` leaves out columns")

  package static func words(in scope: Scope) -> [(text: String, note: String)] {
    scope.tables.keys.map { ($0, "a table of this session") }
  }

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    var names: [String] = []
    for expression in call.expressions {
      guard let name = expression.name else {
        planning.report(.wrongType, "`drop` needs names of tables", at: expression.span)
        continue
      }
      guard planning.table(name) != nil else { continue }
      planning.scope.tables[name.text] = nil
      names.append(name.text)
    }
    return call.session("drop " + names.joined(separator: ", ")) { running in
      for name in names { running.state.tables[name] = nil }
    }
  }
}
