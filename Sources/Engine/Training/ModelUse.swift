import Films
import Language
import Learning
import Modelling
import Query
import Store
import Tables

extension TrainedModel {
  /// The table with the columns that the model needs; what follows from a film's columns is computed.
  func prepared(_ table: Table, at span: Span, _ running: Running) throws -> Table {
    let names = parts.flatMap(\.plan.features) + (clusters?.encoding.sources.map(\.column) ?? [])
    let wanted = Set(names)
    let table = try running.enriched(table, for: names)
    let derived = FilmFeatures.allCases.flatMap { $0.expressions(over: table.schema) }
      .filter { wanted.contains($0.name) && table.schema[$0.name] == nil }
    var distinct: [NamedExpression] = []
    for expression in derived where !distinct.contains(where: { $0.name == expression.name }) {
      distinct.append(expression)
    }
    let ready =
      distinct.isEmpty
      ? table
      : try execute([.derive(distinct)], on: table, tables: [:], context: running.queryContext).table
    if let problem = problem(with: ready.schema) {
      let asked = onOneLine(span.text)
      throw Diagnostic(
        .wrongType, problem, at: span,
        hints: ["the table that `\(name)` learnt from, or one like it, belongs in front: `TABLE | \(asked)`"])
    }
    return ready
  }

}

extension TrainedModel {
  /// Says so where the rows of a table are among those that were learnt from: a prediction of them is no forecast.
  func tellLearntRows(of table: Table, at span: Span, _ running: Running) {
    let seen = parts.compactMap { part in part.unseenRows(of: table).map { table.rowCount - $0.count } }.max()
    guard let seen, seen > 0 else { return }
    let rows = seen == table.rowCount ? "all of these rows" : "\(seen) of these \(table.rowCount) rows"
    running.emit(
      .diagnostic(
        Diagnostic(
          .modelRemark,
          "the model learnt from \(rows), and looks better by them than it is: `evaluate` judges it by others",
          at: span, severity: .warning)))
  }
}

extension TrainedPart {
  /// The places of the rows of a table that it has not learnt from; nil where nothing tells.
  fileprivate func unseenRows(of table: Table) -> [Int]? {
    guard !learntKeys.isEmpty, let key = TrainingTable.key(of: table) else { return nil }
    let learnt = Set(learntKeys)
    let keys = TrainingTable.keys(table, key)
    return keys.indices.filter { !learnt.contains(keys[$0]) }
  }

  /// The rows of a table that it has not learnt from; says what cannot be told.
  func unseenRows(of table: Table, at span: Span, _ running: Running) throws -> Table {
    func warn(_ text: String) {
      running.emit(.diagnostic(Diagnostic(.modelRemark, text, at: span, severity: .warning)))
    }
    guard let unseen = unseenRows(of: table) else {
      warn("nothing tells which rows the model learnt from; by those it looks better than it is")
      return table
    }
    if unseen.isEmpty {
      warn("the model learnt from all of these rows, and looks better by them than it is")
      return table
    }
    return unseen.count == table.rowCount
      ? table : try table.selecting(rows: unseen, context: running.queryContext)
  }
}

extension Running {
  /// The table with what is found in texts, dates and people, where it is asked for and the table is one of films.
  func enriched(_ table: Table, for names: [String]) throws -> Table {
    let wanted = Set(names).intersection(RichFeatures.names)
    guard !wanted.isEmpty, table.schema["release_date"] != nil else { return table }
    var extras = RichFeatures.Extras()
    if !wanted.isDisjoint(with: RichFeatures.namesOfExtras),
      let reader = try? environment.stores.reader(state.store)
    {
      // A store of an older hq has not all of them.
      func known(_ table: StoreTable) -> Table? { try? reader.table(StoreScan(table)) }
      extras = RichFeatures.extras(
        keywords: known(.keywords), credits: known(.credits), companies: known(.companies),
        franchises: known(.franchises))
    }
    return RichFeatures.adding(wanted, to: table, extras)
  }
}

extension TrainedPart {
  /// The rows of a table that have a target, and the target.
  func target(of table: Table) -> (rows: [Int], target: Target)? {
    guard let column = table.column(plan.target.column) else { return nil }
    let values = reading.read(column)
    let rows = values.indices.filter { !values[$0].isNaN }
    guard !rows.isEmpty else { return nil }
    return (
      rows,
      reading.labels.isEmpty
        ? .numbers(rows.map { values[$0] })
        : .classes(rows.map { Int(values[$0]) }, count: reading.labels.count)
    )
  }
}
