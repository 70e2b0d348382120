import Files
import Tables
import TestSupport
import Testing

struct DelimitedPropertyTests {
  /// A text made of what is hard to cut: quotes, line ends, delimiters and few letters.
  private func nastyText(_ generator: inout SeededGenerator) -> [UInt8] {
    let parts = [
      "a", "b", "é", "\"", "\"", "\"\"", ",", ",", "\n", "\n", "\r", "\r\n", " ", "\t", "NA", "\"NA\"",
      "longer text",
    ]
    let count = Int.random(in: 1...120, using: &generator)
    let text = (0..<count).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
    return Array(("x" + text).utf8)
  }

  private func expected(_ row: ReferenceSplitter.Row, _ column: Int) -> Value {
    guard column < row.fields.count else { return .null }
    let (text, isQuoted) = row.fields[column]
    if text.isEmpty || (!isQuoted && text == Array("NA".utf8)) { return .null }
    return .text(String(decoding: text, as: UTF8.self))
  }

  @Test(arguments: 0..<40)
  func `nasty texts are cut as the plain rules say, whatever the size of the pieces`(block: Int) throws {
    for seed in block * 250..<(block + 1) * 250 {
      var generator = SeededGenerator(seed: seed)
      let text = nastyText(&generator)
      let size = Int.random(in: 1...80, using: &generator)
      let (table, report) = try read(text) { options in
        options.header = false
        options.delimiter = UInt8(ascii: ",")
        options.quote = .byte(UInt8(ascii: "\""))
        options.pieceSize = size
      }
      var splitter = ReferenceSplitter(text, delimiter: UInt8(ascii: ","), quote: UInt8(ascii: "\""))
      let rows = splitter.rows(keepsBlankLines: table.columns.count == 1)
      try #require(table.rowCount == rows.count, "seed \(seed)")
      let damaged = rows.filter { $0.isDamaged || $0.fields.count != table.columns.count }
      #expect(report.damagedCount == damaged.count, "seed \(seed)")
      for (index, row) in rows.enumerated() {
        for column in table.columns.indices {
          try #require(table.columns[column][index] == expected(row, column), "seed \(seed), row \(index)")
        }
      }
    }
  }

  /// A field of any kind, so that the columns widen here and there.
  private func field(_ kind: Int, _ generator: inout SeededGenerator) -> String {
    let number = Int.random(in: -50...50, using: &generator)
    switch kind {
    case 0: return String(number)
    case 1: return "\(number).\(Int.random(in: 0...99, using: &generator))"
    case 2:
      return "20\(Int.random(in: 10...29, using: &generator))-0\(Int.random(in: 1...9, using: &generator))-11"
    case 3: return "\"text \(number)\n, \"\"\""
    case 4: return ["NA", "", " ", "\"NA\"", "\"\""].randomElement(using: &generator) ?? ""
    case 5: return Bool.random(using: &generator) ? "true" : "False"
    case 6:
      return "1\(Int.random(in: 0...9, using: &generator))/0\(Int.random(in: 1...9, using: &generator))/2020"
    case 7: return "2020-01-02T03:04:0\(Int.random(in: 0...9, using: &generator))Z"
    default: return "00\(number)"
    }
  }

  @Test(arguments: 0..<60)
  func `threads and pieces change nothing`(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let kinds = (0..<6).map { _ in Int.random(in: 0...8, using: &generator) }
    var text = "a,b,c,d,e,f\n"
    for _ in 0..<Int.random(in: 1...3000, using: &generator) {
      let fields = kinds.map { kind in
        let isOdd = Int.random(in: 0..<1500, using: &generator) == 0
        let isNull = Int.random(in: 0..<10, using: &generator) == 0
        return field(isOdd ? Int.random(in: 0...8, using: &generator) : isNull ? 4 : kind, &generator)
      }
      let cut = Int.random(in: 0..<500, using: &generator) == 0 ? 3 : 6
      text += fields.prefix(cut).joined(separator: ",") + "\n"
    }
    let whole = try read(text, threads: 1) { $0.header = true }
    for (threads, size) in [(2, 1 << 20), (1, 500), (2, 4096), (3, 100)] {
      let pieces = try read(text, threads: threads) { options in
        options.header = true
        options.pieceSize = size
      }
      #expect(pieces.report == whole.report, "seed \(seed), \(size) bytes a piece")
      #expect(pieces.table.types == whole.table.types)
      try #require(pieces.table.rowCount == whole.table.rowCount)
      for row in 0..<whole.table.rowCount {
        try #require(pieces.table.row(row) == whole.table.row(row), "seed \(seed), row \(row)")
      }
    }
  }

  @Test func `equal texts have equal codes as long as the pool says so`() throws {
    let rows = (0..<50_000).map { "\($0 % 7 == 0 ? "few" : "v\($0 % 5000)"),k\($0)\n" }
    let table = try read("a,b\n" + rows.joined()) { $0.pieceSize = 10_000 }.table
    for column in table.columns {
      guard case .text(let vector) = column.values else {
        Issue.record("a column of texts is expected")
        continue
      }
      let strings = (0..<vector.pool.count).map { vector.pool.string(UInt32($0)) }
      if vector.pool.isDistinct { #expect(Set(strings).count == strings.count) }
      #expect(strings[0] == "")
    }
    guard case .text(let vector) = table.columns[0].values else { return }
    #expect(vector.pool.isDistinct)
    #expect(vector.pool.count == 5002)
    #expect(table.columns[1][49_999] == "k49999")
    #expect(table.columns[0][49_999] == "v4999")
  }

  @Test(arguments: 0..<40)
  func `damaged files of every format end in a table or an error`(block: Int) throws {
    let seeds: [(name: String, text: String)] = [
      ("a.csv", "id,name,day\n1,\"a, b\",2020-01-01\n2,é,NA\n3,\"x\ny\",\n"),
      ("a.tsv", "id\tname\n1\tx\n2\ty\n"),
      ("a.json", "[{\"a\":1,\"b\":[\"x\"]},{\"a\":2.5,\"c\":{\"d\":null}}]"),
      ("a.ndjson", "{\"a\":1}\n{\"a\":\"\\u00e9\"}\n"), ("a", "1|2|x\n3|4|y\n"),
    ]
    let extras: [UInt8] = [0, 9, 10, 13, 34, 39, 44, 59, 92, 91, 93, 123, 125, 0xC3, 0xFF, 0xEF, 48, 45, 46]
    var generator = SeededGenerator(seed: block)
    for _ in 0..<500 {
      guard let seed = seeds.randomElement(using: &generator) else { return }
      var bytes = Array(seed.text.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: 0...bytes.count, using: &generator)
        switch Int.random(in: 0...3, using: &generator) {
        case 0 where place < bytes.count: bytes.remove(at: place)
        case 1: bytes.insert(extras.randomElement(using: &generator) ?? 0, at: place)
        case 2: bytes.insert(contentsOf: bytes.prefix(place), at: place)
        default: bytes.removeLast(min(bytes.count, Int.random(in: 0...5, using: &generator)))
        }
        if bytes.count > 4000 { bytes.removeLast(bytes.count - 4000) }
      }
      do {
        let table = try read(bytes, name: seed.name) { $0.pieceSize = 32 }.table
        // Every cell can be looked at.
        for row in 0..<table.rowCount { #expect(table.row(row).count == table.columns.count) }
      } catch is FileError {
        continue
      }
    }
  }
}
