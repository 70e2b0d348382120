import Films
import Parallel
import SQLite
import StandIn
import Store
import TMDB
import Tables
import TestSupport

/// A stand-in, a store, and what goes from one to the other.
final class SweepHouse {
  let standIn: StandIn
  let path: String
  private let folder: TemporaryDirectory
  private(set) var client: TMDBClient
  private(set) var writer: StoreWriter
  let cancellation = Cancellation()

  static let years = 2023...2026
  /// Noon of a day in the last of the years.
  static let noon = Timestamp(CalendarDate(days: 20_778), microsecondOfDay: Timestamp.day / 2)

  init(
    filmsPerYear: Int = 45, seed: Int = 1, faults: [Fault] = [], credential: String = StandIn.key,
    rate: Int? = nil,
    adjust: (inout TransportSettings) -> Void = { _ in }
  ) throws {
    standIn = try StandIn(
      StandInCatalogue(seed: seed, years: SweepHouse.years, filmsPerYear: filmsPerYear), faults: faults,
      seed: seed)
    folder = try TemporaryDirectory()
    path = folder.path + "/films.sqlite"
    writer = try StoreWriter(path: path, cancellation: cancellation)
    client = try SweepHouse.client(standIn, credential, cancellation, adjust)
  }

  deinit { standIn.close() }

  /// A client in a hurry: faults are waited out in milliseconds.
  static func client(
    _ standIn: StandIn, _ credential: String, _ cancellation: Cancellation,
    _ adjust: (inout TransportSettings) -> Void = { _ in }
  ) throws -> TMDBClient {
    var settings = try TransportSettings(url: standIn.url, rate: "0")
    settings.firstWait = 1
    settings.longestWait = 10
    settings.replyTime = 400
    settings.patience = 20_000
    settings.firstPatience = 20_000
    settings.bodyLimit = 1 << 20
    adjust(&settings)
    return TMDBClient(
      try Transport(
        settings, try required(Credential(credential)), cancellation: cancellation, clock: milliseconds),
      progress: cancellation.progress)
  }

  private static func milliseconds() -> Double {
    (ContinuousClock.now - start) / .milliseconds(1)
  }
  private static let start = ContinuousClock.now

  /// As after a start anew: nothing is known but what the store holds.
  func restart() throws {
    writer = try StoreWriter(path: path, cancellation: cancellation)
    client = try SweepHouse.client(standIn, StandIn.key, cancellation)
  }

  static func wish(_ change: (inout TMDBWish) -> Void = { _ in }) throws -> TMDBWish {
    var wish = TMDBWish(
      .films(genre: "Horror"), since: try required(CalendarDate(year: years.lowerBound, month: 1, day: 1)))
    change(&wish)
    return wish
  }

  @discardableResult
  func ingest(at time: Timestamp = noon, _ change: (inout TMDBWish) -> Void = { _ in }) throws -> TMDBReport {
    var ingest = TMDBIngest(client, writer, try SweepHouse.wish(change), at: time)
    return try ingest.run()
  }

  // MARK: What the store holds

  /// The rows of a query, each as a text.
  func rows(_ sql: String) throws -> [String] {
    let connection = try SQLiteConnection(path: path, .read, cancellation: cancellation)
    let statement = try connection.prepare(sql)
    var rows: [String] = []
    while try statement.step() {
      rows.append(
        (0..<statement.columnCount).map { (column: Int) -> String in
          switch statement.stored(column) {
          case .null: "∅"
          case .double: "\(statement.double(column))"
          default: statement.text(column)
          }
        }.joined(
          separator: "|"))
    }
    return rows
  }

  /// The films as `expected` tells of those of the stand-in.
  func films() throws -> [String] {
    try rows(
      "select tmdb_id, title, original_title, original_language, overview, release_date, popularity, vote_count, "
        + "vote_average, genres from movies order by tmdb_id")
  }

  /// All that a sweep leaves behind, but for the times.
  func everything() throws -> [String] {
    try films()
      + rows(
        "select id, tmdb_id, popularity, vote_count, vote_average from movie_snapshots order by id, tmdb_id")
      + rows("select * from movie_versions order by tmdb_id, until")
      + rows("select tmdb_id, first_ingest, details_since, gone_since from movie_lives order by tmdb_id")
      + rows(
        "select ingest, source, seen, added, changed, gone, snapshots, last_snapshot from ingests order by 1")
      + rows("select scope, window_name, pages, films from sweep_windows order by 1, 2")
      + rows("select count(*) from sweep_pages") + rows("select count(*) from sweeps")
  }

  static func expected(_ films: [StandInFilm]) -> [String] {
    films.map { film in
      let genres = film.genres.compactMap { StandInCatalogue.genres[$0] }.map(JSONText.quote)
      return [
        String(film.id), film.title, film.originalTitle, film.language,
        film.overview.isEmpty ? "∅" : film.overview,
        film.day, "\(film.popularity)", String(film.votes), "\(film.average)", JSONText.list(genres),
      ].joined(separator: "|")
    }
  }

  /// What a sweep without faults finds.
  var expected: [String] { SweepHouse.expected(standIn.catalogue.horror(years: SweepHouse.years)) }
}

struct Missing: Error {}

func required<Wrapped>(_ value: Wrapped?) throws -> Wrapped {
  guard let value else { throw Missing() }
  return value
}
