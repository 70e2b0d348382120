import Glibc
import Parallel
import SQLite
import Store
import Tables
import TestSupport
import Testing

/// What a writer takes, refuses and leaves alone.
@Suite struct WritingTests {
  private func film(_ id: Int64, title: String? = nil, popularity: Double? = nil) -> FilmRecord {
    var details = FilmDetails()
    details.title = title
    return FilmRecord(tmdbID: id, details: details, numbers: FilmNumbers(popularity: popularity))
  }

  private func history(isSynthetic: Bool) -> FilmHistory {
    FilmHistory(
      ingests: [FilmHistory.Ingest(time: time(1), source: "demo")],
      versions: [FilmHistory.Version(tmdbID: 1, ingest: 1, details: film(1, title: "One").details)],
      snapshots: [FilmHistory.Snapshot(tmdbID: 1, ingest: 1, numbers: FilmNumbers(popularity: 1))],
      isSynthetic: isSynthetic)
  }

  /// A database as another program, or another hq, would leave it.
  private func make(_ path: String, _ statements: [String]) throws {
    let connection = try SQLiteConnection(path: path, .create, cancellation: Cancellation())
    for statement in statements { try connection.run(statement) }
  }

  private func kind(_ work: () throws -> Void) -> StoreError.Kind? {
    do {
      try work()
      return nil
    } catch {
      return (error as? StoreError)?.kind
    }
  }

  @Test(arguments: [("\u{E9}", "e\u{301}"), ("\u{212B}", "A\u{30A}")])
  func `a title that looks the same in other bytes is a change`(before: String, after: String) throws {
    #expect(before == after)
    let house = try StoreHouse()
    let writer = try house.writer()
    _ = try writer.ingest([film(1, title: before)], source: "test", at: time(1))
    let report = try writer.ingest([film(1, title: after)], source: "test", at: time(2))
    #expect(report.changed == 1)
    let titles = try [1, 2].map { ingest -> [UInt8] in
      guard case .text(let title) = try house.reader().films(asOf: ingest).rows[0][2] else { return [] }
      return Array(title.utf8)
    }
    #expect(titles == [Array(before.utf8), Array(after.utf8)])
  }

  @Test func `zero is zero with any sign, and numbers that are not finite are unknown`() throws {
    let house = try StoreHouse()
    let writer = try house.writer()
    _ = try writer.ingest([film(1, popularity: 0)], source: "test", at: time(1))
    for (ingest, odd) in [Double.nan, .infinity, -.infinity].enumerated() {
      let report = try writer.ingest([film(1, popularity: odd)], source: "test", at: time(2 + ingest))
      #expect(report.snapshots == 0)
    }
    #expect(try writer.ingest([film(1, popularity: -0.0)], source: "test", at: time(5)).snapshots == 0)
  }

  @Test func `an ingest that cannot end leaves nothing of itself, in a file and in memory`() throws {
    let house = try StoreHouse()
    let cancellation = Cancellation()
    for writer in [
      try StoreWriter(path: house.path, cancellation: cancellation),
      try StoreWriter(inMemory: cancellation),
    ] {
      cancellation.reset()
      _ = try writer.ingest([film(1, title: "One", popularity: 1)], source: "test", at: time(1))
      cancellation.cancel()
      let many = (1...5000).map { film($0, title: "Other", popularity: 2) }
      #expect(kind { _ = try writer.ingest(many, source: "test", at: time(2)) } == .cancelled)
      cancellation.reset()
      let again = try writer.ingest([film(1, title: "One", popularity: 1)], source: "test", at: time(3))
      #expect(again.number == 2 && again.changed == 0 && again.snapshots == 0 && again.added == 0)
      let two = try writer.ingest([film(2)], source: "test", at: time(4))
      #expect(two.added == 1)
    }
  }

  @Test(arguments: [512, 4096, 65536])
  func `a store with pages of another size is written as it is`(pageSize: Int) throws {
    let house = try StoreHouse()
    try make(house.path, ["pragma page_size = \(pageSize)", "create table t (x)", "drop table t"])
    for ingest in 1...3 {
      let films = (1...300).map { film(Int64($0), title: "\($0) of \(ingest)", popularity: Double(ingest)) }
      let report = try house.writer().ingest(films, source: "test", at: time(ingest))
      #expect(report.snapshots == 300 && report.changed == (ingest == 1 ? 0 : 300))
    }
    let connection = try SQLiteConnection(path: house.path, .read, cancellation: Cancellation())
    let statement = try connection.prepare("pragma page_size")
    #expect(try statement.step() && statement.int(0) == pageSize)
    let check = try connection.prepare("pragma integrity_check")
    #expect(try check.step() && check.text(0) == "ok")
    for past in 1...3 {
      let titles = try house.reader().films(asOf: past).rows.map { $0[2] }
      #expect(titles == (1...300).map { .text("\($0) of \(past)") })
    }
  }

