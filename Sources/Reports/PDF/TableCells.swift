import Tables

/// The cells of one column that are printed, set in lines, and how much room they need.
struct TableCells {
  /// A text over several lines is cut after so many.
  static let lineLimit = 4
  /// What could not be seen in any column anyway is not even set.
  private static let letterLimit = 500
  private static let headerRoom = 105.0

  let header: SetText
  let cells: [SetText]
  /// The widths of numbers up to the point; empty where there is none.
  private let leads: [Double]
  private let lead: Double
  let need: TableFit.Need
  let isNumber: Bool
  private let column: Column

  init(_ field: Field, _ column: Column, rows: Int, press: Press) {
    var typeface = PageDesign.table
    self.column = column
    isNumber = field.type.isNumeric
    let isText = field.type == .text || field.type == .list
    var setNumbers: [String: SetText] = [:]
    var cells: [SetText] = []
    var leads: [Double] = []
    var lead = 0.0
    var rest = 0.0
    for row in 0..<rows {
      guard isNumber else {
        cells.append(press.set(StyledText(TableCells.text(column, row)), typeface))
        rest = max(rest, cells[row].width)
        continue
      }
      let number = ValueText.readable(column[row])
      let set = setNumbers[number] ?? press.set(StyledText(number, .init(isNumber: true)), typeface)
      setNumbers[number] = set
      cells.append(set)
      leads.append(set.width - press.width(ofNumber: TableCells.behindPoint(number), typeface))
      lead = max(lead, leads[row])
      rest = max(rest, set.width - leads[row])
    }
    self.cells = cells
    self.leads = leads
    self.lead = lead
    typeface.isBold = true
    var header = press.set(StyledText(field.name), typeface)
    let widest = lead + rest
    let headerRoom = max(widest, TableCells.headerRoom)
    if header.width > headerRoom {
      header = press.set(StyledText(field.name), typeface, width: headerRoom, lineLimit: 3)
    }
    self.header = header
    need = TableFit.Need(natural: max(widest, header.width, 4), isFlexible: isText)
    self.rest = rest
  }

  private let rest: Double

  func isNull(_ row: Int) -> Bool { column.isNull(row) }

  /// Where a cell begins in a column of some width.
  func inset(_ row: Int, width: Double) -> Double {
    isNumber ? max(0, width - rest - leads[row]) : 0
  }

  private static func text(_ column: Column, _ row: Int) -> String {
    if column.isNull(row) { return ValueText.missing }
    if case .double(let value) = column[row] { return NumberText.readable(value) }
    let exact = ValueText.exact(column[row])
    guard exact.utf8.count > letterLimit else { return exact }
    let beginning = exact.prefix(letterLimit)
    return beginning.endIndex < exact.endIndex ? beginning + "…" : exact
  }

  private static func behindPoint(_ number: String) -> Substring {
    guard let point = number.firstIndex(where: { $0 == "." || $0 == "e" }) else { return "" }
    return number[point...]
  }
}
