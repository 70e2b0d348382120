import CSQLite
import Glibc
import Parallel
import Tables

/// An open SQLite database, owned and closed here. Belongs to one thread of work.
package final class SQLiteConnection {
  package enum Mode: Sendable {
    case read
    case write
    /// As `read`, of a file that nobody will change: nothing is made beside it.
    case frozen
    /// As `write`, and the file is made where there is none.
    case create
  }

  package let path: String
  private(set) var handle: OpaquePointer?
  private let cancellation: Cancellation
  let giving = RowGiving()
  /// Statements that were prepared once and are kept; finalized here.
  private var kept: [String: OpaquePointer] = [:]

  package static let magic = Array("SQLite format 3\0".utf8)
  /// The path of a database that is nowhere but in memory.
  package static let memory = ":memory:"

  /// Once, before anything else is asked of SQLite.
  private static let isReady: Void = hq_sqlite_count_no_memory()

  package init(path: String, _ mode: Mode, cancellation: Cancellation) throws(SQLiteError) {
    _ = SQLiteConnection.isReady
    self.path = path
    self.cancellation = cancellation
    let flags =
      switch mode {
      case .read: SQLITE_OPEN_READONLY
      case .frozen: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
      case .write: SQLITE_OPEN_READWRITE
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    let name = mode == .frozen ? "file:" + SQLiteConnection.percentEncoded(path) + "?immutable=1" : path
    let result = sqlite3_open_v2(name, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
    // Here, as below, what is thrown goes through `deinit`, which closes: a handle is there also of a failure.
    guard result == SQLITE_OK else { throw error(result) }
    prepareForUse()
  }

  /// A database in memory, from the bytes of a file.
  package init(
    bytes: ArraySlice<UInt8>, name: String, isWritable: Bool = false, cancellation: Cancellation
  ) throws(SQLiteError) {
    _ = SQLiteConnection.isReady
    path = name
    self.cancellation = cancellation
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX
    let opened = sqlite3_open_v2(SQLiteConnection.memory, &handle, flags, nil)
    guard opened == SQLITE_OK, let copy = sqlite3_malloc64(UInt64(bytes.count)) else {
      throw SQLiteError(.cannotOpen, name, "no memory is left")
    }
    // SAFETY: SQLite gave room for as many bytes, and they are copied to nowhere else.
    bytes.withUnsafeBytes {
      copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count)
    }
    // SAFETY: with the flag to free on close SQLite owns the copy from here on, also when the call fails.
    let result = sqlite3_deserialize(
      handle, "main", copy.assumingMemoryBound(to: UInt8.self), Int64(bytes.count), Int64(bytes.count),
      UInt32(
        SQLITE_DESERIALIZE_FREEONCLOSE
          | (isWritable ? SQLITE_DESERIALIZE_RESIZEABLE : SQLITE_DESERIALIZE_READONLY)))
    guard result == SQLITE_OK else { throw error(result) }
    prepareForUse()
  }

  /// The database as the bytes of a file.
  package func contents() throws(SQLiteError) -> [UInt8] {
    var size: Int64 = 0
    guard let bytes = sqlite3_serialize(handle, "main", &size, 0) else {
      throw SQLiteError(.cannotOpen, path, "no memory is left")
    }
    defer { sqlite3_free(bytes) }
    // SAFETY: SQLite gave as many bytes, which are copied.
    return Array(UnsafeBufferPointer(start: bytes, count: Int(size)))
  }

  deinit {
    for statement in kept.values { sqlite3_finalize(statement) }
    // Statements that someone still holds keep the database open until they go.
    sqlite3_close_v2(handle)
  }

  /// A path as a part of a URI, in which only letters, digits and a few signs stand for themselves.
  private static func percentEncoded(_ path: String) -> String {
    path.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        String(UnicodeScalar(byte))
      default: (byte < 16 ? "%0" : "%") + String(byte, radix: 16)
      }
    }.joined()
  }

  /// Told by the first bytes. Only regular files are opened: what is read from a pipe is gone.
  package static func isDatabase(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var head = [UInt8](repeating: 0, count: magic.count)
    return Glibc.read(file, &head, head.count) == head.count && head == magic
  }

  private func prepareForUse() {
    sqlite3_extended_result_codes(handle, 1)
    sqlite3_busy_timeout(handle, 5000)
    giving.register(with: handle)
    // SAFETY: the handler reads a cancellation that this connection holds until it is closed.
    let context = Unmanaged.passUnretained(cancellation).toOpaque()
    let handler: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { context in
      guard let context else { return 0 }
      return Unmanaged<Cancellation>.fromOpaque(context).takeUnretainedValue().isCancelled ? 1 : 0
    }
    sqlite3_progress_handler(handle, 10_000, handler, context)
  }

  // MARK: Statements

  /// One statement. What stands behind its end must be blank or a comment.
  package func prepare(_ sql: String) throws(SQLiteError) -> SQLiteStatement {
    SQLiteStatement(try compiled(sql), sql, self, isKept: false)
  }

  private func compiled(_ sql: String) throws(SQLiteError) -> OpaquePointer {
    var handles: [OpaquePointer] = []
    var result = SQLITE_OK
    sql.withCString { text in
      var rest: UnsafePointer<CChar>? = text
      // SAFETY: SQLite gives the place behind the statement within the same text, which ends with a zero.
      while result == SQLITE_OK, handles.count < 2, let start = rest, start.pointee != 0 {
        var next: OpaquePointer?
        result = sqlite3_prepare_v2(handle, start, -1, &next, &rest)
        if let next { handles.append(next) }
      }
    }
    guard result == SQLITE_OK, handles.count == 1 else {
      let failure = error(result, sql)
      for handle in handles { sqlite3_finalize(handle) }
      if result != SQLITE_OK { throw failure }
      let reason = handles.isEmpty ? "there is no statement" : "there is more than one statement"
      throw SQLiteError(.failed, path, reason, sql: sql)
    }
    return handles[0]
  }

  /// The statement of this text, prepared once and kept; ready to be bound and run.
  package func kept(_ sql: String) throws(SQLiteError) -> SQLiteStatement {
    if let handle = kept[sql] {
      sqlite3_reset(handle)
      return SQLiteStatement(handle, sql, self, isKept: true)
    }
    let handle = try compiled(sql)
    kept[sql] = handle
    return SQLiteStatement(handle, sql, self, isKept: true)
  }

  package func run(_ sql: String) throws(SQLiteError) {
    let statement = try prepare(sql)
    while try statement.step() {}
  }

  /// How many rows the last change touched.
  package var changedRowCount: Int { Int(sqlite3_changes64(handle)) }

  /// Does all of the work, or nothing of it.
  ///
  /// - Parameter begin: how the transaction starts: one that writes takes its lock at once, so that it fails
  ///   before it has done anything.
  package func transaction<Result>(
    _ begin: String = "begin immediate", _ work: () throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result {
    try run(begin)
    do throws(SQLiteError) {
      let result = try work()
      try run("commit")
      return result
    } catch {
      // SQLite has ended the transaction by itself after some errors.
      if isInTransaction { try? run("rollback") }
      throw error
    }
  }

  package var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  // MARK: Reading only

  /// Takes `forbidWriting` back.
  package func allowWriting() throws(SQLiteError) {
    sqlite3_set_authorizer(handle, nil, nil)
    try run("pragma query_only = off")
  }

  /// From here on the connection reads and does nothing else, whatever statement it is given: SQLite asks the
  /// connection about every single thing that a statement would do when it is prepared.
  package func forbidWriting() throws(SQLiteError) {
    try run("pragma query_only = on")
    hq_sqlite_defensive(handle)
    sqlite3_set_authorizer(
      handle,
      { _, action, first, _, _, _ in
        switch action {
        case SQLITE_SELECT, SQLITE_READ, SQLITE_FUNCTION, SQLITE_RECURSIVE, SQLITE_TRANSACTION:
          return SQLITE_OK
        case SQLITE_UPDATE where SQLiteConnection.isSchema(first):
          // What a function that gives a table asks for when it declares its columns. In earnest it is refused:
          // by `query_only`, and since nobody may write to the schema.
          return SQLITE_OK
        case SQLITE_PRAGMA:
          // SAFETY: SQLite gives the name as a text that lasts for the call.
          let name = first.map { String(cString: $0) } ?? ""
          return SQLiteConnection.harmlessPragmas.contains(name.lowercased()) ? SQLITE_OK : SQLITE_DENY
        default: return SQLITE_DENY
        }
      }, nil)
  }

  private static func isSchema(_ name: UnsafePointer<CChar>?) -> Bool {
    // SAFETY: SQLite gives the name as a text that lasts for the call.
    name.map { String(cString: $0) } == "sqlite_master"
  }

  /// Those that only tell something, with and without a value.
  private static let harmlessPragmas: Set<String> = [
    "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list",
    "integrity_check", "quick_check", "foreign_key_check", "data_version", "page_count", "page_size",
    "compile_options", "function_list",
  ]

  // MARK: Errors

  func error(_ code: Int32, _ sql: String? = nil) -> SQLiteError {
    let reason =
      handle.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
      ?? String(cString: sqlite3_errstr(code))
    let kind: SQLiteError.Kind =
      switch code & 0xFF {
      case SQLITE_INTERRUPT: .cancelled
      case SQLITE_BUSY, SQLITE_LOCKED: .busy
      case SQLITE_CORRUPT: .damaged
      case SQLITE_NOTADB: .notADatabase
      case SQLITE_FULL: .full
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: .readOnly
      case SQLITE_CANTOPEN: .cannotOpen
      case SQLITE_TOOBIG: .tooLarge
      default: .failed
      }
    return SQLiteError(kind, path, reason, sql: sql)
  }
}

/// A name as SQL takes it, whatever is in it.
package func quotedIdentifier(_ name: String) -> String {
  "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}
