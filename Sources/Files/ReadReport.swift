/// What was decided while a file was read, why, and what was wrong with it.
package struct ReadReport: Sendable, Hashable {
  package enum LineEnd: String, Sendable, Hashable {
    case lf = "LF"
    case crlf = "CRLF"
    case cr = "CR"
    case mixed
  }

  package struct ColumnDecision: Sendable, Hashable {
    package let name: String
    /// The name of the type.
    package let type: String
    /// `int, 1682 of 1682 values` or what made it a text.
    package let why: String
    /// The words that were taken for a missing value, beside the empty field.
    package let missingWords: [String]
  }

  package struct DamagedRow: Sendable, Hashable {
    /// The line on which the row begins, from 1.
    package let line: Int
    package let reason: String
  }

  package var path: String
  package var format: FileFormat
  package var encoding: TextEncoding = .utf8
  package var delimiter: UInt8?
  package var quote: UInt8?
  /// True when the first row names the columns.
  package var header: Bool?
  package var headerWhy = ""
  package var lineEnd: LineEnd?
  package var isCompressed = false
  /// The size of the content, unpacked.
  package var byteCount = 0
  package var rowCount = 0
  package var columns: [ColumnDecision] = []
  package var notes: [String] = []
  /// The first of the damaged rows.
  package var damaged: [DamagedRow] = []
  package var damagedCount = 0

  init(path: String, format: FileFormat) {
    self.path = path
    self.format = format
  }

  /// What `explain` prints, line by line: first the file, then its columns, then what was odd.
  package func lines() -> [String] {
    var facts = [format.rawValue]
    if isCompressed { facts.append("gzip") }
    if format != .sqlite { facts.append(encoding.rawValue) }
    if let delimiter { facts.append("delimiter " + ReadReport.name(of: delimiter)) }
    if format == .csv || format == .tsv {
      facts.append(quote.map { "quote " + ReadReport.name(of: $0) } ?? "no quotes")
    }
    if let lineEnd { facts.append("line end \(lineEnd.rawValue)") }
    facts.append("\(byteCount) bytes")
    var lines = [facts.joined(separator: ", ")]
    if let header { lines.append((header ? "header: " : "no header: ") + headerWhy) }
    lines += columns.map { column in
      let words =
        column.missingWords.isEmpty ? "" : "; missing: " + column.missingWords.joined(separator: " ")
      return "`\(column.name)` \(column.type): \(column.why)\(words)"
    }
    lines += notes
    lines += damaged.map { "line \($0.line): \($0.reason)" }
    if damagedCount > damaged.count { lines.append("and \(damagedCount - damaged.count) more damaged rows") }
    return lines
  }

  /// `","` or `tab`.
  static func name(of byte: UInt8) -> String {
    switch byte {
    case 9: "tab"
    case 32: "space"
    default: "`" + String(decoding: [byte], as: UTF8.self) + "`"
    }
  }
}
