import Parallel
import SQLite
import Store
import Tables
import TestSupport
import Testing

/// What `sql` gives, and that it changes nothing, whatever it is told.
@Suite struct ReadOnlyTests {
  private func filled() throws -> StoreHouse {
    let house = try StoreHouse()
    var chance = FilmChance(random: SeededGenerator(seed: 3))
    _ = try house.writer().ingest((0..<20).map { _ in chance.film() }, source: "test", at: time(1))
    return house
  }

  @Test(arguments: [
    "insert into ingests select ingest + 1, finished_at, source, 0, 0, 0, 0, 0, 0 from ingests",
    "replace into store_facts values ('is_synthetic', 'yes')", "update movies set title = 'x'",
    "update movies set title = 'x' returning title", "delete from movies returning *",
    "with t as (select 1) delete from movies", "drop table movies", "alter table movies rename to films",
    "create table t (a)", "create temp table t (a)", "create temp view v as select 1",
    "create index i on movies (title)",
    "create trigger t after insert on movies begin delete from movies; end",
    "create virtual table t using fts5(a)", "attach ':memory:' as other", "attach 'other.sqlite' as other",
    "detach main", "vacuum", "vacuum into 'copy.sqlite'", "reindex", "analyze", "begin", "begin immediate",
    "commit", "rollback", "end", "savepoint s", "release s", "pragma user_version = 7",
    "pragma query_only = off",
    "pragma writable_schema = on", "pragma journal_mode = delete", "pragma foreign_keys = off",
    "pragma wal_checkpoint(truncate)", "pragma application_id = 1", "pragma optimize",
    "pragma incremental_vacuum", "pragma locking_mode = exclusive", "pragma temp_store_directory = '/tmp'",
    "select load_extension('x')", "select 1; select 2", "select 1; delete from movies",
    "insert into sqlite_master values ('table', 'x', 'x', 0, 'create table x (a)')",
    "update sqlite_schema set sql = ''", "delete from sqlite_schema", "select writefile('x', 'y')",
    "explain delete from movies", "", "   -- nothing", ";", "select", "nonsense",
  ])
  func `a statement that does not only read is refused, and changes nothing`(sql: String) throws {
    let house = try filled()
    let reader = try house.reader()
    let (films, bytes) = (try reader.films().rows, try house.directory.bytes("films.sqlite"))
    #expect(throws: StoreError.self) { try reader.table(sql: sql, parameters: [:]) }
    #expect(try reader.films().rows == films)
    reader.refresh()
    #expect(try reader.films().rows == films)
    #expect(try house.directory.bytes("films.sqlite") == bytes)
    #expect(
      try Set(house.directory.names).isSubset(of: ["films.sqlite", "films.sqlite-wal", "films.sqlite-shm"]))
  }

  @Test func `a store in memory is as safe`() throws {
    let writer = try StoreWriter(inMemory: Cancellation())
    _ = try writer.ingest(
      [FilmRecord(tmdbID: 1, details: FilmDetails(), numbers: FilmNumbers())], source: "test", at: time(1))
    let reader = try StoreReader(writer)
    for sql in [
      "delete from movies", "pragma query_only = off", "rollback", "update sqlite_schema set sql = ''",
    ] {
      #expect(throws: StoreError.self, "\(sql)") { try reader.table(sql: sql, parameters: [:]) }
    }
    #expect(try reader.films().rowCount == 1)
  }

  @Test func `parameters are bound with their types, and never read as SQL`() throws {
    let reader = try filled().reader()
    let day = try #require(CalendarDate(year: 2026, month: 10, day: 31))
    let parameters: [String: Value] = [
      "whole": .int(.max), "part": .double(0.1), "text": .text("'; drop table movies; --"),
      "day": .date(day), "instant": .timestamp(time(1)), "flag": .bool(true), "none": .null,
    ]
    let table = try reader.table(
      sql: "select $whole a, $part b, $text c, $day d, $instant e, $flag f, $none g, $whole = $whole h",
      parameters: parameters)
    #expect(
      table.rows == [
        [
          .int(.max), .double(0.1), .text("'; drop table movies; --"), .text("2026-10-31"),
          .text(time(1).storedText), .int(1), .null, .int(1),
        ]
      ])
    for sql in ["select $other", "select ?", "select ?1", "select :whole", "select @whole"] {
      #expect(throws: StoreError.self, "\(sql)") { try reader.table(sql: sql, parameters: parameters) }
    }
  }

  @Test func `columns of one name are told apart, and types are those of the values`() throws {
    let reader = try filled().reader()
    let table = try reader.table(
      sql: "select 1 a, 2.5 a, 'x' a, 1 a_2, null b, 1 as \"\" union all select null, 1, 2, 3, null, 2",
      parameters: [:])
    #expect(Set(table.schema.names).count == 6)
    #expect(table.schema.names.first == "a")
    #expect(table.schema.fields.map(\.type) == [.int, .double, .text, .int, .text, .int])
    let stored = try reader.table(
      sql: "select release_date, updated_at, popularity from movies", parameters: [:])
    #expect(stored.schema.fields.map(\.type) == [.date, .timestamp, .double])
  }
}
