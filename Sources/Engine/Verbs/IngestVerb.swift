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
    ],
    clauses: [
      .init("from", "PATH", required: true, "the file, between double quotes; any that `from` reads")
    ],
    examples: [.init("use \"mine.sqlite\" ; ingest from \"films.csv\"", "the films of a file")])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    guard let syntax = call.clause("from").first,
      let path = planning.text(syntax, as: "the path")
    else { return nil }
    guard case .file(let store) = planning.scope.store else {
      return planning.fail(
        .notInStore, "the demo catalogue is made up, and takes nothing in", at: call.span,
        hints: ["`use \"films.sqlite\"` in front opens a store of one's own"])
    }
    return call.session("ingest from \(path) into \(store)") { running in
      let films = try films(DataPath(path), syntax.span, running)
      do throws(StoreError) {
        let stores = running.environment.stores
        let writer = try stores.writer(store)
        let report = try writer.ingest(films, source: path, at: running.environment.clock)
        stores.refresh()
        running.emit(.text(summary(report)))
      } catch {
        throw Diagnostic(error, at: call.span)
      }
    }
  }

  private static func films(_ path: DataPath, _ span: Span, _ running: Running) throws -> [FilmRecord] {
    var options = ReadOptions()
    options.table = path.table
    let table: Table
    do throws(FileError) {
      table = try running.environment.files.take(path.file, options).table
    } catch {
      throw Diagnostic(error, at: span)
    }
    guard let reading = FilmReading(table) else {
      throw Diagnostic(
        .unreadableFile, "`\(path.file)` has no column `tmdb_id` or `id`, by which films are told apart",
        at: span,
        hints: ["its columns are \(table.schema.names.prefix(12).joined(separator: ", "))"], topic: "ingest")
    }
    if reading.rejectedCount > 0 {
      running.emit(
        .diagnostic(
          Diagnostic(
            .damagedRows,
            "\(counted(reading.rejectedCount, "row")) of `\(path.file)` have no number and are left out",
            at: span, severity: .warning)))
    }
    return reading.films
  }

  private static func summary(_ report: IngestReport) -> String {
    "ingest \(report.number): \(counted(report.seen, "film")) seen, \(report.added) new, \(report.changed) changed, "
      + "\(report.gone) gone, \(counted(report.snapshots, "snapshot"))"
  }
}
