import Files
import Parallel
import Tables
import TestSupport
import Testing

/// Small files in `Tests/Fixtures/files`, each nasty in its own way.
struct FixtureTests {
  private func readFixture(_ name: String) throws -> (table: Table, report: ReadReport) {
    try readTable(
      at: "\(packageRoot)/Tests/Fixtures/files/\(name)", options: ReadOptions(), workers: Workers(count: 2),
      cancellation: Cancellation())
  }

  @Test func `Latin-1 with semicolons and decimal commas`() throws {
    let (table, report) = try readFixture("latin1-semicolons.csv")
    #expect(table.rows == [[1, "José", "2,50"], [2, "Zoë", nil], [3, "“quoted”", "1,00"]])
    #expect(report.encoding == .latin1)
    #expect(report.lineEnd == .crlf)
  }

  @Test func `bare carriage returns`() throws {
    let (table, report) = try readFixture("bare-returns.csv")
    #expect(table.rows == [[day(2026, 1, 1), 5], [day(2026, 1, 2), nil], [day(2026, 1, 4), 7]])
    #expect(report.lineEnd == .cr)
  }

  @Test func `ragged rows and stray quotes`() throws {
    let (table, report) = try readFixture("ragged-and-stray-quotes.csv")
    #expect(
      table.rows == [
        [1, "two\nlines, and a \"word\""], [2, "\"open"], [3, "5\" pipe"], [4, nil], [5, "a"],
      ])
    #expect(report.damaged.map(\.line) == [4, 6, 7])
  }

  @Test func `printed lists, zip codes and codes of digits`() throws {
    let table = try readFixture("lists-and-codes.csv").table
    #expect(
      table.rows == [
        [1, "['a', \"it's\"]", "02139", "85123A"], [2, "[]", "10115", "22423"], [3, nil, "V3N4P", "NA"],
      ])
  }

  @Test func `no header, no ending, blank lines at the end`() throws {
    let table = try readFixture("no-header").table
    #expect(table.rows == [[1, day(1995, 1, 1), nil], [2, day(1971, 2, 4), "x"], [3, nil, "y"]])
  }

  @Test func `a damaged line among objects`() throws {
    let (table, report) = try readFixture("damaged-line.ndjson")
    #expect(table.rows == [[1.0, .list(["x"]), nil], [3.5, nil, "{\"a\":[1,2]}"]])
    #expect(report.damaged.map(\.line) == [2])
  }

  @Test func `dates that nothing settles`() throws {
    #expect(try readFixture("ambiguous-dates.csv").table.types == [.text, .int])
  }

  @Test func `a packed file of two members`() throws {
    #expect(try readFixture("two-members.csv.gz").table.rows == [[1, 2], [3, 4]])
  }

  @Test(arguments: [
    ("cut.csv.gz", FileError.Kind.damaged), ("binary.csv", .binary), ("empty.csv", .empty),
    ("none", .missing),
  ])
  func `what cannot be read says why`(name: String, kind: FileError.Kind) {
    #expect(errorKind { _ = try readFixture(name) } == kind)
  }
}
