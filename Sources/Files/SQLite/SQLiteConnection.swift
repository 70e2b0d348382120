import CSQLite
import Glibc
import Parallel

/// An open SQLite file, owned and closed here. Belongs to one thread of work.
final class SQLiteConnection {
  let path: String
  private var handle: OpaquePointer?
  private let cancellation: Cancellation

  static let magic = Array("SQLite format 3\0".utf8)

  /// - Parameter flags: such as `SQLITE_OPEN_READONLY`.
  init(path: String, flags: Int32, cancellation: Cancellation) throws(FileError) {
    self.path = path
    self.cancellation = cancellation
    let result = sqlite3_open_v2(path, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
    // Here, as below, what is thrown goes through `deinit`, which closes: a handle is there also of a failure.
    guard result == SQLITE_OK else { throw error(result, "open") }
    sqlite3_busy_timeout(handle, 5000)
    stopWhenCancelled()
  }

  /// A database in memory, from the bytes of a file.
  init(bytes: ArraySlice<UInt8>, name: String, cancellation: Cancellation) throws(FileError) {
    path = name
    self.cancellation = cancellation
    let opened = sqlite3_open_v2(":memory:", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    guard opened == SQLITE_OK, let copy = sqlite3_malloc64(UInt64(bytes.count)) else {
      throw FileError(.unreadable, name, "`\(name)` cannot be opened")
    }
    // SAFETY: SQLite gave room for as many bytes, and they are copied to nowhere else.
    bytes.withUnsafeBytes {
      copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count)
    }
    // SAFETY: with the flag to free on close SQLite owns the copy from here on, also when the call fails.
    let result = sqlite3_deserialize(
      handle, "main", copy.assumingMemoryBound(to: UInt8.self), Int64(bytes.count), Int64(bytes.count),
      UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY))
    guard result == SQLITE_OK else { throw error(result, "open") }
    stopWhenCancelled()
  }

  deinit { sqlite3_close(handle) }

  /// Told by the first bytes. Only regular files are opened: what is read from a pipe is gone.
  static func isDatabase(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var head = [UInt8](repeating: 0, count: magic.count)
    return Glibc.read(file, &head, head.count) == head.count && head == magic
  }

  private func stopWhenCancelled() {
    // SAFETY: the handler reads a cancellation that this connection holds until it is closed.
    let context = Unmanaged.passUnretained(cancellation).toOpaque()
    let handler: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { context in
      guard let context else { return 0 }
      return Unmanaged<Cancellation>.fromOpaque(context).takeUnretainedValue().isCancelled ? 1 : 0
    }
    sqlite3_progress_handler(handle, 10_000, handler, context)
  }

  func prepare(_ sql: String) throws(FileError) -> SQLiteStatement {
    var statement: OpaquePointer?
    let result = sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
    guard result == SQLITE_OK, let statement else { throw error(result, sql) }
    return SQLiteStatement(statement, sql, self)
  }

  func run(_ sql: String) throws(FileError) {
    let statement = try prepare(sql)
    while try statement.step() {}
  }

  func error(_ code: Int32, _ sql: String) -> FileError {
    let reason =
      handle.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
      ?? String(cString: sqlite3_errstr(code))
    let message = "`\(path)`: \(reason) (in `\(sql.prefix(200))`)"
    switch code & 0xFF {
    case SQLITE_INTERRUPT: return .cancelled(path)
    case SQLITE_CORRUPT, SQLITE_NOTADB:
      return FileError(.damaged, path, "`\(path)` is a damaged database: \(reason)")
    case SQLITE_FULL: return FileError(.full, path, "no room is left to write `\(path)`")
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: return FileError(.unwritable, path, message)
    case SQLITE_TOOBIG: return FileError(.tooLarge, path, message)
    default: return FileError(.unreadable, path, message)
    }
  }
}

/// One statement and the row it stands on.
final class SQLiteStatement {
  let handle: OpaquePointer
  private let sql: String
  private let connection: SQLiteConnection

  init(_ handle: OpaquePointer, _ sql: String, _ connection: SQLiteConnection) {
    self.handle = handle
    self.sql = sql
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  /// False when there is no further row.
  func step() throws(FileError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw connection.error(code, sql)
    }
  }

  /// Makes ready to run again; what is bound stays.
  func reset() { sqlite3_reset(handle) }

  var columnCount: Int { Int(sqlite3_column_count(handle)) }

  func int(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }

  func text(_ column: Int) -> String {
    String(decoding: bytes(column), as: UTF8.self)
  }

  /// The text or blob of a column, until the next step.
  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    // SAFETY: asked for in the order that SQLite wants: the pointer first, then its length.
    let start = sqlite3_column_text(handle, Int32(column))
    return UnsafeBufferPointer(
      start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(handle, Int32(column))))
  }

  func columnName(_ column: Int) -> String {
    sqlite3_column_name(handle, Int32(column)).map { String(cString: $0) } ?? ""
  }

  /// The type that was declared, in capitals.
  func declaredType(_ column: Int) -> String {
    sqlite3_column_decltype(handle, Int32(column)).map { String(cString: $0).uppercased() } ?? ""
  }
}

/// A name as SQL takes it, whatever is in it.
func quotedIdentifier(_ name: String) -> String {
  "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}
