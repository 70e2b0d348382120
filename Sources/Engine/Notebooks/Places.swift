import Files
import Glibc

/// Where the paths in a script lead.
///
/// A script that is run reads and writes where hq was started. A notebook is replayed as if hq stood where it was
/// recorded, and what it writes goes aside, so that a replay changes nothing and two of them do not meet.
package struct Places: Sendable {
  /// In front of paths that are not absolute; empty, or with a slash at its end.
  package var base = ""
  /// The folder that takes in the place of all others what is written; nil for the paths themselves.
  package var aside: String?

  package init(base: String = "", aside: String? = nil) {
    self.base = base
    self.aside = aside
  }

  /// Where something is read: what the script itself wrote comes first.
  func reading(_ path: String) -> String {
    if let written = asidePath(path), fileIdentity(at: written) != nil { return written }
    return plain(path)
  }

  package func writing(_ path: String) -> String { asidePath(path) ?? plain(path) }

  private func plain(_ path: String) -> String { path.hasPrefix("/") ? path : base + path }

  /// One folder holds all, so the name tells the whole path; its end, which tells the format, stays.
  private func asidePath(_ path: String) -> String? {
    guard let aside, !path.hasPrefix("/dev/") else { return nil }
    let name = path.split(separator: "/").last.map(String.init) ?? "file"
    return "\(aside)/\(digest(of: path).prefix(16))-\(name.suffix(100))"
  }
}

/// The path to `target` as seen from the folder `folder`, both existing: `../data`; nil where one does not exist.
func relativePath(from folder: String, to target: String) -> String? {
  guard let from = realPath(folder), let to = realPath(target) else { return nil }
  let start = from.split(separator: "/")
  let end = to.split(separator: "/")
  let common = zip(start, end).prefix { $0 == $1 }.count
  let parts = Array(repeating: "..", count: start.count - common) + end[common...].map(String.init)
  return parts.isEmpty ? "." : parts.joined(separator: "/")
}

private func realPath(_ path: String) -> String? {
  guard let real = realpath(path, nil) else { return nil }
  defer { free(real) }
  return String(cString: real)
}
