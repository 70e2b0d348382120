import Parallel
import Store
import Tables
import TestSupport
import Testing

@Suite struct PurgeTests {
  private static let start = Timestamp(CalendarDate(days: 20_000))

  private static func day(_ number: Int) -> Timestamp {
    Timestamp(microseconds: start.microseconds + Int64(number) * Timestamp.day)
  }

  private static func film(_ id: Int64, title: String, votes: Int64) -> FilmRecord {
    var details = FilmDetails()
    details.title = title
    return FilmRecord(tmdbID: id, details: details, numbers: FilmNumbers(voteCount: votes))
  }

  /// Ten days, an ingest a day: film 1 changes daily, film 2 never, film 3 goes on the third.
  private func history(_ path: String) throws -> StoreWriter {
    let writer = try StoreWriter(path: path, cancellation: Cancellation())
    for day in 0..<10 {
      var films = [
        Self.film(1, title: "Title \(day / 2)", votes: Int64(day)), Self.film(2, title: "Same", votes: 1),
      ]
      if day < 3 { films.append(Self.film(3, title: "Gone", votes: 1)) }
      _ = try writer.ingest(films, gone: day == 3 ? [3] : [], source: "test", at: Self.day(day))
    }
    return writer
  }

  private func films(_ path: String, _ ingest: Int) throws -> [[Value]] {
    let reader = try StoreReader(path: path, cancellation: Cancellation())
    let table = try reader.table(StoreScan(.films, version: reader.version(at: .ingest(ingest))))
    return (0..<table.rowCount).map { table.row($0) }
  }

  @Test
  func `a purge before a time leaves every version from the last ingest before it on exactly as it was`()
    throws
  {
    let folder = try TemporaryDirectory()
    let path = folder.file("films.sqlite")
    let writer = try history(path)
    let before = try (1...10).map { try films(path, $0) }
    let report = try writer.purge(before: Self.day(6))
    #expect(report.films == 1 && report.snapshots > 0 && report.versions > 0)
    // The last ingest before the sixth day is that of the fifth, the sixth of all.
    for ingest in 6...10 { #expect(try films(path, ingest) == before[ingest - 1], "ingest \(ingest)") }
    #expect(throws: StoreError.self) { _ = try films(path, 5) }
  }

  @Test func `what a purge has taken is not in the file any more`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.file("films.sqlite")
    let writer = try history(path)
    #expect(try writer.purgeAll().films == 2)
    for name in try folder.names {
      let text = String(decoding: try folder.bytes(name), as: UTF8.self)
      #expect(!text.contains("Title 4") && !text.contains("Gone"), "\(name)")
    }
    let report = try writer.ingest([Self.film(1, title: "Again", votes: 1)], source: "test", at: Self.day(20))
    #expect(report.number == 1 && report.added == 1)
  }

  @Test func `the limit of retention is kept once a day, and only when something is older`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.file("films.sqlite")
    let writer = try history(path)
    #expect(try writer.keepRetention(before: Self.day(-100)) == nil)
    #expect(try writer.keepRetention(before: Self.day(5)) != nil)
    #expect(try writer.keepRetention(before: Self.day(5)) == nil)
    #expect(try writer.keepRetention(before: Self.day(7)) != nil)
  }
}
