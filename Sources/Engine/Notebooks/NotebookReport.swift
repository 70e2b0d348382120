import Files
import Language
import Reports
import Tables

/// What people read of a notebook that ran: prose, statements, outputs and pictures in the order of the file.
struct NotebookReport {
  private let run: NotebookRun
  private let places: Places
  private let secrets: Secrets
  private let colours: CodeColours
  private var blocks: [Report.Block] = []
  private var title: String?
  /// Lines of prose and bytes of code that were not put into a block yet.
  private var prose: [String] = []
  private var code: (start: Int, end: Int)?

  /// What is told of each kind of picture, where a report can show it.
  private static let pictureEndings: [String: ReportPicture.Format] = ["png": .png, "svg": .svg]

  /// - Parameter end: the byte of the script at which the report ends, where that is not the whole.
  static func make(
    of run: NotebookRun, _ script: ScriptSyntax, _ lock: Lock, places: Places, secrets: Secrets,
    upTo end: Int? = nil
  )
    -> Report
  {
    var writing = NotebookReport(run, script, places, secrets)
    writing.write(script, upTo: end ?? run.source.bytes.count)
    let name = run.source.name.split(separator: "/").last.map(String.init) ?? run.source.name
    return Report(
      title: secrets.masking(writing.title ?? name), blocks: writing.blocks,
      appendix: appendix(of: lock, run),
      notices: notices(of: lock))
  }

  private init(_ run: NotebookRun, _ script: ScriptSyntax, _ places: Places, _ secrets: Secrets) {
    self.run = run
    self.places = places
    self.secrets = secrets
    colours = CodeColours(of: run.source, script)
  }

  // MARK: Blocks

  private mutating func write(_ script: ScriptSyntax, upTo stop: Int) {
    for problem in run.problems { add(problem) }
    var line = 1
    let ran = Dictionary(
      run.statements.map { ($0.syntax.span.start, $0) }, uniquingKeysWith: { first, _ in first })
    for statement in script.statements where statement.span.start < stop {
      let first = statement.span.position.line
      writeProse(from: line, upTo: first)
      line = NotebookText.end(of: statement) + 1
      if isSilent(statement) { continue }
      flushProse()
      let end = endOfLine(NotebookText.end(of: statement))
      code = (code?.start ?? statement.span.start, max(code?.end ?? 0, end))
      if let done = ran[statement.span.start] { write(done) }
    }
    writeProse(
      from: line, upTo: run.source.position(of: stop).line + (stop == run.source.bytes.count ? 1 : 0))
    flushProse()
    flushCode()
  }

  /// What says nothing to a reader: the edition, and how the script shows itself elsewhere.
  private func isSilent(_ statement: StatementSyntax) -> Bool {
    switch statement.content {
    case .edition: true
    case .pipeline(let pipeline):
      pipeline.stages.count == 1 && pipeline.stages[0].verb.text == SetVerb.signature.name
    case .every, .damaged: false
    }
  }

  private func endOfLine(_ number: Int) -> Int {
    run.source.lineStarts[number - 1] + run.source.line(number).count
  }

  private mutating func writeProse(from first: Int, upTo end: Int) {
    for number in first..<max(first, end) {
      let line = String(decoding: run.source.line(number), as: UTF8.self)
      if line.hasPrefix("#>") { continue }
      guard line.hasPrefix("#") else {
        // A blank line ends a paragraph.
        if !prose.isEmpty { prose.append("") }
        continue
      }
      flushCode()
      let text = line.dropFirst()
      add(prose: String(text.first == " " ? text.dropFirst() : text))
    }
  }

  /// The first heading of all is the title of the report.
  private mutating func add(prose line: String) {
    let isFirst = title == nil && blocks.isEmpty && prose.allSatisfy(\.isEmpty)
    if isFirst, line.hasPrefix("# ") {
      title = String(line.dropFirst(2))
    } else {
      prose.append(line)
    }
  }

  private mutating func flushProse() {
    let text = prose.joined(separator: "\n")
    if text.contains(where: { !$0.isWhitespace }) { blocks.append(.prose(secrets.masking(text))) }
    prose = []
  }

  private mutating func flushCode() {
    guard let range = code else { return }
    let pieces = colours.pieces(from: range.start, to: range.end)
    blocks.append(.code(pieces.map { CodePiece($0.kind, secrets.masking($0.text)) }))
    code = nil
  }

  private mutating func write(_ statement: NotebookRun.StatementRun) {
    for event in statement.events { write(event) }
    for problem in statement.outcome.diagnostics where problem.severity == .error { add(problem) }
  }

