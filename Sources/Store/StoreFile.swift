import Glibc
import SQLite

/// The file of a store, before it is opened.
enum StoreFile {
  /// Throws when there is nothing at the path, or something that cannot be a store.
  static func check(_ path: String) throws(StoreError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { throw .nothingYet(path) }
      throw StoreError(.unreadable, "`\(path)` cannot be read: \(String(cString: strerror(errno)))")
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw StoreError(.directory, "`\(path)` is a directory, and a store is a file")
    }
    if status.st_size == 0 { throw .nothingYet(path) }
    guard SQLiteConnection.isDatabase(path) else {
      throw StoreError(
        .notAStore, "`\(path)` is no store: it is not a SQLite file", hints: ["it is left as it is"])
    }
  }
}
