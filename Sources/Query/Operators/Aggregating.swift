import Language
import Tables

extension Execution {
  /// One row for each group, in the order of the keys.
  func aggregate(_ frame: Frame, by aggregation: Aggregation) throws -> Frame {
    let keys = try aggregation.keys.map { try selectedColumn($0.expression, of: frame) }
    let grouping = keys.isEmpty ? nil : try Grouping(keys, rowCount: frame.rowCount, loop: loop)
    let calls = try aggregation.calls.map { call in
      guard let function = AggregateLibrary.function(call.function) else {
        throw QueryError(.unknownFunction, "there is no aggregate `\(call.function)`")
      }
      return (call: call, function: function)
    }
    let groups = try RowGroups(
      rowCount: frame.rowCount, grouping: grouping, readsGroups: calls.contains { $0.function.readsGroups },
      loop: loop)
    let firstRows = grouping?.firstRows ?? []
    let keyColumns = try keys.map { try $0.base.gathered($0.resolving(firstRows, loop: loop), loop: loop) }
    let groupsWithRows = grouping?.groupsWithRows ?? [0]
    let order = try sortedRows(
      by: keyColumns.map { SortColumn(column: $0, descending: false) }, rowCount: groupsWithRows.count,
      loop: loop)
    var columns = try keyColumns.map { try $0.gathered(order, loop: loop) }
    let groupOrder = order.map { groupsWithRows[Int($0)] }
    for (call, function) in calls {
      let input = AggregateInput(
        function: call.function, argument: try call.argument.map { try selectedColumn($0, of: frame) },
        groups: groups, share: call.parameter, type: call.type, loop: loop)
      columns.append(try function.compute(input).gathered(groupOrder, loop: loop))
    }
    let results = try aggregation.results.map { result in
      try evaluator.column(result.expression, over: columns, selection: .all(order.count))
    }
    return Frame(
      schema: Operator.aggregate(aggregation).outputSchema(of: frame.schema),
      columns: columns.prefix(keys.count) + results, rows: .all(order.count))
  }
}
