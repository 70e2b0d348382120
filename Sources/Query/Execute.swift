import Language
import Parallel
import Tables

/// Runs the steps over a table. `tables` gives the right sides of joins.
///
/// The answer has the same bits for any number of workers.
package func execute(
  _ operators: [Operator], on input: Table, tables: [String: Table], context: QueryContext,
  pieceSize: Int = 1 << 16
) throws(QueryError) -> (table: Table, notes: [QueryNote]) {
  // The numbers of rows are of 32 bits everywhere below.
  for table in [input] + tables.values where table.rowCount >= Int(Int32.max) {
    throw QueryError(.tooLarge, "a table of \(table.rowCount) rows has more than can be worked on")
  }
  let loop = RowLoop(workers: context.workers, cancellation: context.cancellation, pieceSize: pieceSize)
  context.cancellation.progress.begin("working, rows")
  var execution = Execution(tables: tables, evaluator: Evaluator(context: context), loop: loop)
  do {
    let table = try execution.run(operators, on: input)
    return (table, execution.notes)
  } catch {
    throw QueryError(error)
  }
}

/// One run over the steps of a query.
struct Execution {
  let tables: [String: Table]
  let evaluator: Evaluator
  let loop: RowLoop
  private(set) var notes: [QueryNote] = []

  init(tables: [String: Table], evaluator: Evaluator, loop: RowLoop) {
    self.tables = tables
    self.evaluator = evaluator
    self.loop = loop
  }

  mutating func run(_ operators: [Operator], on input: Table) throws -> Table {
    var schemas = [input.schema]
    for step in operators { schemas.append(step.outputSchema(of: schemas[schemas.count - 1])) }
    var needs = [ColumnNeeds(count: schemas[operators.count].count, all: true)]
    for index in operators.indices.reversed() {
      needs.append(operators[index].needs(of: schemas[index], for: needs[needs.count - 1]))
    }
    needs.reverse()

    var frame = Frame(schema: input.schema, columns: input.columns, rows: .all(input.rowCount))
    var index = 0
    while index < operators.count {
      try loop.cancellation.check()
      if case .sort(let keys) = operators[index], index + 1 < operators.count,
        case .take(.first(let count), by: let groups) = operators[index + 1], groups.isEmpty
      {
        frame = try frame.sorted(by: keys, limit: count, execution: self)
      } else {
        frame = try apply(operators[index], at: index, to: frame, needs: needs[index + 1])
      }
      index += 1
    }
    let columns = try frame.columns.map { try materialized($0, frame.rows) }
    return Table(frame.schema, columns, rowCount: frame.rowCount)
  }

  private mutating func apply(
    _ step: Operator, at index: Int, to frame: Frame, needs: ColumnNeeds
  ) throws -> Frame {
    switch step {
    case .filter(let condition):
      let rows = try evaluator.matching(condition, over: frame.columns, selection: frame.rows)
      return Frame(schema: frame.schema, columns: frame.columns, rows: rows)
    case .derive(let columns): return try derive(columns, from: frame, needs: needs)
    case .project(let columns): return try project(columns, of: frame, needs: needs)
    case .aggregate(let aggregation): return try aggregate(frame, by: aggregation)
    case .sort(let keys): return try frame.sorted(by: keys, limit: nil, execution: self)
    case .take(let range, by: let groups): return try frame.taking(range, by: groups, execution: self)
    case .distinct(by: let keys): return try frame.distinct(by: keys, execution: self)
    case .join(let join):
      let (joined, account) = try self.join(frame, join, at: index, needs: needs)
      notes.append(.joined(account))
      return joined
    }
  }

  /// The values of an expression at the rows of a frame.
  func column(_ expression: Expression, of frame: Frame) throws -> Column {
    if case .column(let place, _) = expression { return try materialized(frame.columns[place], frame.rows) }
    return try evaluator.column(expression, over: frame.columns, selection: frame.rows)
  }

  /// As `column`, but the values of a column stay where they are if most of them are wanted.
  func selectedColumn(_ expression: Expression, of frame: Frame) throws -> SelectedColumn {
    if case .column(let place, _) = expression, case .rows(let rows) = frame.rows,
      rows.count > frame.columns[place].count / 4
    {
      return SelectedColumn(frame.columns[place], rows: rows)
    }
    return SelectedColumn(try column(expression, of: frame))
  }

  func materialized(_ column: Column, _ rows: Selection) throws -> Column {
    switch rows {
    case .all: column
    case .rows(let rows): try column.gathered(rows, loop: loop)
    }
  }

  private func derive(_ derived: [NamedExpression], from frame: Frame, needs: ColumnNeeds) throws -> Frame {
    let schema = Operator.derive(derived).outputSchema(of: frame.schema)
    var columns = [Column?](repeating: nil, count: schema.count)
    for column in derived {
      guard let place = schema.index(of: column.name), needs[place] else { continue }
      columns[place] = try self.column(column.expression, of: frame)
    }
    for place in columns.indices where columns[place] == nil {
      let isOld = place < frame.columns.count && needs[place]
      columns[place] = isOld ? try materialized(frame.columns[place], frame.rows) : Frame.unneeded
    }
    return Frame(schema: schema, columns: columns.compactMap { $0 }, rows: .all(frame.rowCount))
  }

  private func project(_ columns: [NamedExpression], of frame: Frame, needs: ColumnNeeds) throws -> Frame {
    let schema = Operator.project(columns).outputSchema(of: frame.schema)
    let places = columns.map { column in
      if case .column(let place, _) = column.expression { place } else { nil as Int? }
    }
    // Columns that only change their places need not move their rows.
    if places.allSatisfy({ $0 != nil }) {
      return Frame(
        schema: schema, columns: places.compactMap { $0.map { frame.columns[$0] } }, rows: frame.rows)
    }
    let computed = try columns.enumerated().map { place, column in
      needs[place] ? try self.column(column.expression, of: frame) : Frame.unneeded
    }
    return Frame(schema: schema, columns: computed, rows: .all(frame.rowCount))
  }
}
