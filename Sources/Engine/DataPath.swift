import Files

/// A path as `from` and `export` take it: `other.db:films` names a table of a SQLite file.
struct DataPath {
  let file: String
  let table: String?

  init(_ text: String, table: String? = nil) {
    if text == "-" {
      (file, self.table) = ("/dev/stdin", table)
    } else if table == nil, let colon = text.lastIndex(of: ":"),
      FileFormat(path: String(text[..<colon])) == .sqlite
    {
      (file, self.table) = (String(text[..<colon]), String(text[text.index(after: colon)...]))
    } else {
      (file, self.table) = (text, table)
    }
  }
}
