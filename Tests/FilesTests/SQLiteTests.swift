import CSQLite
import Files
import Foundation
import Parallel
import Tables
import TestSupport
import Testing

struct SQLiteTests {
  private func database(_ sql: String, _ directory: TemporaryDirectory, name: String = "a.db") throws
    -> String
  {
    var handle: OpaquePointer?
    defer { sqlite3_close(handle) }
    try #require(sqlite3_open(directory.file(name), &handle) == SQLITE_OK)
    try #require(sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK)
    return directory.file(name)
  }

  private func readFile(_ path: String, table: String? = nil) throws -> (table: Table, report: ReadReport) {
    var options = ReadOptions()
    options.table = table
    return try readTable(at: path, options: options, workers: Workers(count: 1), cancellation: Cancellation())
  }

  @Test func `the values decide the types, and the declaration tells dates and bools`() throws {
    let directory = try TemporaryDirectory()
    let path = try database(
      """
      create table t (n integer, r real, s text, d date, b boolean, m, x date, ts datetime, "q""q");
      insert into t values (1, 2.5, 'a', '2020-01-02', 1, 1, '2020-01-01', '2020-01-01 10:00', 1),
        (null, 3, null, null, 0, 'z', 'soon', '2020-01-01', 2.5);
      """, directory)
    let (table, report) = try readFile(path)
    #expect(table.types == [.int, .double, .text, .date, .bool, .text, .text, .timestamp, .double])
    #expect(table.schema.names.last == "q\"q")
    #expect(table.row(0).prefix(7) == [1, 2.5, "a", day(2020, 1, 2), true, "1", "2020-01-01"])
    #expect(table.row(1).prefix(7) == [nil, 3.0, nil, nil, false, "z", "soon"])
    #expect(report.format == .sqlite)
  }

  @Test func `a table is named where there are several`() throws {
    let directory = try TemporaryDirectory()
    let path = try database(
      "create table a (x); create table b (y); create view c as select 7 as z; insert into b values (5)",
      directory)
    #expect(errorKind { _ = try readFile(path) } == .ambiguousTable)
    #expect(errorKind { _ = try readFile(path, table: "d") } == .noSuchTable)
    #expect(try readFile(path, table: "B").table.rows == [[5]])
    #expect(try readFile(path, table: "c").table.rows == [[7]])
    #expect(try readFile(path, table: "a").table.rowCount == 0)
  }

  @Test func `blobs are texts or reported nulls`() throws {
    let directory = try TemporaryDirectory()
    let path = try database("create table t (b); insert into t values (x'41'), (x'ff'), (null)", directory)
    let (table, report) = try readFile(path)
    #expect(table.rows == [["A"], [nil], [nil]])
    #expect(report.damaged.map(\.line) == [2])
  }

  @Test func `infinity is a reported null`() throws {
    let directory = try TemporaryDirectory()
    let path = try database("create table t (r real); insert into t values (9e999), (1.5)", directory)
    let (table, report) = try readFile(path)
    #expect(table.rows == [[nil], [1.5]])
    #expect(report.damagedCount == 1)
  }

  @Test func `a damaged database is an error`() throws {
    let directory = try TemporaryDirectory()
    let path = try database("create table t (a); insert into t values (1)", directory)
    let whole = try directory.bytes("a.db")
    let cut = try directory.write(Array(whole.prefix(4096)), to: "cut.db")
    #expect(errorKind { _ = try readFile(cut) } == .damaged)
    let other = try directory.write(Array("a,b\n1,2\n".utf8), to: "text.db")
    #expect(errorKind { _ = try readFile(other) } == .damaged)
    #expect(errorKind { _ = try readFile(directory.file("none.db")) } == .missing)
    #expect(try readFile(path).table.rows == [[1]])
  }

  @Test func `reading leaves no trace`() throws {
    let directory = try TemporaryDirectory()
    let path = try database("create table t (a); insert into t values (1)", directory)
    let before = try directory.bytes("a.db")
    _ = try readFile(path)
    #expect(try directory.names == ["a.db"])
    #expect(try directory.bytes("a.db") == before)
  }

  @Test func `a database in memory is read from its bytes`() throws {
    let directory = try TemporaryDirectory()
    _ = try database("create table t (a); insert into t values (1)", directory)
    #expect(try read(try directory.bytes("a.db"), name: "-").table.rows == [[1]])
  }

  @Test func `writing replaces one table and leaves the others`() throws {
    let directory = try TemporaryDirectory()
    let path = try database("create table a (x); insert into a values (1); create table b (y)", directory)
    let table = Table([Field("n", .int), Field("d", .date)], rows: [[1, day(2020, 1, 2)], [nil, nil]])
    try write(table, to: path, format: .sqlite, tableName: "b")
    try write(table, to: path, format: .sqlite, tableName: "b")
    #expect(try readFile(path, table: "b").table.rows == table.rows)
    #expect(try readFile(path, table: "a").table.rows == [[1]])
    #expect(try directory.names == ["a.db"])
  }

  @Test func `a device or a directory is not replaced by a database`() throws {
    let directory = try TemporaryDirectory()
    let table = Table([Field("n", .int)], rows: [[1]])
    #expect(errorKind { try write(table, to: "/dev/null", format: .sqlite) } == .unwritable)
    #expect(errorKind { try write(table, to: directory.path, format: .sqlite) } == .directory)
    #expect(errorKind { try write(table, to: directory.file("no/a.db"), format: .sqlite) } == .unwritable)
  }

  @Test func `what is no database is not replaced by one`() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(Array("precious".utf8), to: "a.db")
    let table = Table([Field("n", .int)], rows: [[1]])
    #expect(errorKind { try write(table, to: path, format: .sqlite) } == .unwritable)
    #expect(try directory.text("a.db") == "precious")
  }

  @Test func `a view in the way of a table is an error that changes nothing`() throws {
    let directory = try TemporaryDirectory()
    let path = try database("create view v as select 7 as z", directory)
    let table = Table([Field("n", .int)], rows: [[1]])
    #expect(errorKind { try write(table, to: path, format: .sqlite, tableName: "v") } == .unwritable)
    #expect(try readFile(path).table.rows == [[7]])
  }
}
