import Glibc
import Parallel
import SQLite

/// Further connections of a reader to its store, so that several threads read what it sees at once.
///
/// Each looks at a version of its own. They serve only while it is known that all look at the same one.
final class Companions {
  private var connections: [SQLiteConnection] = []
  private var areTogether = false
  /// Where films are parted, once somebody has asked, in the version that all look at.
  private var cuts: FilmCuts?
  private var cutVersions: [Int64] = []

  /// No more than so many: each costs the opening of a file.
  private static let most = 3
  /// A smaller store is read before another connection is open.
  private static let leastByteCount = 1 << 20
  private static let mostAttempts = 3
  private static let mostReadied = 4 << 20
  /// Pieces for each connection, so that none waits long for another's last one.
  private static let piecesForEach = 4

  /// None.
  init() {}

  /// Those of a reader of the file at a path, as many as there are workers beside it.
  init(path: String, of file: StoreFile.Identity?, workers: Workers, cancellation: Cancellation) {
    var status = stat()
    guard workers.count > 1, stat(path, &status) == 0, status.st_size >= Companions.leastByteCount else {
      return
    }
    for _ in 0..<min(workers.count - 1, Companions.most) {
      guard let connection = try? StoreReader.open(path, .read, cancellation),
        // Lets it learn now which tables there are.
        (try? connection.number("select count(*) from sqlite_schema")) != nil
      else { break }
      connections.append(connection)
    }
    // Another file may have come in its place.
    if StoreFile.Identity(path) != file { connections = [] }
    if !connections.isEmpty {
      Workers(count: 1 + connections.count).wake(making: min(Int(status.st_size), Companions.mostReadied))
    }
  }

  /// Those that read what the reader reads since it began.
  var together: [SQLiteConnection] { areTogether ? connections : [] }

  /// Where they part the films with a reader; nil for a reader alone.
  func filmCuts(with reader: SQLiteConnection) throws(SQLiteError) -> FilmCuts? {
    guard areTogether else { return nil }
    let now = try versions()
    if now != cutVersions || cuts == nil {
      cuts = try FilmCuts(into: Companions.piecesForEach * (1 + connections.count), on: reader)
      cutVersions = now
    }
    return cuts
  }

  /// Begins a look at the store, of all of them at the same version, or else of the reader alone.
  ///
  /// A version that is the same before and after the reader has begun is the one that the reader has.
  func begin(with reader: SQLiteConnection) throws(SQLiteError) {
    for _ in 0..<Companions.mostAttempts where !connections.isEmpty {
      do throws(SQLiteError) {
        let before = try versions()
        try Companions.settle(reader)
        for connection in connections { try Companions.settle(connection) }
        areTogether = try versions() == before
        if areTogether { return }
        Companions.end(reader)
      } catch {
        // Whoever is in the way of a companion need not be in the way of the reader.
        connections = []
      }
      end()
    }
    if !reader.isInTransaction { try reader.kept("begin").run() }
  }

  /// Lets the next look see what has been written since.
  func end() {
    areTogether = false
    for connection in connections { Companions.end(connection) }
  }

  private static func end(_ connection: SQLiteConnection) {
    if connection.isInTransaction { try? connection.run("rollback") }
  }

  private static func settle(_ connection: SQLiteConnection) throws(SQLiteError) {
    try connection.kept("begin").run()
    _ = try version(connection)
  }

  private func versions() throws(SQLiteError) -> [Int64] {
    var versions: [Int64] = []
    for connection in connections { versions.append(try Companions.version(connection)) }
    return versions
  }

  /// A number that is another one whenever others have written since it was asked for.
  private static func version(_ connection: SQLiteConnection) throws(SQLiteError) -> Int64 {
    let statement = try connection.kept("pragma data_version")
    defer { statement.reset() }
    return try statement.step() ? statement.int(0) : 0
  }
}
