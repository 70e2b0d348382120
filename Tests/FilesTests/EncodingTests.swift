import Files
import Tables
import Testing

struct EncodingTests {
  @Test func `a byte order mark is no part of the first name`() throws {
    #expect(try read("\u{FEFF}a,b\n1,2\n").table.schema.names == ["a", "b"])
  }

  @Test func `bytes that are no UTF-8 are read as Latin-1`() throws {
    let bytes = Array("a,b\n1,caf".utf8) + [0xE9, 10] + Array("2,".utf8) + [0x93, 0x80, 0x94, 10]
    let (table, report) = try read(bytes)
    #expect(report.encoding == .latin1)
    #expect(table.rows == [[1, "café"], [2, "“€”"]])
  }

  @Test func `a few broken bytes in UTF-8 are replaced and reported`() throws {
    let bytes = Array("a,b\n1,é\n2,ü\n3,x".utf8) + [0xFF] + Array("y\n4,日本\n".utf8)
    let (table, report) = try read(bytes)
    #expect(report.encoding == .utf8)
    #expect(table.columns[1][2] == "x\u{FFFD}y")
    #expect(table.columns[1][3] == "日本")
    #expect(report.damaged.map(\.line) == [4])
    #expect(report.damagedCount == 1)
  }

  static let broken: [[UInt8]] = [
    [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE0, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80],
    [0x80], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
  ]

  @Test(arguments: broken)
  func `what UTF-8 forbids never reaches a text`(broken: [UInt8]) throws {
    let (table, report) = try read(Array("a,b\nééééé,".utf8) + broken) { $0.header = true }
    #expect(table.columns[1][0] == .text(String(repeating: "\u{FFFD}", count: broken.count)))
    #expect(report.damagedCount == 1)
  }

  @Test func `an encoding can be told`() throws {
    let (table, report) = try read("a,b\n1,é\n") { $0.encoding = .latin1 }
    #expect(table.columns[1][0] == "Ã©")
    #expect(report.encoding == .latin1)
  }

  @Test(arguments: [true, false])
  func `UTF-16 is told by its mark`(isBigEndian: Bool) throws {
    let bytes = "\u{FEFF}a,b\n1,é😀\n".utf16.flatMap { unit in
      isBigEndian ? [UInt8(unit >> 8), UInt8(unit & 255)] : [UInt8(unit & 255), UInt8(unit >> 8)]
    }
    let (table, report) = try read(bytes)
    #expect(report.encoding == .utf16)
    #expect(table.rows == [[1, "é😀"]])
  }
}
