import Files
import Language
import Mail
import Tables

enum ExportVerb: Verb {
  static let signature = VerbSignature(
    "export", .tap, "writes the table to a file, whole or not at all",
    details: [
      "The ending chooses the format: .csv, .tsv, .json, .ndjson, .md, .html, a table of a SQLite file "
        + "(`\"out.db:films\"`), and the text formats with .gz behind. A file that is there is replaced; of a SQLite "
        + "file only that table.",
      "`export report to \"report.html\"` writes what the script has told so far, with its prose, its pictures and the "
        + "digests of its data: .html, .pdf or .md. In a script only, and where no table is named `report`.",
      "`mail=\"someone@example.org\"` sends the file too, through the server that HQ_SMTP_URL names (`smtps://host`, "
        + "`smtp://host:587`), with HQ_SMTP_USER, HQ_SMTP_PASSWORD and HQ_MAIL_FROM. A replay sends nothing.",
    ],
    arguments: [
      .init(
        "name", .word([]), required: false,
        "a table by its name, in the place of the one in front; or `report`")
    ],
    clauses: [.init("to", "PATH", required: true, "where to, between double quotes")],
    options: [
      .init(
        "format", .choice(ExportFormat.allCases.map(\.rawValue)), default: "by the ending",
        "how it is written"),
      .init("mail", .text, default: "nobody", "who is sent the file"),
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
    guard let addressee = addressee(call, &planning) else { return nil }
    if isReport(call.words.first, planning.scope) {
      return planReport(call, given, target.span, addressee, &planning)
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
      try addressee.send(given, about: "\(counted(table.rowCount, "row")) of \(given)", running)
    }
  }

  // MARK: Reports

  static func needsTable(_ stage: StageSyntax) -> Bool { stage.arguments.isEmpty }

  private static func isReport(_ name: NameSyntax?, _ scope: Scope) -> Bool {
    name?.text == "report" && scope["report"] == nil
  }

  private static func planReport(
    _ call: Call, _ path: String, _ span: Span, _ addressee: Addressee, _ planning: inout Planning
  ) -> Step? {
    planning.usesReport = true
    guard let format = ReportFormat(path: path) else {
      return planning.fail(
        .unknownFormat, "the ending of `\(path)` names no format of a report", at: span,
        label: "expected .html, .pdf or .md")
    }
    guard planning.isForesight || planning.environment.log != nil else {
      return planning.fail(
        .notYet, "a report is of a script, and here is none", at: call.span,
        hints: ["`save \"notebook.hq\"` makes one of what led here; `hq render` writes its report"])
    }
    return call.session("write a report to \(path)") { running in
      guard let log = running.environment.log else { return }
      let environment = running.environment
      let run = log.run(with: running.state.parameters)
      let secrets = Secrets(variable: environment.variable)
      let places = environment.circumstances.places
      let lock = Lock(run, folder: ".", places: places, secrets: secrets)
      let report = NotebookReport.make(
        of: run, log.script, lock, places: places, secrets: secrets, upTo: call.span.start)
      do {
        try write(report, as: format, to: running.placeToWrite(path))
      } catch let error as FileError {
        throw Diagnostic(error, at: span)
      }
      running.emit(.report(path: path))
      try addressee.send(path, about: report.title, running)
    }
  }

  // MARK: Mail

  private static func addressee(_ call: Call, _ planning: inout Planning) -> Addressee? {
    guard let text = call.options.text("mail") else { return Addressee(address: nil, span: call.span) }
    let span = call.options.span("mail") ?? call.span
    do throws(MailError) {
      return Addressee(address: try MailAddress(text), span: span)
    } catch {
      planning.report(Diagnostic(error, at: span))
      return nil
    }
  }
}

/// Who is sent what was written; nobody where nobody is named.
private struct Addressee {
  let address: MailAddress?
  let span: Span

  func send(_ path: String, about subject: String, _ running: Running) throws {
    guard let address else { return }
    let environment = running.environment
    guard environment.circumstances.purpose != .replay else { return }
    do {
      let server = try MailServer(variable: environment.variable)
      let bytes = try readWhole(at: running.placeToWrite(path))
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let message = MailMessage(
        to: [address], subject: subject, text: "\(subject)\n\nThe file \(name) is attached.\n",
        attachments: [
          .init(
            name: name, mediaType: ReportFormat(path: path)?.mediaType ?? "application/octet-stream",
            bytes: bytes)
        ])
      try Mail.send(message, through: server, at: environment.clock, cancellation: running.cancellation)
    } catch let error as MailError {
      throw Diagnostic(error, at: span)
    } catch let error as FileError {
      throw Diagnostic(error, at: span)
    }
    running.emit(.mailed(path: path, to: address.address))
  }
}
