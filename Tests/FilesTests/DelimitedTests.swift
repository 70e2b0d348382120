import Files
import Parallel
import Tables
import Testing

struct DelimitedTests {
  @Test func `a plain file has typed columns`() throws {
    let (table, report) = try read(
      "id,name,score,born,ok\n1,Ann,2.5,2001-02-03,true\n2,Bob,,1999-12-31,FALSE\n")
    #expect(table.schema.names == ["id", "name", "score", "born", "ok"])
    #expect(table.types == [.int, .text, .double, .date, .bool])
    #expect(
      table.rows == [[1, "Ann", 2.5, day(2001, 2, 3), true], [2, "Bob", nil, day(1999, 12, 31), false]])
    #expect(report.damagedCount == 0)
    #expect(report.header == true)
    #expect(report.lineEnd == .lf)
  }

  @Test(arguments: [",", ";", "\t", "|", "^", "~"])
  func `the delimiter is found`(delimiter: String) throws {
    let text = "a,b,c\n1,x y,2.5\n2,z,3.5\n3,w,4\n".replacing(",", with: delimiter)
    let (table, report) = try read(text)
    #expect(table.types == [.int, .text, .double])
    #expect(report.delimiter == delimiter.utf8.first)
  }

  @Test func `numbers with decimal commas do not hide the semicolon`() throws {
    let (table, report) = try read("x;y\n1,5;2,5\n3,5;4,5\n")
    #expect(report.delimiter == UInt8(ascii: ";"))
    #expect(table.rows == [["1,5", "2,5"], ["3,5", "4,5"]])
  }

  @Test func `words and numbers between blanks are two columns`() throws {
    let table = try read("943 users\n1682 items\n100000 ratings\n", name: "info").table
    #expect(table.rows == [[943, "users"], [1682, "items"], [100_000, "ratings"]])
  }

  @Test func `a delimiter can be told`() throws {
    let table = try read("a:b\n1:2\n") { $0.delimiter = UInt8(ascii: ":") }.table
    #expect(table.rows == [[1, 2]])
  }

  @Test(arguments: [UInt8(ascii: "1"), UInt8(ascii: "\n"), UInt8(ascii: "."), 0, 200])
  func `what stands in numbers cannot delimit`(byte: UInt8) {
    #expect(errorKind { _ = try read("a,b\n1,2\n") { $0.delimiter = byte } } == .badOption)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `every line end is known`(lineEnd: String) throws {
    let text = "a,b\n1,x\n\n2,\"y\nz\"\n".replacing("\n", with: lineEnd)
    let table = try read(text).table
    #expect(table.rows == [[1, "x"], [2, .text("y\(lineEnd)z")]])
  }

  @Test func `line ends can be mixed`() throws {
    let (table, report) = try read("a,b\r\n1,x\n2,y\r3,z")
    #expect(table.rows == [[1, "x"], [2, "y"], [3, "z"]])
    #expect(report.lineEnd == .mixed)
  }

  @Test func `the last line needs no end`() throws {
    #expect(try read("a,b\n1,2").table.rows == [[1, 2]])
    #expect(try read("a,b\n1,").table.rows == [[1, nil]])
  }

  @Test func `doubled quotes are one, and quotes keep delimiters and line ends`() throws {
    let table = try read("a,b\n\"x \"\"y\"\" z\",\"1,2\n3\"\n\"\"\"\",\"\"\n").table
    #expect(table.rows == [["x \"y\" z", "1,2\n3"], ["\"", nil]])
  }

  @Test func `quoted numbers are numbers`() throws {
    #expect(try column("a,b\n\"1\",x\n\"2\",y\n") == [1, 2])
  }

  @Test func `apostrophes quote where nothing else does`() throws {
    let (table, report) = try read("a,b\n'x,y',1\n'z',2\n")
    #expect(table.rows == [["x,y", 1], ["z", 2]])
    #expect(report.quote == UInt8(ascii: "'"))
  }

  @Test func `without quotes a quote is a character`() throws {
    let table = try read("a,b\n\"x,1\ny\",2\n") { $0.quote = .off }.table
    #expect(table.rows == [["\"x", 1], ["y\"", 2]])
  }

  @Test func `lists as another language prints them stay texts`() throws {
    let (table, report) = try read("id,tags\n1,\"['a', \"\"it's\"\"]\"\n2,['b']\n3,[]\n")
    #expect(table.rows == [[1, "['a', \"it's\"]"], [2, "['b']"], [3, "[]"]])
    #expect(report.damagedCount == 0)
  }

  @Test func `a short row is filled with nulls and reported`() throws {
    let (table, report) = try read("a,b,c\n1,2,3\n4\n5,6,7\n")
    #expect(table.rows == [[1, 2, 3], [4, nil, nil], [5, 6, 7]])
    #expect(report.damaged.map(\.line) == [3])
    #expect(report.damaged.first?.reason == "1 of 3 fields; the others are null")
  }

  @Test func `a long row loses what has no column and is reported`() throws {
    let (table, report) = try read("a,b\n1,2\n3,4,\"x\ny\",6\n7,8\n9,10\n")
    #expect(table.rows == [[1, 2], [3, 4], [7, 8], [9, 10]])
    #expect(report.damaged.map(\.line) == [3])
    #expect(report.damaged.first?.reason == "4 fields for 2 columns; the last are left out")
  }

  @Test func `line numbers count the lines inside of quotes`() throws {
    let report = try read("a,b\n\"x\ny\nz\",1\n2\n").report
    #expect(report.damaged.map(\.line) == [5])
  }

  @Test func `rows with more fields than names make more columns`() throws {
    let (table, report) = try read("a,b\n1,2,3\n4,5,6\n7,8,9\n")
    #expect(table.schema.names == ["a", "b", "column3"])
    #expect(report.damagedCount == 0)
    #expect(report.notes == ["column 3 has no name: `column3`"])
  }

  @Test func `blank lines are no rows`() throws {
    #expect(try read("\n\na,b\n\n1,2\n   \n3,4\n\n\n").table.rows == [[1, 2], [3, 4]])
  }

  @Test func `in a file of one column an empty line is a null, but not at the end`() throws {
    #expect(try column("a\n1\n\n3\n\n\n") == [1, nil, 3])
  }

  @Test func `a quote that never closes stands for itself`() throws {
    let (table, report) = try read("a,b\n1,\"x\n2,y\n3,z\n")
    #expect(table.rows == [[1, "\"x"], [2, "y"], [3, "z"]])
    #expect(report.damaged.map(\.line) == [2])
  }

  @Test func `a stray quote does not swallow the rows up to the next one`() throws {
    let (table, report) = try read("a,b\n1,\"x\n2,y\n3,12\" pipe\n4,w\n")
    #expect(table.rows == [[1, "\"x"], [2, "y"], [3, "12\" pipe"], [4, "w"]])
    #expect(report.damaged.map(\.line) == [2])
  }

  @Test func `text behind a closing quote is kept and reported`() throws {
    let (table, report) = try read("a,b\n\"x\" y,1\nz,2\n")
    #expect(table.rows == [["x y", 1], ["z", 2]])
    #expect(report.damaged.map(\.reason) == ["text behind a closing quote"])
  }

  @Test func `only the first damaged rows are listed, all are counted`() throws {
    let text = "a,b\n1,2\n" + String(repeating: "1\n", count: 100) + String(repeating: "1,2\n", count: 200)
    let report = try read(text) { $0.pieceSize = 16 }.report
    #expect(report.damaged.map(\.line) == Array(3..<23))
    #expect(report.damagedCount == 100)
    #expect(report.lines().last == "and 80 more damaged rows")
  }

  @Test func `lines before the header can be skipped`() throws {
    let table = try read("made by hand\r\nyesterday\r\na,b\r\n1,2\r\n") { $0.skip = 2 }.table
    #expect(table.schema.names == ["a", "b"])
    #expect(table.rows == [[1, 2]])
  }

  @Test func `only a header is a table without rows`() throws {
    let table = try read("a,b\n").table
    #expect(table.schema.names == ["a", "b"])
    #expect(table.rowCount == 0)
    #expect(table.types == [.text, .text])
  }

  @Test(arguments: ["", "\n\n", "  \n \n", "\u{FEFF}"])
  func `nothing is an error of its own`(text: String) {
    #expect(errorKind { _ = try read(text) } == .empty)
  }

  @Test func `zero bytes are no text`() {
    #expect(errorKind { _ = try read([1, 2, 0, 3, 44, 10]) } == .binary)
  }

  @Test func `a line of ten million bytes is one field`() throws {
    let long = String(repeating: "x", count: 10_000_000)
    let table = try read("a,b\n1,\(long)\n2,y\n").table
    #expect(table.rowCount == 2)
    #expect(table.columns[1][0] == .text(long))
  }

  @Test func `a file may have very many columns`() throws {
    let names = (0..<20_000).map { "c\($0)" }.joined(separator: ",")
    let values = (0..<20_000).map(String.init).joined(separator: ",")
    let table = try read(names + "\n" + values + "\n" + values + "\n").table
    #expect(table.columns.count == 20_000)
    #expect(table.columns[19_999][1] == 19_999)
  }

  @Test func `too many columns are refused`() {
    let names = String(repeating: "x,", count: 100_001)
    #expect(errorKind { _ = try read(names + "\n") } == .tooLarge)
  }

  @Test func `reading stops when it is cancelled`() {
    let cancellation = Cancellation()
    cancellation.cancel()
    let kind = errorKind {
      _ = try readTable(
        bytes: Array("a,b\n1,2\n".utf8), name: "a.csv", options: ReadOptions(), workers: Workers(count: 1),
        cancellation: cancellation)
    }
    #expect(kind == .cancelled)
  }

  @Test func `what was decided can be read`() throws {
    let report = try read("zip,n\r\n10115,1\r\n02139,NA\r\n").report
    #expect(
      report.lines() == [
        "csv, utf8, delimiter `,`, quote `\"`, line end CRLF, 26 bytes",
        "header: the first row holds texts where the others hold numbers or dates",
        "`zip` text: 2 of 2 values; line 3 holds `02139`, no int",
        "`n` int: 1 of 2 values; missing: NA",
      ])
  }
}
