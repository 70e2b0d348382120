import Files
import Parallel
import Tables

/// The data files of a session: read when a script is checked, kept until the statement that reads them runs.
///
/// So that a script sees one version of a file, and no file is read twice.
final class FileCatalogue {
  private struct Key: Hashable {
    let path: String
    let options: ReadOptions
  }

  private struct Entry {
    let identity: FileIdentity?
    let table: Table
    let report: ReadReport
    /// How many statements will still ask for it.
    var awaited: Int
  }

  private var entries: [Key: Entry] = [:]
  private let workers: Workers
  private let cancellation: Cancellation

  init(workers: Workers, cancellation: Cancellation) {
    self.workers = workers
    self.cancellation = cancellation
  }

  /// Lets go of what an earlier check kept and no statement took: a statement with a problem, or one that only
  /// explains.
  func beginCheck() { entries.removeAll() }

  /// The table of a file, for a check. What a whole script will read is kept until its statement takes it.
  func foresee(
    _ path: String, _ options: ReadOptions, keeping: Bool
  ) throws(FileError) -> (table: Table, report: ReadReport) {
    let key = Key(path: path, options: options)
    var entry = try entry(key)
    if keeping { entry.awaited += 1 }
    entries[key] = entry
    return (entry.table, entry.report)
  }

  /// The table of a file, for the statement that reads it.
  func take(_ path: String, _ options: ReadOptions) throws(FileError) -> (table: Table, report: ReadReport) {
    let key = Key(path: path, options: options)
    var entry = try entry(key)
    entry.awaited -= 1
    entries[key] = entry.awaited > 0 ? entry : nil
    return (entry.table, entry.report)
  }

  private func entry(_ key: Key) throws(FileError) -> Entry {
    let identity = fileIdentity(at: key.path)
    if let entry = entries[key], entry.awaited > 0 || entry.identity == identity { return entry }
    let (table, report) = try readTable(
      at: key.path, options: key.options, workers: workers, cancellation: cancellation)
    return Entry(identity: identity, table: table, report: report, awaited: 0)
  }
}
