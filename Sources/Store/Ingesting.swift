import SQLite
import Tables

/// What an ingest did.
package struct IngestReport: Sendable, Hashable {
  package let number: Int
  package let time: Timestamp
  package var seen = 0
  package var added = 0
  package var changed = 0
  package var gone = 0
  package var snapshots = 0
}

extension StoreWriter {
  /// Takes in what a source has seen, all of it or nothing, as one ingest with the next number.
  ///
  /// What a record does not know stays as the store knows it. A film is gone when its source says so, never
  /// because it was not seen.
  package func ingest(
    _ films: [FilmRecord], gone: [Int64] = [], source: String, at time: Timestamp
  ) throws(StoreError) -> IngestReport {
    try refuseWhenSynthetic(source)
    return try storing { () throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        try takeIn(films, gone: gone, source: source, at: time)
      }
    }
  }

  /// Within a transaction.
  func takeIn(
    _ films: [FilmRecord], gone: [Int64], source: String, at time: Timestamp, seen: Int? = nil
  ) throws(SQLiteError) -> IngestReport {
    var ingesting = try Ingesting(connection, source: source, time: time)
    // What is gone by the end of an ingest was never there in the meantime.
    let gone = Set(gone)
    cancellation.progress.begin("taking films in", total: films.count)
    for film in merged(films) where !gone.contains(film.tmdbID) {
      try ingesting.take(film)
      cancellation.progress.advance()
    }
    for id in gone.sorted() { try ingesting.takeAway(id) }
    return try ingesting.finish(seen: seen ?? films.count)
  }

  func refuseWhenSynthetic(_ source: String) throws(StoreError) {
    guard try storing({ () throws(SQLiteError) in try isSynthetic() }) else { return }
    throw StoreError(
      .refused, "the store holds made-up films, and takes no ingest from \(source)",
      hints: ["`use \"films.sqlite\"` opens a store of one's own"])
  }

  private func isSynthetic() throws(SQLiteError) -> Bool {
    try connection.number("select count(*) from store_facts where name = 'is_synthetic' and value = 'yes'")
      > 0
  }

  /// Each film once, by number; of what was seen twice the later holds.
  private func merged(_ films: [FilmRecord]) -> [FilmRecord] {
    var byID: [Int64: FilmRecord] = [:]
    for film in films {
      let known = film.withoutEmptyValues
      byID[film.tmdbID] = byID[film.tmdbID].map { known.filled(from: $0) } ?? known
    }
    return byID.values.sorted { $0.tmdbID < $1.tmdbID }
  }
}

/// An ingest at work, within its transaction.
private struct Ingesting {
  private let connection: SQLiteConnection
  private let time: String
  private var lastSnapshot: Int64
  private var report: IngestReport

  init(_ connection: SQLiteConnection, source: String, time: Timestamp) throws(SQLiteError) {
    self.connection = connection
    self.time = time.storedText
    let number = try connection.number("select coalesce(max(ingest), 0) + 1 from ingests")
    lastSnapshot = try connection.number("select coalesce(max(last_snapshot), 0) from ingests")
    report = IngestReport(number: Int(number), time: time)
    let statement = try connection.kept(StoreWriter.Statement.insertIngest)
    statement.bind(1, number)
    statement.bind(2, self.time)
    statement.bind(3, source)
    for place in 4...9 { statement.bind(place, Int64(0)) }
    try statement.run()
  }

  mutating func take(_ film: FilmRecord) throws(SQLiteError) {
    guard let current = try current(film.tmdbID) else { return try add(film) }
    let known = film.filled(from: current)
    let hasNewNumbers = !known.numbers.isStored(as: current.numbers)
    if !known.details.isStored(as: current.details) {
      try run(StoreWriter.Statement.keepVersion) {
        $0.bind(1, film.tmdbID)
        $0.bind(2, Int64(report.number))
      }
      try write(known, StoreWriter.Statement.updateFilm)
      try beginLife(film.tmdbID)
      report.changed += 1
    } else if hasNewNumbers {
      try run(StoreWriter.Statement.updateNumbers) {
        $0.bind(1, film.tmdbID)
        $0.bind(known.numbers, from: 2)
        $0.bind(5, time)
      }
    }
    if hasNewNumbers { try addSnapshot(known) }
  }

  private func current(_ id: Int64) throws(SQLiteError) -> FilmRecord? {
    let statement = try connection.kept(StoreWriter.Statement.current)
    defer { statement.reset() }
    statement.bind(1, id)
    return try statement.step() ? statement.film(id) : nil
  }

