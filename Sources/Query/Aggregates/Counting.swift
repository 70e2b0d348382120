import Language
import Tables

extension AggregateLibrary {
  static let counting: [AggregateFunction] = [
    AggregateFunction(
      "count", usage: "count() or count(x)",
      overloads: [.init([], .int)] + DataType.allCases.map { .init([$0], .int) },
      summary: "how many rows, or how many values that are not null",
      otherNames: ["n", "size", "len"]
    ) { input in
      Column(.int(try input.fold(RowCount())))
    },
    AggregateFunction(
      "count_distinct", usage: "count_distinct(x)", overloads: DataType.allCases.map { .init([$0], .int) },
      summary: "how many different values that are not null",
      otherNames: ["nunique", "n_distinct", "n_unique", "uniq", "approx_count_distinct"]
    ) { input in
      Column(.int(try input.distinctCounts()))
    },
  ]
}

private struct RowCount: Fold {
  var empty: Int64 { 0 }
  func add(_ row: Int, to state: inout Int64) { state += 1 }
  func merge(_ later: Int64, into state: inout Int64) { state += later }
}

extension AggregateInput {
  fileprivate func distinctCounts() throws -> [Int64] {
    guard let argument else { return [] }
    var keys = try KeyCodes([argument], loop: loop)
    if let codes = groups.codes {
      keys = try KeyCodes(codes: codes, range: groups.count).combined(with: keys, loop: loop)
    }
    var counts = [Int64](repeating: 0, count: groups.count)
    // Each pair of a group and a value once.
    for place in try Grouping(keys, loop: loop).firstRows {
      let row = argument.rows?[Int(place)] ?? place
      if !argument.base.isNull(Int(row)) { counts[Int(groups.codes?[Int(place)] ?? 0)] += 1 }
    }
    return counts
  }
}
