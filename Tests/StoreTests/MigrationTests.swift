import Parallel
import SQLite
import Store
import Synchronization
import Tables
import TestSupport
import Testing

/// A store that an older hq has made.
@Suite struct MigrationTests {
  /// As that of a version had left it, with a film of which something was read.
  private func makeOld(_ path: String, version: Int) throws {
    let connection = try SQLiteConnection(path: path, .create, cancellation: Cancellation())
    for statement in StoreFormat.steps.prefix(version).joined() { try connection.run(statement) }
    try connection.run("pragma application_id = \(StoreFormat.applicationID)")
    try connection.run("pragma user_version = \(version)")
    let at = "'2026-01-01T00:00:00Z'"
    try connection.run("insert into ingests values (1, \(at), 'test', 1, 1, 0, 0, 1, 1)")
    try connection.run(
      "insert into movies (tmdb_id, title, release_date, updated_at) values (5, 'Old', '2020-01-01', \(at))")
    try connection.run("insert into movie_lives values (5, 1, 1, \(at), null)")
    try connection.run("insert into movie_snapshots values (1, 5, \(at), 1.5, 2, 3.0)")
    guard version > 1 else { return }
    try connection.run("insert into movie_keywords (tmdb_id, keyword) values (5, 'ghost')")
    try connection.run("insert into movie_credits (tmdb_id, place, name, job) values (5, 1, 'A', 'Director')")
    try connection.run("insert into movie_readings values (5, \(at))")
  }

  private func schema(_ path: String) throws -> [String] {
    let connection = try SQLiteConnection(path: path, .read, cancellation: Cancellation())
    let rows = try connection.prepare(
      "select name, sql from sqlite_schema where name not like 'sqlite%' order by name")
    var schema: [String] = []
    while try rows.step() { schema.append(rows.text(0) + ": " + rows.text(1)) }
    return schema
  }

  private func known(_ reader: StoreReader, _ table: StoreTable) throws -> [[Value]] {
    try reader.table(StoreScan(table)).rows
  }

  @Test(arguments: 1..<StoreFormat.version)
  func `a store of each older version is brought up to date, with all that is in it`(version: Int) throws {
    let house = try StoreHouse()
    try makeOld(house.path, version: version)
    let writer = try house.writer()
    let other = try StoreHouse()
    _ = try other.writer()
    #expect(try schema(house.path) == schema(other.path))
    let reader = try house.reader()
    #expect(try reader.films().rows.map { $0[2] } == [.text("Old")])
    let keywords: [[Value]] = version > 1 ? [[.int(5), .text("ghost")]] : []
    #expect(try known(reader, .keywords) == keywords)
    #expect(try known(reader, .credits).count == keywords.count)
    #expect(try known(reader, .companies) == [] && known(reader, .franchises) == [])
    // An older hq has not read who made it.
    #expect(try writer.filmsNeverRead(genre: nil, since: .first) == [5])
    var extras = FilmExtras(tmdbID: 5)
    extras.keywords = ["witch"]
    extras.companies = [.init(id: 1, name: "A")]
    var end = SweepEnd(scope: "test", source: "test")
    end.extras = [extras]
    #expect(try writer.end(end, seen: 1, at: time(2))?.number == 2)
    reader.refresh()
    #expect(try known(reader, .companies).count == 1)
    // What was there before its past was kept, was there always.
    let then = try reader.version(at: .ingest(1))
    #expect(try reader.table(StoreScan(.keywords, version: then)).rows == keywords)
    #expect(try reader.table(StoreScan(.companies, version: then)).rows == [])
  }

  @Test(arguments: 1..<StoreFormat.version)
  func `a store of an older version that nobody has written to since is read`(version: Int) throws {
    let house = try StoreHouse()
    try makeOld(house.path, version: version)
    let before = try house.directory.bytes("films.sqlite")
    let reader = try house.reader()
    if version > 1 { #expect(try known(reader, .keywords) == [[.int(5), .text("ghost")]]) }
    for scan in [
      StoreScan(.companies), StoreScan(.franchises),
      StoreScan(.keywords, version: try reader.version(at: .ingest(1))),
    ] {
      let error = #expect(throws: StoreError.self) { try reader.table(scan) }
      #expect(error?.kind == .unknown && error?.message.contains("an older hq") == true)
    }
    let moment = try #require(try reader.moment())
    try reader.pin(to: moment)
    #expect(try reader.films().rowCount == 1)
    if version > 1 { #expect(try known(reader, .keywords).count == 1) }
    #expect(try house.directory.bytes("films.sqlite") == before)
  }

  @Test(arguments: 1..<StoreFormat.version)
  func `of several that bring a store up to date at once all find it so`(version: Int) async throws {
    let house = try StoreHouse()
    try makeOld(house.path, version: version)
    let path = house.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<6 {
        group.addTask { _ = try StoreWriter(path: path, cancellation: Cancellation()) }
      }
      try await group.waitForAll()
    }
    let other = try StoreHouse()
    _ = try other.writer()
    #expect(try schema(house.path) == schema(other.path))
    #expect(try known(try house.reader(), .films).count == 1)
  }
}
