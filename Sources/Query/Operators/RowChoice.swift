import Language
import Tables

extension Frame {
  /// - Parameter limit: how many of the first rows are wanted; the frame may keep more.
  func sorted(by keys: [SortKey], limit: Int?, execution: Execution) throws -> Frame {
    let columns = try keys.map { key in
      SortColumn(column: try execution.column(key.expression, of: self), descending: key.descending)
    }
    let loop = execution.loop
    let order = try sortedRows(by: columns, rowCount: rowCount, limit: limit, loop: loop)
    return try choosing(order, loop: loop)
  }

  /// The first row of each combination of keys, in the order of the rows.
  func distinct(by keys: [Expression], execution: Execution) throws -> Frame {
    let columns = try keys.map { try execution.selectedColumn($0, of: self) }
    let grouping = try Grouping(columns, rowCount: rowCount, loop: execution.loop)
    let firstRows = grouping.firstRows.sorted()
    return firstRows.count == rowCount ? self : try choosing(firstRows, loop: execution.loop)
  }

  /// The rows whose place among those of their group is in the range.
  func taking(_ range: TakeRange, by keys: [Expression], execution: Execution) throws -> Frame {
    guard !keys.isEmpty else { return choosing(range.places(of: rowCount)) }
    let columns = try keys.map { try execution.selectedColumn($0, of: self) }
    let grouping = try Grouping(columns, rowCount: rowCount, loop: execution.loop)
    var counts = [Int](repeating: 0, count: grouping.count)
    if case .last = range {
      for group in grouping.codes { counts[Int(group)] += 1 }
    } else {
      // From the front the size of a group does not matter.
      counts = Array(repeating: rowCount, count: grouping.count)
    }
    let kept = counts.map { range.places(of: $0) }
    var seen = [Int](repeating: 0, count: grouping.count)
    var chosen: [Int32] = []
    for row in grouping.codes.indices {
      let group = Int(grouping.codes[row])
      if kept[group].contains(seen[group]) { chosen.append(Int32(truncatingIfNeeded: row)) }
      seen[group] += 1
    }
    return try choosing(chosen, loop: execution.loop)
  }
}

extension TakeRange {
  /// The places, from 0, that are kept of so many rows.
  fileprivate func places(of count: Int) -> Range<Int> {
    switch self {
    case .first(let wanted): 0..<min(max(0, wanted), count)
    case .last(let wanted): count - min(max(0, wanted), count)..<count
    case .range(let range):
      max(0, min(range.lowerBound - 1, count))..<max(0, min(range.upperBound, count))
    }
  }
}
