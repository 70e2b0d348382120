import Files
import Language
import Reports

/// The formats of a report, by the endings of files.
package enum ReportFormat: String, Sendable, CaseIterable {
  case html, pdf, md

  package init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    self.init(rawValue: path[path.index(after: dot)...].lowercased())
  }

  package var mediaType: String {
    switch self {
    case .html: "text/html"
    case .pdf: "application/pdf"
    case .md: "text/markdown"
    }
  }
}

/// Writes a report to a file, whole or not at all. Markdown leaves its pictures where the notebook put them.
///
/// Throws a `ReportError` or a `FileError`.
package func write(_ report: Report, as format: ReportFormat, to path: String) throws {
  try writeText(try bytes(of: report, as: format, besides: path), to: path)
}

func bytes(of report: Report, as format: ReportFormat, besides path: String) throws -> [UInt8] {
  switch format {
  case .html: HTMLReport.text(of: report)
  case .pdf: try PDFReport.bytes(of: report)
  case .md:
    Array(MarkdownReport.text(of: report) { relativePath(from: folder(of: path), toFile: $0.path) }.utf8)
  }
}

private func folder(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
}

/// From the folder of a report to a picture, which lies where the notebook says.
private func relativePath(from folder: String, toFile path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else {
    return relativePath(from: folder, to: ".").map { $0 == "." ? path : $0 + "/" + path } ?? path
  }
  let name = path[path.index(after: slash)...]
  return relativePath(from: folder, to: String(path[...slash])).map {
    $0 == "." ? String(name) : "\($0)/\(name)"
  }
    ?? path
}
