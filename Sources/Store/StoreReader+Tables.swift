import Parallel
import SQLite
import Tables

extension StoreReader {
  package func table(_ scan: StoreScan) throws(StoreError) -> Table {
    let scan = pinned.map { scan.pinned(to: $0.version) } ?? scan
    if scan.table != .films { try requireThatItIsKept(scan) }
    let pieces = try pieces(of: scan)
    do {
      try workers.forEach(pieces.count) { try pieces[$0].read() }
      let read = try workers.map(scan.neededTypes.count) { index in
        try ScanColumn.joined(pieces.map { $0.column(index) })
      }
      return table(scan, of: read, rowCount: pieces.reduce(0) { $0 + $1.rowCount })
    } catch let error as SQLiteError {
      throw StoreError(error)
    } catch {
      throw damaged(scan.table)
    }
  }

  /// How many connections see the version that this reader looks at.
  package var connectionCount: Int { 1 + companions.together.count }

  /// The scan in as many pieces as there are connections that see the same version.
  private func pieces(of scan: StoreScan) throws(StoreError) -> [ScanPiece] {
    try reading { () throws(SQLiteError) in
      // What a pinned reader sees of a table may be a view of its own connection.
      let connections = isPinned || !scan.canBeCut ? [connection] : [connection] + companions.together
      let scans = try scan.cut(into: connections.count, on: connection)
      return zip(scans, connections).map { scan, connection in
        ScanPiece(scan.query(), types: scan.neededTypes, on: connection)
      }
    }
  }

  /// The columns that were read, with an empty one in the place of each that nobody wanted.
  private func table(_ scan: StoreScan, of read: [Column], rowCount: Int) -> Table {
    var rest = read[...]
    let zeros = Zeros(count: rowCount)
    let columns = zip(scan.table.schema.fields, scan.isNeeded).map { field, isNeeded in
      isNeeded ? rest.removeFirst() : Column.placeholder(field.type, rowCount: rowCount, zeros: zeros)
    }
    return Table(scan.table.schema, columns, rowCount: rowCount)
  }

  private func damaged(_ table: StoreTable) -> StoreError {
    StoreError(
      .damaged, "`\(path)` is damaged: a value in `\(table.sqlName)` is not of its column's type",
      hints: ["another program may have written to it; `hq doctor` says what is whole"])
  }
}
