import Tables

extension Markup {
  /// The rows up to the limit, and a line that says how many more there are.
  ///
  /// - Parameter name: what the table is to who does not see it.
  mutating func table(_ table: Table, rowLimit: Int?, name: String) {
    let shown = table.prefix(rowLimit ?? ReportTable.mostRows)
    markup("<div class=\"table\">\n")
    if !table.columns.isEmpty {
      markup("<div class=\"box\" role=\"group\" tabindex=\"0\"")
      attribute("aria-label", name)
      markup(table.columns.count > 8 ? ">\n<table class=\"wide\">\n" : ">\n<table>\n")
      head(table.schema)
      body(shown)
      markup("</table>\n</div>\n")
    }
    if let account = ReportTable.account(of: table, shown: shown.rowCount) {
      markup("<p class=\"account\">")
      text(account)
      markup("</p>\n")
    }
    markup("</div>\n")
  }

  private mutating func head(_ schema: Schema) {
    markup("<thead>\n<tr>\n")
    for field in schema.fields {
      markup(field.type.isNumeric ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
      isolated(field.name)
      markup("</th>\n")
    }
    markup("</tr>\n</thead>\n")
  }

  private mutating func body(_ table: Table) {
    guard table.rowCount > 0 else { return }
    let padding = table.columns.map { NumberPadding($0) }
    markup("<tbody>\n")
    for row in 0..<table.rowCount {
      markup("<tr>")
      for (column, padding) in zip(table.columns, padding) { cell(column[row], padding) }
      markup("</tr>\n")
    }
    markup("</tbody>\n")
  }

  private mutating func cell(_ value: Value, _ padding: NumberPadding?) {
    let readable = ValueText.readable(value)
    if let padding {
      markup(value.isNull ? "<td class=\"number null\"" : "<td class=\"number\"")
      let pad = padding.behind(readable)
      if !pad.isEmpty { attribute("data-pad", pad) }
    } else {
      markup(value.isNull ? "<td class=\"null\"" : value.isProse ? "<td class=\"text\"" : "<td")
    }
    if let sortKey = sortKey(of: value, readable: readable) { attribute("data-value", sortKey) }
    markup(">")
    if value.isNull {
      markup("<span aria-hidden=\"true\">")
      text(readable)
      markup("</span><span class=\"unseen\">null</span>")
    } else if value.isProse {
      isolated(readable)
    } else {
      text(readable)
    }
    markup("</td>")
  }

  /// What a reader's sorting goes by, where the text of the cell would not do.
  private func sortKey(of value: Value, readable: String) -> String? {
    switch value {
    case .double(let number):
      let exact = NumberText.shortest(number)
      return exact == readable ? nil : exact
    case .timestamp(let instant): return String(instant.microseconds)
    default: return nil
    }
  }
}

extension Value {
  /// Of letters, which may run from right to left.
  fileprivate var isProse: Bool {
    switch self {
    case .text, .list: true
    default: false
    }
  }
}

/// What stands unseen behind the numbers of a column, so that their points stand under one another.
///
/// Every number gets the signs that it lacks behind its place for the point: digits are all of one width, and
/// a point, an `e` and a minus have the width of their own kind, in any font.
private struct NumberPadding {
  private struct Signs {
    var point = false
    var power = false
    var minus = false
    var digits = 0

    init() {}

    init(behindPointOf text: String) {
      let rest = text.utf8.drop { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "e") }
      point = rest.contains(UInt8(ascii: "."))
      power = rest.contains(UInt8(ascii: "e"))
      minus = rest.contains(UInt8(ascii: "-"))
      digits = rest.reduce(0) { $0 + (isDigit($1) ? 1 : 0) }
    }
  }

  private var widest = Signs()

  /// Nil for a column that is not of numbers.
  init?(_ column: Column) {
    guard column.type.isNumeric else { return nil }
    guard column.type == .double else { return }
    for row in 0..<column.count where !column.isNull(row) {
      let signs = Signs(behindPointOf: ValueText.readable(column[row]))
      widest.point = widest.point || signs.point
      widest.power = widest.power || signs.power
      widest.minus = widest.minus || signs.minus
      widest.digits = max(widest.digits, signs.digits)
    }
  }

  func behind(_ text: String) -> String {
    let own = Signs(behindPointOf: text)
    return (widest.point && !own.point ? "." : "") + (widest.power && !own.power ? "e" : "")
      + (widest.minus && !own.minus ? "-" : "") + String(repeating: "0", count: widest.digits - own.digits)
  }
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
