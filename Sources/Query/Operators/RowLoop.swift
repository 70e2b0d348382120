import Parallel

/// The mark for "no row", where numbers of rows stand.
let noRow: Int32 = -1

/// The mark for "no code", where codes of keys stand.
let noCode = UInt32.max

/// Runs a kernel over rows in pieces of fixed size, on all workers, and stops when the statement is cancelled.
struct RowLoop: Sendable {
  let workers: Workers
  let cancellation: Cancellation
  /// Never depends on the number of workers, so that results do not either.
  let pieceSize: Int

  func forEach(_ pieces: RowPieces, _ body: @Sendable (Int, Range<Int>) throws -> Void) throws {
    try workers.forEach(pieces.count) { piece in
      try cancellation.check()
      try body(piece, pieces[piece])
      cancellation.progress.advance(by: pieces[piece].count)
    }
  }

  func forEach(rowsBelow count: Int, _ body: @Sendable (Range<Int>) throws -> Void) throws {
    try forEach(pieces(of: count)) { _, range in try body(range) }
  }

  func map<Result: Sendable>(
    _ pieces: RowPieces, _ body: @Sendable (Range<Int>) throws -> Result
  ) throws -> [Result] {
    try workers.map(pieces.count) { piece in
      try cancellation.check()
      defer { cancellation.progress.advance(by: pieces[piece].count) }
      return try body(pieces[piece])
    }
  }

  /// An array whose elements the pieces write, each those of its range.
  ///
  /// - Precondition: the body initialises every element of its range.
  func array<Element: BitwiseCopyable & Sendable>(
    _ count: Int, _ body: @Sendable (SharedBuffer<Element>, Range<Int>) throws -> Void
  ) throws -> [Element] {
    // SAFETY: the elements are bits without ownership, and the body writes all of its range; where it throws,
    // none counts as initialized, and all workers have stopped.
    try Array(unsafeUninitializedCapacity: count) { buffer, initialized in
      let shared = SharedBuffer(buffer)
      try forEach(rowsBelow: count) { range in try body(shared, range) }
      initialized = count
    }
  }

  func pieces(of rows: Int) -> RowPieces { RowPieces(of: rows, size: pieceSize) }

  /// Pieces for kernels that keep `width` partial results each: fewer where that is much beside the rows.
  func pieces(of rows: Int, width: Int) -> RowPieces {
    let size = max(pieceSize, width * 4)
    return RowPieces(of: rows, size: size)
  }
}

/// Consecutive stretches of rows, each a piece of work of its own.
struct RowPieces: Sendable {
  let rowCount: Int
  let size: Int

  init(of rowCount: Int, size: Int) {
    self.rowCount = rowCount
    self.size = max(1, size)
  }

  var count: Int { (rowCount + size - 1) / size }

  subscript(piece: Int) -> Range<Int> { piece * size..<min(rowCount, (piece + 1) * size) }
}

extension Array where Element: BitwiseCopyable & Sendable {
  /// Lends the elements to workers that write each its own places.
  mutating func shared<Result>(_ body: (SharedBuffer<Element>) throws -> Result) rethrows -> Result {
    // SAFETY: the body ends after its loop has joined, and the array is not touched in between.
    try withUnsafeMutableBufferPointer { try body(SharedBuffer($0)) }
  }

  init(uninitializedCount count: Int) {
    // SAFETY: the elements are bits without ownership; whoever makes such an array writes each before it is
    // read.
    self.init(unsafeUninitializedCapacity: count) { _, initialized in initialized = count }
  }
}
