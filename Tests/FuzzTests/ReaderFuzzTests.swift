import Files
import Foundation
import Parallel
import Tables
import TestSupport
import Testing

@Suite struct ReaderFuzzTests {
  private static let small: [(name: String, text: String)] = [
    ("a.csv", "id,title,date,n\n1,\"a, b\",2020-01-01,1.5\n2,\"say \"\"x\"\"\",2021-12-31,\n3,NA,,-2e3\n"),
    ("b.csv", "a;b;c\r\n1;2;3\r\n4;;6\r\n"), ("c.tsv", "x\ty\n1\ttrue\n\tfalse\n"),
    ("d.txt", "1|2|3\n4|5|6\n7|8\n"),
    ("e.csv", "one\n\n\ntwo\n"), ("f.csv", "day,day,\n31/12/2020,1,x\n01/02/2021,2,y\n"),
    ("g.csv", "\"line\nbreak\",2\n\"x\",3\n"),
    ("h.csv", "caf\u{E9},n\nüber,1\n"),
    ("i.json", "[{\"a\":1,\"b\":\"x\",\"c\":null},{\"a\":2.5,\"b\":\"\\u00e9\",\"d\":[\"p\",\"q\"]}]"),
    ("j.json", "{\"rows\":[{\"a\":{\"b\":1}},{\"a\":{\"b\":true}}]}"), ("k.json", "{\"a\":[1,2,3]}"),
    ("l.ndjson", "{\"a\":1,\"t\":\"2020-01-01\"}\n{\"a\":2,\"t\":null}\n\n{\"b\":[]}\n"),
    ("m.json", "[1,2,[3]]"), ("n.ndjson", "{\"a\":\"\\ud83d\\ude00\"}\n"),
  ]

  private static let names = ["x.csv", "x.tsv", "x.json", "x.ndjson", "x.txt", "x"]

  @Test(arguments: 0..<26)
  func `whatever a text file holds, it is read or refused, the same way for any number of threads`(batch: Int)
  {
    let inputs = ReaderFuzzTests.small.map { Array($0.text.utf8) }
    var mutation = Mutation(seed: 2000 + UInt64(batch), inputs: inputs, pieces: Seeds.dataPieces)
    var random = SeededGenerator(seed: UInt64(batch))
    for _ in 0..<2000 {
      let bytes = mutation.next()
      expectSound(
        bytes, name: ReaderFuzzTests.names[random.below(ReaderFuzzTests.names.count)],
        options: options(&random))
    }
  }

  @Test(arguments: 0..<10)
  func `whatever a packed file holds, it is read or refused`(batch: Int) throws {
    let packed = try ["x.csv.gz", "x.json.gz", "x.ndjson.gz"].map { try exampleFile($0) }
    var mutation = Mutation(seed: 3000 + UInt64(batch), inputs: packed, pieces: Seeds.dataPieces)
    for _ in 0..<500 { expectSound(mutation.next(), name: "x.csv.gz", options: ReadOptions()) }
  }

  @Test(arguments: 0..<10)
  func `whatever a database holds, it is read or refused`(batch: Int) throws {
    let database = try exampleFile("x.db")
    var mutation = Mutation(
      seed: 4000 + UInt64(batch), inputs: [database], pieces: Seeds.dataPieces, longest: 20_000)
    var random = SeededGenerator(seed: UInt64(batch))
    for _ in 0..<200 {
      var options = ReadOptions()
      if random.below(2) == 0 { options.table = "films" }
      expectSound(mutation.next(), name: "x.db", options: options)
    }
  }

  @Test func `slices of real files are read or refused`() {
    for (number, file) in Seeds.realFiles.enumerated() {
      var mutation = Mutation(
        seed: 5000 + UInt64(number), inputs: [file.bytes], pieces: Seeds.dataPieces, longest: 8000)
      for _ in 0..<200 { expectSound(mutation.next(), name: file.name, options: ReadOptions()) }
    }
  }

  /// The bytes of a file that was written for the purpose.
  private func exampleFile(_ name: String) throws -> [UInt8] {
    let text = Array("id,title,date,n\n1,\"a, b\",2020-01-01,1.5\n2,x,,\n3,,2021-12-31,-7\n".utf8)
    let table = try readTable(
      bytes: text, name: "films.csv", options: ReadOptions(), workers: Workers(count: 1),
      cancellation: Cancellation()
    ).table
    let directory = try TemporaryDirectory()
    let format = try #require(ExportFormat(path: name))
    try write(table, to: directory.file(name), format: format, tableName: "films")
    return try directory.bytes(name)
  }

  // MARK: What holds of every answer

  private func expectSound(_ bytes: [UInt8], name: String, options: ReadOptions) {
    let one = read(bytes, name, options, threads: 1)
    let two = read(bytes, name, options, threads: 2)
    expect(one == two, "one thread and two differ: \(one)\n\(two)", bytes)
  }

  /// The answer in full, as a text.
  private func read(_ bytes: [UInt8], _ name: String, _ options: ReadOptions, threads: Int) -> String {
    do {
      let (table, report) = try readTable(
        bytes: bytes, name: name, options: options, workers: Workers(count: threads),
        cancellation: Cancellation())
      expect(table.columns.allSatisfy { $0.count == table.rowCount }, "columns of several lengths", bytes)
      expect(
        Set(table.schema.names).count == table.schema.count, "two columns of one name: \(table.schema.names)",
        bytes)
      expect(table.schema.names.allSatisfy { !$0.isEmpty }, "a column without a name", bytes)
      expect(
        zip(table.schema.fields, table.columns).allSatisfy { $0.type == $1.type }, "a column of another type",
        bytes)
      let rows = (0..<min(table.rowCount, 50)).map { "\(table.row($0))" }
      return "\(table.schema.fields)\n\(table.rowCount)\n\(rows.joined(separator: "\n"))\n\(report.lines())"
    } catch {
      expect(!error.message.isEmpty, "an error without a message", bytes)
      return "\(error)"
    }
  }

  private func options(_ random: inout SeededGenerator) -> ReadOptions {
    var options = ReadOptions()
    // Small pieces, so that several threads have work.
    if random.below(4) == 0 { options.pieceSize = 16 + random.below(200) }
    guard random.below(3) == 0 else { return options }
    switch random.below(8) {
    case 0: options.delimiter = [44, 59, 9, 124, 32][random.below(5)]
    case 1: options.quote = .byte([34, 39, 96][random.below(3)])
    case 2: options.quote = .off
    case 3: options.header = random.below(2) == 0
    case 4: options.encoding = TextEncoding.allCases[random.below(TextEncoding.allCases.count)]
    case 5: options.missing = [["-"], [], ["NA", "0"]][random.below(3)]
    case 6: options.skip = random.below(4)
    default: options.format = FileFormat.allCases[random.below(FileFormat.allCases.count)]
    }
    return options
  }
}
