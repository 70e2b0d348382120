import Tables
import TestSupport
import Testing

/// What holds for every table, however hostile, at every width.
@Suite struct TableTextPropertyTests {
  private static let widths = [1, 2, 3, 5, 8, 13, 20, 40, 80, 200]

  private static func table(using generator: inout SeededGenerator) -> Table {
    let types = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
      DataType.allCases.randomElement(using: &generator) ?? .text
    }
    let fields = types.enumerated().map { index, type in
      Field(HostileText.make(using: &generator, most: 4) + "\(index)", type)
    }
    let rows = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
      types.map { value(of: $0, using: &generator) }
    }
    return Table(fields, rows: rows)
  }

  private static func value(of type: DataType, using generator: inout SeededGenerator) -> Value {
    if Int.random(in: 0..<5, using: &generator) == 0 { return .null }
    switch type {
    case .bool: return .bool(Bool.random(using: &generator))
    case .int:
      return .int(Int64(truncatingIfNeeded: generator.next()) >> Int64.random(in: 0..<64, using: &generator))
    case .double:
      let value = Double(bitPattern: generator.next())
      return .double(
        Bool.random(using: &generator) && value.isFinite
          ? value : Double.random(in: -9...9, using: &generator))
    case .text: return .text(HostileText.make(using: &generator))
    case .date: return .date(CalendarDate(days: Int32.random(in: 0...30_000, using: &generator)))
    case .timestamp:
      return .timestamp(
        Timestamp(microseconds: Int64.random(in: 0...2_000_000_000_000_000, using: &generator)))
    case .list:
      return .list(
        (0..<Int.random(in: 0...3, using: &generator)).map { _ in HostileText.make(using: &generator) })
    }
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `no line is wider than the terminal, and no control but the line feed is in it`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<4 {
      let table = TableTextPropertyTests.table(using: &generator)
      for width in TableTextPropertyTests.widths {
        let limits = TableText.Limits(maxWidth: width, maxRows: Int.random(in: 0...14, using: &generator))
        let text = TableText.render(table, limits: limits, style: .init(color: false, countsRows: true))
        for line in text.split(separator: "\n") {
          #expect(DisplayWidth.of(line) <= width)
          #expect(!HostileText.disturbsTerminal(String(line)), "\(line)")
        }
      }
    }
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func `colours add nothing but their own codes`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let table = TableTextPropertyTests.table(using: &generator)
    for width in TableTextPropertyTests.widths {
      let limits = TableText.Limits(maxWidth: width, maxRows: 6)
      let plain = TableText.render(table, limits: limits, style: .init(color: false, countsRows: true))
      let colored = TableText.render(table, limits: limits, style: .init(color: true, countsRows: true))
      #expect(colored.replacing(/\u{1B}\[[0-9;]+m/, with: "") == plain)
    }
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `every column starts and ends where its header says`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let rowCount = Int.random(in: 1...12, using: &generator)
    let texts = (0..<rowCount).map { _ in Value.text(HostileText.make(using: &generator)) }
    let numbers = (0..<rowCount).map { _ in Value.double(Double.random(in: -1000...1000, using: &generator)) }
    let table = Table(
      Schema([Field("t", .text), Field("x", .double), Field("end", .text)]),
      [Column(.text, texts), Column(.double, numbers), Column(.text, texts.map { _ in .text("|") })],
      rowCount: rowCount)
    let lines = TableText.render(table).split(separator: "\n").map(String.init)
    #expect(lines.count == rowCount + 1)
    let ends = lines.dropFirst().map { DisplayWidth.of($0) }
    #expect(Set(ends).count == 1, "\(lines)")
    let points = zip(lines.dropFirst(), numbers).compactMap { line, number -> Int? in
      let text = ValueText.readable(number)
      guard text.contains("."), let point = line.lastIndex(of: ".") else { return nil }
      return DisplayWidth.of(line[..<point])
    }
    #expect(Set(points).count <= 1, "\(lines)")
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `without limits every text is there in full`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let table = TableTextPropertyTests.table(using: &generator)
    let text = TableText.render(table)
    for row in 0..<table.rowCount {
      for value in table.row(row) where !value.isNull {
        let readable = ValueText.readable(value)
        #expect(Array(text.utf8).contains(Array(readable.utf8)), "\(readable)")
      }
    }
  }
}
