import Files

/// The key for TMDB out of a file `.env`, which lies beside a script or where hq was started.
///
/// Nothing else is read from it: a folder that someone else made must not say where a key is sent.
enum DotEnv {
  private static let names: Set<String> = ["TMDB_API_KEY"]

  /// What the environment says of a name, else the file in a folder.
  static func variable(_ name: String, in folder: String) -> String? {
    if let value = environmentVariable(name) { return value }
    guard names.contains(name), let bytes = try? readText(at: folder + "/.env") else { return nil }
    return value(of: name, in: String(decoding: bytes, as: UTF8.self))
  }

  /// `NAME=value`, `export NAME="value"`; the last of several holds.
  static func value(of name: String, in text: String) -> String? {
    var found: String?
    for line in text.split(whereSeparator: \.isNewline) {
      var rest = line.drop(while: \.isWhitespace)
      if rest.hasPrefix("export ") { rest = rest.dropFirst(7).drop(while: \.isWhitespace) }
      guard let equals = rest.firstIndex(of: "="), rest[..<equals].trimmed == name else { continue }
      let value = rest[rest.index(after: equals)...].trimmed
      let quote = value.first
      if let quote, quote == "\"" || quote == "'", value.count > 1, value.last == quote {
        found = String(value.dropFirst().dropLast())
      } else {
        found = value
      }
    }
    return found
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
