import Parallel

/// Joins the texts that pieces of work gathered for one column into one pool.
package struct TextJoining {
  /// Nil for a piece without texts.
  private let sources: [TextGatherer?]
  private let workers: Workers

  package init(sources: [TextGatherer?], workers: Workers) {
    self.sources = sources
    self.workers = workers
  }

  /// Beyond this many, texts are not looked up across pieces.
  private static let distinctLimit = 1 << 18

  /// The pool, and how the codes of the pieces read in it.
  package func pool() throws -> (TextPool, TextRenaming) { try distinctPool() ?? joinedPool() }

  /// One pool in which each text stands once; nil when there are too many for that to be worth it.
  private func distinctPool() -> (TextPool, TextRenaming)? {
    guard sources.allSatisfy({ $0?.isDistinct ?? true }) else { return nil }
    var all = TextGatherer()
    defer { all.free() }
    var codes: [[UInt32]] = []
    for source in sources {
      var renamed: [UInt32] = [0]
      if let source {
        renamed.reserveCapacity(source.count)
        for code in 1..<max(1, source.count) {
          // SAFETY: a gatherer has as many ends as codes, and keeps eight bytes to spare behind its texts.
          let start = source.ends[code - 1]
          let length = source.ends[code] - start
          let text = UnsafePointer(source.bytes + start)
          renamed.append(all.code(text, length, textKey(text, length), row: .max))
        }
      }
      codes.append(renamed)
      if all.count > TextJoining.distinctLimit { return nil }
    }
    return (all.pool(), .table(codes))
  }

  /// The texts of all the pieces one behind another.
  private func joinedPool() throws -> (TextPool, TextRenaming) {
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
    precondition(count < Int(UInt32.max), "a column has more texts than codes")
    let (codeBases, textStarts) = (bases, byteStarts)
    let bytes = try [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, initialized in
      // SAFETY: the texts of the pieces stand one behind another, and their lengths add up to `byteCount`.
      guard byteCount > 0 else { return }
      adviseHugePages(UnsafeMutableRawBufferPointer(buffer))
      let target = SharedBuffer(buffer)
      try workers.forEach(sources.count) { piece in
        guard let source = sources[piece] else { return }
        (target.base + textStarts[piece]).update(from: source.bytes, count: source.byteCount)
      }
      initialized = byteCount
    }
    let offsets = try [Int](unsafeUninitializedCapacity: count + 2) { buffer, initialized in
      // SAFETY: two ends, and then those of each piece behind those before it, are all the `count + 2`
      // offsets.
      adviseHugePages(UnsafeMutableRawBufferPointer(buffer))
      let target = SharedBuffer(buffer)
      target.base[0] = 0
      target.base[1] = 0
      try workers.forEach(sources.count) { piece in
        guard let source = sources[piece] else { return }
        let base = target.base + Int(codeBases[piece]) + 1
        for code in 1..<max(1, source.count) { base[code] = textStarts[piece] + source.ends[code] }
      }
      initialized = count + 2
    }
    return (TextPool(offsets: offsets, bytes: bytes, isDistinct: false), .shift(codeBases))
  }
}

/// How the codes that a piece gave to its texts read in the pool of the whole column.
package enum TextRenaming: Sendable {
  /// The new code of each code, for each piece.
  case table([[UInt32]])
  /// What to add to the codes of each piece; 0, the empty text, stays.
  case shift([UInt32])

  /// - Parameter to: may be where the codes stand already.
  package func rename(
    _ codes: UnsafePointer<UInt32>, of piece: Int, to target: UnsafeMutablePointer<UInt32>, count: Int
  ) {
    // SAFETY: there are `count` codes and places; codes are those of the piece, for each of which its table
    // has one.
    switch self {
    case .table(let tables):
      tables[piece].withUnsafeBufferPointer { table in
        for row in 0..<count { target[row] = table[Int(codes[row])] }
      }
    case .shift(let bases):
      let base = bases[piece]
      for row in 0..<count { target[row] = codes[row] == 0 ? 0 : codes[row] &+ base }
    }
  }
}
