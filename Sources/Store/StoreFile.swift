import Glibc
import SQLite

/// The file of a store, before it is opened.
enum StoreFile {
  /// Which file it is, whatever its name: another one may come in its place.
  struct Identity: Equatable {
    let device: UInt64
    let inode: UInt64

    /// Nil where there is no file.
    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      (device, inode) = (UInt64(status.st_dev), UInt64(status.st_ino))
    }
  }

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
    guard access(path, R_OK) == 0 else {
      throw StoreError(.unreadable, "`\(path)` cannot be read: \(String(cString: strerror(errno)))")
    }
    guard SQLiteConnection.isDatabase(path) else {
      throw StoreError(
        .notAStore, "`\(path)` is no store: it is not a SQLite file", hints: ["it is left as it is"])
    }
  }
}
