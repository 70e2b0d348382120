import SQLite

extension FileError {
  init(_ error: SQLiteError) {
    let path = error.path
    let message = "`\(path)`: \(error.reason)" + (error.sql.map { " (in `\($0)`)" } ?? "")
    switch error.kind {
    case .cancelled: self = .cancelled(path)
    case .damaged, .notADatabase:
      self.init(.damaged, path, "`\(path)` is a damaged database: \(error.reason)")
    case .full: self.init(.full, path, "no room is left to write `\(path)`")
    case .readOnly: self.init(.unwritable, path, message)
    case .tooLarge: self.init(.tooLarge, path, message)
    case .busy, .cannotOpen, .failed: self.init(.unreadable, path, message)
    }
  }
}

/// Does what asks SQLite, and says of a file what went wrong.
func askingSQLite<Result>(_ work: () throws -> Result) throws(FileError) -> Result {
  do {
    return try work()
  } catch let error as SQLiteError {
    throw FileError(error)
  } catch let error as FileError {
    throw error
  } catch {
    throw FileError(.unreadable, "", "\(error)")
  }
}
