/// The rows of a file that begin in one stretch of it, column by column.
final class Piece: @unchecked Sendable {
  // SAFETY: a piece is filled by one worker and only read after the loop over the pieces has joined; it alone
  // owns and frees what its columns point to.

  /// A value that made the kind of its column wider.
  struct Widening {
    let column: Int
    let kind: CellKind
    let start: Int
    let length: Int
  }

  struct Damage {
    let rowStart: Int
    let reason: RowDamage
  }

  let start: Int
  /// Where the first row behind this piece begins.
  var end: Int
  var rowCount = 0
  private(set) var capacity: Int
  // SAFETY: `columnCount` columns, initialized and freed with the piece.
  let columns: UnsafeMutablePointer<PieceColumn>
  let columnCount: Int
  var widenings: [Widening] = []
  /// One for each damaged row, as far as they are shown.
  var damaged: [Damage] = []
  var damagedCount = 0
  private var lastDamagedRow = -1

  static let damageLimit = 20

  /// Where the rows of a piece go at first: into arrays of whole columns, when their number was foretold, or
  /// into room of its own. A piece that has more rows than there is room moves into larger room of its own.
  struct Room {
    var rows: Int
    // SAFETY: each has room for `rows` values, and its array is open until all the pieces are joined.
    var places: [UnsafeMutableRawPointer?]?
  }

  init(start: Int, room: Room, kinds: [CellKind]) {
    self.start = start
    end = start
    capacity = room.rows
    columnCount = kinds.count
    columns = .allocate(capacity: max(1, kinds.count))
    for (index, kind) in kinds.enumerated() {
      (columns + index).initialize(
        to: PieceColumn(kind: kind, capacity: capacity, place: room.places?[index]))
    }
  }

  deinit {
    for index in 0..<columnCount { columns[index].free() }
    columns.deinitialize(count: columnCount)
    columns.deallocate()
  }

  func grow(rows: Int) {
    let larger = max(64, capacity * 2)
    for index in 0..<columnCount { columns[index].grow(from: rows, to: larger) }
    capacity = larger
  }

  func noteDamage(_ reason: RowDamage, rowStart: Int) {
    guard rowStart != lastDamagedRow else { return }
    lastDamagedRow = rowStart
    damagedCount += 1
    if damaged.count < Piece.damageLimit { damaged.append(Damage(rowStart: rowStart, reason: reason)) }
  }

  /// Takes the columns that another reading of the same rows has filled anew.
  func replaceColumns(from other: Piece) {
    for index in 0..<columnCount where other.columns[index].kind != .skipped {
      swap(&columns[index], &other.columns[index])
    }
  }
}
