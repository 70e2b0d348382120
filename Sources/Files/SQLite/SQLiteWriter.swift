import Glibc
import Parallel
import SQLite
import Tables

/// Writes a table into a SQLite file: a new file, or in one transaction in the place of the table of that name.
struct SQLiteWriter {
  let path: String
  let tableName: String?
  let cancellation: Cancellation

  func write(_ table: Table) throws(FileError) {
    guard !table.columns.isEmpty else {
      throw FileError(.badOption, path, "a table without columns cannot be written to SQLite")
    }
    let target = resolvedPath(path)
    var status = stat()
    if stat(path, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFDIR: throw FileError(.directory, path, "`\(path)` is a directory")
      case S_IFREG where status.st_size == 0: break
      default: return try replace(table, in: target)
      }
    }
    let temporary = OutputFile.temporaryName(beside: target)
    defer {
      unlink(temporary)
      unlink(temporary + "-journal")
    }
    try fill(temporary, table, .create)
    guard rename(temporary, target) == 0 else { throw writeError(path, errno) }
  }

  private func replace(_ table: Table, in target: String) throws(FileError) {
    guard SQLiteConnection.isDatabase(target) else {
      throw FileError(
        .unwritable, path, "`\(path)` is there already and is no SQLite file", hints: ["it is left as it was"]
      )
    }
    try fill(target, table, .write)
  }

  private func fill(
    _ file: String, _ table: Table, _ mode: SQLiteConnection.Mode
  ) throws(FileError) {
    do throws(FileError) {
      try askingSQLite {
        let connection = try SQLiteConnection(path: file, mode, cancellation: cancellation)
        try connection.transaction { () throws(SQLiteError) in
          try connection.run("drop table if exists \(source)")
          try connection.run("create table \(source) (\(declarations(table)))")
          try insert(table, connection)
        }
      }
    } catch {
      // Said of the name that was asked for, not of the one it is written under at first.
      let kind = error.kind == .unreadable ? .unwritable : error.kind
      throw FileError(kind, path, replaced(file, in: error.message), hints: error.hints)
    }
  }

  private func replaced(_ file: String, in message: String) -> String {
    message.split(separator: "`\(file)`", omittingEmptySubsequences: false).joined(separator: "`\(path)`")
  }

  private var source: String {
    if let tableName { return quotedIdentifier(tableName) }
    let name = path.split(separator: "/").last ?? "data"
    let stem = name.split(separator: ".", omittingEmptySubsequences: true).first ?? "data"
    return quotedIdentifier(String(stem))
  }

  private func declarations(_ table: Table) -> String {
    table.schema.fields.map { field in
      let type =
        switch field.type {
        case .bool: "boolean"
        case .int: "integer"
        case .double: "real"
        case .text, .list: "text"
        case .date: "date"
        case .timestamp: "timestamp"
        }
      return quotedIdentifier(field.name) + " " + type
    }.joined(separator: ", ")
  }

  private func insert(_ table: Table, _ connection: SQLiteConnection) throws(SQLiteError) {
    let places = Array(repeating: "?", count: table.columns.count).joined(separator: ", ")
    let statement = try connection.prepare("insert into \(source) values (\(places))")
    var lists = CellTexts(style: .json)
    for row in 0..<table.rowCount {
      for (index, column) in table.columns.enumerated() {
        let place = index + 1
        guard !column.isNull(row) else {
          statement.bindNull(place)
          continue
        }
        switch column.values {
        case .bool(let values): statement.bind(place, Int64(values[row] ? 1 : 0))
        case .int(let values): statement.bind(place, values[row])
        case .double(let values): statement.bind(place, values[row])
        case .date(let days): statement.bind(place, CalendarDate(days: days[row]).description)
        case .timestamp(let instants):
          statement.bind(place, Timestamp(microseconds: instants[row]).description)
        case .text(let texts): statement.bind(place, texts[row])
        case .list:
          lists.fill(column, rows: row..<row + 1)
          statement.bind(place, String(decoding: lists.text(0), as: UTF8.self))
        }
      }
      try statement.run()
    }
  }
}
