import Parallel
import Tables

/// Reads all the rows behind the header, in pieces of a fixed size.
///
/// Each piece takes the first line end behind its cut as the end of a row. That is wrong when the cut is in
/// the middle of quotes, and then the piece before does not end where this one began: it is read again from
/// there. So are the columns of pieces that took a narrower type than the whole file turns out to have.
struct RowReading: Sendable {
  struct Result {
    var columns: [Column] = []
    var rowCount = 0
    var damaged: [Piece.Damage] = []
    var damagedCount = 0
    var missingSeen: [UInt64] = []
    /// What made the type of each column wider, in the order of the rows.
    var widenings: [[Step]] = []
  }

  struct Step {
    let from: CellKind
    let to: CellKind
    let start: Int
    let length: Int
  }

  let scanner: FieldScanner
  let cells: CellReading
  let missing: MissingWords
  let columnCount: Int
  let start: Int
  let pieceSize: Int
  let workers: Workers
  let cancellation: Cancellation

  private static let sampleSize = 1 << 15

  func read() throws -> Result {
    let sample = read(
      from: start, to: min(scanner.end, start + RowReading.sampleSize),
      kinds: Array(repeating: .nothing, count: columnCount), rowEstimate: 256)
    let guessed = (0..<columnCount).map { sample.columns[$0].kind }
    let sampleBytes = max(1, sample.end - start)
    let rowEstimate = pieceSize / max(1, sampleBytes / max(1, sample.rowCount)) + 64
    var pieces = try readPieces(guessed, rowEstimate: rowEstimate)
    try cancellation.check()
    var result = Result()
    result.widenings = steps([sample] + pieces, guessed)
    let kinds = (0..<columnCount).map { column in
      pieces.reduce(guessed[column]) { $0.joined(with: $1.columns[column].kind) }.settled
    }
    try readAgain(&pieces, as: kinds, rowEstimate: rowEstimate)
    try cancellation.check()
    let merging = PieceMerging(pieces, workers: workers)
    result.rowCount = merging.rowCount
    for column in 0..<columnCount { result.columns.append(try merging.column(column, as: kinds[column])) }
    result.damaged = Array(pieces.lazy.flatMap(\.damaged).prefix(Piece.damageLimit))
    result.damagedCount = pieces.reduce(0) { $0 + $1.damagedCount }
    result.missingSeen = (0..<columnCount).map { column in
      pieces.reduce(0) { $0 | $1.columns[column].missingSeen }
    }
    return result
  }

  private func read(from start: Int, to stop: Int, kinds: [CellKind], rowEstimate: Int) -> Piece {
    DecimalNumber.powers.withUnsafeBufferPointer { powers in
      guard let powersOfTen = powers.baseAddress else {
        return Piece(start: start, capacity: 0, kinds: kinds)
      }
      var reader = PieceReader(
        scanner: scanner, cells: cells, missing: missing, columnCount: columnCount, powersOfTen: powersOfTen,
        cancellation: cancellation)
      return reader.read(from: start, to: stop, kinds: kinds, rowEstimate: rowEstimate)
    }
  }

  private func readPieces(_ kinds: [CellKind], rowEstimate: Int) throws -> [Piece] {
    let size = max(1, pieceSize)
    let count = max(1, (scanner.end - start + size - 1) / size)
    var pieces = try workers.map(count) { piece in
      try cancellation.check()
      let cut = start + piece * size
      let stop = min(scanner.end, cut + size)
      let first = piece == 0 ? start : scanner.lineStart(from: cut)
      return read(from: first, to: stop, kinds: kinds, rowEstimate: first < stop ? rowEstimate : 0)
    }
    try cancellation.check()
    for piece in 1..<max(1, count) {
      let truth = pieces[piece - 1].end
      guard pieces[piece].start != truth else { continue }
      try cancellation.check()
      let stop = min(scanner.end, start + (piece + 1) * size)
      pieces[piece] = read(from: truth, to: stop, kinds: kinds, rowEstimate: truth < stop ? rowEstimate : 0)
    }
    return pieces
  }

  private func readAgain(_ pieces: inout [Piece], as kinds: [CellKind], rowEstimate: Int) throws {
    let read = pieces
    try workers.forEach(read.count) { index in
      let piece = read[index]
      var wanted = [CellKind](repeating: .skipped, count: columnCount)
      var isNeeded = false
      for column in 0..<columnCount where piece.columns[column].mustBeRead(as: kinds[column]) {
        wanted[column] = kinds[column]
        isNeeded = true
      }
      guard isNeeded, piece.rowCount > 0 else { return }
      try cancellation.check()
      let again = self.read(from: piece.start, to: piece.end, kinds: wanted, rowEstimate: piece.rowCount)
      if again.rowCount == piece.rowCount { piece.replaceColumns(from: again) }
    }
  }

  /// The widenings of all the pieces, as one reader from the first row to the last would have met them.
  private func steps(_ pieces: [Piece], _ guessed: [CellKind]) -> [[Step]] {
    var steps = [[Step]](repeating: [], count: columnCount)
    var kinds = [CellKind](repeating: .nothing, count: columnCount)
    for (index, piece) in pieces.enumerated() {
      if index == 1 { kinds = guessed }
      for widening in piece.widenings {
        let wider = kinds[widening.column].joined(with: widening.kind)
        guard wider != kinds[widening.column] else { continue }
        steps[widening.column].append(
          Step(from: kinds[widening.column], to: wider, start: widening.start, length: widening.length))
        kinds[widening.column] = wider
      }
    }
    return steps
  }
}

extension PieceColumn {
  /// True when the values that were kept do not serve for a column of `kind`.
  func mustBeRead(as kind: CellKind) -> Bool {
    isStale || !self.kind.converts(to: kind) || (kind == .text && self.kind == .nothing && hasSoftNull)
  }
}