  private mutating func add(_ film: FilmRecord) throws(SQLiteError) {
    try write(film, StoreWriter.Statement.insertFilm)
    try beginLife(film.tmdbID)
    try addSnapshot(film)
    report.added += 1
  }

  mutating func takeAway(_ id: Int64) throws(SQLiteError) {
    guard try current(id) != nil else { return }
    for sql in [StoreWriter.Statement.keepVersion, StoreWriter.Statement.endLife] {
      try run(sql) {
        $0.bind(1, id)
        $0.bind(2, Int64(report.number))
      }
    }
    try run(StoreWriter.Statement.deleteFilm) { $0.bind(1, id) }
    report.gone += 1
  }

  private func write(_ film: FilmRecord, _ sql: String) throws(SQLiteError) {
    try run(sql) {
      $0.bind(1, film.tmdbID)
      $0.bind(film.details, from: 2)
      $0.bind(film.numbers, from: 12)
      $0.bind(15, time)
    }
  }

  private func beginLife(_ id: Int64) throws(SQLiteError) {
    try run(StoreWriter.Statement.beginLife) {
      $0.bind(1, id)
      $0.bind(2, Int64(report.number))
      $0.bind(3, time)
      $0.bind(4, Int64(report.number))
    }
  }

  private mutating func addSnapshot(_ film: FilmRecord) throws(SQLiteError) {
    lastSnapshot += 1
    report.snapshots += 1
    let id = lastSnapshot
    try run(StoreWriter.Statement.insertSnapshot) {
      $0.bind(1, id)
      $0.bind(2, film.tmdbID)
      $0.bind(3, time)
      $0.bind(film.numbers, from: 4)
    }
  }

  mutating func finish(seen: Int) throws(SQLiteError) -> IngestReport {
    report.seen = seen
    let counts = [report.number, seen, report.added, report.changed, report.gone, report.snapshots]
    try run(StoreWriter.Statement.settleIngest) {
      for (index, count) in counts.enumerated() { $0.bind(index + 1, Int64(count)) }
      $0.bind(7, lastSnapshot)
    }
    return report
  }

  private func run(_ sql: String, _ bind: (SQLiteStatement) -> Void) throws(SQLiteError) {
    let statement = try connection.kept(sql)
    bind(statement)
    try statement.run()
  }
}

extension FilmRecord {
  /// The record with 0 and the empty text as what they mean in films: unknown.
  var withoutEmptyValues: FilmRecord {
    func known(_ text: String?) -> String? { text == "" ? nil : text }
    func known(_ number: Int64?) -> Int64? { number == 0 ? nil : number }
    func known(_ number: Double?) -> Double? { number.flatMap { $0.isFinite ? $0 : nil } }
    var film = self
    film.details.imdbID = known(details.imdbID)
    film.details.title = known(details.title)
    film.details.originalTitle = known(details.originalTitle)
    film.details.originalLanguage = known(details.originalLanguage)
    film.details.overview = known(details.overview)
    film.details.runtime = known(details.runtime)
    film.details.budget = known(details.budget)
    film.details.revenue = known(details.revenue)
    film.numbers.popularity = known(numbers.popularity)
    film.numbers.voteAverage = known(numbers.voteAverage)
    return film
  }

  /// What this record does not know, from another one.
  func filled(from other: FilmRecord) -> FilmRecord {
    var film = self
    film.details.imdbID = details.imdbID ?? other.details.imdbID
    film.details.title = details.title ?? other.details.title
    film.details.originalTitle = details.originalTitle ?? other.details.originalTitle
    film.details.originalLanguage = details.originalLanguage ?? other.details.originalLanguage
    film.details.overview = details.overview ?? other.details.overview
    film.details.releaseDate = details.releaseDate ?? other.details.releaseDate
    film.details.runtime = details.runtime ?? other.details.runtime
    film.details.genres = details.genres ?? other.details.genres
    film.details.budget = details.budget ?? other.details.budget
    film.details.revenue = details.revenue ?? other.details.revenue
    film.numbers.popularity = numbers.popularity ?? other.numbers.popularity
    film.numbers.voteCount = numbers.voteCount ?? other.numbers.voteCount
    film.numbers.voteAverage = numbers.voteAverage ?? other.numbers.voteAverage
    return film
  }
}