  @Test func `an ingest may be larger than what SQLite keeps in memory`() throws {
    let house = try StoreHouse()
    let writer = try house.writer()
    let overview = String(repeating: "night ", count: 300)
    for ingest in 1...2 {
      let films = (1...10_000).map { (id: Int64) in
        var film = film(id, title: "\(id) of \(ingest)", popularity: Double(ingest))
        film.details.overview = overview
        return film
      }
      let report = try writer.ingest(films, source: "test", at: time(ingest))
      #expect(report.snapshots == 10_000 && report.changed == (ingest == 1 ? 0 : 10_000))
    }
    let reader = try house.reader()
    for past in 1...2 {
      let titles = try reader.films(asOf: past).rows.map { $0[2] }
      #expect(titles == (1...10_000).map { .text("\($0) of \(past)") })
    }
  }

  @Test func `what one ingest knows, leaves open, adds and repeats is told apart`() throws {
    let house = try StoreHouse()
    let writer = try house.writer()
    _ = try writer.ingest(
      (1...4).map { film($0, title: "old", popularity: 1) }, source: "test", at: time(1))
    let report = try writer.ingest(
      [
        film(1, title: "old", popularity: 1), film(2, title: "new"), film(3, popularity: 2),
        film(4, title: "new", popularity: 2),
        film(5, title: "new", popularity: 2),
      ], source: "test", at: time(2))
    #expect(report.added == 1 && report.changed == 2 && report.snapshots == 3)
    let rows = try house.reader().films().rows
    #expect(rows.map { $0[2] } == ["old", "new", "old", "new", "new"].map { .text($0) })
    #expect(rows.map { $0[7] } == [1, 1, 2, 2, 2].map { .double($0) })
    #expect(rows.map { $0[14] } == [1, 2, 2, 2, 2].map { .timestamp(time($0)) })
    #expect(try house.reader().films(asOf: 1).rows.map { $0[2] } == Array(repeating: .text("old"), count: 4))
  }

  @Test func `a store with films is not filled, and says so`() throws {
    for isSynthetic in [true, false] {
      let house = try StoreHouse()
      let writer = try house.writer()
      _ = try writer.ingest([film(5, title: "Five")], source: "test", at: time(1))
      #expect(kind { try writer.fill(history(isSynthetic: isSynthetic)) } == .refused)
      #expect(try house.reader().films().rowCount == 1)
      #expect(try !house.reader().isSynthetic())
    }
  }

  @Test func `films of two writers on one store are all there`() throws {
    let house = try StoreHouse()
    let (one, other) = (try house.writer(), try house.writer())
    for ingest in 1...6 {
      let writer = ingest % 2 == 0 ? one : other
      let report = try writer.ingest(
        [film(Int64(ingest), title: "\(ingest)")], source: "test", at: time(ingest))
      #expect(report.number == ingest)
    }
    #expect(try house.reader().films().rowCount == 6)
  }

  @Test func `another writer that filled in made-up films meanwhile is noticed`() throws {
    let house = try StoreHouse()
    let (one, other) = (try house.writer(), try house.writer())
    try other.fill(history(isSynthetic: true))
    #expect(kind { _ = try one.ingest([film(9)], source: "test", at: time(2)) } == .refused)
    #expect(try house.reader().films().rowCount == 1)
  }

  @Test func `a reader sees one version while others write`() throws {
    let house = try StoreHouse()
    let writer = try house.writer()
    _ = try writer.ingest([film(1, title: "Old")], source: "test", at: time(1))
    let reader = try house.reader()
    let before = try reader.films().rows
    _ = try writer.ingest([film(1, title: "New"), film(2)], source: "test", at: time(2))
    #expect(try reader.films().rows == before)
    reader.refresh()
    #expect(try reader.films().rowCount == 2)
  }

  @Test func `an empty database is made a store, whatever version it carries`() throws {
    let house = try StoreHouse()
    try make(house.path, ["create table t (a)", "drop table t", "pragma user_version = 5"])
    _ = try house.writer().ingest([film(1)], source: "test", at: time(1))
    #expect(try house.reader().films().rowCount == 1)
  }

  @Test(arguments: [
    ("pragma user_version = 99", StoreError.Kind.newer), ("pragma user_version = -1", .damaged),
    ("pragma application_id = 7", .notAStore),
  ])
  func `a store with foreign marks is left byte by byte as it is`(mark: String, expected: StoreError.Kind)
    throws
  {
    let house = try StoreHouse()
    do { _ = try house.writer().ingest([film(1)], source: "test", at: time(1)) }
    try make(house.path, [mark])
    let before = try house.directory.bytes("films.sqlite")
    #expect(kind { _ = try house.writer() } == expected)
    #expect(kind { _ = try house.reader() } == expected)
    #expect(try house.directory.bytes("films.sqlite") == before)
  }

  @Test func `the folders of a store are made for this user alone`() throws {
    let house = try StoreHouse()
    let folder = house.directory.path + "/a/b"
    _ = try StoreWriter(path: folder + "/films.sqlite", cancellation: Cancellation())
    var status = stat()
    #expect(stat(folder, &status) == 0 && status.st_mode & 0o777 == 0o700)
  }
}
