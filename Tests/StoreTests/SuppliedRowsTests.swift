import Parallel
import SQLite
import Testing

/// Rows of the program that a statement reads like those of a table.
@Suite struct SuppliedRowsTests {
  private final class Words: SuppliedRows {
    static let columns = ["word", "length", "half"]
    var words: [String?] = []
    var rowCount: Int { words.count }

    func give(_ column: Int, of row: Int, to cell: SuppliedCell) {
      switch column {
      case 0: cell.give(words[row])
      case 1: cell.give(words[row].map { Int64($0.utf8.count) })
      default: cell.give(words[row].map { Double($0.utf8.count) / 2 })
      }
    }
  }

  private func connection(_ words: Words) throws -> SQLiteConnection {
    let connection = try SQLiteConnection(
      path: SQLiteConnection.memory, .create, cancellation: Cancellation())
    try connection.supply(words, as: "words")
    return connection
  }

  private func rows(_ statement: SQLiteStatement) throws -> [[String]] {
    defer { statement.reset() }
    var rows: [[String]] = []
    while try statement.step() {
      rows.append((0..<statement.columnCount).map { statement.optionalText($0) ?? "null" })
    }
    return rows
  }

  @Test func `values come with their types, in the order of the rows, which are counted from 0`() throws {
    let words = Words()
    words.words = ["b", nil, "", "a\u{0}é"]
    let connection = try connection(words)
    let statement = try connection.prepare(
      "select rowid, hex(word), typeof(word), length, typeof(length), half, typeof(half) from words")
    #expect(
      try rows(statement) == [
        ["0", "62", "text", "1", "integer", "0.5", "real"],
        ["1", "", "null", "null", "null", "null", "null"],
        ["2", "", "text", "0", "integer", "0.0", "real"],
        ["3", "6100C3A9", "text", "4", "integer", "2.0", "real"],
      ])
  }

  @Test func `a statement that is kept sees the rows of its time`() throws {
    let words = Words()
    let connection = try connection(words)
    let sum = "select count(*), coalesce(sum(length), 0) from words"
    for count in [0, 3, 1, 0, 2] {
      words.words = Array(repeating: "four", count: count)
      #expect(try rows(connection.kept(sum)) == [["\(count)", "\(count * 4)"]])
    }
  }

  @Test func `they can be joined, also with themselves, sorted and written into a table`() throws {
    let words = Words()
    words.words = ["b", "aa", "c"]
    let connection = try connection(words)
    try connection.run("create table taken (word text, other text)")
    try connection.run(
      "insert into taken select a.word, b.word from words a cross join words b where a.length <> b.length")
    #expect(
      try rows(connection.prepare("select word, other from taken order by word, other")) == [
        ["aa", "b"], ["aa", "c"], ["b", "aa"], ["c", "aa"],
      ])
    #expect(
      try rows(connection.prepare("select word from words order by word desc")) == [["c"], ["b"], ["aa"]])
  }

  @Test func `nobody writes to them`() throws {
    let connection = try connection(Words())
    for sql in ["insert into words values ('x', 1, 1)", "delete from words", "update words set word = 'x'"] {
      #expect(throws: SQLiteError.self) { try connection.run(sql) }
    }
  }
}
