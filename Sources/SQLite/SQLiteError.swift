/// Why SQLite could not do what was asked.
package struct SQLiteError: Error, Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// Another process writes, and did not end while this one waited.
    case busy
    case full
    /// The file, its folder or this connection must not be written.
    case readOnly
    case damaged
    case notADatabase
    case cannotOpen
    case tooLarge
    case cancelled
    /// A statement that SQLite does not take, or that broke a rule of a table.
    case failed
  }

  package let kind: Kind
  package let path: String
  /// What SQLite says of it.
  package let reason: String
  /// The statement, cut when it is long; nil where there was none.
  package let sql: String?

  package init(_ kind: Kind, _ path: String, _ reason: String, sql: String? = nil) {
    self.kind = kind
    self.path = path
    self.reason = reason
    self.sql = sql.map { String($0.prefix(200)) }
  }
}
