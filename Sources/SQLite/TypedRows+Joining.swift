import Parallel
import Tables

extension TypedRows {
  /// A column whose rows are those of the pieces one behind another.
  package static func joined(_ index: Int, of pieces: [TypedRows]) throws -> Column {
    let joining = ColumnJoining(pieces: pieces.map { (column: $0.column(index), count: $0.rowCount) })
    return switch joining.pieces[0].column.type {
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
  let pieces: [(column: TypedColumn, count: Int)]

  private var count: Int { pieces.reduce(0) { $0 + $1.count } }

  @inline(__always)
  func values<Value: BitwiseCopyable>(_ value: (Int64) -> Value) -> [Value] {
    [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      for piece in pieces {
        // SAFETY: a piece has as many words as rows, and all of them together have room.
        for row in 0..<piece.count { buffer[initialized + row] = value(piece.column.words[row]) }
        initialized += piece.count
      }
    }
  }

  /// Nil where nothing is missing.
  var present: [Bool]? {
    guard pieces.contains(where: \.column.hasNull) else { return nil }
    var present: [Bool] = []
    present.reserveCapacity(count)
    for piece in pieces {
      // SAFETY: a piece has as many flags as rows.
      present.append(contentsOf: UnsafeBufferPointer(start: piece.column.present, count: piece.count))
    }
    return present
  }

  func texts() throws -> TextVector {
    let joining = TextJoining(sources: pieces.map(\.column.texts), workers: Workers(count: 1))
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
    let pool = texts.pool
    var items = TextGathering()
    var starts = [0]
    var codes: [UInt32] = []
    let areLists = pool.bytes.withUnsafeBufferPointer { bytes in
      (1..<max(1, pool.count)).allSatisfy { code in
        // SAFETY: the offsets of a pool are places in its bytes; names are copied.
        let text = UnsafeBufferPointer(rebasing: bytes[pool.offsets[code]..<pool.offsets[code + 1]])
        defer { starts.append(codes.count) }
        return JSONText.eachText(in: text) { codes.append(items.code(of: $0)) }
      }
    }
    // An empty text is no list.
    let hasEmpty = present.map { zip(texts.codes, $0).contains { $0 == 0 && $1 } } ?? texts.codes.contains(0)
    guard areLists, !hasEmpty else { throw UnfitValue() }
    let rowStarts = [Int](unsafeUninitializedCapacity: texts.codes.count + 1) { places, filled in
      var end = 0
      places[0] = 0
      for (row, code) in texts.codes.enumerated() {
        if code > 0 { end += starts[Int(code)] - starts[Int(code) - 1] }
        places[row + 1] = end
      }
      filled = texts.codes.count + 1
    }
    let all = [UInt32](unsafeUninitializedCapacity: rowStarts[rowStarts.count - 1]) { places, filled in
      for code in texts.codes where code > 0 {
        for place in starts[Int(code) - 1]..<starts[Int(code)] {
          places[filled] = codes[place]
          filled += 1
        }
      }
    }
    return ListVector(starts: rowStarts, items: TextVector(codes: all, pool: items.pool()))
  }
}
