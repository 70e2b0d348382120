import Films
import StandIn
import Store
import TMDB
import Tables
import TestSupport
import Testing

@Suite struct SweepTests {
  @Test func `a sweep finds each film of its years once, and none else`() throws {
    let house = try SweepHouse()
    let report = try house.ingest()
    #expect(report.gaps == [] && report.quarantined == [])
    #expect(report.ingests.map(\.added) == [house.expected.count])
    #expect(try house.films() == house.expected)
    #expect(report.requests == 13, "a list of genres and 3 pages a year")
  }

  @Test func `titles are kept to the byte, whatever is in them`() throws {
    let house = try SweepHouse(filmsPerYear: 230)
    try house.ingest()
    let titles = Set(try house.rows("select title from movies"))
    #expect(titles.intersection(StandInCatalogue.hostileTitles).count == StandInCatalogue.hostileTitles.count)
  }

  @Test(arguments: [StandIn.key, StandIn.token])
  func `a key and a token both open TMDB`(credential: String) throws {
    let house = try SweepHouse(credential: credential)
    try house.ingest()
    #expect(!house.standIn.requests.contains { !$0.isAuthorized })
    #expect(try house.films() == house.expected)
  }

  @Test func `a key that is not taken stops all at once`() throws {
    let house = try SweepHouse(credential: "00000000000000000000000000000000")
    #expect { try house.ingest() } throws: { ($0 as? TMDBError)?.kind == .refused }
    #expect(house.standIn.requests.count == 1)
    #expect(try house.rows("select count(*) from movies") == ["0"])
  }

  @Test func `a poll reads the recent years, is answered with what it knows, and writes nothing`() throws {
    let house = try SweepHouse()
    try house.ingest()
    let before = try house.everything()
    house.standIn.forgetRequests()
    let report = try house.ingest(at: SweepHouse.noon + 300)
    #expect(report.ingests.isEmpty && report.requests == 6)
    #expect(house.standIn.requests.allSatisfy { $0.ifNoneMatch != nil })
    #expect(try house.everything() == before)
    #expect(try house.rows("select max(seen_at) from sweep_windows") == [SweepHouse.noon.storedText])
  }

  @Test func `a process that starts anew polls without writing, too`() throws {
    let house = try SweepHouse()
    try house.ingest()
    let before = try house.everything()
    try house.restart()
    #expect(try house.ingest(at: SweepHouse.noon + 600).ingests.isEmpty)
    #expect(try house.everything() == before)
  }

  @Test func `a poll writes a snapshot of what changed, and of nothing else`() throws {
    let house = try SweepHouse()
    try house.ingest()
    let changed = try required(house.standIn.catalogue.horror(years: 2026...2026).first)
    house.standIn.change { catalogue in
      for index in catalogue.films.indices where catalogue.films[index].id == changed.id {
        catalogue.films[index].votes += 12
      }
    }
    let report = try house.ingest(at: SweepHouse.noon + 300)
    #expect(report.ingests.map(\.snapshots) == [1])
    #expect(report.ingests.map(\.changed) == [0])
    #expect(try house.films() == house.expected)
    let last = try house.rows("select tmdb_id, vote_count from movie_snapshots order by id desc limit 1")
    #expect(last == ["\(changed.id)|\(changed.votes + 12)"])
  }

  @Test func `a film that is not seen any more is still there`() throws {
    let house = try SweepHouse()
    try house.ingest()
    let count = house.expected.count
    house.standIn.change { catalogue in catalogue.films.removeAll { $0.day.hasPrefix("2026") } }
    let report = try house.ingest(at: SweepHouse.noon + 300)
    #expect(report.ingests.isEmpty)
    #expect(try house.films().count == count)
  }

  @Test func `an empty or absent value never takes the place of a good one`() throws {
    let house = try SweepHouse()
    try house.ingest()
    let before = try house.rows("select tmdb_id, overview, title from movies order by 1")
    house.standIn.change { catalogue in
      for index in catalogue.films.indices {
        catalogue.films[index].overview = ""
        catalogue.films[index].originalTitle = ""
      }
    }
    try house.ingest(at: SweepHouse.noon + 300) { $0.isFull = true }
    #expect(try house.rows("select tmdb_id, overview, title from movies order by 1") == before)
  }

  @Test func `a year with more pages than allowed is read in parts, loudly`() throws {
    let house = try SweepHouse(filmsPerYear: 110)
    let report = try house.ingest { $0.pageLimit = 2 }
    #expect(report.gaps == [])
    #expect(report.splits.count >= 4 && report.splits[0].contains("2023 has 6 pages, more than 2"))
    #expect(try house.films() == house.expected)
    #expect(try house.rows("select count(*) from sweep_windows") == ["4"])
  }

  @Test func `a day with more pages than allowed is said to be cut off`() throws {
    let house = try SweepHouse(filmsPerYear: 10)
    house.standIn.change { catalogue in
      for index in catalogue.films.indices { catalogue.films[index].release = .day("2026-10-30") }
    }
    let report = try house.ingest { $0.pageLimit = 1 }
    #expect(report.gaps.contains { $0.contains("more than 1 page") })
    #expect(try house.rows("select count(*) from sweep_windows where window_name = '2026'") == ["0"])
  }

  @Test func `what a sweep has read before it was stopped is not asked for again`() throws {
    let undisturbed = try SweepHouse(filmsPerYear: 100)
    try undisturbed.ingest()
    let house = try SweepHouse(
      filmsPerYear: 100, faults: [Fault(.unauthorized, calls: .numbers(14...14))],
      adjust: { $0.connections = 1 })
    #expect(throws: TMDBError.self) { try house.ingest() }
    #expect(try house.rows("select count(*) from movies") == ["0"])
    #expect(try house.rows("select count(*) from sweep_pages") == ["13"])
    house.standIn.set(faults: [])
    house.standIn.forgetRequests()
    try house.restart()
    let report = try house.ingest(at: SweepHouse.noon + 60)
    #expect(report.resumedPages == 13 && report.requests == 20 - 13)
    #expect(try house.everything() == undisturbed.everything())
  }

  @Test func `what was read too long ago is read again`() throws {
    let house = try SweepHouse(
      faults: [Fault(.unauthorized, calls: .numbers(6...6))], adjust: { $0.connections = 1 })
    #expect(throws: TMDBError.self) { try house.ingest() }
    house.standIn.set(faults: [])
    try house.restart()
    let report = try house.ingest(at: SweepHouse.noon + 7 * 3600)
    #expect(report.resumedPages == 0)
    #expect(try house.films() == house.expected)
  }

  @Test func `popular films are read as far as asked`() throws {
    let house = try SweepHouse()
    let report = try house.ingest {
      $0.what = .popular
      $0.pageLimit = 2
    }
    #expect(report.gaps == [] && report.seen == 40)
    let popular = house.standIn.catalogue.films.sorted { ($1.popularity, $0.id) < ($0.popularity, $1.id) }
    let ids = popular.prefix(40).map(\.id).sorted().map { "\($0)" }
    #expect(try house.rows("select tmdb_id from movies order by tmdb_id") == ids)
  }

  @Test func `no more than the settled number of connections are open at once`() throws {
    let house = try SweepHouse(filmsPerYear: 200, adjust: { $0.connections = 3 })
    try house.ingest()
    #expect(house.standIn.mostConnections <= 3)
    #expect(try house.films() == house.expected)
  }
}

extension Timestamp {
  static func + (time: Timestamp, seconds: Int64) -> Timestamp {
    Timestamp(microseconds: time.microseconds + seconds * Timestamp.second)
  }
}
