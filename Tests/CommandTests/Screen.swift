import Foundation

/// A terminal as small as the tests need it: what xterm would show of the bytes that hq writes.
///
/// It breaks rows anew when its size changes, as most terminals do. What it does not know is kept in `unknown`.
struct Screen {
  private struct Cell {
    /// Empty for the right half of a wide character.
    var text = " "
  }

  private struct Row {
    var cells: [Cell]
    /// Whether the line goes on in the next row.
    var isContinued = false
  }

  private(set) var columns: Int
  private(set) var rowCount: Int
  private var rows: [Row]
  /// The column may be that behind the last one: the next character goes to the next row.
  private(set) var cursor = (row: 0, column: 0)
  private var inserts = false
  private var pending: [UInt8] = []
  /// Sequences that mean nothing here.
  private(set) var unknown: [String] = []
  /// Controls that would have come through from some text.
  private(set) var bells = 0
  private(set) var takesPastes = false

  init(columns: Int, rows: Int) {
    self.columns = max(1, columns)
    rowCount = max(1, rows)
    self.rows = []
    self.rows = Array(repeating: blankRow, count: rowCount)
  }

  private var blankRow: Row { Row(cells: Array(repeating: Cell(), count: columns)) }

  /// The rows without the blanks at their ends, and without the blank rows below.
  var lines: [String] {
    var lines = rows.map { row in
      String(row.cells.map(\.text).joined().reversed().drop { $0 == " " }.reversed())
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  var text: String { lines.joined(separator: "\n") }

  // MARK: Bytes

  mutating func show(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    var place = 0
    while place < pending.count, let length = take(pending[place...]) { place += length }
    pending.removeFirst(place)
  }

  /// How many bytes the first thing in them takes; nil when it is not whole.
  private mutating func take(_ bytes: ArraySlice<UInt8>) -> Int? {
    let first = bytes[bytes.startIndex]
    switch first {
    case 7: bells += 1
    case 8: cursor.column = max(0, min(cursor.column, columns - 1) - 1)
    case 9: cursor.column = min(columns - 1, (cursor.column / 8 + 1) * 8)
    case 10: feedLine()
    case 13: cursor.column = 0
    case 27:
      guard bytes.count > 1 else { return nil }
      guard bytes[bytes.startIndex + 1] == UInt8(ascii: "[") else {
        unknown.append(String(decoding: bytes.prefix(2), as: UTF8.self))
        return 2
      }
      guard let end = bytes.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
      control(String(decoding: bytes[(bytes.startIndex + 2)...end], as: UTF8.self))
      return end - bytes.startIndex + 1
    case 0..<32, 127: unknown.append("\\u{\(first)}")
    default:
      let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      guard bytes.count >= length else { return nil }
      put(String(decoding: bytes.prefix(length), as: UTF8.self))
      return length
    }
    return 1
  }

  private mutating func put(_ text: String) {
    guard let scalar = text.unicodeScalars.first else { return }
    let width = Screen.width(scalar)
    if (0x80..<0xA0).contains(scalar.value) { unknown.append("\\u{\(scalar.value)}") }
    if width == 0 { return }
    if cursor.column + width > columns {
      rows[cursor.row].isContinued = true
      cursor.column = 0
      feedLine()
    }
    if inserts {
      for _ in 0..<width {
        rows[cursor.row].cells.insert(Cell(), at: cursor.column)
        rows[cursor.row].cells.removeLast()
      }
    }
    rows[cursor.row].cells[cursor.column].text = text
    if width == 2, cursor.column + 1 < columns { rows[cursor.row].cells[cursor.column + 1].text = "" }
    cursor.column += width
  }

  private mutating func feedLine() {
    if cursor.row + 1 < rowCount {
      cursor.row += 1
    } else {
      rows.removeFirst()
      rows.append(blankRow)
    }
  }

  // MARK: Sequences

  private mutating func control(_ sequence: String) {
    let parameters = sequence.dropLast().split(separator: ";").compactMap { Int($0) }
    let count = max(1, parameters.first ?? 1)
    let column = min(cursor.column, columns - 1)
    switch sequence.last {
    case "A": cursor = (max(0, cursor.row - count), column)
    case "B": cursor = (min(rowCount - 1, cursor.row + count), column)
    case "C": cursor.column = min(columns - 1, column + count)
    case "D": cursor.column = max(0, column - count)
    case "G": cursor.column = min(columns, count) - 1
    case "H":
      cursor = (min(rowCount, count) - 1, min(columns, parameters.count > 1 ? parameters[1] : 1) - 1)
    case "J": erase(below: parameters.first ?? 0)
    case "K":
      eraseLine(from: parameters.first == 1 ? 0 : column, to: parameters.first == 1 ? column + 1 : columns)
    case "P":
      rows[cursor.row].cells.removeSubrange(column..<min(columns, column + count))
      fill()
    case "@":
      rows[cursor.row].cells.insert(contentsOf: Array(repeating: Cell(), count: count), at: column)
      fill()
    case "X": eraseLine(from: column, to: min(columns, column + count))
    case "h" where sequence == "4h": inserts = true
    case "l" where sequence == "4l": inserts = false
    case "h" where sequence == "?2004h": takesPastes = true
    case "l" where sequence == "?2004l": takesPastes = false
    case "m": break
    default: unknown.append(sequence)
    }
  }

  private mutating func fill() {
    let cells = rows[cursor.row].cells.prefix(columns)
    rows[cursor.row].cells = cells + Array(repeating: Cell(), count: columns - cells.count)
  }

  private mutating func eraseLine(from start: Int, to end: Int) {
    for column in start..<end { rows[cursor.row].cells[column] = Cell() }
    if end == columns { rows[cursor.row].isContinued = false }
  }

  private mutating func erase(below parameter: Int) {
    guard parameter == 0 else {
      rows = Array(repeating: blankRow, count: rowCount)
      return
    }
    eraseLine(from: min(cursor.column, columns - 1), to: columns)
    for row in rows.indices where row > cursor.row { rows[row] = blankRow }
  }

  // MARK: Size

  mutating func resize(columns newColumns: Int, rows newRows: Int) {
    // The lines as they were written, each with the place of the cursor when it is there.
    var lines: [(cells: [Cell], cursor: Int?)] = []
    var goesOn = false
    for (index, row) in rows.enumerated() {
      if !goesOn { lines.append(([], nil)) }
      if index == cursor.row {
        lines[lines.count - 1].cursor = lines[lines.count - 1].cells.count + cursor.column
      }
      lines[lines.count - 1].cells += row.cells
      goesOn = row.isContinued
    }
    while let last = lines.last, last.cursor == nil, last.cells.allSatisfy({ $0.text == " " }) {
      lines.removeLast()
    }
    (columns, rowCount, rows) = (newColumns, newRows, [])
    for line in lines {
      var cells = line.cells
      while cells.last?.text == " ", cells.count > line.cursor ?? 0 { cells.removeLast() }
      let count = max(1, (max(cells.count, (line.cursor ?? 0) + 1) + columns - 1) / columns)
      if let place = line.cursor { cursor = (rows.count + place / columns, place % columns) }
      for part in 0..<count {
        let piece = cells.dropFirst(part * columns).prefix(columns)
        let padding = Array(repeating: Cell(), count: columns - piece.count)
        rows.append(Row(cells: piece + padding, isContinued: part + 1 < count))
      }
    }
    while rows.count > rowCount {
      rows.removeFirst()
      cursor.row -= 1
    }
    while rows.count < rowCount { rows.append(blankRow) }
  }

  /// Of the characters that the tests use.
  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300..<0x370, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xFF00...0xFF60, 0x1F300...0x1FAFF: 2
    default: 1
    }
  }
}
