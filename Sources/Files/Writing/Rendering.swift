import Tables

/// Gives a table as text of a format, piece by piece, so that it is never held as a whole.
///
/// - Parameter format: any but SQLite, which is no text.
package func render(
  _ table: Table, as format: ExportFormat, into sink: (UnsafeRawBufferPointer) throws -> Void
) rethrows {
  var output = TextOutput()
  var rendering = Rendering(table, TextLayout(of: table, as: format))
  try output.put(rendering.layout.head, sink)
  for start in stride(from: 0, to: table.rowCount, by: Rendering.blockSize) {
    let rows = start..<min(table.rowCount, start + Rendering.blockSize)
    rendering.fill(table, rows)
    for row in 0..<rows.count {
      rendering.appendRow(row, isFirst: start + row == 0, to: &output.bytes)
      try output.flush(sink, from: 1 << 16)
    }
  }
  try output.put(rendering.layout.tail, sink)
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

/// A block of rows on its way into text.
private struct Rendering {
  static let blockSize = 2048

  let layout: TextLayout
  private let leads: [[UInt8]]
  private var cells: [CellTexts]

  init(_ table: Table, _ layout: TextLayout) {
    self.layout = layout
    leads = layout.leads
    cells = Array(repeating: CellTexts(style: layout.style), count: table.columns.count)
  }

  mutating func fill(_ table: Table, _ rows: Range<Int>) {
    for index in cells.indices { cells[index].fill(table.columns[index], rows: rows) }
  }

  func appendRow(_ row: Int, isFirst: Bool, to bytes: inout [UInt8]) {
    if !isFirst { append(layout.rowSeparator, to: &bytes) }
    for index in cells.indices {
      bytes.append(contentsOf: leads[index])
      let text = cells[index].text(row)
      if text.isEmpty {
        append(layout.emptyCell, to: &bytes)
      } else {
        bytes.append(contentsOf: text)
      }
    }
    append(layout.rowEnd, to: &bytes)
  }

  @inline(__always)
  private func append(_ text: StaticString, to bytes: inout [UInt8]) {
    // SAFETY: the bytes of a literal stay where they are.
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
