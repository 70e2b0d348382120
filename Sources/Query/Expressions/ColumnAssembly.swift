import Parallel
import Tables

/// Puts the morsels of a column together. Each worker writes its morsels straight into their places.
struct ColumnAssembly: Sendable {
  let count: Int
  let size: Int
  let workers: Workers
  /// Computes one morsel.
  let morsel: @Sendable (Int) throws -> Vector

  /// What of a morsel is put together after all of them are computed.
  private struct Rest: Sendable {
    let present: ArraySlice<Bool>?
    let pool: TextPool?
  }

  private var pieces: Int { (count + size - 1) / size }

  private func range(_ piece: Int) -> Range<Int> { piece * size..<min(count, (piece + 1) * size) }

  func column(of type: DataType) throws -> Column {
    switch type {
    case .bool:
      let (values, rests) = try filled(zero: false, \.bools)
      return Column(.bool(values), present: presence(rests))
    case .int:
      let (values, rests) = try filled(zero: Int64(0), \.ints)
      return Column(.int(values), present: presence(rests))
    case .double:
      var (values, rests) = try filled(zero: 0.0, \.doubles)
      // Adding zero makes a negative zero positive.
      for row in values.indices { values[row] += 0 }
      return Column(.double(values), present: presence(rests))
    case .date:
      let (values, rests) = try filled(zero: Int32(0), \.days)
      return Column(.date(values), present: presence(rests))
    case .timestamp:
      let (values, rests) = try filled(zero: Int64(0), \.ints)
      return Column(.timestamp(values), present: presence(rests))
    case .text:
      let (codes, rests) = try filled(zero: UInt32(0), \.texts.lanes)
      let joined = try JoinedPools.checked(rests.map { $0.pool ?? .empty })
      return Column(
        .text(TextVector(codes: recoded(codes, joined.maps), pool: joined.pool)), present: presence(rests))
    case .list: return try lists()
    }
  }

  @inline(__always)
  private func filled<Element: BitwiseCopyable & Sendable>(
    zero: Element, _ read: @Sendable (Vector) -> Operand<Element>
  ) throws -> ([Element], [Rest]) {
    var rests: [Rest] = []
    // SAFETY: the elements are bits without ownership, and every morsel fills its range; where one throws,
    // none counts as initialized, and all workers have stopped.
    let values = try [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      let places = Places(base: buffer)
      rests = try workers.map(pieces) { piece in
        let vector = try morsel(piece)
        places.fill(
          range(piece), from: read(vector), vector.presence, hasNulls: vector.present != nil, zero)
        var pool: TextPool?
        if case .text(_, let texts) = vector.values { pool = texts }
        let present =
          vector.isConstantNull ? ArraySlice(repeating: false, count: range(piece).count) : vector.present
        return Rest(present: present, pool: pool)
      }
      initialized = count
    }
    return (values, rests)
  }

  private func presence(_ rests: [Rest]) -> [Bool]? {
    guard rests.contains(where: { $0.present?.contains(false) ?? false }) else { return nil }
    var present = [Bool](repeating: true, count: count)
    for (piece, rest) in rests.enumerated() {
      if let part = rest.present { present.replaceSubrange(range(piece), with: part) }
    }
    return present
  }

  /// The codes of each piece as they are in the joined pool.
  private func recoded(_ codes: [UInt32], _ maps: [JoinedPools.CodeMap]) -> [UInt32] {
    if maps.allSatisfy(\.isIdentity) { return codes }
    var result: [UInt32] = []
    result.reserveCapacity(codes.count)
    for (piece, map) in maps.enumerated() { result.append(contentsOf: map.apply(to: codes[range(piece)])) }
    return result
  }

  private func lists() throws -> Column {
    let vectors = try workers.map(pieces, morsel)
    let joined = try JoinedPools.checked(vectors.map(\.lists.items.pool))
    var starts = [0]
    starts.reserveCapacity(count + 1)
    var codes: [UInt32] = []
    var rests: [Rest] = []
    for (piece, vector) in vectors.enumerated() {
      let lists = vector.lists
      let items = joined.maps[piece].apply(to: lists.items.codes[...])
      let rows = range(piece).count
      for row in 0..<rows {
        if !vector.isNull(row) {
          let lane = vector.isConstant ? 0 : row
          codes +=
            items[
              items.startIndex + lists.starts[lists.starts.startIndex + lane]..<items.startIndex
                + lists.ends[lists.ends.startIndex + lane]]
        }
        starts.append(codes.count)
      }
      let present = vector.isConstantNull ? ArraySlice(repeating: false, count: rows) : vector.present
      rests.append(Rest(present: present, pool: nil))
    }
    let items = TextVector(codes: codes, pool: joined.pool)
    return Column(.list(ListVector(starts: starts, items: items)), present: presence(rests))
  }
}

/// The memory of a column that is being written.
private struct Places<Element: BitwiseCopyable>: @unchecked Sendable {
  // SAFETY: workers write disjoint ranges, one for each morsel, and the array is read after they have joined.
  let base: UnsafeMutableBufferPointer<Element>

  /// Writes the values of one morsel, with zeros where they are null.
  @inline(__always)
  func fill(
    _ range: Range<Int>, from values: Operand<Element>, _ presence: Operand<Bool>, hasNulls: Bool,
    _ zero: Element
  ) {
    // SAFETY: the range is inside of the column, and what varies has a lane for each of its rows.
    precondition(values.lanes.count >= (values.isConstant ? 1 : range.count))
    precondition(presence.lanes.count >= (presence.isConstant ? 1 : range.count))
    let places = UnsafeMutableBufferPointer(rebasing: base[range])
    if values.isConstant {
      places.initialize(repeating: presence[0] ? values[0] : zero)
    } else if !hasNulls {
      _ = places.initialize(from: values.lanes.prefix(range.count))
    } else {
      values.lanes.withUnsafeBufferPointer { lanes in
        presence.lanes.withUnsafeBufferPointer { present in
          for row in 0..<range.count {
            places.initializeElement(at: row, to: present[row] ? lanes[row] : zero)
          }
        }
      }
    }
  }
}
