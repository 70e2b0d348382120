import Files
import Glibc

/// A folder that takes what a replay writes, and is gone with it.
enum AsideFolder {
  static func using<Result>(_ work: (_ path: String) -> Result) throws(FileError) -> Result {
    let path = try make()
    defer { remove(path) }
    return work(path)
  }

  private static func make() throws(FileError) -> String {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((parent + "/hq-replay-XXXXXX").utf8CString)
    // SAFETY: the template ends in a zero, and mkdtemp changes it in place.
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    guard let made else {
      throw FileError(
        .unwritable, parent,
        "no folder for a replay can be made in `\(parent)`: \(String(cString: strerror(errno)))",
        hints: ["TMPDIR names another place"])
    }
    return made
  }

  private static func remove(_ path: String) {
    for name in names(beside: path + "/") where name != "." && name != ".." { unlink(path + "/" + name) }
    rmdir(path)
  }
}
