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
  /// At least 1.
  let pieceSize: Int
  let workers: Workers
  let cancellation: Cancellation

  private static let sampleSize = 1 << 15

  func read() throws -> Result {
    let sample = read(
      from: start, to: min(scanner.end, start + RowReading.sampleSize),
      kinds: Array(repeating: .nothing, count: columnCount), room: Piece.Room(rows: 256))
    // SAFETY: every piece has `columnCount` columns; this one, as those below, is read after it was filled.
    let guessed = (0..<columnCount).map { sample.columns[$0].kind }
    let ownRoom = Piece.Room(rows: pieceSize / max(1, (sample.end - start) / max(1, sample.rowCount)) + 64)
    guard columnCount <= ColumnArrays.columnLimit, countLines(start, sample.end) == sample.rowCount else {
      return try read(sample, guessed, ownRoom, rooms: nil) { merging, kinds in
        try kinds.indices.map { try merging.column($0, as: kinds[$0]) }
      }
    }
    let lines = try workers.map(pieceCount) { piece in
      try cancellation.check()
      let (first, stop) = bounds(of: piece)
      return countLines(first, stop)
    }
    return try readInPlace(sample, guessed, ownRoom, lines)
  }

  /// Reads into arrays that have a place for every line. That fits as long as every line is a row; where it does
  /// not, columns are made of what the pieces hold.
  private func readInPlace(
    _ sample: Piece, _ guessed: [CellKind], _ ownRoom: Piece.Room, _ lines: [Int]
  ) throws -> Result {
    var result = Result()
    let columns = try ColumnArrays.fill(guessed, rowCount: lines.reduce(0, +)) { arrays in
      // SAFETY: the arrays have a place for each of the lines, and pieces get places for their own lines, one
      // behind another; a piece with more rows moves out. Neither pieces nor places leave this closure.
      var rooms: [Piece.Room] = []
      var row = 0
      for count in lines {
        let places = zip(arrays, guessed).map { array, kind in array.map { $0 + row * kind.stride } }
        rooms.append(Piece.Room(rows: count, places: places))
        row += count
      }
      var outcomes: [ColumnArrays.Outcome] = []
      result = try read(sample, guessed, ownRoom, rooms: SharedRooms(rooms: rooms)) { merging, kinds in
        outcomes = try kinds.indices.map { try merging.outcome($0, as: kinds[$0], array: arrays[$0]) }
        return []
      }
      return outcomes
    }
    result.columns = columns
    return result
  }

  private func read(
    _ sample: Piece, _ guessed: [CellKind], _ ownRoom: Piece.Room, rooms: SharedRooms?,
    _ merge: (PieceMerging, [CellKind]) throws -> [Column]
  ) throws -> Result {
    var pieces = try readPieces(guessed, ownRoom, rooms)
    try cancellation.check()
    var result = Result()
    result.widenings = steps([sample] + pieces, guessed)
    let kinds = (0..<columnCount).map { column in
      pieces.reduce(guessed[column]) { $0.joined(with: $1.columns[column].kind) }.settled
    }
    try readAgain(&pieces, as: kinds)
    try cancellation.check()
    let merging = PieceMerging(pieces, workers: workers)
    result.rowCount = merging.rowCount
    result.columns = try merge(merging, kinds)
    result.damaged = Array(pieces.lazy.flatMap(\.damaged).prefix(Piece.damageLimit))
    result.damagedCount = pieces.reduce(0) { $0 + $1.damagedCount }
    result.missingSeen = (0..<columnCount).map { column in
      pieces.reduce(0) { $0 | $1.columns[column].missingSeen }
    }
    return result
  }

  private func read(from start: Int, to stop: Int, kinds: [CellKind], room: Piece.Room) -> Piece {
    // SAFETY: the reader that uses the powers does not leave the closure, and a piece has none of them.
    DecimalNumber.powers.withUnsafeBufferPointer { powers in
      guard let powersOfTen = powers.baseAddress else { return Piece(start: start, room: room, kinds: kinds) }
      var reader = PieceReader(
        scanner: scanner, cells: cells, missing: missing, columnCount: columnCount, powersOfTen: powersOfTen,
        cancellation: cancellation)
      return reader.read(from: start, to: stop, kinds: kinds, room: room)
    }
  }

  private var pieceCount: Int { max(1, (scanner.end - start + pieceSize - 1) / pieceSize) }

  /// Where the first row of a piece begins, were no line end quoted, and where its rows must have begun.
  private func bounds(of piece: Int) -> (first: Int, stop: Int) {
    let cut = start + piece * pieceSize
    return (piece == 0 ? start : scanner.lineStart(from: cut), min(scanner.end, cut + pieceSize))
  }

  /// How many lines begin at or behind `first` and before `stop`, where they end in line feeds.
  private func countLines(_ first: Int, _ stop: Int) -> Int {
    // SAFETY: both are within the text.
    guard first < stop else { return 0 }
    return 1
      + countBytes(lineFeed, UnsafeRawBufferPointer(start: scanner.base + first, count: stop - first - 1))
  }

  private func readPieces(_ kinds: [CellKind], _ ownRoom: Piece.Room, _ rooms: SharedRooms?) throws -> [Piece]
  {
    let noRoom = Piece.Room(rows: 0)
    let ownRows = ownRoom.rows
    cancellation.progress.begin("reading rows", total: pieceCount)
    var pieces = try workers.map(pieceCount) { piece in
      try cancellation.check()
      defer { cancellation.progress.advance() }
      let (first, stop) = bounds(of: piece)
      let room = first < stop ? rooms?.rooms[piece] ?? Piece.Room(rows: ownRows) : Piece.Room(rows: 0)
      return read(from: first, to: stop, kinds: kinds, room: room)
    }
    try cancellation.check()
    for piece in 1..<pieceCount {
      let truth = pieces[piece - 1].end
      guard pieces[piece].start != truth else { continue }
      try cancellation.check()
      let stop = bounds(of: piece).stop
      pieces[piece] = read(from: truth, to: stop, kinds: kinds, room: truth < stop ? ownRoom : noRoom)
    }
    return pieces
  }

  private func readAgain(_ pieces: inout [Piece], as kinds: [CellKind]) throws {
    let read = pieces
    try workers.forEach(read.count) { index in
      let piece = read[index]
      var wanted = [CellKind](repeating: .skipped, count: columnCount)
      var isNeeded = false
      // SAFETY: a piece has `columnCount` columns, and is changed by one worker.
      for column in 0..<columnCount where piece.columns[column].mustBeRead(as: kinds[column]) {
        wanted[column] = kinds[column]
        isNeeded = true
      }
      guard isNeeded, piece.rowCount > 0 else { return }
      try cancellation.check()
      let again = self.read(
        from: piece.start, to: piece.end, kinds: wanted, room: Piece.Room(rows: piece.rowCount))
      // Only a reading that was cancelled comes to another count. What did not serve must not be merged.
      guard again.rowCount == piece.rowCount else { throw Cancelled() }
      piece.replaceColumns(from: again)
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

/// The rooms of all the pieces, for the workers to take theirs.
private struct SharedRooms: @unchecked Sendable {
  // SAFETY: the places of different pieces do not overlap, and each piece is read by one worker.
  let rooms: [Piece.Room]
}

extension PieceColumn {
  /// True when the values that were kept do not serve for a column of `kind`.
  func mustBeRead(as kind: CellKind) -> Bool {
    isStale || !self.kind.converts(to: kind) || (kind == .text && self.kind == .nothing && hasSoftNull)
  }
}
