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
    for film in inOrder(films) where gone.isEmpty || !gone.contains(film.tmdbID) {
      try ingesting.take(film.withoutEmptyValues)
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
  private func inOrder(_ films: [FilmRecord]) -> [FilmRecord] {
    let areInOrder = zip(films, films.dropFirst()).allSatisfy { $0.tmdbID < $1.tmdbID }
    if areInOrder { return films }
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
  private let time: String
  private var lastSnapshot: Int64
  private var report: IngestReport
  private var genres = GenreTexts()

  private let connection: SQLiteConnection
  private let current: SQLiteStatement
  private let insertFilm: SQLiteStatement
  private let changeFilm: SQLiteStatement
  private let updateNumbers: SQLiteStatement
  private let insertSnapshot: SQLiteStatement
  private let keepVersion: SQLiteStatement
  private let beginLife: SQLiteStatement
  private let goOnLiving: SQLiteStatement

  init(_ connection: SQLiteConnection, source: String, time: Timestamp) throws(SQLiteError) {
    self.connection = connection
    self.time = time.storedText
    current = try connection.kept(StoreWriter.Statement.current)
    insertFilm = try connection.kept(StoreWriter.Statement.insertFilm)
    changeFilm = try connection.kept(StoreWriter.Statement.changeFilm)
    updateNumbers = try connection.kept(StoreWriter.Statement.updateNumbers)
    insertSnapshot = try connection.kept(StoreWriter.Statement.insertSnapshot)
    keepVersion = try connection.kept(StoreWriter.Statement.keepVersion)
    beginLife = try connection.kept(StoreWriter.Statement.beginLife)
    goOnLiving = try connection.kept(StoreWriter.Statement.goOnLiving)
    let number = try connection.number("select coalesce(max(ingest), 0) + 1 from ingests")
    lastSnapshot = try connection.number("select coalesce(max(last_snapshot), 0) from ingests")
    report = IngestReport(number: Int(number), time: time)
    let statement = try connection.kept(StoreWriter.Statement.insertIngest)
    statement.bind(1, number)
    statement.bind(2, self.time)
    statement.bind(3, source)
    for place in 4...9 { statement.bind(place, Int64(0)) }
    try statement.run()
    for statement in [insertFilm, changeFilm] { statement.bind(15, self.time) }
    updateNumbers.bind(5, self.time)
    insertSnapshot.bind(3, self.time)
    keepVersion.bind(2, number)
    for statement in [beginLife, goOnLiving] {
      statement.bind(2, number)
      statement.bind(3, self.time)
    }
    beginLife.bind(4, number)
  }

  mutating func take(_ film: FilmRecord) throws(SQLiteError) {
    let genresText = film.details.genres.map { genres.text($0) }
    current.bind(1, film.tmdbID)
    guard try current.step() else {
      current.reset()
      return try add(film, genresText)
    }
    let hasNewDetails = current.tellsNews(in: film.details, genres: genresText)
    let old = current.numbers(from: StoreWriter.Statement.firstNumber)
    current.reset()
    let numbers = film.numbers.filled(from: old)
    let hasNewNumbers = numbers != old
    if hasNewDetails {
      keepVersion.bind(1, film.tmdbID)
      try keepVersion.run()
      changeFilm.bind(1, film.tmdbID)
      changeFilm.bind(film.details, genres: genresText, from: 2)
      changeFilm.bind(numbers, from: 12)
      try changeFilm.run()
      goOnLiving.bind(1, film.tmdbID)
      try goOnLiving.run()
      report.changed += 1
    } else if hasNewNumbers {
      updateNumbers.bind(1, film.tmdbID)
      updateNumbers.bind(numbers, from: 2)
      try updateNumbers.run()
    }
    if hasNewNumbers { try addSnapshot(film.tmdbID, numbers) }
  }

  private mutating func add(_ film: FilmRecord, _ genresText: String?) throws(SQLiteError) {
    insertFilm.bind(1, film.tmdbID)
    insertFilm.bind(film.details, genres: genresText, from: 2)
    insertFilm.bind(film.numbers, from: 12)
    try insertFilm.run()
    beginLife.bind(1, film.tmdbID)
    try beginLife.run()
    try addSnapshot(film.tmdbID, film.numbers)
    report.added += 1
  }

  mutating func takeAway(_ id: Int64) throws(SQLiteError) {
    current.bind(1, id)
    let isThere = try current.step()
    current.reset()
    guard isThere else { return }
    keepVersion.bind(1, id)
    try keepVersion.run()
    try run(StoreWriter.Statement.endLife) {
      $0.bind(1, id)
      $0.bind(2, Int64(report.number))
    }
    try run(StoreWriter.Statement.deleteFilm) { $0.bind(1, id) }
    report.gone += 1
  }

  private mutating func addSnapshot(_ id: Int64, _ numbers: FilmNumbers) throws(SQLiteError) {
    lastSnapshot += 1
    report.snapshots += 1
    insertSnapshot.bind(1, lastSnapshot)
    insertSnapshot.bind(2, id)
    insertSnapshot.bind(numbers, from: 4)
    try insertSnapshot.run()
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
    film.numbers = numbers.filled(from: other.numbers)
    return film
  }
}

extension FilmNumbers {
  /// What these numbers do not know, from others.
  func filled(from other: FilmNumbers) -> FilmNumbers {
    FilmNumbers(
      popularity: popularity ?? other.popularity, voteCount: voteCount ?? other.voteCount,
      voteAverage: voteAverage ?? other.voteAverage)
  }
}
