import Glibc
import Parallel
import SQLite
import Tables

/// What can be said of a store without changing it: for `hq doctor`.
package struct StoreInspection: Sendable {
  package let schemaVersion: Int
  /// What is wrong with the file and with what its rows say of one another; nothing when it is whole.
  package let problems: [String]
  package let byteCount: Int
  package let filmCount: Int
  package let snapshotCount: Int
  package let lastIngest: StoreReader.Ingest?
  package let isSynthetic: Bool

  package init(path: String, cancellation: Cancellation) throws(StoreError) {
    let reader = try StoreReader(path: path, cancellation: cancellation)
    schemaVersion = StoreFormat.version
    problems = try reader.reading { () throws(SQLiteError) in
      var problems: [String] = []
      let integrity = try reader.connection.prepare("pragma integrity_check(20)")
      while try integrity.step() { problems.append(integrity.text(0)) }
      if problems == ["ok"] { problems = [] }
      let keys = try reader.connection.prepare("pragma foreign_key_check")
      while problems.count < 20, try keys.step() {
        problems.append("a row of \(keys.text(0)) refers to none of \(keys.text(2))")
      }
      return problems
    }
    var status = stat()
    byteCount = stat(path, &status) == 0 ? Int(status.st_size) : 0
    filmCount = try reader.rowCount(of: .films)
    snapshotCount = try reader.rowCount(of: .snapshots)
    lastIngest = try reader.ingest(isLast: true)
    isSynthetic = try reader.isSynthetic()
  }
}
