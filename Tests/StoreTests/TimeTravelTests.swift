import Parallel
import Store
import Tables
import TestSupport
import Testing

/// No film's past is lost: the store as of each ingest is what it was.
@Suite struct TimeTravelTests {
  @Test(arguments: 1...12)
  func `the store as of each ingest holds exactly the rows of then`(seed: UInt64) throws {
    let house = try StoreHouse()
    let writer = try house.writer()
    var chance = FilmChance(random: SeededGenerator(seed: seed))
    var model = IngestModel()
    for number in 1...15 {
      let films = (0..<Int.random(in: 0..<9, using: &chance.random)).map { _ in chance.film() }
      let gone = (0..<Int.random(in: 0..<3, using: &chance.random)).map { _ in
        Int64.random(in: 1...12, using: &chance.random)
      }
      let report = try writer.ingest(films, gone: gone, source: "test", at: time(number))
      model.ingest(films, gone: gone, at: time(number))
      #expect(report.number == number)
      #expect(report.seen == films.count)
      let reader = try house.reader()
      for past in 1...number {
        #expect(
          try reader.films(asOf: past).rows == model.rows(after: past), "as of \(past), after \(number)")
        #expect(
          try reader.version(at: .time(Timestamp(microseconds: time(past).microseconds + 1)))
            == reader.version(at: .ingest(past)))
      }
      #expect(try reader.films().rows == model.rows(after: number))
    }
    #expect(try StoreInspection(path: house.path, cancellation: Cancellation()).problems == [])
  }

  @Test(arguments: 1...6)
  func `a past that is filled in at once is that of its ingests one by one`(seed: UInt64) throws {
    var chance = FilmChance(random: SeededGenerator(seed: 100 + seed))
    var history = FilmHistory(ingests: [], versions: [], snapshots: [], isSynthetic: false)
    var current: [Int64: FilmRecord] = [:]
    let (whole, stepwise) = (try StoreHouse(), try StoreHouse())
    let writer = try stepwise.writer()
    for number in 1...8 {
      history.ingests.append(FilmHistory.Ingest(time: time(number), source: "test"))
      var taken: [FilmRecord] = []
      for film in (0..<6).map({ _ in chance.film() })
      where !taken.contains(where: { $0.tmdbID == film.tmdbID }) {
        var film = film
        // What is filled in is normal already.
        film.details.runtime = film.details.runtime == 0 ? nil : film.details.runtime
        film.details.revenue = film.details.revenue == 0 ? nil : film.details.revenue
        film.details.title = film.details.title == "" ? nil : film.details.title
        film.details.overview = film.details.overview == "" ? nil : film.details.overview
        film.details.originalTitle = film.details.originalTitle == "" ? nil : film.details.originalTitle
        film.details.imdbID = film.details.imdbID == "" ? nil : film.details.imdbID
        film.details.budget = film.details.budget == 0 ? nil : film.details.budget
        if let before = current[film.tmdbID] {
          film.details = before.details
          film.details.runtime = Int64(number)
          film.numbers.popularity = film.numbers.popularity ?? before.numbers.popularity
          film.numbers.voteCount = film.numbers.voteCount ?? before.numbers.voteCount
          film.numbers.voteAverage = film.numbers.voteAverage ?? before.numbers.voteAverage
        }
        let before = current.updateValue(film, forKey: film.tmdbID)
        if before?.details != film.details {
          history.versions.append(
            FilmHistory.Version(tmdbID: film.tmdbID, ingest: number, details: film.details))
        }
        if before?.numbers != film.numbers {
          history.snapshots.append(
            FilmHistory.Snapshot(tmdbID: film.tmdbID, ingest: number, numbers: film.numbers))
        }
        taken.append(film)
      }
      _ = try writer.ingest(taken, source: "test", at: time(number))
    }
    history.versions.sort { ($0.tmdbID, $0.ingest) < ($1.tmdbID, $1.ingest) }
    history.snapshots.sort { ($0.tmdbID, $0.ingest) < ($1.tmdbID, $1.ingest) }
    try whole.writer().fill(history)
    let (one, other) = (try whole.reader(), try stepwise.reader())
    for table in ["movies", "movie_snapshots", "movie_versions", "movie_lives"] {
      let sql = "select * from \(table)"
      #expect(
        try one.table(sql: sql, parameters: [:]).rows == other.table(sql: sql, parameters: [:]).rows,
        "\(table)")
    }
    let counts = "select ingest, finished_at, added, changed, snapshots, last_snapshot from ingests"
    #expect(
      try one.table(sql: counts, parameters: [:]).rows == other.table(sql: counts, parameters: [:]).rows)
  }

  @Test func `what did not change is not written again`() throws {
    let house = try StoreHouse()
    let writer = try house.writer()
    var chance = FilmChance(random: SeededGenerator(seed: 5))
    let films = (0..<10).map { _ in chance.film() }
    _ = try writer.ingest(films, source: "test", at: time(1))
    let again = try writer.ingest(films, source: "test", at: time(2))
    // The later of two sights of one film in the first ingest holds, so that nothing is new in the second.
    #expect([again.added, again.changed, again.snapshots, again.gone] == [0, 0, 0, 0])
  }

  @Test func `a film that comes back is there again, and was not there between`() throws {
    let house = try StoreHouse()
    let writer = try house.writer()
    let film = FilmRecord(tmdbID: 7, details: FilmDetails(), numbers: FilmNumbers(popularity: 1))
    _ = try writer.ingest([film], source: "test", at: time(1))
    _ = try writer.ingest([], gone: [7, 8], source: "test", at: time(2))
    _ = try writer.ingest([film], source: "test", at: time(3))
    let reader = try house.reader()
    #expect(try [1, 2, 3].map { try reader.films(asOf: $0).rowCount } == [1, 0, 1])
    let ingests = try reader.table(StoreScan(.ingests))
    #expect(ingests.rows.map { $0[6] } == [.int(0), .int(1), .int(0)])
  }

  @Test func `a store knows which ingests it has`() throws {
    let house = try StoreHouse()
    let writer = try house.writer()
    for number in 1...3 { _ = try writer.ingest([], source: "test", at: time(number)) }
    let reader = try house.reader()
    #expect(throws: StoreError.self) { try reader.version(at: .ingest(4)) }
    #expect(throws: StoreError.self) { try reader.version(at: .ingest(0)) }
    #expect(throws: StoreError.self) { try reader.version(at: .time(time(0))) }
    #expect(try reader.ingest(isLast: true)?.number == 3)
  }

  @Test func `made-up films and others do not mix`() throws {
    let house = try StoreHouse()
    let writer = try house.writer()
    try writer.fill(
      FilmHistory(
        ingests: [FilmHistory.Ingest(time: time(1), source: "demo")], versions: [], snapshots: [],
        isSynthetic: true))
    #expect(throws: StoreError.self) { try writer.ingest([], source: "test", at: time(2)) }
    #expect(try house.reader().isSynthetic())
  }
}
