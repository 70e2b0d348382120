import Tables

/// Gives a table as text of a format, piece by piece, so that it is never held as a whole.
///
/// - Parameter format: any but SQLite, which is no text.
package func render(
  _ table: Table, as format: ExportFormat, into sink: (UnsafeRawBufferPointer) throws -> Void
) rethrows {
  let layout = TextLayout(of: table, as: format)
  var output = TextOutput()
  try output.put(layout.head, sink)
  var cells = Array(repeating: CellTexts(style: layout.style), count: table.columns.count)
  for start in stride(from: 0, to: table.rowCount, by: blockSize) {
    let rows = start..<min(table.rowCount, start + blockSize)
    for index in cells.indices { cells[index].fill(table.columns[index], rows: rows) }
    for row in 0..<rows.count {
      if start + row > 0 { output.bytes.append(contentsOf: layout.rowSeparator) }
      layout.appendRow(row, of: cells, to: &output.bytes)
      try output.flush(sink, from: 1 << 16)
    }
  }
  try output.put(layout.tail, sink)
  try output.flush(sink, from: 1)
}

/// How many rows are put in words at a time.
private let blockSize = 2048

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
