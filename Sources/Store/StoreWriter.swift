import Glibc
import Parallel
import SQLite
import Tables

/// The one who writes to a store.
package final class StoreWriter {
  let connection: SQLiteConnection
  let cancellation: Cancellation
  private let file: StoreFile.Identity?
  private var incoming: IncomingFilms?

  /// Whether its file is still the one at its path.
  package var isCurrent: Bool { StoreFile.Identity(connection.path) == file }

  /// Opens the store at a path, makes it where there is none, with its folders, and brings it to this version of
  /// the schema.
  package init(path: String, cancellation: Cancellation) throws(StoreError) {
    self.cancellation = cancellation
    do throws(StoreError) {
      try StoreFile.check(path)
    } catch  where error.kind == .missing {
      try StoreFile.makeFolders(for: path)
    }
    do throws(SQLiteError) {
      connection = try SQLiteConnection(path: path, .create, cancellation: cancellation)
    } catch {
      guard error.kind == .cannotOpen else { throw StoreError(error) }
      throw StoreError(
        .readOnly, "`\(path)` cannot be opened to write: it or its folder must not be written",
        hints: ["`use \"…\"` or `--db` names another place"])
    }
    file = StoreFile.Identity(path)
    // Large pages: an ingest of all films writes fewer, each with a head of its own in the log. SQLite heeds it
    // when it makes the file.
    try storing { () throws(SQLiteError) in try connection.run("pragma page_size = 16384") }
    // Looked at before anything is written, so that a file of someone else stays as it is.
    _ = try StoreFormat.check(connection)
    try storing { () throws(SQLiteError) in try switchToWriteAheadLog(cancellation) }
    // Room for all pages of a large ingest: those that find none are written twice. They go from the log into
    // the file when there are many, and when the store is closed.
    try prepare([
      "pragma synchronous = normal", "pragma cache_size = -65536", "pragma wal_autocheckpoint = 8000",
    ])
  }

  /// A store that is nowhere but in memory.
  package init(inMemory cancellation: Cancellation) throws(StoreError) {
    self.cancellation = cancellation
    connection = try storing { () throws(SQLiteError) in
      try SQLiteConnection(path: SQLiteConnection.memory, .create, cancellation: cancellation)
    }
    file = nil
    try prepare(["pragma journal_mode = memory", "pragma synchronous = off"])
  }

  /// The same, with what another one held when `contents` was asked of it.
  package init(contents: [UInt8], cancellation: Cancellation) throws(StoreError) {
    self.cancellation = cancellation
    connection = try storing { () throws(SQLiteError) in
      try SQLiteConnection(
        bytes: contents[...], name: SQLiteConnection.memory, isWritable: true, cancellation: cancellation)
    }
    file = nil
    try prepare(["pragma journal_mode = memory", "pragma synchronous = off"])
  }

  package func contents() throws(StoreError) -> [UInt8] {
    try storing { () throws(SQLiteError) in try connection.contents() }
  }

  /// Lets readers go on while this one writes.
  ///
  /// Of two processes that do so at once SQLite refuses one without waiting, so that it is tried again here; for
  /// a lock that someone holds it waits itself, and once is enough.
  private func switchToWriteAheadLog(_ cancellation: Cancellation) throws(SQLiteError) {
    let deadline = ContinuousClock.now + .seconds(5)
    while true {
      do throws(SQLiteError) {
        return try connection.run("pragma journal_mode = wal")
      } catch {
        guard error.kind == .busy, ContinuousClock.now < deadline, !cancellation.isCancelled else {
          throw error
        }
        usleep(10_000)
      }
    }
  }

  private func prepare(_ settings: [String]) throws(StoreError) {
    try storing { () throws(SQLiteError) in
      for setting in settings + ["pragma foreign_keys = on"] { try connection.run(setting) }
    }
    try StoreFormat.migrate(connection)
  }

  /// Keeps a table of films whose details or numbers have changed; a statement of SQL for each thing to do.
  enum Statement {
    static let detailNames = [
      "imdb_id", "title", "original_title", "original_language", "overview",
      "release_date", "runtime", "genres", "budget", "revenue",
    ]
    static let details = detailNames.joined(separator: ", ")
    private static let numbers = "popularity, vote_count, vote_average"
    static let current =
      "select \(details), popularity, vote_count, vote_average from movies where tmdb_id = ?1"
    static let insertFilm =
      "insert into movies (tmdb_id, \(details), popularity, vote_count, vote_average, updated_at) "
      + "values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"
    /// Where the numbers begin among the columns of `current`.
    static let firstNumber = 10
    /// The same of all incoming films that are there, by their places among the incoming, which stand in a column.
    static let currentOfIncoming =
      "select \(list(detailNames, of: "m")), m.popularity, m.vote_count, m.vote_average, i.rowid "
      + "from \(IncomingFilms.name) i cross join movies m on m.tmdb_id = i.tmdb_id"
    static let placeColumn = 13
    /// Incoming films become those of now.
    static let putFilms =
      "insert or replace into movies (tmdb_id, \(details), \(numbers), updated_at) "
      + "select tmdb_id, \(details), \(numbers), ?1 from \(IncomingFilms.name)"
    /// The same for films that are there, and of which something is not known any more: that stays as it is.
    static let amendFilms =
      "insert into movies (tmdb_id, \(details), \(numbers), updated_at) "
      + "select tmdb_id, \(details), \(numbers), ?1 from \(IncomingFilms.name) where true "
      + "on conflict do update set "
      + detailNames.map { "\($0) = coalesce(excluded.\($0), \($0))" }.joined(separator: ", ")
      + ", popularity = excluded.popularity, vote_count = excluded.vote_count, "
      + "vote_average = excluded.vote_average, updated_at = excluded.updated_at"
    static let addSnapshots =
      "insert into movie_snapshots (id, tmdb_id, snapshot_ts, \(numbers)) "
      + "select ?1 + rowid, tmdb_id, ?2, \(numbers) from \(IncomingFilms.name)"
    static let insertSnapshot =
      "insert into movie_snapshots (id, tmdb_id, snapshot_ts, popularity, vote_count, vote_average) "
      + "values (?1, ?2, ?3, ?4, ?5, ?6)"
    /// The details that a film has now become those that it had up to an ingest.
    static let keepVersion =
      "insert into movie_versions (tmdb_id, until, since, details_ts, \(details)) "
      + "select tmdb_id, ?2, details_since, details_ts, \(details) from movies join movie_lives using (tmdb_id) "
      + "where tmdb_id = ?1"
    /// The same for all incoming films.
    static let keepVersions =
      "insert into movie_versions (tmdb_id, until, since, details_ts, \(details)) "
      + "select m.tmdb_id, ?1, l.details_since, l.details_ts, \(list(detailNames, of: "m")) "
      + "from \(IncomingFilms.name) i cross join movies m on m.tmdb_id = i.tmdb_id "
      + "cross join movie_lives l on l.tmdb_id = i.tmdb_id"
    static let insertVersion =
      "insert into movie_versions (tmdb_id, until, since, details_ts, \(details)) "
      + "values (?1, ?12, ?13, ?14, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
    static let beginLife =
      "insert into movie_lives (tmdb_id, first_ingest, details_since, details_ts) values (?1, ?4, ?2, ?3) "
      + "on conflict do update set details_since = ?2, details_ts = ?3, gone_since = null"
    /// Incoming films have their details since an ingest, and live.
    static let beginLives =
      "insert into movie_lives (tmdb_id, first_ingest, details_since, details_ts) "
      + "select tmdb_id, ?1, ?1, ?2 from \(IncomingFilms.name) where true "
      + "on conflict do update set details_since = ?1, details_ts = ?2, gone_since = null"
    static let endLife = "update movie_lives set gone_since = ?2 where tmdb_id = ?1"
    static let deleteFilm = "delete from movies where tmdb_id = ?1"
    static let insertIngest =
      "insert into ingests (ingest, finished_at, source, seen, added, changed, gone, snapshots, last_snapshot) "
      + "values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
    static let settleIngest =
      "update ingests set seen = ?2, added = ?3, changed = ?4, gone = ?5, snapshots = ?6, last_snapshot = ?7 "
      + "where ingest = ?1"

    private static func list(_ columns: [String], of table: String) -> String {
      columns.map { "\(table).\($0)" }.joined(separator: ", ")
    }
  }

  /// The films of an ingest as rows, empty until it has some.
  func suppliedFilms() throws(SQLiteError) -> IncomingFilms {
    if let incoming { return incoming }
    let films = IncomingFilms()
    try connection.supply(films, as: IncomingFilms.name)
    incoming = films
    return films
  }
}

