import Store
import TMDB
import Tables

/// Takes the popularity of the store's films from TMDB's daily list of all films, and looks for those that are
/// not in it any more.
package struct ExportIngest {
  private let client: TMDBClient
  private let writer: StoreWriter
  private let time: Timestamp
  private var report = TMDBReport()

  /// The list of a day is there from then on.
  private static let ready = 8 * 3600 * Timestamp.second
  /// So many that the list does not have are asked for one by one.
  private static let checkLimit = 500

  package init(_ client: TMDBClient, _ writer: StoreWriter, at time: Timestamp) {
    self.client = client
    self.writer = writer
    self.time = time
  }

  package mutating func run() throws -> TMDBReport {
    let (requests, retries) = (client.transport.requestCount, client.transport.retryCount)
    let day = Timestamp(microseconds: time.microseconds - ExportIngest.ready).date
    let export = FilmExport(try client.export(of: day))
    let made = Timestamp(day, microsecondOfDay: ExportIngest.ready)
    report.pages = 1
    // What was seen since the list was made is newer than the list.
    let films = try writer.films(changedBefore: made)
    var records: [FilmRecord] = []
    var absent: [Int64] = []
    for id in films {
      guard let popularity = export.popularity[id] else {
        absent.append(id)
        continue
      }
      records.append(
        FilmRecord(tmdbID: id, details: FilmDetails(), numbers: FilmNumbers(popularity: popularity)))
    }
    report.seen = records.count
    let gathering = DossierGathering(writer, scope: "tmdb export", resuming: nil, at: time)
    // A film that is not in the list is not gone for that: TMDB is asked, and says so twice.
    try client.dossiers(of: Array(absent.prefix(ExportIngest.checkLimit))) { try gathering.take($0, $1) }
    try client.dossiers(of: gathering.missing) { try gathering.confirm($0, $1) }
    if export.badLineCount > 0 {
      report.gaps.append("\(counted(export.badLineCount, "line")) of the list are damaged")
    }
    report.gaps += gathering.failures
    report.hasFailures = !gathering.failures.isEmpty
    report.detailsRead = gathering.count
    var end = gathering.end(source: "tmdb export")
    end.films = try writer.news(among: records).map(\.film) + end.films
    if let ingest = try writer.end(end, seen: records.count, at: time) { report.ingests.append(ingest) }
    report.requests = client.transport.requestCount - requests
    report.retries = client.transport.retryCount - retries
    return report
  }
}
