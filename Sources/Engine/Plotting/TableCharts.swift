import Charts
import Language
import Query
import Store
import Tables

/// Charts of the columns of a table.
struct TableCharts {
  let request: PlotRequest
  let table: Table
  let running: Running

  func kind() throws -> any ChartKind {
    if request.kind == "box", request.columns.count > 1 { tellSwappedBox() }
    guard let grouping = request.by else { return try kind(of: table) }
    let groups = category(grouping, table)
    let parts = try groups.names.indices.map { group in
      let rows = groups.codes.indices.filter { groups.codes[$0] == group }
      return (
        name: groups.names[group],
        kind: try kind(of: table.selecting(rows: rows, context: running.queryContext))
      )
    }
    return SmallMultiples(by: grouping, parts)
  }

  private func kind(of table: Table) throws -> any ChartKind {
    let columns = request.columns
    let colour = request.color.map { category($0, table) }
    switch request.kind {
    case "hist": return HistogramChart(try measure(columns[0], table), bins: request.bins)
    case "ecdf": return ECDFChart(try measure(columns[0], table), by: colour)
    case "box":
      let groups = columns.count > 1 ? category(columns[1], table) : colour
      return BoxChart(try measure(columns[0], table), by: groups)
    case "scatter": return try scatter(table)
    case "line":
      return LineChart(
        x: try measure(columns[0], table), lines: try columns.dropFirst().map { try measure($0, table) },
        category: columns.count == 2 ? colour : nil)
    case "bar":
      return BarChart(
        category: columns[0], names: texts(columns[0], table), measure: try measure(columns[1], table),
        top: request.top)
    case "heatmap": return try heatmap(table)
    case "correlation": return CorrelationChart(try numericColumns(table).map { try measure($0, table) })
    case "pairs": return PairsChart(try columns.map { try measure($0, table) }, category: colour)
    case "seasons": return try seasons(table)
    case "tuning": return try tuning(table)
    default: return try trend(table)
    }
  }

  /// Whole numbers of few kinds in front of numbers of many are groups in front of a measure: the other way round.
  private func tellSwappedBox() {
    let (first, second) = (request.columns[0], request.columns[1])
    guard let front = table.column(first), let back = table.column(second), front.type == .int,
      back.type.isNumeric
    else { return }
    let (few, many) = (distinct(front), distinct(back))
    guard few <= 40, many > 60, many > 3 * few else { return }
    running.emit(
      .diagnostic(
        Diagnostic(
          .unexpectedArgument, "`plot box` draws `\(first)` for each of the \(many) values of `\(second)`",
          at: request.span,
          hints: ["`plot box \(quotedName(second)), \(quotedName(first))` draws it the other way round"],
          severity: .warning)))
  }

  private func distinct(_ column: Column) -> Int { Set(column.numbers.filter { !$0.isNaN }).count }

  // MARK: Columns

  private func measure(_ name: String, _ table: Table) throws -> Measure {
    guard let column = table.column(name), let measure = Measure(name, column) else {
      throw Diagnostic(
        .wrongType, "`\(name)` has no numbers and no dates to draw", at: request.span,
        hints: ["`aggregate … by \(quotedName(name))` makes numbers of it"])
    }
    return measure
  }

  private func category(_ name: String, _ table: Table) -> Charts.Category {
    table.column(name).map { Charts.Category(name, $0) } ?? Charts.Category(name, names: [], codes: [])
  }

  private func texts(_ name: String, _ table: Table) -> [String] {
    let groups = category(name, table)
    return groups.codes.map { groups.names.indices.contains($0) ? groups.names[$0] : "null" }
  }

  private func numericColumns(_ table: Table) throws -> [String] {
    if !request.columns.isEmpty { return request.columns }
    let names = table.schema.fields.filter { field in
      (field.type.isNumeric || field.type == .bool) && !field.name.hasSuffix("_id")
        && !["id", "is_synthetic"].contains(field.name)
    }.map(\.name)
    guard names.count >= 2 else {
      throw Diagnostic(.wrongType, "the table has no two columns of numbers", at: request.span)
    }
    return Array(names.prefix(PlotRequest.columns(of: "correlation").upperBound))
  }

  // MARK: Kinds

  private func scatter(_ table: Table) throws -> ScatterChart {
    var colouring = ScatterChart.Colouring.none
    if let name = request.color, let column = table.column(name) {
      switch column.type {
      case .int, .double, .date, .timestamp: colouring = .measure(try measure(name, table))
      case .bool, .text, .list: colouring = .category(category(name, table))
      }
    }
    return ScatterChart(
      x: try measure(request.columns[0], table), y: try measure(request.columns[1], table),
      colouring: colouring, size: try request.sizeBy.map { try measure($0, table) })
  }

