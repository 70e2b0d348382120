import Parallel
import Tables

/// Tells whether two rows whose hashes are equal have equal keys.
protocol KeyEquality: Sendable {
  func areEqual(_ left: Int32, _ right: Int32) -> Bool
}

/// For hashes made by `mixed`: no two keys share one.
struct HashesDiffer: KeyEquality {
  @inline(__always)
  func areEqual(_ left: Int32, _ right: Int32) -> Bool { true }
}

/// A hash of 64 bits from which the key could be told again: different keys have different hashes.
@inline(__always)
func mixed(_ key: UInt64) -> UInt64 {
  var hash = (key ^ (key >> 32)) &* 0x9E37_79B9_7F4A_7C15
  hash = (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9
  return hash ^ (hash >> 32)
}

/// Finds the code of a key by its hash. Codes count up from 0, one for each different key.
///
/// The keys are dealt by the top bits of their hashes to parts that workers fill on their own. How many parts
/// there are depends on the number of rows only, and so do the codes.
struct KeyIndex: Sendable {
  fileprivate let parts: [Part]
  /// The code of the first key of each part.
  fileprivate let firstCodes: [UInt32]
  fileprivate let shift: UInt64
  /// By code: the first row that has the key.
  let firstRows: [Int32]

  /// Rows that an index holds in one part.
  private static let rowsPerPart = 1 << 14

  static func build(
    _ texts: TextVector, present: [Bool]?, loop: RowLoop
  ) throws -> (index: KeyIndex, codes: [UInt32]) {
    let hashes = try texts.hashes(loop: loop)
    return try texts.withTexts { texts in
      try build(hashes: hashes, present: present, equality: TextEquality(texts: texts), loop: loop)
    }
  }

  /// Builds the index over all rows that are present and gives their codes; the others get `noCode`.
  static func build(
    hashes: [UInt64], present: [Bool]?, equality: some KeyEquality, loop: RowLoop
  ) throws -> (index: KeyIndex, codes: [UInt32]) {
    let bits = (0..<8).first { hashes.count <= rowsPerPart << $0 } ?? 8
    let shift = UInt64(64 - bits)
    let deal = try deal(hashes: hashes, present: present, bits: bits, loop: loop)
    // SAFETY: parts hold different rows, and write the code of each; the loop behind them writes those of all
    // rows that no part holds.
    var codes = [UInt32](uninitializedCount: hashes.count)
    let parts = try codes.shared { codes in
      try loop.workers.map(1 << bits) { number in
        try loop.cancellation.check()
        let range = deal.starts[number]..<deal.starts[number + 1]
        return Part(rows: deal.rows[range], hashes: deal.hashes[range], equality: equality, codes: codes)
      }
    }
    var firstCodes: [UInt32] = []
    var firstRows: [Int32] = []
    for part in parts {
      firstCodes.append(UInt32(firstRows.count))
      firstRows.append(contentsOf: part.firstRows)
    }
    let offsets = firstCodes
    try codes.shared { codes in
      try loop.forEach(rowsBelow: hashes.count) { range in
        for row in range {
          if let present, !present[row] {
            codes[row] = noCode
          } else if bits > 0 {
            codes[row] += offsets[Int(truncatingIfNeeded: hashes[row] >> shift)]
          }
        }
      }
    }
    return (KeyIndex(parts: parts, firstCodes: firstCodes, shift: shift, firstRows: firstRows), codes)
  }

  /// The rows that are present, with their hashes, dealt to `1 << bits` parts; each part in row order.
  private static func deal(
    hashes: [UInt64], present: [Bool]?, bits: Int, loop: RowLoop
  ) throws -> (rows: [Int32], hashes: [UInt64], starts: [Int]) {
    let pieces = loop.pieces(of: hashes.count)
    let partCount = 1 << bits
    let shift = UInt64(64 - bits)
    let counts = try loop.map(pieces) { range in
      var counts = [Int](repeating: 0, count: partCount)
      for row in range where present?[row] ?? true {
        // A shift by all 64 bits gives 0: then there is one part.
        counts[Int(truncatingIfNeeded: hashes[row] >> shift)] += 1
      }
      return counts
    }
    var starts = [0]
    var places = counts
    var total = 0
    for part in 0..<partCount {
      for piece in counts.indices {
        places[piece][part] = total
        total += counts[piece][part]
      }
      starts.append(total)
    }
    let firstPlaces = places
    // SAFETY: the places of each piece and part are as many as were counted, apart from all others, in all
    // `total`.
    var dealtRows = [Int32](uninitializedCount: total)
    var dealtHashes = [UInt64](uninitializedCount: total)
    try dealtRows.shared { dealtRows in
      try dealtHashes.shared { dealtHashes in
        try loop.forEach(pieces) { piece, range in
          var places = firstPlaces[piece]
          for row in range where present?[row] ?? true {
            let part = Int(truncatingIfNeeded: hashes[row] >> shift)
            let place = places[part]
            places[part] = place + 1
            dealtRows[place] = Int32(truncatingIfNeeded: row)
            dealtHashes[place] = hashes[row]
          }
        }
      }
    }
    return (dealtRows, dealtHashes, starts)
  }
}

extension KeyIndex {
  /// One open-addressing table. It is at most half full.
  fileprivate struct Part: Sendable {
    private(set) var slotHashes: [UInt64]
    private(set) var slotCodes: [UInt32]
    private(set) var firstRows: [Int32] = []

    init(
      rows: ArraySlice<Int32>, hashes: ArraySlice<UInt64>, equality: some KeyEquality,
      codes: SharedBuffer<UInt32>
    ) {
      let capacity = 64
      slotHashes = Array(repeating: 0, count: capacity)
      slotCodes = Array(repeating: noCode, count: capacity)
      // SAFETY: both slices are of one range, and the codes have a place for every row; tables are plain
      // arrays.
      rows.withUnsafeBufferPointer { rows in
        hashes.withUnsafeBufferPointer { hashes in
          for place in rows.indices {
            codes[Int(rows[place])] = insert(hashes[place], row: rows[place], equality: equality)
          }
        }
      }
    }

    @inline(__always)
    private mutating func insert(_ hash: UInt64, row: Int32, equality: some KeyEquality) -> UInt32 {
      var slot = Int(truncatingIfNeeded: hash) & (slotCodes.count - 1)
      while true {
        let code = slotCodes[slot]
        if code == noCode { break }
        if slotHashes[slot] == hash, equality.areEqual(firstRows[Int(code)], row) { return code }
        slot = (slot + 1) & (slotCodes.count - 1)
      }
      let code = UInt32(firstRows.count)
      slotHashes[slot] = hash
      slotCodes[slot] = code
      firstRows.append(row)
      if firstRows.count * 2 > slotCodes.count { grow() }
      return code
    }

    private mutating func grow() {
      let oldHashes = slotHashes
      let oldCodes = slotCodes
      let capacity = oldCodes.count * 4
      slotHashes = Array(repeating: 0, count: capacity)
      slotCodes = Array(repeating: noCode, count: capacity)
      for old in oldCodes.indices where oldCodes[old] != noCode {
        var slot = Int(truncatingIfNeeded: oldHashes[old]) & (capacity - 1)
        while slotCodes[slot] != noCode { slot = (slot + 1) & (capacity - 1) }
        slotHashes[slot] = oldHashes[old]
        slotCodes[slot] = oldCodes[old]
      }
    }
  }
}

/// Finds keys in an index that stands.
struct KeyLookup: Sendable {
  private var hashes: [UInt64] = []
  private var codes: [UInt32] = []
  private let firstRows: [Int32]
  /// The first slot of each part.
  private var starts = [0]
  private let shift: UInt64

  /// The tables of all parts end to end, with the codes of the whole index.
  init(_ index: KeyIndex) {
    shift = index.shift
    firstRows = index.firstRows
    for (part, firstCode) in zip(index.parts, index.firstCodes) {
      hashes += part.slotHashes
      codes += part.slotCodes.lazy.map { $0 == noCode ? noCode : $0 + firstCode }
      starts.append(hashes.count)
    }
  }

  /// The code of the key with this hash, or `noCode`; `isEqual` is asked about rows of the index.
  @inline(__always)
  func code(of hash: UInt64, isEqual: (Int32) -> Bool = { _ in true }) -> UInt32 {
    // A shift by all 64 bits gives 0: then there is one part.
    let part = Int(truncatingIfNeeded: hash >> shift)
    let start = starts[part]
    let mask = starts[part + 1] - start - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let code = codes[start + slot]
      if code == noCode || (hashes[start + slot] == hash && isEqual(firstRows[Int(code)])) { return code }
      slot = (slot + 1) & mask
    }
  }
}
