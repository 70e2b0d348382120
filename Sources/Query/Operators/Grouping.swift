import Tables

/// Which rows belong together.
struct Grouping: Sendable {
  /// The group of each row.
  let codes: [UInt32]
  /// By group, its first row; a few groups may have none.
  private let firstRowOfGroup: [Int32]

  /// How many groups there are, those without rows included.
  var count: Int { firstRowOfGroup.count }

  /// The groups that have rows, in the order of their numbers.
  var groupsWithRows: [Int32] {
    firstRowOfGroup.indices.lazy.filter { firstRowOfGroup[$0] != noRow }.map { Int32($0) }
  }

  /// The first row of each group that has rows, in the order of the groups.
  var firstRows: [Int32] { firstRowOfGroup.filter { $0 != noRow } }

  /// Rows are in one group when they are equal in every key; null equals null. Without keys all rows are.
  init(_ keys: [SelectedColumn], rowCount: Int, loop: RowLoop) throws {
    let codes =
      keys.isEmpty
      ? KeyCodes(codes: Array(repeating: 0, count: rowCount), range: 1) : try KeyCodes(keys, loop: loop)
    try self.init(codes, loop: loop)
  }

  init(_ keys: KeyCodes, loop: RowLoop) throws {
    let firstRowOfCode = try Grouping.firstRows(of: keys, loop: loop)
    let occurring = firstRowOfCode.reduce(0) { $0 + ($1 == noRow ? 0 : 1) }
    // To leave a few groups empty is cheaper than to number all rows anew.
    guard keys.range > max(1 << 12, 2 * occurring) else {
      codes = keys.codes
      firstRowOfGroup = firstRowOfCode
      return
    }
    var firstRows: [Int32] = []
    var groupOfCode = [UInt32](repeating: noCode, count: keys.range)
    for code in 0..<keys.range where firstRowOfCode[code] != noRow {
      groupOfCode[code] = UInt32(firstRows.count)
      firstRows.append(firstRowOfCode[code])
    }
    firstRowOfGroup = firstRows
    let groups = groupOfCode
    codes = try loop.array(keys.codes.count) { codes, rows in
      // SAFETY: a group stands there for every code, and every code is below the range.
      groups.withUnsafeBufferPointer { groups in
        for row in rows { codes[row] = groups[Int(keys.codes[row])] }
      }
    }
  }

  private static func firstRows(of keys: KeyCodes, loop: RowLoop) throws -> [Int32] {
    let pieces = loop.pieces(of: keys.codes.count, width: keys.range)
    let found = try loop.map(pieces) { rows in
      var firstRows = [Int32](repeating: noRow, count: keys.range)
      // SAFETY: every code is below the range.
      firstRows.withUnsafeMutableBufferPointer { firstRows in
        // Backwards, so that the first row stays without being asked for.
        for row in rows.reversed() { firstRows[Int(keys.codes[row])] = Int32(truncatingIfNeeded: row) }
      }
      return firstRows
    }
    guard var all = found.first else { return Array(repeating: noRow, count: keys.range) }
    for piece in found.dropFirst() {
      for code in all.indices where all[code] == noRow { all[code] = piece[code] }
    }
    return all
  }
}
