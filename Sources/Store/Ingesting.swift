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
    var ingesting = try Ingesting(self, source: source, time: time)
    // What is gone by the end of an ingest was never there in the meantime.
    let gone = Set(gone)
    let there = inOrder(films)
    try ingesting.take(gone.isEmpty ? there : there.filter { !gone.contains($0.tmdbID) })
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

  /// Each film once, by number, without empty values; of what was seen twice the later holds.
  private func inOrder(_ films: [FilmRecord]) -> [FilmRecord] {
    let areInOrder = films.indices.dropFirst().allSatisfy { films[$0 - 1].tmdbID < films[$0].tmdbID }
    if areInOrder {
      return films.indices.contains { films[$0].hasEmptyValues } ? films.map(\.withoutEmptyValues) : films
    }
    var byID: [Int64: FilmRecord] = [:]
    for film in films {
      let known = film.withoutEmptyValues
      byID[film.tmdbID] = byID[film.tmdbID].map { known.filled(from: $0) } ?? known
    }
    return byID.values.sorted { $0.tmdbID < $1.tmdbID }
  }
}

/// An ingest at work, within its transaction.
///
/// What the films tell is found first; then a statement for each table writes all of it, in the order of its keys.
private struct Ingesting {
  private let writer: StoreWriter
  private let incoming: IncomingFilms
  private let time: String
  private var lastSnapshot: Int64
  private var report: IngestReport

  init(_ writer: StoreWriter, source: String, time: Timestamp) throws(SQLiteError) {
    self.writer = writer
    self.time = time.storedText
    incoming = try writer.suppliedFilms()
    let connection = writer.connection
    let number = try connection.number("select coalesce(max(ingest), 0) + 1 from ingests")
    lastSnapshot = try connection.number("select coalesce(max(last_snapshot), 0) from ingests")
    report = IngestReport(number: Int(number), time: time)
    try writer.run(StoreWriter.Statement.insertIngest) {
      $0.bind(1, number)
      $0.bind(2, self.time)
      $0.bind(3, source)
      for place in 4...9 { $0.bind(place, Int64(0)) }
    }
  }

  /// The places of the films that have something to tell.
  private struct News {
    var added: [Int] = []
    /// With other details than the store has.
    var changed: [Int] = []
    /// With other numbers than the store has, or new.
    var counted: [Int] = []
    /// All that is known of them.
    var whole: [Int] = []
    /// With something unknown that the store knows.
    var partial: [Int] = []
  }

  mutating func take(_ films: [FilmRecord]) throws(SQLiteError) {
    incoming.fill(films)
    defer { incoming.empty() }
    let news = try news()
    try write(news.changed, StoreWriter.Statement.keepVersions) { $0.bind(1, Int64(report.number)) }
    try write(news.whole, StoreWriter.Statement.putFilms) { $0.bind(1, time) }
    try write(news.partial, StoreWriter.Statement.amendFilms) { $0.bind(1, time) }
    try write((news.added + news.changed).sorted(), StoreWriter.Statement.beginLives) {
      $0.bind(1, Int64(report.number))
      $0.bind(2, time)
    }
    try write(news.counted, StoreWriter.Statement.addSnapshots) {
      $0.bind(1, lastSnapshot + 1)
      $0.bind(2, time)
    }
    lastSnapshot += Int64(news.counted.count)
    report.added = news.added.count
    report.changed = news.changed.count
    report.snapshots = news.counted.count
  }

  /// Holds all films against the store, in one walk through both.
  private func news() throws(SQLiteError) -> News {
    let progress = writer.cancellation.progress
    progress.begin("taking films in", total: incoming.films.count)
    var news = News()
    let current = try writer.connection.kept(StoreWriter.Statement.currentOfIncoming)
    defer { current.reset() }
    var isThere = try current.step()
    for place in incoming.films.indices {
      defer { progress.advance() }
      guard isThere, current.int(StoreWriter.Statement.placeColumn) == place else {
        news.added.append(place)
        news.counted.append(place)
        news.whole.append(place)
        continue
      }
      let old = current.numbers(from: StoreWriter.Statement.firstNumber)
      let numbers = incoming.numbers[place].filled(from: old)
      let hasNewNumbers = numbers != old
      let hasNewDetails = current.tellsNews(in: incoming.films, at: place, genres: incoming.genres[place])
      incoming.numbers[place] = numbers
      if hasNewNumbers { news.counted.append(place) }
      if hasNewDetails { news.changed.append(place) }
      if hasNewNumbers || hasNewDetails {
        if current.tellsMore(than: incoming.films, at: place) {
          news.partial.append(place)
        } else {
          news.whole.append(place)
        }
      }
      isThere = try current.step()
    }
    return news
  }

  private func write(
    _ places: [Int], _ sql: String, _ bind: (SQLiteStatement) -> Void
  ) throws(SQLiteError) {
    guard !places.isEmpty else { return }
    incoming.places = places
    try writer.run(sql, bind)
  }

  mutating func takeAway(_ id: Int64) throws(SQLiteError) {
    let number = Int64(report.number)
    try writer.run(StoreWriter.Statement.keepVersion) {
      $0.bind(1, id)
      $0.bind(2, number)
    }
    guard writer.connection.changedRowCount > 0 else { return }
    try writer.run(StoreWriter.Statement.endLife) {
      $0.bind(1, id)
      $0.bind(2, number)
    }
    try writer.run(StoreWriter.Statement.deleteFilm) { $0.bind(1, id) }
    report.gone += 1
  }

  mutating func finish(seen: Int) throws(SQLiteError) -> IngestReport {
    report.seen = seen
    let counts = [report.number, seen, report.added, report.changed, report.gone, report.snapshots]
    try writer.run(StoreWriter.Statement.settleIngest) {
      for (index, count) in counts.enumerated() { $0.bind(index + 1, Int64(count)) }
      $0.bind(7, lastSnapshot)
    }
    return report
  }
}
