import Files
import Language
import Tables

enum ExportVerb: Verb {
  static let signature = VerbSignature(
    "export", .tap, "writes the table to a file, whole or not at all",
    details: [
      "The ending chooses the format: .csv, .tsv, .json, .ndjson, .md, .html, a table of a SQLite file "
        + "(`\"out.db:films\"`), and the text formats with .gz behind. A file that is there is replaced; of a SQLite "
        + "file only that table."
    ],
    arguments: [
      .init("name", .word([]), required: false, "a table by its name, in the place of the one in front")
    ],
    clauses: [.init("to", "PATH", required: true, "where to, between double quotes")],
    options: [
      .init(
        "format", .choice(ExportFormat.allCases.map(\.rawValue)), default: "by the ending",
        "how it is written")
    ],
    examples: [
      .init("films | where rating > 7 | export to \"best.csv\"", "what passes"),
      .init("export films to \"films.json\"", "a table by its name"),
      .init("films | export to \"out.db:films\"", "a table of a SQLite file"),
    ])

  static func readsInput(_ stage: StageSyntax) -> Bool { stage.arguments.isEmpty }

  static func foresee(_ call: Call, _ planning: inout Planning) {
    guard let syntax = call.clause("to").first, let path = planning.text(syntax, as: "the path") else {
      return
    }
    planning.scope.writtenFiles.insert(path)
  }

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    let targets = call.clause("to")
    guard let target = targets.first, let given = planning.text(target, as: "the path") else { return nil }
    if targets.count > 1 {
      return planning.fail(.unexpectedArgument, "`export` writes one file", at: targets[1].span)
    }
    if let name = call.words.first, planning.table(name) == nil { return nil }
    let path = DataPath(given)
    let named = call.options.text("format").flatMap { ExportFormat(rawValue: $0) }
    guard let format = named ?? ExportFormat(path: path.file) else {
      return planning.fail(
        .unknownFormat, "the ending of `\(given)` names no format", at: target.span,
        hints: [
          "`format=csv` behind it chooses one of \(ExportFormat.allCases.map(\.rawValue).joined(separator: ", "))"
        ])
    }
    planning.scope.writtenFiles.insert(given)
    let name = call.words.first?.text
    return call.tap("write \(given) as \(format.rawValue)") { flowing, running in
      // `it` is the table before this statement, here as in `join it`.
      let other = name == "it" ? running.state.current : name.flatMap { running.state.tables[$0] }
      let table = other ?? flowing
      do throws(FileError) {
        try write(
          table, to: running.placeToWrite(path.file), format: format, tableName: path.table,
          cancellation: running.cancellation)
      } catch {
        throw Diagnostic(error, at: target.span)
      }
      running.emit(.file(path: given, rows: table.rowCount))
    }
  }
}
