import Glibc

/// A picture that is drawn.
package struct Picture: Sendable {
  package let format: ChartFormat
  package let bytes: [UInt8]
  /// What gnuplot read.
  package let script: String

  /// An SVG as it stands within a page of HTML; nil for other pictures.
  package var markup: String? {
    guard format == .svg else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.range(of: "<svg").map { String(text[$0...]) }
  }

  /// Puts the picture where the path leads, all of it or nothing: until it is whole, it stands beside under
  /// another name.
  package func write(to path: String) throws(ChartError) {
    let target = realPath(path)
    let slash = target.lastIndex(of: "/")
    let directory = slash.map { $0 == target.startIndex ? "/" : String(target[..<$0]) } ?? "."
    let temporary = directory + "/.hq-" + String(UInt64.random(in: 0...UInt64.max), radix: 36) + ".part"
    var status = stat()
    let exists = stat(target, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR {
      throw ChartError(.unwritable, "`\(path)` is a directory")
    }
    // Devices and pipes cannot be replaced; they are written as they are.
    let isSpecial = exists && status.st_mode & S_IFMT != S_IFREG
    let name = isSpecial ? target : temporary
    let file = open(name, isSpecial ? O_WRONLY | O_CLOEXEC : O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw failure(path, errno) }
    var problem = writeAll(bytes, to: file)
    if !isSpecial {
      if exists { fchmod(file, status.st_mode & 0o7777) }
      if problem == 0, fsync(file) != 0 { problem = errno }
    }
    if close(file) != 0, problem == 0 { problem = errno }
    if isSpecial {
      if problem != 0 { throw failure(path, problem) }
      return
    }
    if problem == 0, rename(temporary, target) != 0 { problem = errno }
    guard problem != 0 else { return }
    unlink(temporary)
    throw failure(path, problem)
  }

  private func failure(_ path: String, _ code: Int32) -> ChartError {
    let reason =
      switch code {
      case ENOENT, ENOTDIR: "`\(path)` cannot be written: there is no such directory"
      case ENOSPC, EDQUOT: "no room is left to write `\(path)`"
      case EACCES, EPERM, EROFS: "`\(path)` may not be written"
      default: "`\(path)` cannot be written: \(String(cString: strerror(code)))"
      }
    return ChartError(.unwritable, reason)
  }
}

/// Zero, or the number of what went wrong.
func writeAll(_ bytes: [UInt8], to file: Int32) -> Int32 {
  var start = 0
  while start < bytes.count {
    // SAFETY: what is written lies within the array.
    let count = bytes.withUnsafeBytes {
      Glibc.write(file, $0.baseAddress.map { $0 + start }, bytes.count - start)
    }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return errno }
    start += count
  }
  return 0
}

/// Where a path leads through symbolic links, when there is something.
private func realPath(_ path: String) -> String {
  guard let real = realpath(path, nil) else { return path }
  defer { free(real) }
  return String(cString: real)
}
