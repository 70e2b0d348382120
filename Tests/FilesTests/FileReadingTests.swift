import Files
import Foundation
import Glibc
import Parallel
import Tables
import TestSupport
import Testing

struct FileReadingTests {
  private func readFile(_ path: String, _ configure: (inout ReadOptions) -> Void = { _ in }) throws -> (
    table: Table, report: ReadReport
  ) {
    var options = ReadOptions()
    configure(&options)
    return try readTable(
      at: path, options: options, workers: Workers(count: 2), cancellation: Cancellation())
  }

  @Test func `a file larger than one piece of reading is whole`() throws {
    let directory = try TemporaryDirectory()
    let rows = (0..<1_000_000).map { "\($0),x\n" }.joined()
    let path = try directory.write(Array(("n,t\n" + rows).utf8), to: "large.csv")
    let table = try readFile(path).table
    #expect(table.rowCount == 1_000_000)
    #expect(table.row(999_999) == [999_999, "x"])
  }

  @Test func `a missing file, a directory and an empty file are told apart`() throws {
    let directory = try TemporaryDirectory()
    #expect(errorKind { _ = try readFile(directory.file("none.csv")) } == .missing)
    #expect(errorKind { _ = try readFile(directory.path) } == .directory)
    #expect(errorKind { _ = try readFile(try directory.write([], to: "empty.csv")) } == .empty)
  }

  @Test func `a file that does not tell its size is read to its end`() throws {
    let table = try readFile("/proc/self/status") { $0.delimiter = UInt8(ascii: ":") }.table
    #expect(table.rowCount > 10)
  }

  @Test func `a named pipe can be read`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("pipe.csv")
    #expect(mkfifo(path, 0o600) == 0)
    let writer = Thread {
      let file = open(path, O_WRONLY)
      let text = Array("a,b\n1,x\n".utf8)
      _ = Glibc.write(file, text, text.count)
      close(file)
    }
    writer.start()
    #expect(try readFile(path).table.rows == [[1, "x"]])
  }

  @Test func `waiting for a pipe that nobody writes to can be cancelled`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("pipe.csv")
    #expect(mkfifo(path, 0o600) == 0)
    let cancellation = Cancellation()
    cancellation.cancel()
    let kind = errorKind {
      _ = try readTable(
        at: path, options: ReadOptions(), workers: Workers(count: 1), cancellation: cancellation)
    }
    #expect(kind == .cancelled)
  }

  @Test func `a file or a stream beyond the limit is refused`() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(Array("a,b\n1,2\n".utf8), to: "a.csv")
    #expect(errorKind { _ = try readFile(path) { $0.sizeLimit = 7 } } == .tooLarge)
    #expect(try readFile(path) { $0.sizeLimit = 8 }.table.rowCount == 1)
    #expect(errorKind { _ = try readFile("/dev/zero") { $0.sizeLimit = 1 << 20 } } == .tooLarge)
  }

  @Test func `an identity changes with the content`() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write([1], to: "a")
    let before = fileIdentity(at: path)
    #expect(before != nil && before == fileIdentity(at: path))
    _ = try directory.write([1, 2], to: "a")
    #expect(before != fileIdentity(at: path))
    #expect(fileIdentity(at: directory.file("none")) == nil)
  }

  @Test func `a script is its bytes`() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(Array("hq 1\n".utf8), to: "a.hq")
    #expect(try readText(at: path) == Array("hq 1\n".utf8))
    #expect(try readText(at: try directory.write([], to: "b.hq")) == [])
  }
}

struct GzipTests {
  private let table = Table([Field("a", .int)], rows: [[1], [2], [3]])

  private func packed() throws -> [UInt8] {
    let directory = try TemporaryDirectory()
    try write(table, to: directory.file("a.csv.gz"), format: .csv)
    return try directory.bytes("a.csv.gz")
  }

  @Test func `a packed file is told by its bytes`() throws {
    let (table, report) = try read(try packed(), name: "plain.csv")
    #expect(table.rows == [[1], [2], [3]])
    #expect(report.isCompressed)
    #expect(report.byteCount == 8)
  }

  @Test func `several members are one content, and zeros behind them are filling`() throws {
    let one = try packed()
    let table = try read(one + one + [0, 0, 0], name: "a.csv") { $0.header = true }.table
    #expect(table.rowCount == 7)
  }

  @Test func `a packed file that is cut or broken is an error`() throws {
    let whole = try packed()
    for count in 3..<whole.count {
      #expect(
        errorKind { _ = try read(Array(whole.prefix(count)), name: "a.csv") } == .damaged, "\(count) bytes")
    }
    var broken = whole
    broken[whole.count - 6] ^= 0xFF
    #expect(errorKind { _ = try read(broken, name: "a.csv") } == .damaged)
    #expect(errorKind { _ = try read(whole + [1, 2, 3], name: "a.csv") } == .damaged)
  }

  @Test func `a packed file that grows beyond the limit is refused`() throws {
    let kind = errorKind { _ = try read(try packed(), name: "a.csv") { $0.sizeLimit = 7 } }
    #expect(kind == .tooLarge)
  }
}
