/// How the rows of a file that can be read are laid out.
package enum FileFormat: String, Sendable, Hashable, CaseIterable {
  case csv, tsv, json, ndjson, sqlite

  /// By the ending, below `.gz`.
  package init?(path: String) {
    switch fileEnding(of: path) {
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "json": self = .json
    case "ndjson", "jsonl": self = .ndjson
    case "db", "sqlite", "sqlite3": self = .sqlite
    default: return nil
    }
  }
}

/// What a table can be written as.
package enum ExportFormat: String, Sendable, Hashable, CaseIterable {
  case csv, tsv, json, ndjson, markdown, html, sqlite

  /// By the ending, below `.gz`; a gzipped SQLite file is none.
  package init?(path: String) {
    switch fileEnding(of: path) {
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "json": self = .json
    case "ndjson", "jsonl": self = .ndjson
    case "md", "markdown": self = .markdown
    case "html", "htm": self = .html
    case "db", "sqlite", "sqlite3":
      if isNamedGzip(path) { return nil }
      self = .sqlite
    default: return nil
    }
  }
}

/// What the bytes of a text stand for.
package enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf8
  /// With the letters of Windows-1252 where Latin-1 has control characters, as web browsers read it.
  case latin1
  /// The byte order is told by the mark at the start; without one it is little-endian.
  case utf16
}

/// `csv` of `box.CSV.gz`; empty where the name has no dot.
private func fileEnding(of path: String) -> String {
  var parts = path.split(separator: "/").last?.split(separator: ".", omittingEmptySubsequences: false) ?? []
  if parts.count > 2, parts.last?.lowercased() == "gz" { parts.removeLast() }
  return parts.count > 1 ? (parts.last?.lowercased() ?? "") : ""
}

func isNamedGzip(_ path: String) -> Bool { path.lowercased().hasSuffix(".gz") }
