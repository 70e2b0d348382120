import Files
import Films
import Language
import Store
import Tables

enum IngestVerb: Verb {
  static let signature = VerbSignature(
    "ingest", .session, "takes films into the store, as one numbered ingest",
    details: [
      "The columns of the file are taken by their names: tmdb_id (or id), imdb_id, title, original_title, "
        + "original_language, overview, release_date, popularity, vote_count, vote_average, runtime, genres, budget "
        + "and revenue. What the file does not know of a film stays as the store knows it; 0 and an empty text are "
        + "unknown.",
      "All of it is taken in or nothing. No film's past is lost: `load films as of ingest N` reads the store as it "
        + "was right after each ingest, and `history` lists them.",
      "`ingest tmdb horror since 2010` reads the films of each year from TMDB. What was read within a day is not "
        + "read again, but for this year and the last, so that it can be said every five minutes; `full=yes` reads "
        + "all. Killed in the midst, it goes on from there the next time. A film is gone only when TMDB says so, "
        + "never because it was not seen.",
      "`ingest tmdb popular pages=2` reads what is popular now, `ingest tmdb export` the popularity of all films "
        + "of the store from TMDB's daily list.",
    ],
    arguments: [
      .init("source", .word(["tmdb"]), required: false, "TMDB, by its key in TMDB_API_KEY"),
      .init("films", .word([]), required: false, "a genre, `films`, `popular` or `export`"),
    ],
    clauses: [
      .init(
        "from", "PATH|TABLE", "a file between double quotes, any that `from` reads; or the name of a table"),
      .init("since", "TIME", "of TMDB: films from then on; default: 2010"),
    ],
    options: [
      .init("votes", .int(0...1_000_000), default: "50", "films with as many votes or more"),
      .init("pages", .int(1...500), default: "20", "a year with more pages of 20 films is read in parts"),
      .init(
        "details", .flag, default: "no",
        "read each film by itself too: runtime, imdb_id, budget, revenue, keywords, cast and crew, companies, franchise"
      ),
      .init("full", .flag, default: "no", "read every year, however fresh the store is"),
    ],
    examples: [
      .init("use \"mine.sqlite\" ; ingest from \"films.csv\"", "the films of a file"),
      .init(
        "use \"mine.sqlite\" ; from \"films.csv\" | where vote_count > 10 as known ; ingest from known",
        "some of them"),
      .init("use \"mine.sqlite\" ; explain ingest tmdb horror since 2010", "what would be read from TMDB"),
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    guard planning.mayChangeStore(call) else { return nil }
    guard case .file(let store) = planning.scope.store else {
      return planning.fail(
        .notInStore, "the demo catalogue is made up, and takes nothing in", at: call.span,
        hints: ["`use \"films.sqlite\"` in front opens a store of one's own"])
    }
    if !call.words.isEmpty { return planTMDB(call, into: store, &planning) }
    guard let syntax = call.clause("from").first else {
      return planning.fail(
        .missingArgument, "`ingest` needs a source", at: call.span,
        label: "`ingest tmdb horror`, or `ingest from \"films.csv\"`", topic: "ingest")
    }
    let source: Source
    if let name = syntax.name {
      guard planning.table(name) != nil else { return nil }
      source = .table(name.text)
    } else {
      guard let path = planning.text(syntax, as: "the path") else { return nil }
      source = .file(path)
    }
    return call.session("ingest from \(source.name) into \(store)") { running in
      let films = try films(source, syntax.span, running)
      do throws(StoreError) {
        let stores = running.environment.stores
        let writer = try stores.writer(store)
        let report = try writer.ingest(films, source: source.name, at: running.environment.clock)
        stores.refresh()
        running.emit(.text(summary(report)))
      } catch {
        throw Diagnostic(error, at: call.span)
      }
    }
  }

  /// Where films come from that are not TMDB's.
  private enum Source {
    case file(String)
    /// A table of the session, by its name.
    case table(String)

    var name: String {
      switch self {
      case .file(let path): path
      case .table(let name): name
      }
    }
  }

  private static func table(_ source: Source, _ span: Span, _ running: Running) throws -> Table? {
    guard case .file(let text) = source else { return running.state[source.name] }
    let path = DataPath(text)
    var options = ReadOptions()
    options.table = path.table
    do throws(FileError) {
      return try running.environment.files.take(path.file, options).table
    } catch {
      throw Diagnostic(error, at: span)
    }
  }

  private static func films(_ source: Source, _ span: Span, _ running: Running) throws -> [FilmRecord] {
    guard let table = try table(source, span, running) else {
      throw Diagnostic(.noTable, "there is no table `\(source.name)` yet", at: span)
    }
    guard let reading = FilmReading(table) else {
      throw Diagnostic(
        .unreadableFile, "`\(source.name)` has no column `tmdb_id` or `id`, by which films are told apart",
        at: span,
        hints: ["its columns are \(table.schema.names.prefix(12).joined(separator: ", "))"], topic: "ingest")
    }
    if reading.rejectedCount > 0 {
      running.emit(
        .diagnostic(
          Diagnostic(
            .damagedRows,
            "\(counted(reading.rejectedCount, "row")) of `\(source.name)` have no number and are left out",
            at: span, severity: .warning)))
    }
    return reading.films
  }

  static func summary(_ report: IngestReport) -> String {
    "ingest \(report.number): \(counted(report.seen, "film")) seen, \(report.added) new, \(report.changed) changed, "
      + "\(report.gone) gone, \(counted(report.snapshots, "snapshot"))"
  }
}
