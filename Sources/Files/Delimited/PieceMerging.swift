import Parallel
import Tables

/// Joins the pieces of a file, in their order, into columns.
struct PieceMerging {
  let pieces: [Piece]
  let workers: Workers
  /// The row at which each piece begins, and the count of all rows.
  private let starts: [Int]

  /// Beyond this many, texts are not looked up across pieces.
  private static let distinctLimit = 1 << 18

  init(_ pieces: [Piece], workers: Workers) {
    self.pieces = pieces
    self.workers = workers
    starts = pieces.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.rowCount) }
  }

  var rowCount: Int { starts[pieces.count] }

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
    return try filled(repeating: true) { piece, target in
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
    try filled(repeating: zero) { piece, target in
      let column = pieces[piece].columns[index]
      let count = pieces[piece].rowCount
      guard column.kind != .nothing, let values = column.values else {
        return target.update(repeating: zero, count: count)
      }
      convertValues(values, column.kind, to: UnsafeMutableRawPointer(target), kind, count: count)
    }
  }

  /// An array of a value a row, where `fill` writes the rows of one piece.
  private func filled<Element: BitwiseCopyable & Sendable>(
    repeating zero: Element, _ fill: @Sendable (Int, UnsafeMutablePointer<Element>) -> Void
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

  private func texts(of index: Int) throws -> TextVector {
    let sources = pieces.map { $0.columns[index].kind == .text ? $0.columns[index].texts : nil }
    if let merged = mergedPool(sources) {
      return TextVector(codes: try codes(of: index) { merged.codes[$0][Int($1)] }, pool: merged.pool)
    }
    let (pool, bases) = try joinedPool(sources)
    return TextVector(codes: try codes(of: index) { $1 == 0 ? 0 : $1 + bases[$0] }, pool: pool)
  }

  private func codes(of index: Int, _ code: @Sendable (Int, UInt32) -> UInt32) throws -> [UInt32] {
    try filled(repeating: 0) { piece, target in
      let count = pieces[piece].rowCount
      guard pieces[piece].columns[index].kind == .text, let values = pieces[piece].columns[index].values
      else {
        return target.update(repeating: 0, count: count)
      }
      let codes = values.assumingMemoryBound(to: UInt32.self)
      for row in 0..<count { target[row] = code(piece, codes[row]) }
    }
  }

  /// One pool in which each text stands once, and for every piece the new code of each of its codes; nil when
  /// there are too many texts for that to be worth it.
  private func mergedPool(_ sources: [TextGatherer?]) -> (pool: TextPool, codes: [[UInt32]])? {
    guard sources.allSatisfy({ $0?.isDistinct ?? true }) else { return nil }
    var all = TextGatherer()
    defer { all.free() }
    var codes: [[UInt32]] = []
    for source in sources {
      var renamed: [UInt32] = [0]
      if let source {
        renamed.reserveCapacity(source.count)
        for code in 1..<max(1, source.count) {
          let start = source.ends[code - 1]
          let length = source.ends[code] - start
          // SAFETY: a gatherer keeps eight bytes to spare behind its texts.
          let text = UnsafePointer(source.bytes + start)
          renamed.append(all.code(text, length, textKey(text, length), row: .max))
        }
      }
      codes.append(renamed)
      if all.count > PieceMerging.distinctLimit { return nil }
    }
    return (all.pool(), codes)
  }

  /// The texts of all the pieces one behind another, and what to add to the codes of each piece.
  private func joinedPool(_ sources: [TextGatherer?]) throws -> (pool: TextPool, bases: [UInt32]) {
    var bases: [UInt32] = []
    var byteStarts: [Int] = []
    var count = 0
    var byteCount = 0
    for source in sources {
      bases.append(UInt32(truncatingIfNeeded: count))
      byteStarts.append(byteCount)
      count += (source?.count ?? 1) - 1
      byteCount += source?.byteCount ?? 0
    }
    let (codeBases, textStarts) = (bases, byteStarts)
    let bytes = try [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, initialized in
      adviseHugePages(UnsafeMutableRawBufferPointer(buffer))
      initialized = byteCount
      guard byteCount > 0 else { return }
      let target = SharedBuffer(buffer)
      try workers.forEach(pieces.count) { piece in
        guard let source = sources[piece] else { return }
        (target.base + textStarts[piece]).update(from: source.bytes, count: source.byteCount)
      }
    }
    let offsets = try [Int](unsafeUninitializedCapacity: count + 2) { buffer, initialized in
      adviseHugePages(UnsafeMutableRawBufferPointer(buffer))
      let target = SharedBuffer(buffer)
      target.base[0] = 0
      target.base[1] = 0
      try workers.forEach(pieces.count) { piece in
        guard let source = sources[piece] else { return }
        let base = target.base + Int(codeBases[piece]) + 1
        for code in 1..<max(1, source.count) { base[code] = textStarts[piece] + source.ends[code] }
      }
      initialized = count + 2
    }
    return (TextPool(offsets: offsets, bytes: bytes, isDistinct: false), codeBases)
  }
}
