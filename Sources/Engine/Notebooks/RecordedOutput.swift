import Files
import Language
import Tables

/// What a statement told: as lines that stand under it in a notebook, and as a digest of all of it.
package struct RecordedOutput: Sendable {
  /// Without the `#>` in front of each.
  package let lines: [String]
  /// Over the values themselves, of which the lines may show less; nil when nothing was told.
  package let digest: String?

  /// Of long tables a notebook shows the beginning.
  private static let mostRows = 40
  private static let widestColumn = 60

  /// - Parameter secrets: what no line may show.
  init(_ events: [OutputEvent], as format: TableFormat, hiding secrets: Secrets) {
    var text = ""
    var hash = SHA256()
    for event in events {
      guard let part = RecordedOutput.text(of: event, as: format) else { continue }
      if !text.isEmpty, format == .table || format == .markdown { text += "\n" }
      text += part
    }
    var isEmpty = true
    for event in events where event.isResult {
      isEmpty = false
      RecordedOutput.add(event, to: &hash)
    }
    digest = isEmpty ? nil : hash.finish()
    lines = secrets.masking(text).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { line in String(line.trimmingBlanksAtEnd()) }
  }

  /// What goes to standard output, each line with its end; nil for a remark.
  private static func text(of event: OutputEvent, as format: TableFormat) -> String? {
    switch event {
    case .table(let table, let rowLimit):
      return PrintedOutput.text(rowLimit.map { table.prefix($0) } ?? table, as: format, limits: limits)
    case .pages(let table): return PrintedOutput.text(table, as: format, limits: limits)
    case .text(let text): return DisplayText.cleanLines(text) + "\n"
    case .drawn(let path, let digest, _): return PrintedOutput.picture(path, digest: digest) + "\n"
    case .diagnostic, .loaded, .file, .report, .mailed, .picture: return nil
    }
  }

  private static var limits: TableText.Limits {
    TableText.Limits(maxRows: mostRows, maxColumnWidth: widestColumn)
  }

  private static func add(_ event: OutputEvent, to hash: inout SHA256) {
    switch event {
    case .table(let table, let rowLimit):
      hash.update("table\n")
      render(rowLimit.map { table.prefix($0) } ?? table, as: .ndjson) { hash.update($0) }
    case .pages(let table):
      hash.update("table\n")
      render(table, as: .ndjson) { hash.update($0) }
    case .text(let text): hash.update("text\n\(text)\n")
    case .loaded(let rows, let columns): hash.update("loaded \(rows) \(columns)\n")
    case .file(let path, let rows): hash.update("file \(path) \(rows)\n")
    case .drawn(let path, let digest, _): hash.update("drawn \(path) \(digest)\n")
    case .report(let path): hash.update("report \(path)\n")
    case .diagnostic, .picture, .mailed: break
    }
  }
}

extension OutputEvent {
  /// Whether it belongs to what a statement found, in the contrary of what it remarks.
  fileprivate var isResult: Bool {
    switch self {
    case .table, .pages, .text, .loaded, .file, .drawn, .report: true
    case .diagnostic, .picture, .mailed: false
    }
  }
}

/// What is printed where no terminal is, as text.
package enum PrintedOutput {
  static func text(_ table: Table, as format: TableFormat, limits: TableText.Limits) -> String {
    if let textFormat = ExportFormat(rawValue: format.rawValue) {
      var bytes: [UInt8] = []
      // SAFETY: the bytes are copied.
      render(table, as: textFormat) { bytes.append(contentsOf: $0) }
      return String(decoding: bytes, as: UTF8.self)
    }
    var text = ""
    TableText.write(table, limits: limits, style: TableText.Style(color: false, countsRows: false)) {
      text += $0
    }
    return text
  }

  /// A picture that was written. The digest is long enough to tell two from one another at a glance.
  package static func picture(_ path: String, digest: String) -> String {
    "\(DisplayText.clean(path))  sha256:\(digest.prefix(16))…"
  }
}

extension DisplayText {
  /// As `clean`, line by line.
  static func cleanLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { clean(String($0)) }
      .joined(separator: "\n")
  }
}

extension StringProtocol {
  func trimmingBlanksAtEnd() -> SubSequence {
    var end = endIndex
    while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
    return self[..<end]
  }
}
