import Parallel
import SQLite
import Synchronization
import Tables

extension StoreReader {
  package func table(_ scan: StoreScan) throws(StoreError) -> Table {
    let scan = pinned.map { scan.pinned(to: $0.version) } ?? scan
    if scan.table != .films { try requireThatItIsKept(scan) }
    // What a pinned reader sees of a table may be a view of its own connection.
    let connections = isPinned || !scan.canBeCut ? [connection] : [connection] + companions.together
    let pieces = try pieces(of: scan, for: connections.count)
    do {
      let free = FreeConnections(connections)
      try Workers(count: connections.count).forEach(pieces.count) { index in
        let one = free.take()
        defer { free.giveBack(one) }
        try pieces[index].read(on: one.connection)
      }
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

  /// The scan in some more pieces than there are connections, so that none waits long for the last one.
  private func pieces(of scan: StoreScan, for connectionCount: Int) throws(StoreError) -> [ScanPiece] {
    try reading { () throws(SQLiteError) in
      let scans = try scan.cut(into: connectionCount > 1 ? 2 * connectionCount : 1, on: connection)
      return scans.map { ScanPiece($0.query(giving: true), types: $0.neededTypes) }
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

/// Connections that see the same version of a store, for workers to take and give back.
private final class FreeConnections: Sendable {
  struct One: @unchecked Sendable {
    // SAFETY: a connection is free or with one worker, never both; the lock orders its uses.
    let connection: SQLiteConnection
  }

  private let free: Mutex<[One]>

  init(_ connections: [SQLiteConnection]) { free = Mutex(connections.map { One(connection: $0) }) }

  /// - Precondition: there are no more workers than connections.
  func take() -> One { free.withLock { $0.removeLast() } }

  func giveBack(_ one: One) { free.withLock { $0.append(one) } }
}
