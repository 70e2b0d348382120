import Tables

/// What stands around the values of a table in a text format. Each format has a file of its own beside this one.
struct TextLayout {
  let style: CellStyle
  /// In front of the first row and behind the last.
  var head: [UInt8] = []
  var tail: [UInt8] = []
  /// In front of the value of each column.
  var leads: [[UInt8]] = []
  var rowEnd: [UInt8] = []
  /// Between two rows, behind the end of the first.
  var rowSeparator: [UInt8] = []
  /// Takes the place of an empty value.
  var emptyCell: [UInt8] = []

  init(style: CellStyle) { self.style = style }

  init(of table: Table, as format: ExportFormat) {
    self =
      switch format {
      case .csv: .delimited(table, by: UInt8(ascii: ","))
      case .tsv: .delimited(table, by: UInt8(ascii: "\t"))
      case .json: .json(table)
      case .ndjson: .ndjson(table)
      case .markdown: .markdown(table)
      case .html: .html(table)
      case .sqlite: preconditionFailure("a SQLite file is no text")
      }
  }

  func appendRow(_ row: Int, of cells: [CellTexts], to bytes: inout [UInt8]) {
    for index in cells.indices {
      bytes.append(contentsOf: leads[index])
      let text = cells[index].text(row)
      if text.isEmpty {
        bytes.append(contentsOf: emptyCell)
      } else {
        bytes.append(contentsOf: text)
      }
    }
    bytes.append(contentsOf: rowEnd)
  }

  /// The names of the columns, put as their values are.
  func names(of table: Table) -> [[UInt8]] {
    table.schema.names.map { name in
      var text = CellTexts(style: style)
      // SAFETY: the name is copied at once.
      Array(name.utf8).withUnsafeBufferPointer { text.appendText($0) }
      return text.bytes
    }
  }
}