  /// The mean of what stands at each pair.
  private func heatmap(_ table: Table) throws -> HeatmapChart {
    let (across, down) = (category(request.columns[0], table), category(request.columns[1], table))
    let measure = try measure(request.columns[2], table)
    var sums = Array(
      repeating: Array(repeating: (sum: 0.0, rows: 0.0), count: across.names.count), count: down.names.count)
    for row in measure.values.indices where measure.values[row].isFinite {
      guard across.codes[row] >= 0, down.codes[row] >= 0 else { continue }
      sums[down.codes[row]][across.codes[row]].sum += measure.values[row]
      sums[down.codes[row]][across.codes[row]].rows += 1
    }
    return HeatmapChart(
      columnName: across.name, rowName: down.name, measure: measure.name, columns: across.names,
      rows: down.names, values: sums.map { $0.map { $0.rows > 0 ? $0.sum / $0.rows : .nan } })
  }

  private func seasons(_ table: Table) throws -> SeasonsChart {
    let isDate = { (name: String) in
      table.schema[name].map { $0.type == .date || $0.type == .timestamp } ?? false
    }
    let dates = request.columns.first(where: isDate) ?? table.schema.names.first(where: isDate)
    guard let dates else {
      throw Diagnostic(.wrongType, "`plot seasons` needs a column with dates", at: request.span)
    }
    let other = request.columns.first { $0 != dates }
    return SeasonsChart(dates: try measure(dates, table), measure: try other.map { try measure($0, table) })
  }

  /// Two options against each other, as the table `trials` has them.
  private func tuning(_ table: Table) throws -> TuningChart {
    let trials = running.state.tables["trials"] ?? table
    let options = trials.schema.names.filter { !["metric", "value", "rows"].contains($0) }
    guard let first = options.first, let values = trials.column("value")?.numbers,
      case .text(let metric)? = trials.column("metric").flatMap({ $0.count > 0 ? $0[0] : nil })
    else {
      throw Diagnostic(
        .noTable, "there are no trials to draw", at: request.span,
        hints: ["`tune rf depth=2..8 trees=[50, 100]` makes the table `trials`"])
    }
    let across = ordered(category(first, trials))
    let down =
      options.count > 1
      ? ordered(category(options[1], trials))
      : Charts.Category(metric, names: [""], codes: Array(repeating: 0, count: values.count))
    var scores = Array(
      repeating: Array(repeating: Double.nan, count: across.names.count), count: down.names.count)
    for row in values.indices where across.codes[row] >= 0 && down.codes[row] >= 0 {
      scores[down.codes[row]][across.codes[row]] = values[row]
    }
    let smallerIsBetter = ["mae", "rmse", "medae", "mape", "brier", "logloss"].contains(metric)
    return TuningChart(
      metric: metric, rowOption: down.name, columnOption: across.name, rowValues: down.names,
      columnValues: across.names, scores: scores, smallerIsBetter: smallerIsBetter)
  }

  /// Numbers in their order, whatever was tried first.
  private func ordered(_ category: Charts.Category) -> Charts.Category {
    let order = category.names.indices.sorted { one, other in
      let (first, second) = (Double(category.names[one]), Double(category.names[other]))
      if let first, let second { return first < second }
      return category.names[one] < category.names[other]
    }
    var places = Array(repeating: 0, count: order.count)
    for (place, old) in order.enumerated() { places[old] = place }
    return Charts.Category(
      category.name, names: order.map { category.names[$0] },
      codes: category.codes.map { $0 < 0 ? -1 : places[$0] })
  }

  /// The snapshots of one film: those of the table, or of the store for a table of films.
  private func trend(_ table: Table) throws -> TrendChart {
    let (title, snapshots) = try snapshots(of: table)
    let measures =
      request.columns.isEmpty ? ["popularity"] : request.columns.filter { $0 != "snapshot_ts" }
    return TrendChart(
      film: title, times: try measure("snapshot_ts", snapshots),
      measures: try measures.map { try measure($0, snapshots) })
  }

  private func snapshots(of table: Table) throws -> (title: String, snapshots: Table) {
    let title = if case .text(let title)? = first("title", table) { title } else { "one film" }
    if table.schema["snapshot_ts"] != nil { return (title, table) }
    guard table.rowCount > 0, case .int(let id)? = first("tmdb_id", table) else {
      throw Diagnostic(
        .noTable, "`plot trend` needs a film, or its snapshots", at: request.span,
        hints: ["`film \"…\" | plot trend`, `load snapshots where tmdb_id == … | plot trend`"])
    }
    var scan = StoreTableScan(.snapshots, of: running.state.store, version: nil, at: request.span)
    scan.restrict(.compare(.equal, scan.column("tmdb_id"), .constant(.int(id), .int)))
    let read = try scan.read(running)
    let found = try execute(read.operators, on: read.table, tables: [:], context: running.queryContext).table
    return (title, found)
  }

  private func first(_ name: String, _ table: Table) -> Value? {
    table.column(name).flatMap { $0.count > 0 ? $0[0] : nil }
  }
}
