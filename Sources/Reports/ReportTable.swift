import Tables

/// What every format of a report does alike with a table.
package enum ReportTable {
  /// How many rows are shown where no limit is set.
  package static let mostRows = 200

  /// The line under the rows, where one is due.
  package static func account(of table: Table, shown: Int) -> String? {
    if table.columns.isEmpty { return "\(counted(table.rowCount, "row")), no columns" }
    if table.rowCount == 0 { return "no rows" }
    if shown < table.rowCount { return counted(table.rowCount - shown, "more row") }
    return nil
  }
}
