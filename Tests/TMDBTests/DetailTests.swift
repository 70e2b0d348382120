import Films
import StandIn
import Store
import TMDB
import Tables
import TestSupport
import Testing

@Suite struct DetailTests {
  @Test func `details are read once for each film, and again for those that TMDB says have changed`() throws {
    let house = try SweepHouse(filmsPerYear: 20)
    let first = try house.ingest { $0.readsDetails = true }
    #expect(first.detailsRead == 80 && first.gaps == [])
    let film = try required(house.standIn.catalogue.horror(years: 2023...2023).first { $0.runtime ?? 0 > 0 })
    let row = try house.rows("select runtime, imdb_id from movies where tmdb_id = \(film.id)")
    #expect(row == ["\(film.runtime ?? 0)|\(film.imdb ?? "∅")"])
    #expect(try house.rows("select count(*) from movies where revenue = 2800000000").first != "0")
    #expect(try house.rows("select count(*) from movies where runtime = 0 or budget = 0") == ["0"])
    #expect(try house.rows("select count(distinct tmdb_id) from movie_keywords") == ["80"])
    let jobs = try house.rows("select job, count(*) from movie_credits group by 1 order by 1")
    #expect(jobs == ["Actor|240", "Director|80"])
    let films = house.standIn.catalogue.horror(years: SweepHouse.years)
    #expect(
      try house.rows("select tmdb_id, place, company_id, name, country from movie_companies order by 1, 2")
        == films.flatMap { film in
          (0..<film.id % 4).map { place in
            let number = (film.id + place) % 40
            return "\(film.id)|\(place + 1)|\(number)|Company \(number)|\(place == 0 ? "US" : "∅")"
          }
        })
    #expect(
      try house.rows("select tmdb_id, franchise_id, name from movie_franchises order by 1")
        == films.compactMap { film in film.franchise.map { "\(film.id)|\($0)|Collection \($0)" } })
    house.standIn.change { catalogue in
      for index in catalogue.films.indices where catalogue.films[index].id == film.id {
        catalogue.films[index].runtime = 211
      }
    }
    let second = try house.ingest(at: SweepHouse.noon + 3600) { $0.readsDetails = true }
    #expect(second.detailsRead == 1)
    #expect(try house.rows("select runtime from movies where tmdb_id = \(film.id)") == ["211"])
  }

  @Test
  func `of what an answer tells of makers the rest stays when one piece is odd, and nothing is too much`()
    throws
  {
    func dossier(_ more: String) -> FilmDossier? {
      TMDBClient.dossier(Array(#"{"id":7,"title":"Night",\#(more)}"#.utf8))
    }
    let company = #"{"id":1,"name":"A","origin_country":"US"}"#
    for (companies, names) in [
      ("[\(company)]", ["A"]), ("[]", nil), ("null", nil), ("7", nil), (#""A""#, nil), ("{}", nil),
      ("[null,7,[],\(company)]", ["A"]), (#"[{"id":1},{"id":2,"name":""},{"id":3,"name":null}]"#, nil),
      (#"[{"name":"B","new":[{}]}, \#(company)]"#, ["B", "A"]),
      (
        "[\(Array(repeating: company, count: 5000).joined(separator: ","))]", Array(repeating: "A", count: 20)
      ),
    ] as [(String, [String]?)] {
      let found = try required(dossier("\"production_companies\":\(companies)"))
      #expect(found.companies?.map(\.name) == names, "\(companies.prefix(60))")
      #expect(found.film.title == "Night" && found.franchise == nil)
    }
    for (franchise, name) in [
      (#"{"id":5,"name":"Saw Collection","poster_path":null}"#, "Saw Collection"), ("null", nil), ("[]", nil),
      ("{}", nil), (#"{"id":5}"#, nil), (#"{"id":5,"name":""}"#, nil), ("true", nil),
      (#"{"name":"\u05dc\u0007"}"#, "\u{5DC}\u{7}"),
    ] as [(String, String?)] {
      let found = try required(dossier("\"belongs_to_collection\":\(franchise)"))
      #expect(found.franchise?.name == name && found.film.title == "Night", "\(franchise)")
    }
    // A name or a number that is of another type makes the whole answer doubtful, as everywhere.
    for bad in [
      #""production_companies":[{"id":"x","name":"A"}]"#, #""production_companies":[{"id":1,"name":5}]"#,
      #""belongs_to_collection":{"id":1.5,"name":"A"}"#, #""belongs_to_collection":{"id":1,"name":["A"]}"#,
    ] { #expect(dossier(bad) == nil, "\(bad)") }
  }

  @Test func `what an answer does not tell of makers stays, and what it tells anew is an ingest of its own`()
    throws
  {
    let house = try SweepHouse(filmsPerYear: 20)
    try house.ingest { $0.readsDetails = true }
    let film = try required(
      house.standIn.catalogue.horror(years: SweepHouse.years).first { $0.franchise != nil })
    func change(_ franchise: Int?, at seconds: Int64) throws -> [Int] {
      house.standIn.change { catalogue in
        for index in catalogue.films.indices where catalogue.films[index].id == film.id {
          catalogue.films[index].franchise = franchise
        }
      }
      let report = try house.ingest(at: SweepHouse.noon + seconds) { $0.readsDetails = true }
      #expect(report.detailsRead == 1)
      return report.ingests.map(\.number)
    }
    let names = "select name from movie_franchises where tmdb_id = \(film.id)"
    #expect(try change(nil, at: 3600) == [])
    #expect(try house.rows(names) == ["Collection \(film.franchise ?? 0)"])
    #expect(try change(77, at: 7200) == [3])
    #expect(try house.rows(names) == ["Collection 77"])
    #expect(
      try house.rows("select tmdb_id, since, until, name from movie_franchise_versions")
        == ["\(film.id)|2|3|Collection \(film.franchise ?? 0)"])
  }

  @Test func `a film is gone when TMDB says twice that there is none, and its past stays`() throws {
    let house = try SweepHouse(filmsPerYear: 20)
    try house.ingest()
    let film = try required(house.standIn.catalogue.horror(years: 2024...2024).first)
    house.standIn.change { catalogue in catalogue.films.removeAll { $0.id == film.id } }
    let report = try house.ingest(at: SweepHouse.noon + 300) { $0.readsDetails = true }
    #expect(report.ingests.map(\.gone) == [1])
    #expect(try house.rows("select count(*) from movies where tmdb_id = \(film.id)") == ["0"])
    #expect(try house.rows("select title from movie_versions where tmdb_id = \(film.id)") == [film.title])
  }

  @Test func `a 404 that is not TMDB's own word takes no film away`() throws {
    let house = try SweepHouse(filmsPerYear: 20)
    try house.ingest()
    house.standIn.set(faults: [Fault(.strangeNotFound, on: "/movie/", calls: .percent(100))])
    #expect(throws: TMDBError.self) { try house.ingest(at: SweepHouse.noon + 300) { $0.readsDetails = true } }
    #expect(try house.rows("select count(*) from movies") == ["80"])
  }

  @Test func `the daily export brings popularity, and what it does not have is looked for before it is gone`()
    throws
  {
    let house = try SweepHouse(filmsPerYear: 20)
    try house.ingest(at: SweepHouse.noon + -2 * 86_400)
    let films = house.standIn.catalogue.horror(years: SweepHouse.years)
    house.standIn.change { catalogue in
      catalogue.films.removeAll { $0.id == films[0].id }
      for index in catalogue.films.indices { catalogue.films[index].popularity += 1 }
    }
    var ingest = ExportIngest(house.client, house.writer, at: SweepHouse.noon)
    let report = try ingest.run()
    #expect(report.ingests.map(\.gone) == [1] && report.ingests.map(\.snapshots) == [79])
    #expect(try house.films() == house.expected)
  }
}

@Suite struct PollPlanTests {
  /// Polls for some days in a plan of seventeen years of twenty pages each.
  private func simulate(minutesApart: Int, days: Int) -> (requestsPerPoll: Double, oldestHours: Double) {
    let windows = (2010...2026).compactMap { Window.year($0) }
    var lastSeen = Dictionary(uniqueKeysWithValues: windows.map { ($0, SweepHouse.noon) })
    var (polls, requests, oldest) = (0, 0, Int64(0))
    for minute in stride(from: minutesApart, through: days * 1440, by: minutesApart) {
      let now = SweepHouse.noon + Int64(minute * 60)
      // Of recent years it is not kept when they were seen.
      let seen = windows.map { window in
        SeenWindow(
          name: window.name, seenAt: window.lastYear ?? 0 >= 2025 ? SweepHouse.noon : lastSeen[window] ?? now,
          pageCount: 20, filmCount: 400)
      }
      let due = PollPlan.due(windows, seen: seen, at: now, isFull: false)
      polls += 1
      requests += due.count * 20
      for window in due {
        oldest = max(oldest, now.microseconds - (lastSeen[window] ?? now).microseconds)
        lastSeen[window] = now
      }
    }
    return (Double(requests) / Double(polls), Double(oldest) / Double(Timestamp.second) / 3600)
  }

  @Test
  func `polls every five minutes stay under sixty requests on average, and see every year within a day`() {
    let (requests, hours) = simulate(minutesApart: 5, days: 5)
    #expect(requests < 60 && hours <= 24)
  }

  @Test(arguments: [60, 360, 1440])
  func `polls that are rarer see every year within a day, too`(minutes: Int) {
    #expect(simulate(minutesApart: minutes, days: 6).oldestHours <= 24)
  }

  @Test func `what was purged is taken in again by the next sweep`() throws {
    let house = try SweepHouse(filmsPerYear: 20)
    try house.ingest()
    _ = try house.writer.purgeAll()
    try house.ingest(at: SweepHouse.noon + 300)
    #expect(try house.films() == house.expected)
  }

  @Test func `in the new year the year that has begun is read, too`() throws {
    let house = try SweepHouse(filmsPerYear: 20)
    try house.ingest()
    var next = StandInFilm(id: 900_001, title: "First Night", release: .day("2027-01-01"))
    next.votes = 60
    house.standIn.change { $0.films.append(next) }
    let newYear = try required(CalendarDate(year: 2027, month: 1, day: 2))
    try house.ingest(at: Timestamp(newYear))
    #expect(try house.rows("select title from movies where tmdb_id = 900001") == ["First Night"])
  }
}

@Suite struct CredentialTests {
  @Test(arguments: [
    "", "short", "0f1e2d3c4b5a69788796a5b4c3d2e1fg", "eyJ.a", "eyJ.a.b.c", "eyJa..b", "ab cd.ef.gh",
  ])
  func `what is neither a key nor a token is none`(text: String) { #expect(Credential(text) == nil) }

  @Test func `a credential prints as nothing that could be used`() throws {
    for text in [StandIn.key, StandIn.token] {
      let credential = try required(Credential(text))
      #expect(!"\(credential)".contains(text))
      var dumped = ""
      dump(credential, to: &dumped)
      #expect(!dumped.contains(text))
    }
  }

  @Test(arguments: ["ftp://x", "http://u:p@x/3", "http://x/3?api_key=1", "x", "http://x y"])
  func `an address that is none is refused`(url: String) {
    #expect(throws: TMDBError.self) { try TransportSettings(url: url, rate: nil) }
  }
}