extension StoreFile {
  /// Makes the folders on the way to a file, for this user alone.
  static func makeFolders(for path: String) throws(StoreError) {
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      folder += part + "/"
      guard folder != "/", mkdir(folder, 0o700) != 0, errno != EEXIST, errno != EISDIR else { continue }
      // One that is there and cannot be written to is no hindrance on the way.
      var status = stat()
      if stat(folder, &status) == 0 { continue }
      throw StoreError(
        .readOnly, "the folder `\(folder)` of the store cannot be made: \(String(cString: strerror(errno)))")
    }
  }
}

extension SQLiteStatement {
  /// Binds the columns of `StoreWriter.Statement.details` from a place on.
  func bind(_ details: FilmDetails, from place: Int) {
    bind(details, genres: details.genres.map(GenreTexts.made), from: place)
  }

  /// - Parameter genres: the text of the genres as it is stored.
  func bind(_ details: FilmDetails, genres: String?, from place: Int) {
    bind(place, details.imdbID)
    bind(place + 1, details.title)
    bind(place + 2, details.originalTitle)
    bind(place + 3, details.originalLanguage)
    bind(place + 4, details.overview)
    bind(place + 5, details.releaseDate?.description)
    bind(place + 6, details.runtime)
    bind(place + 7, genres)
    bind(place + 8, details.budget)
    bind(place + 9, details.revenue)
  }

  func bind(_ numbers: FilmNumbers, from place: Int) {
    bind(place, numbers.popularity)
    bind(place + 1, numbers.voteCount)
    bind(place + 2, numbers.voteAverage)
  }
}
