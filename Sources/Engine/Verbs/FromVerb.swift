import Files
import Language
import Tables

enum FromVerb: Verb {
  static let signature = VerbSignature(
    "from", .source, "reads a table from a file",
    details: [
      "CSV, TSV, JSON and NDJSON, each also gzipped, and the tables of SQLite files: `\"other.db:table\"`. `\"-\"` is "
        + "standard input.",
      "Delimiter, quotes, header, encoding, types and missing values are found by looking at the data; `explain` "
        + "says what was decided, and the options are for where the guess is wrong. Rows that do not fit are "
        + "reported with their line numbers.",
      "A path is taken from the directory in which hq was started.",
    ],
    arguments: [.init("path", .expression, "the path of the file, between double quotes")],
    options: [
      .init(
        "format", .choice(FileFormat.allCases.map(\.rawValue)), default: "by the ending, else by the content",
        "what kind of file it is"),
      .init("table", .text, default: "the only one", "the table of a SQLite file"),
      .init(
        "delimiter", .text, default: "found in the data",
        "what stands between fields: one character, or \"\\t\""),
      .init("quote", .text, default: "\"\\\"\"", "what stands around texts, or \"\" for nothing"),
      .init("header", .flag, default: "found in the data", "whether the first line holds the names"),
      .init("skip", .int(0...1_000_000), default: "0", "how many lines to pass over first"),
      .init(
        "encoding", .choice(TextEncoding.allCases.map(\.rawValue)), default: "found in the data",
        "how texts are stored"),
      .init(
        "dates", .text, default: "yyyy-mm-dd and what is unmistakable",
        "how dates are written, such as \"dd/mm/yyyy\""),
      .init("na", .texts, default: "[\"\", \"NA\", \"NaN\", \"null\"]", "the words for a missing value"),
    ],
    examples: [
      .init("from \"films.csv\" | take 3", "look into a file"),
      .init("from \"films.csv\" as films", "under a name, for later"),
      .init(
        "from \"takings.txt\" delimiter=\";\" dates=\"dd/mm/yyyy\" na=[\"-\"]",
        "where the guess would be wrong"),
      .init("explain from \"films.csv\"", "what was found in the data"),
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    guard let given = planning.text(call.expressions[0], as: "the path"),
      let options = readOptions(call, given, &planning)
    else { return nil }
    if planning.isForesight, planning.scope.writtenFiles.contains(given) {
      return Step(call.span, output: .unknown, .session { _ in }, explanation: [])
    }
    let path = DataPath(given, table: options.table)
    var settings = options
    settings.table = path.table
    let found: (table: Table, report: ReadReport)
    do {
      found = try planning.environment.files.foresee(
        planning.environment.circumstances.places.reading(path.file), settings,
        keeping: planning.isForesight)
    } catch {
      planning.report(Diagnostic(error, at: call.expressions[0].span))
      return nil
    }
    let lines = found.report.lines()
    return Step(
      call.span, output: .table(found.table.schema),
      .source { running in try read(path, settings, call, running) },
      explanation: lines.prefix(1).map { "read \(given): \($0)" } + lines.dropFirst().map { "  " + $0 },
      isShown: false)
  }

  private static func read(_ path: DataPath, _ options: ReadOptions, _ call: Call, _ running: Running) throws
    -> Table
  {
    let found: (table: Table, report: ReadReport)
    do {
      let places = running.environment.circumstances.places
      found = try running.environment.files.take(places.reading(path.file), options)
    } catch {
      throw Diagnostic(error, at: call.expressions[0].span)
    }
    if found.report.damagedCount > 0 {
      let rows = found.report.damaged.prefix(5).map { "line \($0.line): \($0.reason)" }
      let more = found.report.damagedCount - rows.count
      running.emit(
        .diagnostic(
          Diagnostic(
            .damagedRows, "\(counted(found.report.damagedCount, "row")) of `\(path.file)` did not fit",
            at: call.expressions[0].span, hints: rows + (more > 0 ? ["and \(more) more"] : []),
            severity: .warning)))
    }
    running.observe(found.table, readAt: call.span)
    return found.table
  }

  private static func readOptions(_ call: Call, _ path: String, _ planning: inout Planning) -> ReadOptions? {
    var options = ReadOptions()
    options.format = call.options.text("format").flatMap { FileFormat(rawValue: $0) }
    options.table = call.options.text("table")
    options.header = call.options.flag("header")
    options.skip = call.options.int("skip") ?? 0
    options.encoding = call.options.text("encoding").flatMap { TextEncoding(rawValue: $0) }
    options.missing = call.options.texts("na")
    if let text = call.options.text("delimiter") {
      guard let byte = singleByte(text, "delimiter", call, &planning) else { return nil }
      options.delimiter = byte
    }
    if let text = call.options.text("quote") {
      if text.isEmpty {
        options.quote = ReadOptions.Quote.off
      } else {
        guard let byte = singleByte(text, "quote", call, &planning) else { return nil }
        options.quote = .byte(byte)
      }
    }
    if let text = call.options.text("dates"), let span = call.options.span("dates") {
      guard let pattern = DatePattern(text) else {
        return planning.fail(
          .badOptionValue, "`\(text)` is no way to write dates", at: span,
          label: "made of yyyy or yy, mm or mmm, and dd",
          hints: ["such as \"dd/mm/yyyy\" or \"dd-mmm-yyyy\""])
      }
      options.dates = pattern
    }
    return options
  }

  private static func singleByte(_ text: String, _ option: String, _ call: Call, _ planning: inout Planning)
    -> UInt8?
  {
    if text.utf8.count == 1, let byte = text.utf8.first { return byte }
    if let span = call.options.span(option) {
      planning.report(.badOptionValue, "`\(option)` is one character, not `\(text)`", at: span)
    }
    return nil
  }
}
