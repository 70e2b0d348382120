import Films
import Language
import Query
import Store
import Tables

/// A table of a store, with what follows from its columns.
struct StoreTableScan: Scan {
  private var asked: StoreScan
  private let location: StoreLocation
  private let derived: [NamedExpression]
  /// Whether there is a column that tells films at or above the median from the others.
  private let hasHighRating: Bool
  /// Conditions of the source itself that SQLite does not answer, over its own columns.
  private var conditions: [Expression] = []
  private var isNeeded: [Bool]
  private let span: Span

  /// A table as it is.
  init(_ table: StoreTable, of location: StoreLocation, version: StoreScan.Version?, at span: Span) {
    let isFilms = table == .films
    asked = StoreScan(table, version: version)
    self.location = location
    let synthetic = isFilms && location == .demo ? [FilmRelation.isSynthetic] : []
    derived = isFilms ? FilmRelation.derived + synthetic : []
    hasHighRating = isFilms
    self.span = span
    isNeeded = []
    isNeeded = schema.fields.map { _ in true }
    settleColumns()
  }

  var schema: Schema {
    let computed = Operator.derive(derived).outputSchema(of: asked.table.schema).fields
    return Schema(computed + (hasHighRating ? [Field(FilmRelation.highRating, .bool)] : []))
  }

  /// The columns over which conditions of the source itself stand: all but the one that depends on them.
  var ownSchema: Schema { Operator.derive(derived).outputSchema(of: asked.table.schema) }

  private var needsHighRating: Bool { hasHighRating && isNeeded[isNeeded.count - 1] }

  /// Adds a condition of the source itself.
  mutating func restrict(_ condition: Expression) {
    for part in condition.conjuncts {
      let plain = overColumnsOfTheStore(part)
      if !asked.accept(plain) { conditions.append(plain) }
    }
    settleColumns()
  }

  /// Of each film only the newest row.
  mutating func takeNewestOfEachFilm() { asked.takesNewest = true }

  func column(_ name: String) -> Expression {
    guard let index = schema.index(of: name) else { preconditionFailure("there is no column `\(name)`") }
    return .column(index, schema.fields[index].type)
  }

  mutating func need(_ isNeeded: [Bool]) {
    self.isNeeded = isNeeded
    settleColumns()
  }

  mutating func accept(_ condition: Expression) -> Bool {
    // The median is that of all rows of the source: none may be left out before it is known.
    !needsHighRating && conditions.isEmpty && asked.accept(overColumnsOfTheStore(condition))
  }

  /// The condition with what follows from columns written out.
  private func overColumnsOfTheStore(_ condition: Expression) -> Expression {
    let count = asked.table.schema.count
    return condition.replacingColumns { index, type in
      index < count || index - count >= derived.count
        ? .column(index, type) : derived[index - count].expression
    }
  }

  private mutating func settleColumns() {
    asked.isNeeded = neededColumns(of: operators(threshold: nil), over: asked.table.schema, for: isNeeded)
    if needsHighRating, let index = asked.table.schema.index(of: "vote_average") {
      asked.isNeeded[index] = true
    }
  }

  private var filters: [Operator] { conditions.map { .filter($0) } }

  private func operators(threshold: Value?) -> [Operator] {
    var columns = derived
    if hasHighRating {
      let median = Expression.constant(threshold ?? .null, .double)
      columns.append(
        NamedExpression(
          FilmRelation.highRating,
          .compare(.greaterOrEqual, FilmRelation.column("vote_average"), median)))
    }
    return filters + (columns.isEmpty ? [] : [.derive(columns)])
  }

  func read(_ running: Running) throws -> (table: Table, operators: [Operator]) {
    do throws(StoreError) {
      let reader = try running.environment.stores.reader(location)
      let table = try reader.table(asked)
      if table.rowCount == 0, try reader.ingest(isLast: true) == nil {
        throw StoreError(.missing, "the store `\(location.name)` is empty")
      }
      running.observe(table, readAt: span, from: location)
      return (table, operators(threshold: needsHighRating ? median(of: table, running) : nil))
    } catch {
      throw Diagnostic(error, at: span)
    }
  }

  private func median(of table: Table, _ running: Running) -> Value? {
    let call = AggregateCall("median", FilmRelation.column("vote_average"), type: .double)
    let aggregation = Aggregation(
      keys: [], calls: [call], results: [NamedExpression("median", .column(0, .double))])
    let answer = try? execute(
      filters + [.aggregate(aggregation)], on: table, tables: [:], context: running.queryContext)
    return answer?.table.columns[0][0]
  }

  var explanation: [String] {
    let query = asked.query()
    let bindings = query.bindings.enumerated().map { "?\($0.offset + 1) = \($0.element.literalText)" }
    var lines = ["read the store `\(location.name)`, asking SQLite for", "  " + query.sql]
    if !bindings.isEmpty { lines.append("  with " + bindings.joined(separator: ", ")) }
    let base = asked.table.schema
    lines += filters.map { $0.explanation(over: base) }
    let ownNeeded = zip(schema.fields, isNeeded).dropFirst(base.count).filter(\.1).map(\.0.name)
    let shown = derived.filter { ownNeeded.contains($0.name) }
    if !shown.isEmpty { lines.append(Operator.derive(shown).explanation(over: base)) }
    if needsHighRating { lines.append("derive high_rating = vote_average >= the median of the loaded films") }
    return lines
  }
}
