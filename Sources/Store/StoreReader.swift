import Parallel
import SQLite
import Tables

/// Someone who reads a store: on a connection of its own, which cannot write, and always one version of it.
///
/// The first look at the store settles the version; what others write meanwhile is seen after `refresh`.
package final class StoreReader {
  package let path: String
  let connection: SQLiteConnection
  private let file: StoreFile.Identity?
  let workers: Workers
  let companions: Companions
  /// Set where it reads the store as it was.
  var pinned: Pin?

  /// Whether its file is still the one at its path.
  package var isCurrent: Bool { StoreFile.Identity(path) == file }

  /// - Throws: `.missing` when there is no store yet.
  package init(
    path: String, workers: Workers = Workers(count: 1), cancellation: Cancellation
  ) throws(StoreError) {
    self.path = path
    self.workers = workers
    try StoreFile.check(path)
    connection = try storing { () throws(SQLiteError) in
      do throws(SQLiteError) {
        return try StoreReader.open(path, .read, cancellation)
      } catch {
        // In a folder that must not be written SQLite cannot make what readers and writers share. Where no
        // writer has left anything to share, the file alone is the store.
        let isAlone = StoreFile.Identity(path + "-wal") == nil
        guard isAlone, error.kind == .readOnly || error.kind == .cannotOpen else { throw error }
        return try StoreReader.open(path, .frozen, cancellation)
      }
    }
    file = StoreFile.Identity(path)
    companions = Companions(path: path, of: file, workers: workers, cancellation: cancellation)
    if try StoreFormat.check(connection) == 0 { throw .nothingYet(path) }
    try storing { () throws(SQLiteError) in try connection.forbidWriting() }
  }

  static func open(
    _ path: String, _ mode: SQLiteConnection.Mode, _ cancellation: Cancellation
  ) throws(SQLiteError) -> SQLiteConnection {
    let connection = try SQLiteConnection(path: path, mode, cancellation: cancellation)
    // A large file is read through memory that is shared with the system's own copy of it.
    try connection.run("pragma mmap_size = 1073741824")
    _ = try connection.number("pragma schema_version")
    return connection
  }

  /// Reads what a writer has made in memory, and nobody writes to from here on.
  package init(_ writer: StoreWriter) throws(StoreError) {
    path = SQLiteConnection.memory
    file = nil
    workers = Workers(count: 1)
    companions = Companions()
    connection = writer.connection
    try storing { () throws(SQLiteError) in try connection.forbidWriting() }
  }

  /// Lets the next look see what has been written since the last.
  package func refresh() {
    if connection.isInTransaction { try? connection.run("rollback") }
    companions.end()
  }

  /// Lets who made a store in memory write to it again, for the time of some work.
  package func writing<Result>(_ work: () throws(StoreError) -> Result) throws(StoreError) -> Result {
    refresh()
    try storing { () throws(SQLiteError) in try connection.allowWriting() }
    defer { try? connection.forbidWriting() }
    return try work()
  }

  package func filmCount() throws(StoreError) -> Int {
    try storing { () throws(SQLiteError) in Int(try connection.number("select count(*) from movies")) }
  }

  // MARK: Versions

  /// A point in the past of the store.
  package enum Point: Sendable, Hashable {
    /// Right after this ingest.
    case ingest(Int)
    /// As it was then.
    case time(Timestamp)
  }

  package struct Ingest: Sendable, Hashable {
    package let number: Int
    package let time: Timestamp
  }

  /// The first or the last ingest; nil before there is one.
  package func ingest(isLast: Bool) throws(StoreError) -> Ingest? {
    try reading { () throws(SQLiteError) in
      let statement = try connection.kept(
        "select ingest, finished_at from ingests order by ingest \(isLast ? "desc" : "asc") limit 1")
      defer { statement.reset() }
      guard try statement.step() else { return nil }
      return Ingest(number: Int(statement.int(0)), time: instant(statement.text(1)))
    }
  }

  package func version(at point: Point) throws(StoreError) -> StoreScan.Version {
    guard let first = try ingest(isLast: false), let last = try ingest(isLast: true) else {
      throw .nothingYet(path)
    }
    let found = try reading { () throws(SQLiteError) -> StoreScan.Version? in
      let columns = "select ingest, last_snapshot from ingests"
      let statement: SQLiteStatement
      switch point {
      case .ingest(let number):
        statement = try connection.kept("\(columns) where ingest = ?1")
        statement.bind(1, Int64(number))
      case .time(let time):
        statement = try connection.kept("\(columns) where finished_at <= ?1 order by ingest desc limit 1")
        statement.bind(1, time.storedText)
      }
      defer { statement.reset() }
      guard try statement.step() else { return nil }
      return StoreScan.Version(ingest: Int(statement.int(0)), lastSnapshot: statement.int(1))
    }
    if let found {
      let purged = try reading { () throws(SQLiteError) in
        try connection.number(
          "select coalesce((select cast(value as integer) from store_facts where name = 'purged_until'), 0)")
      }
      guard found.ingest >= purged else {
        throw StoreError(
          .unknown, "what was before ingest \(purged) was purged",
          hints: ["`as of ingest \(purged)` is the oldest that can be read"])
      }
      return found
    }
    switch point {
    case .ingest(let number):
      throw StoreError(
        .unknown, "the store has no ingest \(number)",
        hints: ["it has \(first.number) to \(last.number); `history` lists them"])
    case .time(let time):
      throw StoreError(
        .unknown, "the store had nothing yet at \(time)", hints: ["its first ingest is of \(first.time)"])
    }
  }

  /// Whether its films are made up.
  package func isSynthetic() throws(StoreError) -> Bool {
    try reading { () throws(SQLiteError) in
      let statement = try connection.kept("select value = 'yes' from store_facts where name = 'is_synthetic'")
      defer { statement.reset() }
      return try statement.step() && statement.int(0) != 0
    }
  }

  package func rowCount(of table: StoreTable) throws(StoreError) -> Int {
    try providePinnedFilms()
    return try reading { () throws(SQLiteError) in
      let statement = try connection.kept("select count(*) from \(table.sqlName)")
      defer { statement.reset() }
      return try statement.step() ? Int(statement.int(0)) : 0
    }
  }

  // MARK: Looking

  /// Does a piece of reading within the version that this reader looks at.
  func reading<Result>(_ work: () throws(SQLiteError) -> Result) throws(StoreError) -> Result {
    do throws(SQLiteError) {
      try begin()
      return try work()
    } catch {
      throw StoreError(error)
    }
  }

  /// Settles the version, if none is.
  func begin() throws(SQLiteError) {
    if !connection.isInTransaction { try companions.begin(with: connection) }
  }

  func instant(_ text: String) -> Timestamp {
    Timestamp(text: text) ?? .first
  }
}

extension StoreError {
  package static func nothingYet(_ path: String) -> StoreError {
    StoreError(.missing, "there is no store at `\(path)` yet")
  }
}

extension SQLiteStatement {
  func bind(_ values: [Value]) {
    for (index, value) in values.enumerated() { bind(index + 1, value) }
  }

  func bind(_ place: Int, _ value: Value) {
    switch value {
    case .null, .list: bindNull(place)
    case .bool(let value): bind(place, Int64(value ? 1 : 0))
    case .int(let value): bind(place, value)
    case .double(let value): bind(place, value)
    case .text(let text): bind(place, text)
    case .date(let date): bind(place, date.description)
    case .timestamp(let instant): bind(place, instant.storedText)
    }
  }
}

extension Timestamp {
  /// As it stands in the store: of whole seconds, so that texts compare as instants do.
  package var storedText: String {
    let rest = microsecondOfDay % Timestamp.second
    return Timestamp(microseconds: microseconds - rest).description
  }

  /// Reads what `storedText` writes.
  package init?(text: String) {
    var text = text
    // SAFETY: the bytes are only read while the text is there.
    guard let instant = text.withUTF8({ ValueReading.timestamp($0) }) else { return nil }
    self = instant
  }
}
