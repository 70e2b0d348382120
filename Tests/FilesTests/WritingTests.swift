import Files
import Foundation
import Glibc
import Parallel
import Tables
import TestSupport
import Testing

struct WritingTests {
  private let table = Table(
    [
      Field("n", .int), Field("x", .double), Field("text", .text), Field("d", .date), Field("ok", .bool),
      Field("at", .timestamp), Field("tags", .list),
    ],
    rows: [
      [
        1, 5.0, "a, \"b\"\nc|<&>'\\", day(2026, 10, 31), true, .timestamp(Timestamp(microseconds: 1_500_000)),
        .list(["x", "y z"]),
      ],
      [-20, 1e20, "", nil, false, nil, .list([])], [nil, nil, nil, nil, nil, nil, nil],
      [3, 0.1, "NA", nil, nil, nil, nil],
    ])

  private func text(_ table: Table, _ format: ExportFormat) throws -> String {
    var bytes: [UInt8] = []
    render(table, as: format) { bytes.append(contentsOf: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `csv quotes what needs it, and tells an empty text from a null`() throws {
    #expect(
      try text(table, .csv) == """
        n,x,text,d,ok,at,tags
        1,5,"a, ""b""
        c|<&>'\\",2026-10-31,true,1970-01-01T00:00:01.5Z,"x, y z"
        -20,1e20,"",,false,,""
        ,,,,,,
        3,0.1,"NA",,,,

        """)
  }

  @Test func `tsv quotes tabs and not commas`() throws {
    let table = Table([Field("a", .text), Field("b", .text)], rows: [["x\ty", "1,2"]])
    #expect(try text(table, .tsv) == "a\tb\n\"x\ty\"\t1,2\n")
  }

  @Test func `json is an array with a row a line, ndjson an object a line`() throws {
    let rows = [
      #"{"n":1,"x":5,"text":"a, \"b\"\nc|<&>'\\","d":"2026-10-31","ok":true,"at":"1970-01-01T00:00:01.5Z","tags":["x","y z"]}"#,
      #"{"n":-20,"x":1e20,"text":"","d":null,"ok":false,"at":null,"tags":[]}"#,
      #"{"n":null,"x":null,"text":null,"d":null,"ok":null,"at":null,"tags":null}"#,
      #"{"n":3,"x":0.1,"text":"NA","d":null,"ok":null,"at":null,"tags":null}"#,
    ]
    #expect(try text(table, .json) == "[\n" + rows.joined(separator: ",\n") + "\n]\n")
    #expect(try text(table, .ndjson) == rows.map { $0 + "\n" }.joined())
    #expect(try text(Table([Field("a", .int)], rows: []), .json) == "[]\n")
  }

  @Test func `control characters are escaped in json`() throws {
    let table = Table([Field("a\"", .text)], rows: [["\u{1}\u{1F}\t"]])
    #expect(try text(table, .ndjson) == "{\"a\\\"\":\"\\u0001\\u001f\\t\"}\n")
  }

  @Test func `markdown escapes bars and aligns numbers`() throws {
    let table = Table([Field("n", .int), Field("a|b", .text)], rows: [[1, "x|y\nz<b>\\"], [nil, nil]])
    #expect(try text(table, .markdown) == "| n | a\\|b |\n|---:|---|\n| 1 | x\\|y<br>z\\<b>\\\\ |\n|  |  |\n")
  }

  @Test func `html is a page that escapes everything`() throws {
    let table = Table([Field("<n>", .int), Field("t", .text)], rows: [[1, "<script>\"&'"]])
    let page = try text(table, .html)
    #expect(page.hasPrefix("<!DOCTYPE html>\n"))
    #expect(page.contains("<th class=\"number\">&lt;n&gt;</th><th>t</th>"))
    #expect(page.contains("<tr><td class=\"number\">1</td><td>&lt;script&gt;&quot;&amp;&#39;</td></tr>"))
    #expect(page.hasSuffix("</html>\n"))
  }

  @Test(
    arguments: [
      ("a.csv", ExportFormat.csv), ("a.CSV.gz", .csv), ("a.tsv", .tsv), ("a.json", .json),
      ("a.ndjson", .ndjson),
      ("a.jsonl.gz", .ndjson), ("b/a.md", .markdown), ("a.html", .html), ("a.htm", .html), ("a.db", .sqlite),
      ("a.sqlite3", .sqlite), ("a.db.gz", nil), ("a.txt", nil), ("csv", nil), ("a.csv/b", nil), (".gz", nil),
    ] as [(String, ExportFormat?)])
  func `the ending tells the format`(path: String, format: ExportFormat?) {
    #expect(ExportFormat(path: path) == format)
  }

  @Test(arguments: ["csv", "tsv", "json", "ndjson", "md", "html", "csv.gz"])
  func `a file holds what is rendered`(ending: String) throws {
    let directory = try TemporaryDirectory()
    let format = try #require(ExportFormat(path: "a." + ending))
    try write(table, to: directory.file("a." + ending), format: format)
    if !ending.hasSuffix("gz") { #expect(try directory.text("a." + ending) == (try text(table, format))) }
    #expect(try directory.names == ["a." + ending])
  }

  @Test func `a new file has the mode of any new file, and another keeps its own`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("a.csv")
    try write(table, to: path, format: .csv)
    _ = try directory.write([], to: "plain")
    func mode(_ name: String) -> UInt32 {
      var status = stat()
      return stat(directory.file(name), &status) == 0 ? status.st_mode & 0o777 : 0
    }
    #expect(mode("a.csv") == mode("plain"))
    chmod(path, 0o640)
    try write(table, to: path, format: .csv)
    #expect(mode("a.csv") == 0o640)
  }

  @Test func `a symbolic link stays one, and what it leads to is written`() throws {
    let directory = try TemporaryDirectory()
    _ = try directory.write([1], to: "real.csv")
    #expect(symlink("real.csv", directory.file("link.csv")) == 0)
    #expect(symlink("later.csv", directory.file("dangling.csv")) == 0)
    try write(table, to: directory.file("link.csv"), format: .csv)
    try write(table, to: directory.file("dangling.csv"), format: .csv)
    #expect(try directory.text("real.csv") == (try text(table, .csv)))
    #expect(try directory.names == ["dangling.csv", "later.csv", "link.csv", "real.csv"])
    var status = stat()
    #expect(lstat(directory.file("link.csv"), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func `what cannot be written is told apart and leaves nothing behind`() throws {
    let directory = try TemporaryDirectory()
    #expect(errorKind { try write(table, to: directory.path, format: .csv) } == .unwritable)
    #expect(errorKind { try write(table, to: directory.file("no/a.csv"), format: .csv) } == .unwritable)
    #expect(errorKind { try write(table, to: "/dev/full", format: .csv) } == .full)
    let cancellation = Cancellation()
    cancellation.cancel()
    let path = try directory.write(Array("old".utf8), to: "a.csv")
    #expect(errorKind { try write(table, to: path, format: .csv, cancellation: cancellation) } == .cancelled)
    #expect(try directory.text("a.csv") == "old")
    #expect(try directory.names == ["a.csv"])
  }

  @Test func `one column keeps its nulls, also at the end`() throws {
    let rows: [[Value]] = [[nil], ["x"], [""], ["NA"], [nil]]
    let written = try text(Table([Field("a", .text)], rows: rows), .csv)
    #expect(written == "a\nNA\nx\n\"\"\n\"NA\"\nNA\n")
    #expect(try read(written).table.rows == [[nil], ["x"], [nil], ["NA"], [nil]])
  }
}

struct RoundTripTests {
  private let types: [DataType] = [.int, .double, .text, .date, .bool, .timestamp]

  private func value(_ type: DataType, _ generator: inout SeededGenerator) -> Value {
    if Int.random(in: 0..<6, using: &generator) == 0 { return .null }
    switch type {
    case .int:
      return .int(
        [Int64.min, .max, Int64.random(in: .min ... .max, using: &generator), 0, 7].randomElement(
          using: &generator) ?? 0)
    case .double:
      let bits = Double(bitPattern: generator.next())
      let plain = Double(Int.random(in: -9999...9999, using: &generator)) / 100
      return .double(bits.isFinite && Bool.random(using: &generator) ? bits : plain == 0 ? 0.5 : plain)
    case .date: return .date(CalendarDate(days: Int32.random(in: -719_162...2_932_896, using: &generator)))
    case .bool: return .bool(Bool.random(using: &generator))
    case .timestamp:
      return .timestamp(
        Timestamp(
          microseconds: Int64.random(in: -62_135_596_800_000_000...253_402_300_799_999_999, using: &generator)
        ))
    default:
      let parts = ["x", "é", "\"", ",", "\n", "\r", "\t", " ", "NA", "null", "😀", "|", "\\", "'"]
      let count = Int.random(in: 1...6, using: &generator)
      return .text((0..<count).map { _ in parts.randomElement(using: &generator) ?? "" }.joined())
    }
  }

  private func randomTable(_ seed: Int) -> Table {
    var generator = SeededGenerator(seed: seed)
    let fields = (0..<Int.random(in: 1...5, using: &generator)).map {
      Field("c\($0)", types.randomElement(using: &generator) ?? .int)
    }
    let rows = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
      fields.map { value($0.type, &generator) }
    }
    // A value of every type, so that the reader can see it.
    let sure: [Value] = fields.map { field in
      switch field.type {
      case .int: 1
      case .double: 1.5
      case .date: day(2020, 1, 2)
      case .bool: true
      case .timestamp: .timestamp(Timestamp(microseconds: 1))
      default: "sure"
      }
    }
    return Table(fields, rows: rows + [sure])
  }

  @Test(arguments: [ExportFormat.csv, .tsv, .json, .ndjson, .sqlite], 0..<4)
  func `what is written is read back`(format: ExportFormat, block: Int) throws {
    let directory = try TemporaryDirectory()
    for seed in block * 100..<(block * 100 + (format == .sqlite ? 10 : 100)) {
      let table = randomTable(seed)
      let path = directory.file("a." + format.rawValue)
      try write(table, to: path, format: format, tableName: "t")
      var options = ReadOptions()
      options.header = true
      options.delimiter = format == .csv ? UInt8(ascii: ",") : format == .tsv ? UInt8(ascii: "\t") : nil
      options.quote = .byte(UInt8(ascii: "\""))
      options.pieceSize = 200
      let back = try readTable(
        at: path, options: options, workers: Workers(count: 2), cancellation: Cancellation())
      #expect(back.report.damagedCount == 0, "seed \(seed)")
      try #require(back.table.schema == table.schema, "seed \(seed)")
      try #require(back.table.rows == table.rows, "seed \(seed)")
    }
  }
}
