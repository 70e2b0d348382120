import Parallel
import SQLite
import Synchronization
import Tables

extension StoreReader {
  package func table(_ scan: StoreScan) throws(StoreError) -> Table {
    let scan = pinned.map { scan.pinned(to: $0.version) } ?? scan
    if scan.table != .films { try requireThatItIsKept(scan) }
    let cuts = try reading { () throws(SQLiteError) in
      // What a pinned reader sees of a table may be a view of its own connection.
      isPinned || !scan.canBeCut ? nil : try companions.filmCuts(with: connection)
    }
    let connections = cuts == nil ? [connection] : [connection] + companions.together
    let query = scan.query(giving: true, inRanges: cuts != nil)
    let queries = cuts.map { $0.ranges.map(query.of) } ?? [query]
    let (types, likelyCount) = (scan.neededTypes, scan.table == .films ? cuts?.filmsInEach : nil)
    let pieces = queries.map { _ in TypedRows(types, likelyCount: likelyCount) }
    do {
      let free = FreeConnections(connections)
      try Workers(count: connections.count).forEach(pieces.count) { index in
        let one = free.take()
        defer { free.giveBack(one) }
        try one.connection.read(queries[index], to: pieces[index])
      }
      let rowCount = pieces.reduce(0) { $0 + $1.rowCount }
      // To wake somebody takes longer than to put a few rows together.
      let joiners = rowCount < StoreReader.leastShared ? Workers(count: 1) : workers
      let read = try joiners.map(types.count) { index in try TypedRows.joined(index, of: pieces) }
      return table(scan, of: read, rowCount: rowCount)
    } catch let error as SQLiteError {
      throw StoreError(error)
    } catch {
      throw damaged(scan.table)
    }
  }

  private static let leastShared = 1000

  /// How many connections see the version that this reader looks at.
  package var connectionCount: Int { 1 + companions.together.count }

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

extension SQLiteConnection {
  fileprivate func read(_ query: StoreScan.Query, to rows: TypedRows) throws {
    let statement = try kept(query.sql)
    defer { statement.reset() }
    statement.bind(query.bindings)
    try rows.read(statement, givesRows: query.givesRows)
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
