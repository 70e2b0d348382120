import Language
import Tables

extension Execution {
  func join(
    _ frame: Frame, _ join: Join, at index: Int, needs: ColumnNeeds
  ) throws -> (frame: Frame, account: JoinAccount) {
    guard let right = tables[join.right] else {
      throw QueryError(.unknownTable, "there is no table `\(join.right)`")
    }
    let rightFrame = Frame(schema: right.schema, columns: right.columns, rows: .all(right.rowCount))
    let rightKeys = try join.keys.map { try column($0.right, of: rightFrame) }
    let matching = try JoinMatching(
      try keys(of: join, left: frame, right: rightKeys, rightRows: right.rowCount), loop: loop)
    let joined: Frame
    switch join.kind {
    case .semi, .anti:
      let chosen = try matching.leftRows(matching: join.kind == .semi, loop: loop)
      let columns = join.outputs.map { output in
        switch output.origin {
        case .left(let place), .key(let place, _): frame.columns[place]
        case .right: preconditionFailure("a \(join.kind) join has no columns of the right")
        }
      }
      joined = Frame(
        schema: Operator.join(join).outputSchema(of: frame.schema), columns: columns,
        rows: .rows(try frame.rows.resolving(chosen, loop: loop)))
    case .inner, .left, .full:
      let pairs = try matching.pairs(kind: join.kind, loop: loop)
      joined = try paired(frame, right, pairs, join, needs: needs)
    }
    let repeated = matching.repeatedKeys(examples: 3)
    let account = JoinAccount(
      operatorIndex: index, right: join.right, kind: join.kind, leftRows: frame.rowCount,
      rightRows: right.rowCount, matchedLeft: matching.matchedLeft, matchedRight: matching.matchedRight,
      outputRows: joined.rowCount, repeatedRightKeys: repeated.count,
      repeatedKeyExamples: repeated.firstRows.map { row in
        rightKeys.map { ValueText.exact($0[Int(row)]) }.joined(separator: ", ")
      })
    return (joined, account)
  }

  private func keys(of join: Join, left: Frame, right: [Column], rightRows: Int) throws -> JoinKeys {
    var combined: JoinKeys?
    for (key, rightKey) in zip(join.keys, right) {
      let next = try JoinKeys(left: try column(key.left, of: left), right: rightKey, loop: loop)
      combined = try combined?.combined(with: next, loop: loop) ?? next
    }
    return combined ?? JoinKeys(allOf: left.rowCount, and: rightRows)
  }

  /// The columns of the pairs, and behind them those of rows that stand on the right alone.
  private func paired(
    _ frame: Frame, _ right: Table, _ pairs: JoinPairs, _ join: Join, needs: ColumnNeeds
  ) throws -> Frame {
    let alone = pairs.rightAlone
    let paired = try frame.rows.choosing(pairs.left, loop: loop)
    let rightRows = alone.isEmpty ? pairs.right : pairs.right + alone
    let columns = try join.outputs.enumerated().map { place, output in
      guard needs[place] else { return Frame.unneeded }
      switch output.origin {
      case .left(let place):
        let column = try materialized(frame.columns[place], paired)
        return alone.isEmpty ? column : column.concatenated(.nulls(column.type, count: alone.count))
      case .right(let place):
        return try right.columns[place].gathered(rightRows, mayMiss: join.kind != .inner, loop: loop)
      case .key(let leftPlace, let rightPlace):
        let column = try materialized(frame.columns[leftPlace], paired)
        if alone.isEmpty { return column }
        return column.concatenated(try right.columns[rightPlace].gathered(alone, loop: loop))
      }
    }
    return Frame(
      schema: Operator.join(join).outputSchema(of: frame.schema), columns: columns,
      rows: .all(rightRows.count))
  }
}
