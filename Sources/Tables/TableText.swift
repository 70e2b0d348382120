/// Lays a table out as plain text: a header, two blanks between columns, numbers aligned on the point.
///
/// ```
/// month  films  popularity
///     1    402        18.4
///     2    377        17.9
/// ```
///
/// What does not fit the limits is left out, and the last line then says how much: long texts are cut first,
/// then the last columns go, and of the rows those in the middle.
package enum TableText {
  /// How much of a table is shown. Without limits, as in a pipe, nothing is ever cut.
  package struct Limits: Sendable {
    /// The columns of the terminal: no line is wider.
    package var maxWidth: Int?
    package var maxRows: Int?
    /// Where texts and lists are cut, though there be room.
    package var maxColumnWidth: Int?

    package init(maxWidth: Int? = nil, maxRows: Int? = nil, maxColumnWidth: Int? = nil) {
      self.maxWidth = maxWidth.map { max($0, 1) }
      self.maxRows = maxRows.map { max($0, 0) }
      self.maxColumnWidth = maxColumnWidth.map { max($0, 1) }
    }

    package static let none = Limits()
  }

  package struct Style: Sendable {
    /// Bold header, dim nulls.
    package var color: Bool
    /// A last line with the count of the rows, though none be hidden.
    package var countsRows: Bool

    package init(color: Bool, countsRows: Bool) {
      self.color = color
      self.countsRows = countsRows
    }

    package static let plain = Style(color: false, countsRows: false)
  }

  package static func render(_ table: Table, limits: Limits = .none, style: Style = .plain) -> String {
    var text = ""
    write(table, limits: limits, style: style) { text += $0 }
    return text
  }

  /// Gives the text piece by piece, each of whole lines, so that a long table is never in memory as text.
  package static func write(
    _ table: Table, limits: Limits = .none, style: Style = .plain, to sink: (String) throws -> Void
  ) rethrows {
    let layout = Layout(table, limits: limits)
    if !layout.columns.isEmpty {
      try sink(layout.header(style))
      for rows in pieces(of: layout.head) { try sink(layout.lines(table, rows, style)) }
      if layout.hiddenRows > 0 { try sink(layout.gap(style)) }
      for rows in pieces(of: layout.tail) { try sink(layout.lines(table, rows, style)) }
    }
    if let account = layout.account(style) { try sink(account) }
  }

  /// Rows are looked at in pieces of this many.
  private static let pieceLength = 512

  static func pieces(of rows: Range<Int>) -> some Sequence<Range<Int>> {
    stride(from: rows.lowerBound, to: rows.upperBound, by: pieceLength).lazy.map {
      $0..<min($0 + pieceLength, rows.upperBound)
    }
  }
}
