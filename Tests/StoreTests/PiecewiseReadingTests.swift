import Language
import Parallel
import SQLite
import Store
import Tables
import TestSupport
import Testing

/// A large store is read by several connections, and nobody can tell from the rows.
@Suite struct PiecewiseReadingTests {
  private static let filmCount = 4500

  /// Films with numbers that lie apart, and texts that make a file worth the trouble.
  private func films(seed: UInt64) -> [FilmRecord] {
    var chance = FilmChance(random: SeededGenerator(seed: seed << 32))
    var id: Int64 = -3
    return (0..<Self.filmCount).map { _ in
      var film = chance.film()
      id += Int64.random(in: 1...40, using: &chance.random)
      film.tmdbID = id
      film.details.overview = film.details.overview.map {
        "\(id) \($0) \(String(repeating: "überall ", count: 30))"
      }
      return film
    }
  }

  /// A store of two ingests, the second with other films in the place of some.
  private func house() throws -> StoreHouse {
    let house = try StoreHouse()
    let writer = try house.writer()
    _ = try writer.ingest(films(seed: 1), source: "test", at: time(1))
    _ = try writer.ingest(
      Array(films(seed: 2).prefix(2000)), gone: [films(seed: 1)[4000].tmdbID], source: "test", at: time(2))
    return house
  }

  private func reader(_ house: StoreHouse, workers: Int) throws -> StoreReader {
    try StoreReader(path: house.path, workers: Workers(count: workers), cancellation: Cancellation())
  }

  private func scans(_ reader: StoreReader) throws -> [StoreScan] {
    var newest = StoreScan(.snapshots)
    newest.takesNewest = true
    var some = StoreScan(.films)
    some.isNeeded = some.isNeeded.indices.map { $0 % 2 == 0 }
    let hasVotes = some.accept(.compare(.greater, .column(8, .int), .constant(.int(0), .int)))
    var one = StoreScan(.films)
    let number = films(seed: 1)[7].tmdbID
    let isNumbered = one.accept(.compare(.equal, .column(0, .int), .constant(.int(number), .int)))
    #expect(hasVotes && isNumbered)
    return [
      StoreScan(.films), StoreScan(.films, version: try reader.version(at: .ingest(1))), some, one,
      StoreScan(.snapshots), StoreScan(.snapshots, version: try reader.version(at: .ingest(1))), newest,
      StoreScan(.ingests),
    ]
  }

  @Test(arguments: [2, 3, 9])
  func `several connections read the rows that one reads`(workers: Int) throws {
    let house = try house()
    let (alone, together) = (try reader(house, workers: 1), try reader(house, workers: workers))
    for scan in try scans(alone) {
      let areSame = try together.table(scan).rows == alone.table(scan).rows
      #expect(areSame, "\(scan.query().sql)")
    }
    #expect(alone.connectionCount == 1)
    #expect(together.connectionCount == min(workers, 4))
  }

  /// The rows are given by another statement than the one that is shown.
  @Test(arguments: [nil, 1])
  func `films come as the statement says that is shown, in its order`(ingest: Int?) throws {
    let house = try house()
    let reader = try reader(house, workers: 2)
    let scan = StoreScan(.films, version: try ingest.map { try reader.version(at: .ingest($0)) })
    let (rows, query) = (try reader.table(scan).rows, scan.query())
    let connection = try SQLiteConnection(path: house.path, .read, cancellation: Cancellation())
    let statement = try connection.prepare(query.sql)
    for (place, value) in query.bindings.enumerated() {
      guard case .int(let number) = value else { continue }
      statement.bind(place + 1, number)
    }
    var shown: [[Value]] = []
    while try statement.step() {
      shown.append([
        .int(statement.int(0)), statement.optionalText(2).map { .text($0) } ?? .null,
        statement.optionalDouble(7).map { .double($0) } ?? .null,
      ])
    }
    #expect(shown.count > 4000)
    #expect(shown == rows.map { [$0[0], $0[2], $0[7]] })
  }

  @Test func `nobody else calls the function that gives rows`() throws {
    let house = try house()
    let connection = try SQLiteConnection(path: house.path, .read, cancellation: Cancellation())
    let error = #expect(throws: SQLiteError.self) {
      try connection.run("select hq_row(tmdb_id) from movies")
    }
    #expect(error.map { "\($0)" }?.contains("only for reading whole tables") ?? false)
  }

  @Test func `all connections stay with the version that was seen first`() throws {
    let house = try house()
    let (reader, writer) = (try reader(house, workers: 3), try house.writer())
    var before = try reader.films().rows
    for number in 3...6 {
      _ = try writer.ingest(Array(films(seed: UInt64(number)).suffix(50)), source: "test", at: time(number))
      let isStill = try reader.films().rows == before
      reader.refresh()
      let now = try reader.films().rows
      let isNew = try now != before && now == self.reader(house, workers: 1).films().rows
      #expect(isStill && isNew)
      #expect(reader.connectionCount == 3)
      before = now
    }
  }

  @Test(arguments: [0, 2000, 4400])
  func `a value that does not fit is told whichever connection comes upon it`(place: Int) throws {
    let house = try house()
    let other = try SQLiteConnection(path: house.path, .write, cancellation: Cancellation())
    try other.run("update movies set runtime = 'long' where tmdb_id = \(films(seed: 1)[place].tmdbID)")
    let reader = try reader(house, workers: 4)
    let error = #expect(throws: StoreError.self) { try reader.films() }
    #expect(error?.kind == .damaged)
  }
}
