import Glibc
import Parallel
import SQLite

/// The statements that were typed, kept in a file of their own and shared by all shells.
///
/// Never fails: a damaged file is put aside, and where none can be written the history lives in memory.
package final class HistoryFile {
  package struct Entry: Equatable {
    package let id: Int64
    package let text: String
  }

  package enum Match {
    case any
    case prefix(String)
    /// Capitals count where there are some.
    case containing(String)
  }

  /// The newest so many statements are kept.
  package static let capacity = 10_000
  /// A longer statement is not kept: nobody edits it on a line.
  package static let longestStatement = 1 << 16

  private let path: String?
  private var connection: SQLiteConnection?
  /// Tells the statements of this shell from those that others add meanwhile.
  private let session = Int64.random(in: 1...Int64.max)
  /// The newest statement when this shell started.
  private var newestAtStart: Int64 = 0
  /// What went wrong, for a line to the user; nil when it was told.
  private var warning: String?

  /// - Parameter path: nil where there is no place for a file.
  package init(path: String?) {
    self.path = path
    guard let path else {
      keepInMemory()
      return
    }
    // Where that fails, so does opening the file, which says why.
    makeFolder(path.split(separator: "/").dropLast())
    do { try open(path) } catch { recover(from: error) }
  }

  /// `$XDG_STATE_HOME/hq/history.sqlite`, where that is a path from the root as it must be.
  static func standardPath() -> String? {
    func folder(_ name: String) -> String? {
      environmentVariable(name).flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    let state = folder("XDG_STATE_HOME") ?? folder("HOME").map { $0 + "/.local/state" }
    return state.map { $0 + "/hq/history.sqlite" }
  }

  package func takeWarning() -> String? {
    defer { warning = nil }
    return warning
  }

  // MARK: Statements

  /// Keeps a statement, unless it is the one before once more.
  package func add(_ statement: String) {
    guard !statement.isEmpty, statement.utf8.count <= HistoryFile.longestStatement else { return }
    perform { connection throws(SQLiteError) in
      if try self.entry(in: connection, .any, before: nil, besides: "")?.text == statement { return }
      try connection.transaction { () throws(SQLiteError) in
        let insertion = try connection.kept("insert into statements (session, text) values (?, ?)")
        insertion.bind(1, self.session)
        insertion.bind(2, statement)
        try insertion.run()
        let removal = try connection.kept(
          "delete from statements where id <= (select max(id) from statements) - ?")
        removal.bind(1, Int64(HistoryFile.capacity))
        try removal.run()
      }
    }
  }

  /// The newest entry older than one (or of all), which is not the text that stands there already.
  package func entry(_ match: Match = .any, before id: Int64?, besides text: String) -> Entry? {
    perform { connection throws(SQLiteError) in
      try self.entry(in: connection, match, before: id, besides: text)
    } ?? nil
  }

  /// The oldest entry that is newer than one.
  package func entry(_ match: Match = .any, after id: Int64, besides text: String) -> Entry? {
    perform { connection throws(SQLiteError) in
      try self.entry(in: connection, match, comparison: "id > ?", id, order: "id", besides: text)
    } ?? nil
  }

  private func entry(
    in connection: SQLiteConnection, _ match: Match, before id: Int64?, besides text: String
  ) throws(SQLiteError) -> Entry? {
    try entry(
      in: connection, match, comparison: "id < ?", id ?? .max, order: "id desc", besides: text)
  }

  private func entry(
    in connection: SQLiteConnection, _ match: Match, comparison: String, _ id: Int64, order: String,
    besides text: String
  ) throws(SQLiteError) -> Entry? {
    let (condition, pattern) =
      switch match {
      case .any: ("? = ''", "")
      case .prefix(let prefix): ("substr(text, 1, length(?1)) = ?1", prefix)
      case .containing(let part) where part.contains(where: \.isUppercase): ("instr(text, ?1) > 0", part)
      case .containing(let part): ("instr(lower(text), ?1) > 0", part)
      }
    let query = try connection.kept(
      """
      select id, text from statements
      where \(condition) and \(comparison) and text <> ? and (id <= ? or session = ?)
      order by \(order) limit 1
      """)
    defer { query.reset() }
    query.bind(1, pattern)
    query.bind(2, id)
    query.bind(3, text)
    query.bind(4, newestAtStart)
    query.bind(5, session)
    return try query.step() ? Entry(id: query.int(0), text: query.text(1)) : nil
  }

  // MARK: The file

  private func perform<Result>(
    _ work: (SQLiteConnection) throws(SQLiteError) -> Result
  ) -> Result? {
    for _ in 0..<2 {
      guard let connection else { return nil }
      do { return try work(connection) } catch { recover(from: error) }
    }
    return nil
  }

  private func open(_ path: String) throws(SQLiteError) {
    // SQLite would make it as the umask says; what someone typed is nobody else's business.
    let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      fchmod(descriptor, 0o600)
      close(descriptor)
    }
    let connection = try SQLiteConnection(path: path, .create, cancellation: Cancellation())
    // Others write for a moment only; nobody waits long for a line to be kept.
    try connection.run("pragma busy_timeout = 1000")
    try connection.run("pragma journal_mode = wal")
    try connection.run("pragma synchronous = normal")
    try prepare(connection)
  }

  private func prepare(_ connection: SQLiteConnection) throws(SQLiteError) {
    try connection.run(
      """
      create table if not exists statements
        (id integer primary key autoincrement, session integer not null, text text not null)
      """)
    let newest = try connection.prepare("select coalesce(max(id), 0) from statements")
    newestAtStart = try newest.step() ? newest.int(0) : 0
    self.connection = connection
  }

  /// What the file still tells is there for this session.
  private func keepInMemory() {
    let known = (try? connection.map(texts)) ?? []
    connection = nil
    let memory = try? SQLiteConnection(
      path: SQLiteConnection.memory, .create, cancellation: Cancellation())
    guard let memory else { return }
    try? prepare(memory)
    for text in known { add(text) }
  }

  private func texts(_ connection: SQLiteConnection) throws(SQLiteError) -> [String] {
    let query = try connection.prepare("select text from statements order by id")
    var texts: [String] = []
    while try query.step() { texts.append(query.text(0)) }
    return texts
  }

  /// Goes on after an error: with a new file where the old one is damaged, and else without one.
  private func recover(from error: SQLiteError) {
    guard let path, connection?.path != SQLiteConnection.memory else {
      connection = nil
      return
    }
    if error.kind == .damaged || error.kind == .notADatabase {
      connection = nil
      // Another shell may have put it aside already.
      if (try? open(path)) != nil, isSound { return }
      connection = nil
      if let place = putAside(path), (try? open(path)) != nil {
        warning = "the history in \(path) was damaged: it is now in \(place), and a new one begins"
        return
      }
    }
    warning = "the history in \(path) is not kept after this session: \(error.reason)"
    keepInMemory()
  }

  private var isSound: Bool {
    guard let check = try? connection?.prepare("pragma quick_check(1)") else { return false }
    return (try? check.step()) == true && check.text(0) == "ok"
  }

  /// The new path of the file; what SQLite keeps beside it goes along.
  private func putAside(_ path: String) -> String? {
    var number = 1
    while access("\(path).damaged-\(number)", F_OK) == 0 { number += 1 }
    let place = "\(path).damaged-\(number)"
    guard rename(path, place) == 0 else { return nil }
    for ending in ["-wal", "-shm"] { rename(path + ending, place + ending) }
    return place
  }
}

/// Makes the folder that a path names, with those above it, for their owner alone.
private func makeFolder(_ parts: some Sequence<Substring>) {
  var folder = ""
  for part in parts {
    folder += "/" + part
    mkdir(folder, 0o700)
  }
}
