import Parallel
import SQLite
import Tables
import Testing

/// Rows of a database in memory, whose columns are of known types.
@Suite struct TypedRowsTests {
  private func connection(_ sql: String) throws -> SQLiteConnection {
    let connection = try SQLiteConnection(
      path: SQLiteConnection.memory, .create, cancellation: Cancellation())
    try connection.run("create table t (n integer primary key, x, y)")
    try connection.run(sql)
    return connection
  }

  /// The columns n, x and y as rows that SQLite steps through, or that it gives.
  private func rows(
    _ connection: SQLiteConnection, x: DataType, y: DataType, gives: Bool, likelyCount: Int? = nil
  ) throws -> [[Value]] {
    let columns = ["n", "x", "y"]
    let statement = try connection.prepare(
      "select \(gives ? RowGiving.call(with: columns) : columns.joined(separator: ", ")) from t not indexed")
    let types: [DataType] = [.int, x, y]
    let read = TypedRows(types, likelyCount: likelyCount)
    try read.read(statement, givesRows: gives)
    let table = Table(
      Schema(zip(columns, types).map { Field($0, $1) }),
      try types.indices.map { try TypedRows.joined($0, of: [read]) }, rowCount: read.rowCount)
    return table.rows
  }

  @Test(arguments: [false, true])
  func `every row is read, however many were thought of`(gives: Bool) throws {
    let connection = try connection(
      """
      insert into t with recursive k(n) as (select 1 union all select n + 1 from k where n < 3000)
      select n, iif(n % 7 = 0, null, 'text ' || (n % 100)), n / 8.0 from k
      """)
    let all = try rows(connection, x: .text, y: .double, gives: gives)
    #expect(all.count == 3000)
    for (index, row) in all.enumerated() {
      let n = index + 1
      #expect(row == [.int(Int64(n)), n % 7 == 0 ? .null : .text("text \(n % 100)"), .double(Double(n) / 8)])
    }
    for likely in [0, 1, 2999, 3000, 100_000] {
      let others = try rows(connection, x: .text, y: .double, gives: gives, likelyCount: likely)
      #expect(others == all)
    }
  }

  @Test(arguments: [false, true])
  func `instants are told apart, whichever of their letters differs from those before`(gives: Bool) throws {
    let texts = [
      "2026-10-31T18:30:00Z", "2026-10-31T18:30:00Z", "2026-10-31T18:30:01Z", "2027-10-31T18:30:01Z",
      "2027-10-31T18:31:01Z", "2027-10-31T18:31", "2027-10-31T18:31Z", "2027-10-31T18:31:00.5Z",
      "2027-10-31T18:31:00.25+01:00", "2027-10-31T18:31:00.25+02:00", "2027-10-31T18:31:00.25Z",
      "2027-10-31T19:31:00.250Z", "2027-10-31T19:31:00.2500Z", "2027-10-31T19:31:00.2501Z",
    ]
    let values = texts.map { "('\($0)', null)" }.joined(separator: ", ")
    let read = try rows(
      connection("insert into t (x, y) values \(values)"), x: .timestamp, y: .timestamp, gives: gives)
    #expect(read.map { $0[1] } == texts.map { Timestamp(text: $0).map(Value.timestamp) ?? .null })
    #expect(read.allSatisfy { $0[1] != .null && $0[2] == .null })
  }

  @Test(arguments: [
    (DataType.int, "'12'"), (.int, "1.5"), (.int, "x'31'"), (.bool, "'yes'"), (.double, "'1.5'"),
    (.double, "9e999"),
    (.double, "x'31'"), (.date, "'2026-02-30'"), (.date, "20260228"), (.timestamp, "'2026-10-31'"),
  ])
  func `a value of another type than its column's is not read`(type: DataType, value: String) throws {
    let connection = try connection("insert into t (x, y) values (null, 2), (\(value), 2), (null, 4)")
    for gives in [false, true] {
      #expect(throws: UnfitValue.self) { try rows(connection, x: type, y: .int, gives: gives) }
    }
    try connection.run("delete from t where n = 2")
    #expect(try rows(connection, x: type, y: .int, gives: true).count == 2)
  }

  @Test(arguments: [false, true])
  func `a text that is no UTF-8 is not read`(gives: Bool) throws {
    let connection = try connection(
      "insert into t (x, y) values ('plain', 'ä'), ('\u{1F600}', 'b'), (cast(x'41C3' as text), 'c')")
    #expect(throws: UnfitValue.self) { try rows(connection, x: .text, y: .text, gives: gives) }
    try connection.run("delete from t where n = 3")
    #expect(
      try rows(connection, x: .text, y: .text, gives: gives).map { $0[1] } == [
        .text("plain"), .text("\u{1F600}"),
      ])
  }
}
