import Parallel
import Tables

/// Joins the pieces of a file, in their order, into columns.
struct PieceMerging {
  let pieces: [Piece]
  let workers: Workers
  /// The row at which each piece begins, and the count of all rows.
  private let starts: [Int]

  init(_ pieces: [Piece], workers: Workers) {
    self.pieces = pieces
    self.workers = workers
    starts = pieces.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.rowCount) }
  }

  var rowCount: Int { starts[pieces.count] }

  /// A column whose values stand in its array already, if every piece kept them there; else one made anew.
  ///
  /// - Precondition: the values of every piece convert to `kind`.
  func outcome(_ index: Int, as kind: CellKind, array: UnsafeMutableRawPointer?) throws
    -> ColumnArrays.Outcome
  {
    guard let array, stand(index, as: kind, in: array) else { return .made(try column(index, as: kind)) }
    let present = try presence(of: index)
    guard kind == .text else { return .inPlace(rows: rowCount, present: present, pool: .empty) }
    let (pool, renaming) = try joinTexts(of: index)
    try workers.forEach(pieces.count) { piece in
      // SAFETY: all pieces stand in the array, where each worker changes only the codes of its piece.
      guard let values = pieces[piece].columns[index].values else { return }
      let codes = values.assumingMemoryBound(to: UInt32.self)
      renaming.rename(codes, of: piece, to: codes, count: pieces[piece].rowCount)
    }
    return .inPlace(rows: rowCount, present: present, pool: pool)
  }

  private func stand(_ index: Int, as kind: CellKind, in array: UnsafeMutableRawPointer) -> Bool {
    // SAFETY: the sum is only compared. Pieces that all stand where they begin are the array without a gap.
    pieces.indices.allSatisfy { piece in
      let column = pieces[piece].columns[index]
      return pieces[piece].rowCount == 0
        || (column.kind == kind && column.values == array + starts[piece] * kind.stride)
    }
  }

  /// - Precondition: the values of every piece convert to `kind`.
  func column(_ index: Int, as kind: CellKind) throws -> Column {
    let present = try presence(of: index)
    switch kind {
    case .bool: return Column(.bool(try values(of: index, as: kind, false)), present: present)
    case .int: return Column(.int(try values(of: index, as: kind, Int64(0))), present: present)
    case .double: return Column(.double(try values(of: index, as: kind, 0.0)), present: present)
    case .timestamp: return Column(.timestamp(try values(of: index, as: kind, Int64(0))), present: present)
    case .nothing, .text, .skipped: return Column(.text(try texts(of: index)), present: present)
    default: return Column(.date(try values(of: index, as: kind, Int32(0))), present: present)
    }
  }

  private func presence(of index: Int) throws -> [Bool]? {
    guard pieces.contains(where: { $0.columns[index].nullCount > 0 }) else { return nil }
    // SAFETY: a piece has flags, if any, for as many rows as it has.
    return try filled(Bool.self) { piece, target in
      let column = pieces[piece].columns[index]
      let count = pieces[piece].rowCount
      if let flags = column.present {
        target.update(from: flags, count: count)
      } else {
        target.update(repeating: column.kind != .nothing, count: count)
      }
    }
  }

  private func values<Element: BitwiseCopyable & Sendable>(
    of index: Int, as kind: CellKind, _ zero: Element
  ) throws -> [Element] {
    // SAFETY: a piece has values, if any, for as many rows as it has; `Element` is what `kind` is kept as.
    try filled(Element.self) { piece, target in
      let column = pieces[piece].columns[index]
      let count = pieces[piece].rowCount
      guard column.kind != .nothing, let values = column.values else {
        return target.update(repeating: zero, count: count)
      }
      convertValues(values, column.kind, to: UnsafeMutableRawPointer(target), kind, count: count)
    }
  }

  private func texts(of index: Int) throws -> TextVector {
    let (pool, renaming) = try joinTexts(of: index)
    // SAFETY: a piece of texts has a code for each of its rows.
    let codes = try filled(UInt32.self) { piece, target in
      let count = pieces[piece].rowCount
      guard pieces[piece].columns[index].kind == .text, let values = pieces[piece].columns[index].values
      else {
        return target.update(repeating: 0, count: count)
      }
      renaming.rename(values.assumingMemoryBound(to: UInt32.self), of: piece, to: target, count: count)
    }
    return TextVector(codes: codes, pool: pool)
  }

  private func joinTexts(of index: Int) throws -> (TextPool, TextRenaming) {
    try TextJoining(
      sources: pieces.map { $0.columns[index].kind == .text ? $0.columns[index].texts : nil },
      workers: workers
    ).pool()
  }

  /// An array of a value a row, where `fill` writes the rows of one piece.
  private func filled<Element: BitwiseCopyable & Sendable>(
    _ type: Element.Type, _ fill: @Sendable (Int, UnsafeMutablePointer<Element>) -> Void
  ) throws -> [Element] {
    guard rowCount > 0 else { return [] }
    return try [Element](unsafeUninitializedCapacity: rowCount) { buffer, count in
      adviseHugePages(UnsafeMutableRawBufferPointer(buffer))
      let target = SharedBuffer(buffer)
      try workers.forEach(pieces.count) { piece in
        // SAFETY: the elements are bits without ownership, so writing them initializes them; the pieces' rows
        // do not overlap and together are the whole array.
        if pieces[piece].rowCount > 0 { fill(piece, target.base + starts[piece]) }
      }
      count = rowCount
    }
  }
}
