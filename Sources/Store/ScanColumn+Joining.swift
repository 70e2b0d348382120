import Parallel
import Tables

extension ScanColumn {
  /// The column whose rows are those of the pieces one behind another.
  static func joined(_ pieces: [ScanColumn]) throws -> Column {
    let joining = ColumnJoining(pieces: pieces)
    return switch pieces[0].type {
    case .int: Column(.int(joining.values { $0 }), present: joining.present)
    case .bool: Column(.bool(joining.values { $0 != 0 }), present: joining.present)
    case .double:
      Column(
        .double(joining.values { Double(bitPattern: UInt64(bitPattern: $0)) }), present: joining.present)
    case .date: Column(.date(joining.values { Int32(truncatingIfNeeded: $0) }), present: joining.present)
    case .timestamp: Column(.timestamp(joining.values { $0 }), present: joining.present)
    case .text: Column(.text(try joining.texts()), present: joining.present)
    case .list: Column(.list(try joining.lists()), present: joining.present)
    }
  }
}

private struct ColumnJoining {
  let pieces: [ScanColumn]

  private var count: Int { pieces.reduce(0) { $0 + $1.count } }

  @inline(__always)
  func values<Value: BitwiseCopyable>(_ value: (Int64) -> Value) -> [Value] {
    [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      for piece in pieces {
        // SAFETY: a piece has as many words as it counts, and all of them together have room.
        for row in 0..<piece.count { buffer[initialized + row] = value(piece.words[row]) }
        initialized += piece.count
      }
    }
  }

  /// Nil where nothing is missing.
  var present: [Bool]? {
    guard pieces.contains(where: \.hasNull) else { return nil }
    var present: [Bool] = []
    present.reserveCapacity(count)
    for piece in pieces {
      // SAFETY: a piece has as many flags as it counts.
      present.append(contentsOf: UnsafeBufferPointer(start: piece.present, count: piece.count))
    }
    return present
  }

  func texts() throws -> TextVector {
    let joining = TextJoining(sources: pieces.map(\.texts), workers: Workers(count: 1))
    let (pool, renaming) = try joining.pool()
    var codes = values { UInt32(truncatingIfNeeded: $0) }
    codes.withUnsafeMutableBufferPointer { buffer in
      guard var start = buffer.baseAddress else { return }
      for (index, piece) in pieces.enumerated() {
        // SAFETY: the codes of the pieces stand one behind another.
        renaming.rename(start, of: index, to: start, count: piece.count)
        start += piece.count
      }
    }
    return TextVector(codes: codes, pool: pool)
  }

  /// Lists of names; every different text is taken apart once.
  func lists() throws -> ListVector {
    let texts = try texts()
    let (pool, present) = (texts.pool, present)
    var items = TextGathering()
    var starts = [0]
    var codes: [UInt32] = []
    for code in 1..<max(1, pool.count) {
      guard let names = JSONText.texts(in: pool.bytes[pool.offsets[code]..<pool.offsets[code + 1]]) else {
        throw UnfitValue()
      }
      for name in names { codes.append(items.code { $0.append(contentsOf: name.utf8) }) }
      starts.append(codes.count)
    }
    var rowStarts = [0]
    rowStarts.reserveCapacity(texts.codes.count + 1)
    var all: [UInt32] = []
    all.reserveCapacity(texts.codes.count * 3)
    for (row, code) in texts.codes.enumerated() {
      if code > 0 {
        all.append(contentsOf: codes[starts[Int(code) - 1]..<starts[Int(code)]])
      } else if present?[row] ?? true {
        // An empty text is no list.
        throw UnfitValue()
      }
      rowStarts.append(all.count)
    }
    return ListVector(starts: rowStarts, items: TextVector(codes: all, pool: items.pool()))
  }
}
