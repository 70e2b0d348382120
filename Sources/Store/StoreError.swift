import SQLite

/// Why a store could not be read or written.
package struct StoreError: Error, Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// There is no file.
    case missing
    case directory
    /// A file that is no SQLite database, or one of another program.
    case notAStore
    case newer
    case damaged
    /// Another process writes, and did not end while this one waited.
    case locked
    case full
    case readOnly
    /// SQL that is not valid, or that would change something.
    case badSQL
    /// An ingest, a table or a film that is not there.
    case unknown
    /// What a lock wants of the past, and the store has not.
    case notThen
    /// What the store will not take.
    case refused
    case unreadable
    case cancelled
  }

  package let kind: Kind
  /// A fact in lower case, with the offending text in backticks.
  package let message: String
  package let hints: [String]

  package init(_ kind: Kind, _ message: String, hints: [String] = []) {
    self.kind = kind
    self.message = message
    self.hints = hints
  }

  package init(_ error: SQLiteError) {
    let path = error.path
    switch error.kind {
    case .busy:
      self.init(
        .locked, "`\(path)` is locked: another process is writing to it",
        hints: ["nothing was changed; it can be tried again"])
    case .full: self.init(.full, "no room is left to write `\(path)`", hints: ["nothing was changed"])
    case .readOnly:
      self.init(.readOnly, "`\(path)` must not be written", hints: ["nothing was changed"])
    case .damaged:
      self.init(
        .damaged, "`\(path)` is damaged: \(error.reason)", hints: ["`hq doctor` says what of it is whole"])
    case .notADatabase: self.init(.notAStore, "`\(path)` is no SQLite database")
    case .cancelled: self.init(.cancelled, "interrupted while working on `\(path)`")
    case .cannotOpen, .tooLarge, .failed:
      let statement = error.sql.map { " (in `\($0)`)" } ?? ""
      self.init(.unreadable, "`\(path)`: \(error.reason)\(statement)")
    }
  }
}
