import Parallel
import SQLite
import Tables

/// Reads one table or view of a SQLite file.
///
/// Every column is read as the narrowest type that holds its values.
struct SQLiteReader {
  let connection: SQLiteConnection
  let options: ReadOptions
  let cancellation: Cancellation

  func read(into report: inout ReadReport) throws -> Table {
    try connection.run("begin")
    let name = try tableName()
    let source = quotedIdentifier(name)
    report.notes.append("table `\(name)`")
    let statement = try connection.prepare("select * from \(source)")
    let written = (0..<statement.columnCount).map { statement.columnName($0) }
    let columns = written.indices.map { ColumnGathering(declared: statement.declaredType($0)) }
    var rows = 0
    while try statement.step() {
      for (index, column) in columns.enumerated() {
        guard let damage = column.append(statement, index) else { continue }
        report.damagedCount += 1
        if report.damaged.count < Piece.damageLimit {
          report.damaged.append(
            ReadReport.DamagedRow(line: rows + 1, reason: "`\(written[index])` \(damage)"))
        }
      }
      rows += 1
      if rows & 1023 == 0, cancellation.isCancelled { throw FileError.cancelled(connection.path) }
    }
    let (names, notes) = HeaderGuess.uniqueNames(written, count: written.count)
    report.notes += notes
    let built = columns.map { $0.build() }
    let table = Table(Schema(zip(names, built).map { Field($0, $1.type) }), built, rowCount: rows)
    describe(table, &report)
    return table
  }

  private func tableName() throws -> String {
    let path = connection.path
    let statement = try connection.prepare(
      "select name from sqlite_schema where type in ('table', 'view') and name not like 'sqlite~_%' escape '~' "
        + "order by name")
    var names: [String] = []
    while try statement.step() { names.append(statement.text(0)) }
    let list = names.map { "`\($0)`" }.joined(separator: ", ")
    guard let wanted = options.table else {
      if names.count == 1 { return names[0] }
      if names.isEmpty { throw FileError(.empty, path, "`\(path)` has no tables") }
      throw FileError(
        .ambiguousTable, path, "`\(path)` has \(names.count) tables: \(list)",
        hints: ["name one of them: `\(path):\(names[0])`"])
    }
    if let name = names.first(where: { $0 == wanted })
      ?? names.first(where: { $0.lowercased() == wanted.lowercased() })
    {
      return name
    }
    throw FileError(
      .noSuchTable, path, "`\(path)` has no table `\(wanted)`",
      hints: names.isEmpty ? ["it has no tables"] : ["it has \(list)"])
  }
}
