import Files
import Foundation
import Parallel
import Tables
import Testing

/// Where real files stand that are not part of the repository; without it these tests are left out.
private let realData = ProcessInfo.processInfo.environment["HQ_REAL_DATA"]

@Suite(.enabled(if: realData != nil, "HQ_REAL_DATA names no directory"))
struct RealDataTests {
  private func readFile(_ name: String) throws -> (table: Table, report: ReadReport) {
    try readTable(
      at: (realData ?? "") + "/" + name, options: ReadOptions(), workers: Workers(count: 2),
      cancellation: Cancellation())
  }

  @Test(arguments: [
    ("films/tidytuesday_horror_movies_head33.csv", 33, 20),
    ("films/tmdb_horror_scrape_to2016.csv", 27_065, 13),
    ("ml-100k/u.data", 100_000, 4), ("ml-100k/u.genre", 19, 2), ("ml-100k/u.info", 3, 2),
    ("ml-100k/u.item", 1682, 24),
    ("ml-100k/u.occupation", 21, 1), ("ml-100k/u.user", 943, 5), ("ml-100k/u1.base", 80_000, 4),
    ("ml-100k/ua.test", 9430, 4), ("series/example_air_passengers.csv", 144, 2),
    ("series/example_retail_sales.csv", 293, 2), ("series/example_wp_log_peyton_manning.csv", 2905, 2),
    ("series/online_retail_items_daily.csv", 7506, 3), ("tmdb-api/replies/discover-movie.json", 20, 14),
    ("tmdb-api/replies/genre-movie-list.json", 19, 2), ("tmdb-api/replies/movie-changes-list.json", 100, 2),
    ("tmdb-api/replies/movie-details.json", 1, 26), ("tmdb-api/replies/movie-keywords.json", 15, 2),
  ])
  func `a real file has its rows and columns, and none is damaged`(name: String, rows: Int, columns: Int)
    throws
  {
    let (table, report) = try readFile(name)
    #expect(table.rowCount == rows)
    #expect(table.columns.count == columns)
    #expect(report.damagedCount == 0)
  }

  @Test func `every real file can be read`() throws {
    let names = FileManager.default.enumerator(atPath: realData ?? "")?.compactMap { $0 as? String } ?? []
    for name in names where !FileManager.default.directoryExists((realData ?? "") + "/" + name) {
      #expect(throws: Never.self, "\(name)") { try readFile(name) }
    }
  }

  @Test func `the films of MovieLens have their dates and their letters`() throws {
    let (table, report) = try readFile("ml-100k/u.item")
    #expect(report.encoding == .latin1)
    #expect(report.header == false)
    #expect(report.delimiter == UInt8(ascii: "|"))
    #expect(table.types[2] == .date)
    #expect(table.columns[2].nullCount == 1)
    #expect(table.columns[2].isNull(266))
    #expect(table.columns[2][0] == day(1995, 1, 1))
  }

  @Test func `zip codes keep their zeros, and codes of digits are texts among others`() throws {
    #expect(try readFile("ml-100k/u.user").table.types == [.int, .int, .text, .text, .text])
    #expect(try readFile("series/online_retail_items_daily.csv").table.types == [.text, .date, .int])
  }

  @Test func `both kinds of missing are null`() throws {
    let table = try readFile("films/tidytuesday_horror_movies_head33.csv").table
    let nulls = table.schema.names.indices.map { table.columns[$0].nullCount }
    #expect(table.column("collection")?.type == .int)
    #expect(table.column("adult")?.type == .bool)
    let allNulls = nulls.reduce(0, +)
    #expect(allNulls == 55)
    let scrape = try readFile("films/tmdb_horror_scrape_to2016.csv").table
    #expect(scrape.column("tagline")?.nullCount == 17_164)
    #expect(scrape.types.prefix(6) == [.int, .text, .date, .double, .int, .int])
  }

  @Test func `a line may end in a bare carriage return`() throws {
    let (table, report) = try readFile("series/example_air_passengers.csv")
    #expect(report.lineEnd == .cr)
    #expect(table.types == [.date, .int])
  }
}

extension FileManager {
  fileprivate func directoryExists(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
  }
}
