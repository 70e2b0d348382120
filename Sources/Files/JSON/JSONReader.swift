import Parallel
import Tables

/// Reads JSON (one value that holds the rows) and NDJSON (an object a line) into a table.
struct JSONReader {
  let path: String
  let workers: Workers
  let cancellation: Cancellation

  /// An object with more members than this beside its one array of objects is a row itself.
  private static let replyMembers = 5

  func read(_ text: DecodedText, isLines: Bool, into report: inout ReadReport) throws(FileError) -> Table {
    let end = text.bytes.count - FileBytes.padding
    do {
      // SAFETY: nothing that comes out of this holds a pointer: the table has memory of its own.
      let (table, found) = try text.bytes.withUnsafeBufferPointer { buffer throws -> (Table, ReadReport) in
        guard let base = buffer.baseAddress else { return (.empty, report) }
        var report = report
        let scanner = JSONScanner(base, from: text.start, to: end, cancellation: cancellation)
        let columns =
          isLines ? try lines(scanner, &report) : try document(scanner, &report)
        let (table, notes) = try columns.table(scanner, workers, cancellation)
        report.notes += notes
        describe(table, &report)
        noteBroken(text.broken, base, &report)
        return (table, report)
      }
      report = found
      return table
    } catch let error as FileError {
      throw error
    } catch {
      throw .cancelled(path)
    }
  }

  private func document(_ start: JSONScanner, _ report: inout ReadReport) throws -> JSONColumns {
    var scanner = start
    scanner.skipBlanks()
    if scanner.atEnd { throw FileError(.empty, path, "`\(path)` is empty") }
    let value: JSONCell
    do {
      value = try scanner.value()
    } catch {
      throw damaged(error, start)
    }
    scanner.skipBlanks()
    if !scanner.atEnd {
      // More than one value: lines of objects, whatever the ending says.
      guard value.kind == .object else { throw damaged(scanner.problem("more text behind the value"), start) }
      report.format = .ndjson
      return try lines(start, &report)
    }
    var inner = JSONScanner(start.base, from: value.start, to: value.start + value.length)
    switch value.kind {
    case .object:
      var members: [(key: JSONCell, value: JSONCell)] = []
      try inner.members { members.append(($0, $1)) }
      if let rows = rowArray(members, inner) {
        report.notes.append("the rows are the objects in `\(name(rows.key, inner))`")
        return try items(rows.value, inner, &report)
      }
      var columns = JSONColumns()
      columns.appendRow(members, inner)
      return columns
    case .list, .textList: return try items(value, inner, &report)
    default: throw damaged(JSONProblem(place: value.start, reason: "neither an array nor an object"), start)
    }
  }

  /// The one member that is an array of objects, in an object that has little else.
  private func rowArray(
    _ members: [(key: JSONCell, value: JSONCell)], _ scanner: JSONScanner
  ) -> (key: JSONCell, value: JSONCell)? {
    let arrays = members.filter { member in
      guard member.value.kind == .list else { return false }
      var inner = JSONScanner(
        scanner.base, from: member.value.start, to: member.value.start + member.value.length)
      var hasOnlyObjects = true
      try? inner.items { hasOnlyObjects = hasOnlyObjects && $0.kind == .object }
      return hasOnlyObjects
    }
    return arrays.count == 1 && members.count <= JSONReader.replyMembers + 1 ? arrays.first : nil
  }

  private func name(_ key: JSONCell, _ scanner: JSONScanner) -> String {
    var name: [UInt8] = []
    scanner.appendText(key, to: &name)
    return String(decoding: name, as: UTF8.self)
  }

  private func items(_ array: JSONCell, _ scanner: JSONScanner, _ report: inout ReadReport) throws
    -> JSONColumns
  {
    var inner = JSONScanner(scanner.base, from: array.start, to: array.start + array.length)
    var cells: [JSONCell] = []
    try inner.items { cells.append($0) }
    var columns = JSONColumns()
    let holdsObjects = cells.contains { $0.kind == .object }
    let lines = LineNumbers(
      scanner.base, of: holdsObjects ? cells.lazy.filter { $0.kind != .object }.map(\.start) : [])
    for (index, cell) in cells.enumerated() {
      if index & 1023 == 0 { try cancellation.check() }
      guard holdsObjects else {
        columns.appendValue(cell)
        continue
      }
      guard cell.kind == .object else {
        note("item \(index + 1) is no object; its row is null", line: lines[cell.start], &report)
        columns.appendEmptyRow()
        continue
      }
      var members: [(key: JSONCell, value: JSONCell)] = []
      var object = JSONScanner(scanner.base, from: cell.start, to: cell.start + cell.length)
      try object.members { members.append(($0, $1)) }
      columns.appendRow(members, scanner)
    }
    return columns
  }

  private func lines(_ start: JSONScanner, _ report: inout ReadReport) throws -> JSONColumns {
    var columns = JSONColumns()
    var members: [(key: JSONCell, value: JSONCell)] = []
    var position = start.position
    var number = 1
    while position < start.end {
      if number & 1023 == 0 { try cancellation.check() }
      var lineEnd = position
      // SAFETY: below `end`.
      while lineEnd < start.end, start.base[lineEnd] != lineFeed { lineEnd += 1 }
      var scanner = JSONScanner(start.base, from: position, to: lineEnd)
      scanner.skipBlanks()
      if !scanner.atEnd {
        members.removeAll(keepingCapacity: true)
        do throws(JSONProblem) {
          try scanner.members { members.append(($0, $1)) }
          scanner.skipBlanks()
          if !scanner.atEnd { throw scanner.problem("more text behind the object") }
          columns.appendRow(members, start)
        } catch {
          note(
            "\(error.reason) at byte \(error.place - position + 1); the row is left out", line: number,
            &report)
        }
      }
      position = lineEnd + 1
      number += 1
    }
    if columns.rowCount == 0 {
      guard let first = report.damaged.first else { throw FileError(.empty, path, "`\(path)` is empty") }
      throw FileError(
        .damaged, path, "no line of `\(path)` is an object; line \(first.line): \(first.reason)")
    }
    return columns
  }

  private func note(_ reason: String, line: Int, _ report: inout ReadReport) {
    report.damagedCount += 1
    if report.damaged.count < Piece.damageLimit {
      report.damaged.append(ReadReport.DamagedRow(line: line, reason: reason))
    }
  }

  private func noteBroken(_ broken: [Int], _ base: UnsafePointer<UInt8>, _ report: inout ReadReport) {
    // SAFETY: the places are within the text, behind which stands the padding.
    let lines = LineNumbers(base, of: broken)
    var last = 0
    for place in broken {
      let line = lines[place]
      if line != last { note("bytes that are no UTF-8, shown as `\u{FFFD}`", line: line, &report) }
      last = line
    }
  }

  private func damaged(_ problem: JSONProblem, _ scanner: JSONScanner) -> FileError {
    if cancellation.isCancelled { return .cancelled(path) }
    let place = min(problem.place, scanner.end)
    let line = LineNumbers(scanner.base, of: [place])[place]
    return FileError(.damaged, path, "`\(path)` is no valid JSON: \(problem.reason) on line \(line)")
  }
}

/// What is said of the columns of a file whose format tells most of it.
func describe(_ table: Table, _ report: inout ReadReport) {
  report.rowCount = table.rowCount
  report.columns = zip(table.schema.fields, table.columns).map { field, column in
    let present = table.rowCount - column.nullCount
    return ReadReport.ColumnDecision(
      name: field.name, type: field.type.rawValue,
      why: present == 0 ? "no values" : "\(present) of \(table.rowCount) values",
      missingWords: [])
  }
}