  private mutating func write(_ event: OutputEvent) {
    let block: Report.Block?
    switch event {
    case .table(let table, let rowLimit): block = .table(masked(table), rowLimit: rowLimit)
    case .pages(let table): block = .table(masked(table), rowLimit: nil)
    case .text(let text): block = .text(secrets.masking(text))
    case .drawn(let path, let digest, let title): block = picture(path, digest, title)
    case .diagnostic(let problem) where problem.severity != .error:
      block = .remark(
        Report.Remark(problem.severity == .warning ? .warning : .note, secrets.masking(problem.message)))
    case .file(let path, let rows):
      block = .remark(Report.Remark(.note, "wrote \(path): \(counted(rows, "row"))"))
    case .report(let path): block = .remark(Report.Remark(.note, "wrote \(path)"))
    case .mailed(let path, let address): block = .remark(Report.Remark(.note, "sent \(path) to \(address)"))
    case .diagnostic, .loaded, .picture: block = nil
    }
    guard let block else { return }
    flushCode()
    blocks.append(block)
  }

  private mutating func add(_ problem: Diagnostic) {
    flushCode()
    let weight: Report.Remark.Weight = problem.severity == .error ? .failure : .warning
    blocks.append(.remark(Report.Remark(weight, secrets.masking(problem.fancy(color: false, width: nil)))))
  }

  private func picture(_ path: String, _ digest: String, _ title: String) -> Report.Block {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard let format = NotebookReport.pictureEndings[ending],
      let bytes = try? readWhole(at: places.writing(path))
    else { return .text(PrintedOutput.picture(path, digest: digest)) }
    return .picture(ReportPicture(path: path, caption: secrets.masking(title), format: format, bytes: bytes))
  }

  private func masked(_ table: Table) -> Table {
    guard secrets.isThere else { return table }
    let rows = (0..<table.rowCount).map { row in
      table.row(row).map { value in
        if case .text(let text) = value { Value.text(secrets.masking(text)) } else { value }
      }
    }
    return Table(table.schema.fields, rows: rows)
  }

  // MARK: Behind it all

  private static func appendix(of lock: Lock, _ run: NotebookRun) -> [Report.Section] {
    var sections: [Report.Section] = []
    func add(_ title: String, _ names: [String], _ rows: [[Value]]) {
      guard !rows.isEmpty else { return }
      let types = names.map { ["rows", "ingest", "line"].contains($0) ? DataType.int : .text }
      sections.append(
        Report.Section(title: title, table: Table(zip(names, types).map { Field($0, $1) }, rows: rows)))
    }
    add(
      "Parameters", ["parameter", "value"],
      lock.parameters.sorted { $0.key < $1.key }.map { [.text($0), .text($1)] })
    add(
      "Data", ["read by", "store", "ingest", "rows", "sha256"],
      lock.statements.flatMap(\.sources).map { source in
        [
          .text(source.stage), source.store.map { .text($0) } ?? .null,
          source.ingest.map { .int(Int64($0)) } ?? .null, .int(Int64(source.rows)),
          .text(String(source.digest.prefix(16))),
        ]
      })
    add(
      "Models", ["model", "statement", "data, sha256"],
      lock.statements.flatMap(\.models).map {
        [.text($0.name), .text($0.statement), .text(String($0.data.prefix(16)))]
      })
    add(
      "Pictures", ["picture", "drawn from, sha256"],
      lock.statements.flatMap(\.pictures).map { [.text($0.path), .text(String($0.script.prefix(16)))] })
    var facts: [[Value]] = [
      [.text("hq"), .text("\(lock.hq), language edition \(lock.edition)")],
      [.text("clock"), .text("\(lock.clock)")], [.text("seed"), .text(String(lock.seed))],
    ]
    facts += lock.information.sorted { $0.key < $1.key }.map { [.text($0), .text($1)] }
    add("Run", ["what", "which"], facts)
    return sections
  }

  private static func notices(of lock: Lock) -> [String] {
    let stores = Set(lock.statements.flatMap(\.sources).compactMap(\.store))
    var notices: [String] = []
    if stores.contains("demo") { notices.append(AboutVerb.demoNotice.replacingLineEnds()) }
    if stores.contains(where: { $0 != "demo" }) { notices.append(AboutVerb.notice) }
    return notices
  }
}

extension String {
  fileprivate func replacingLineEnds() -> String {
    split(separator: "\n").joined(separator: " ")
  }
}

extension Notebook {
  /// Runs the notebook for its readers, or as its lock says. A run that fails gives its report too.
  package func report(
    lockedTo lock: Lock?, _ setup: NotebookSetup, at clock: Timestamp,
    hearing: @escaping (OutputEvent) -> Void = { _ in },
    around: @escaping (() -> Interpreter.Outcome) -> Interpreter.Outcome = { $0() }
  ) -> (run: NotebookRun, report: Report) {
    var done = run(
      lock == nil ? .run : .replay, under: lock, setup, at: clock, hearing: hearing, around: around)
    done.lock.information = Surroundings.facts(gnuplot: nil)
    let script = Parser.parse(source, vocabulary: VerbRegistry.vocabulary).script
    let report = NotebookReport.make(
      of: done.run, script, done.lock, places: done.places, secrets: setup.secrets(of: self))
    return (done.run, report)
  }
}
