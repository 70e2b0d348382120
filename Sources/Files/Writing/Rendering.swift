import Parallel
import Tables

/// Gives a table as text of a format, piece by piece, so that it is never held as a whole.
///
/// - Parameter format: any but SQLite, which is no text.
package func render(
  _ table: Table, as format: ExportFormat, into sink: (UnsafeRawBufferPointer) throws -> Void
) rethrows {
  precondition(format != .sqlite, "a SQLite file is no text")
  var output = TextOutput()
  var rendering = Rendering(table, format)
  try output.put(rendering.head, sink)
  for start in stride(from: 0, to: table.rowCount, by: Rendering.blockSize) {
    rendering.fill(start..<min(table.rowCount, start + Rendering.blockSize))
    for row in 0..<rendering.blockCount {
      rendering.appendRow(row, isFirst: start + row == 0, to: &output.bytes)
      try output.flush(sink, from: 1 << 16)
    }
  }
  try output.put(rendering.tail, sink)
  try output.flush(sink, from: 1)
}

/// What is written and not yet handed on.
private struct TextOutput {
  var bytes: [UInt8] = []

  mutating func put(_ more: [UInt8], _ sink: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    bytes.append(contentsOf: more)
    try flush(sink, from: 1 << 16)
  }

  mutating func flush(_ sink: (UnsafeRawBufferPointer) throws -> Void, from size: Int) rethrows {
    guard bytes.count >= size else { return }
    // SAFETY: a sink does not keep the pointer.
    try bytes.withUnsafeBytes(sink)
    bytes.removeAll(keepingCapacity: true)
  }
}

/// The parts of a table's text: what stands before the rows, each row, and what stands behind them.
private struct Rendering {
  static let blockSize = 2048

  let table: Table
  let format: ExportFormat
  private let style: CellStyle
  private var cells: [CellTexts]
  /// What stands before the value of each column.
  private var leads: [[UInt8]] = []
  private(set) var blockCount = 0

  init(_ table: Table, _ format: ExportFormat) {
    self.table = table
    self.format = format
    switch format {
    case .csv, .sqlite: style = .delimited(UInt8(ascii: ","))
    case .tsv: style = .delimited(UInt8(ascii: "\t"))
    case .json, .ndjson: style = .json
    case .markdown: style = .markdown
    case .html: style = .html
    }
    cells = Array(repeating: CellTexts(style: style), count: table.columns.count)
    leads = table.schema.names.indices.map(lead)
  }

  private func name(_ index: Int) -> [UInt8] {
    var text = CellTexts(style: style)
    // SAFETY: the name is copied at once.
    Array(table.schema.fields[index].name.utf8).withUnsafeBufferPointer { text.appendText($0) }
    return text.bytes
  }

  private func lead(_ index: Int) -> [UInt8] {
    switch format {
    case .csv, .sqlite: index == 0 ? [] : [UInt8(ascii: ",")]
    case .tsv: index == 0 ? [] : [UInt8(ascii: "\t")]
    case .json, .ndjson: Array((index == 0 ? "{" : ",").utf8) + name(index) + [UInt8(ascii: ":")]
    case .markdown: Array((index == 0 ? "| " : " | ").utf8)
    case .html:
      Array((index == 0 ? "<tr>" : "</td>").utf8)
        + Array((table.schema.fields[index].type.isNumeric ? "<td class=\"number\">" : "<td>").utf8)
    }
  }

  private var rowEnd: StaticString {
    switch format {
    case .csv, .tsv, .sqlite: "\n"
    case .json: table.columns.isEmpty ? "{}" : "}"
    case .ndjson: table.columns.isEmpty ? "{}\n" : "}\n"
    case .markdown: " |\n"
    case .html: "</td></tr>\n"
    }
  }

  mutating func fill(_ rows: Range<Int>) {
    for index in cells.indices { cells[index].fill(table.columns[index], rows: rows) }
    blockCount = rows.count
  }

  func appendRow(_ row: Int, isFirst: Bool, to bytes: inout [UInt8]) {
    if format == .json { bytes.append(contentsOf: isFirst ? "\n".utf8 : ",\n".utf8) }
    for index in cells.indices {
      bytes.append(contentsOf: leads[index])
      let text = cells[index].text(row)
      if text.isEmpty, cells.count == 1, format == .csv || format == .tsv {
        // An empty line at the end would be no row.
        bytes.append(contentsOf: "NA".utf8)
      } else {
        bytes.append(contentsOf: text)
      }
    }
    let end = rowEnd
    // SAFETY: the bytes of a literal are there for ever.
    bytes.append(contentsOf: UnsafeBufferPointer(start: end.utf8Start, count: end.utf8CodeUnitCount))
  }

  var head: [UInt8] {
    let names = table.schema.fields.indices.map(name)
    switch format {
    case .csv, .sqlite: return Array(names.joined(separator: [UInt8(ascii: ",")])) + [lineFeed]
    case .tsv: return Array(names.joined(separator: [UInt8(ascii: "\t")])) + [lineFeed]
    case .json: return [UInt8(ascii: "[")]
    case .ndjson: return []
    case .markdown:
      let rules = table.schema.fields.map { $0.type.isNumeric ? "---:" : "---" }
      return Array("| ".utf8) + Array(names.joined(separator: " | ".utf8)) + Array(" |\n|".utf8)
        + Array(rules.joined(separator: "|").utf8) + Array("|\n".utf8)
    case .html:
      let heads = zip(names, table.schema.fields).flatMap { name, field in
        Array((field.type.isNumeric ? "<th class=\"number\">" : "<th>").utf8) + name + Array("</th>".utf8)
      }
      return Array(Rendering.pageStart.utf8) + Array("<table>\n<thead><tr>".utf8) + heads
        + Array("</tr></thead>\n<tbody>\n".utf8)
    }
  }

  var tail: [UInt8] {
    switch format {
    case .csv, .tsv, .sqlite, .ndjson, .markdown: []
    case .json: Array((table.rowCount == 0 ? "]\n" : "\n]\n").utf8)
    case .html: Array("</tbody>\n</table>\n</body>\n</html>\n".utf8)
    }
  }

  private static let pageStart = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Table</title>
    <style>
    body { font: 14px/1.4 system-ui, sans-serif; margin: 2em; }
    table { border-collapse: collapse; }
    th, td { padding: 0.2em 0.8em; text-align: left; border-bottom: 1px solid #ddd; vertical-align: top; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }
    </style>
    </head>
    <body>

    """
}
