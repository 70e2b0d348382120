import Glibc

/// Says that one process does something with a store that no second one may do beside it.
///
/// A file beside the store, locked as long as the process lives. What is in it tells people who that is; the lock
/// itself goes with the process, however it ends, so that a file that stays behind hinders nobody.
package final class StoreLock {
  private let file: Int32

  /// - Parameter doing: what is done, as in `process 12 is watching …`.
  package init(_ store: String, ending: String, doing: String, since time: String) throws(StoreError) {
    try StoreFile.makeFolders(for: store)
    let path = store + ending
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw StoreError(.readOnly, "`\(path)` cannot be made: \(String(cString: strerror(errno)))")
    }
    self.file = file
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      throw StoreError(
        .locked, "\(StoreLock.holder(file)) is \(doing) `\(store)`",
        hints: ["only one may do so at a time; reading it is free to all"])
    }
    ftruncate(file, 0)
    let text = "process \(getpid()), since \(time),"
    _ = text.withCString { pwrite(file, $0, strlen($0), 0) }
  }

  deinit { close(file) }

  private static func holder(_ file: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 200)
    let count = pread(file, &bytes, bytes.count, 0)
    guard count > 0 else { return "another process" }
    let text = String(decoding: bytes[..<count], as: UTF8.self)
    return text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value < 127 } ? text : "another process"
  }
}
