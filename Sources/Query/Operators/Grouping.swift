import Tables

/// Which rows belong together.
struct Grouping: Sendable {
  /// The group of each row.
  let codes: [UInt32]
  /// By group, its first row.
  let firstRows: [Int32]

  var count: Int { firstRows.count }

  private init(codes: [UInt32], firstRows: [Int32]) {
    self.codes = codes
    self.firstRows = firstRows
  }

  /// Rows are in one group when they are equal in every key; null equals null. Without keys all rows are.
  init(_ keys: [Column], rowCount: Int, loop: RowLoop) throws {
    guard let first = keys.first else {
      self.init(codes: Array(repeating: 0, count: rowCount), firstRows: rowCount == 0 ? [] : [0])
      return
    }
    var combined = try KeyCodes(first, loop: loop)
    for key in keys.dropFirst() {
      combined = try combined.combined(with: KeyCodes(key, loop: loop), loop: loop)
    }
    try self.init(combined, loop: loop)
  }

  /// Numbers the codes that occur from 0, in their order.
  init(_ keys: KeyCodes, loop: RowLoop) throws {
    let firstRowOfCode = try Grouping.firstRows(of: keys, loop: loop)
    var firstRows: [Int32] = []
    var groupOfCode = [UInt32](repeating: noCode, count: keys.range)
    for code in 0..<keys.range where firstRowOfCode[code] != noRow {
      groupOfCode[code] = UInt32(firstRows.count)
      firstRows.append(firstRowOfCode[code])
    }
    self.firstRows = firstRows
    if firstRows.count == keys.range {
      codes = keys.codes
    } else {
      let groups = groupOfCode
      codes = try loop.array(keys.codes.count) { codes, rows in
        groups.withUnsafeBufferPointer { groups in
          for row in rows { codes[row] = groups[Int(keys.codes[row])] }
        }
      }
    }
  }

  private static func firstRows(of keys: KeyCodes, loop: RowLoop) throws -> [Int32] {
    let pieces = loop.pieces(of: keys.codes.count, width: keys.range)
    let found = try loop.map(pieces) { rows in
      var firstRows = [Int32](repeating: noRow, count: keys.range)
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
