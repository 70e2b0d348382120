import Files
import Tables
import Testing

struct TypeTests {
  private func type(_ values: [String]) throws -> DataType {
    let text = "v,w\n" + values.map { "\($0),x\n" }.joined()
    return try read(text) { $0.header = true }.table.types[0]
  }

  @Test(arguments: [
    (["1", "-2", "0"], DataType.int), (["1", "2.5"], .double), (["1e3", "-.5", "5."], .double),
    (["9223372036854775807", "-9223372036854775808"], .int), (["9223372036854775808"], .text),
    (["12345678901234567890", "1"], .text), (["02139", "10115"], .text), (["+5"], .text), (["007.5"], .text),
    (["1e999"], .text), (["1e-999"], .text), (["0x10"], .text), (["inf"], .text), (["\"1,2\""], .text),
    (["12a", "12"], .text), (["true", "FALSE", "True"], .bool), (["true", "1"], .text), (["tRue"], .text),
    (["2026-10-31", "2024-02-29"], .date), (["2023-02-29"], .text), (["2026-10-31", "12"], .text),
    (["2026-10-31T18:30:00Z", "2026-10-31"], .timestamp), (["2026-10-31 18:30"], .timestamp),
    (["2026-10-31 18:30:00+00", "2026-10-31T18:30:00-0530"], .timestamp),
    (["2026-10-31 18:30:00+02:"], .text), (["2026-10-31 18:30:00+5"], .text),
    (["2026-10-31 18:30+02060"], .text), (["2026/10/31", "2025/1/2"], .date),
    (["01-Jan-1995", "4-Feb-1971"], .date), (["31 Oct 2026"], .date),
    (["01-Jan-1995", "1995-01-01"], .text), (["", "NA"], .text), (["-", "1"], .text),
    (["1", "1.5", "x"], .text),
    (["-0", "1"], .double), (["  7", "8 "], .int),
  ])
  func `all the values decide, in whatever order they come`(values: [String], expected: DataType) throws {
    #expect(try type(values) == expected)
    #expect(try type(values.reversed()) == expected)
    #expect(try type(values + [""]) == expected)
  }

  @Test func `an offset is taken from an instant, however it is written`() throws {
    let texts = [
      "2026-10-31T18:30:00+02:30", "2026-10-31T18:30:00+0230", "2026-10-31T16:30+00", "2026-10-31T11:30-0430",
    ]
    let expected = try #require(CalendarDate(year: 2026, month: 10, day: 31))
    for (text, hour) in zip(texts, [16, 16, 16.5, 16]) {
      let instant = Timestamp(expected, microsecondOfDay: Int64(hour * 3600) * Timestamp.second)
      #expect(try read("at\n\(text)\n").table.columns[0][0] == .timestamp(instant), "\(text)")
    }
  }

  @Test(arguments: [64, 1000, 1 << 20])
  func `a value far down widens the column and loses nothing before it`(pieceSize: Int) throws {
    let numbers = (0..<20_000).map(String.init)
    let text = "a,b,c\n" + numbers.map { "\($0),\($0),2020-01-01\n" }.joined() + "1.5,007,2020-01-01T10:00\n"
    let table = try read(text) { $0.pieceSize = pieceSize }.table
    #expect(table.types == [.double, .text, .timestamp])
    #expect(table.row(19_999)[0] == 19_999.0)
    #expect(table.row(19_999)[1] == "19999")
    #expect(table.row(20_000)[1] == "007")
    #expect(table.row(0)[1] == "0")
  }

  @Test func `blanks around numbers are passed over and those of texts are kept`() throws {
    let table = try read("n,t\n 1, a \n2 ,\tb\n   ,  \n").table
    #expect(table.rows == [[1, " a "], [2, "\tb"], [nil, "  "]])
  }

  @Test func `numbers keep every digit that a double has`() throws {
    let values = [
      "0.1", "9.59076113897809", "0.33558609167277664", "123456789.123456789", "5e-324",
      "1.7976931348623157e308",
    ]
    let expected = try values.map { Value.double(try #require(Double($0))) }
    #expect(try column("v\n" + values.joined(separator: "\n")) == expected)
  }

  @Test func `missing words are null where they are not quoted`() throws {
    let (table, report) = try read("a,b\n1,NA\nNaN,null\n3,\"NA\"\nN/A,x\n")
    #expect(table.rows == [[1, nil], [nil, nil], [3, "NA"], [nil, "x"]])
    #expect(report.columns.map(\.missingWords) == [["N/A", "NaN"], ["NA", "null"]])
  }

  @Test func `quoted missing words in a column of numbers are null all the same`() throws {
    #expect(try column("a,b\n1,x\n\"NA\",y\n") == [1, nil])
  }

  @Test(arguments: [1, 1 << 20])
  func `a column of quoted missing words only is one of texts`(pieceSize: Int) throws {
    #expect(try column("a,b\n\"NA\",x\n,y\n") { $0.pieceSize = pieceSize } == ["NA", nil])
    #expect(try column("a,b\n\"NA\",x\n,y\nz,w\n") { $0.pieceSize = pieceSize } == ["NA", nil, "z"])
  }

  @Test func `the missing words can be told`() throws {
    let table = try read("a,b\n1,-\n-,NA\n") { $0.missing = ["-"] }.table
    #expect(table.rows == [[1, nil], [nil, "NA"]])
    #expect(table.types == [.int, .text])
  }

  @Test func `empty quotes are missing`() throws {
    #expect(try read("a,b\n\"\",\"\"\n1,x\n").table.rows == [[nil, nil], [1, "x"]])
  }

  @Test func `day and month are told apart by a value that leaves no choice`() throws {
    #expect(try column("d,x\n03/04/2020,1\n25/12/2020,2\n") == [day(2020, 4, 3), day(2020, 12, 25)])
    #expect(try column("d,x\n03/04/2020,1\n12/25/2020,2\n") == [day(2020, 3, 4), day(2020, 12, 25)])
    #expect(try column("d,x\n3.4.2020,1\n25.12.2020,2\n") == [day(2020, 4, 3), day(2020, 12, 25)])
  }

  @Test func `day and month that nothing tells apart stay texts, and the report says how to tell`() throws {
    let (table, report) = try read("d,x\n03/04/2020,1\n05/06/2020,2\n")
    #expect(table.types[0] == .text)
    #expect(table.columns[0][0] == "03/04/2020")
    #expect(report.columns[0].why.contains("dates="))
  }

  @Test func `day and month that contradict stay texts`() throws {
    #expect(try column("d,x\n25/12/2020,1\n12/25/2020,2\n") == ["25/12/2020", "12/25/2020"])
  }

  @Test(arguments: [1, 1 << 20])
  func `a value that tells day from month may stand far down`(pieceSize: Int) throws {
    let text = "d,x\n" + String(repeating: "03/04/2020,1\n", count: 5000) + ",2\n25/04/2020,3\n"
    let values = try column(text) { $0.pieceSize = pieceSize }
    #expect(values[0] == day(2020, 4, 3))
    #expect(values[4999] == day(2020, 4, 3))
    #expect(values[5000] == nil)
    #expect(values[5001] == day(2020, 4, 25))
  }

  @Test(arguments: [
    ("dd/mm/yyyy", "03/04/2020", [2020, 4, 3]), ("mm/dd/yy", "03/04/68", [2068, 3, 4]),
    ("mm/dd/yy", "03/04/69", [1969, 3, 4]), ("yyyymmdd", "20200403", [2020, 4, 3]),
    ("d-mmm-yyyy", "3-apr-2020", [2020, 4, 3]), ("mmm d, yyyy", "\"September 3, 2020\"", [2020, 9, 3]),
    ("yyyy-mm-dd", "2020-04-03", [2020, 4, 3]), ("YYYY.M.D", "2020.4.3", [2020, 4, 3]),
  ])
  func `a pattern of dates can be told`(pattern: String, text: String, expected: [Int]) throws {
    let values = try column("d;x\n\(text);1\n") { $0.dates = DatePattern(pattern) }
    #expect(values == [day(expected[0], expected[1], expected[2])])
  }

  @Test func `whole numbers that are no dates stay numbers under a pattern of digits`() throws {
    let text = "d,n\n20200403,20200403\n20200404,17\n"
    let table = try read(text) { $0.dates = DatePattern("yyyymmdd") }.table
    #expect(table.types == [.date, .int])
    #expect(table.columns[1][0] == 20_200_403)
  }

  @Test func `digits that begin with a zero are the number they spell among other numbers`() throws {
    let text = "n,m\n" + String(repeating: "01022020,01022020\n", count: 300) + "1.5,17\n"
    let table = try read(text) { $0.dates = DatePattern("ddmmyyyy") }.table
    #expect(table.types == [.double, .int])
    #expect((0..<300).allSatisfy { table.columns[0][$0] == 1_022_020.0 })
    #expect((0..<300).allSatisfy { table.columns[1][$0] == 1_022_020 })
  }

  @Test(arguments: ["", "dd/mm", "dd/mm/yyyy/dd", "yyy-mm-dd", "hh:mm", "ddd-mm-yyyy"])
  func `a pattern needs day, month and year once`(pattern: String) {
    #expect(DatePattern(pattern) == nil)
  }
}
