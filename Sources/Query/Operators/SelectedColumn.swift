import Tables

/// A column seen through a choice of its rows: what kernels read that need not move the values first.
struct SelectedColumn: Sendable {
  let base: Column
  /// By place, the row of `base`; nil when every row is at its own place.
  let rows: [Int32]?

  init(_ base: Column, rows: [Int32]? = nil) {
    self.base = base
    self.rows = rows
  }

  var count: Int { rows?.count ?? base.count }

  /// Calls the body with each place of a range whose value is not null, and the row that holds it.
  @inline(__always)
  func forEachPresent(in places: Range<Int>, _ body: (_ place: Int, _ row: Int) -> Void) {
    switch (rows, base.present) {
    case (nil, nil):
      for place in places { body(place, place) }
    case (nil, let present?):
      for place in places where present[place] { body(place, place) }
    case (let rows?, nil):
      for place in places { body(place, Int(rows[place])) }
    case (let rows?, let present?):
      for place in places where present[Int(rows[place])] { body(place, Int(rows[place])) }
    }
  }

  /// The rows of `base` at some places.
  func resolving(_ places: [Int32], loop: RowLoop) throws -> [Int32] {
    try rows.map { try Selection.rows($0).resolving(places, loop: loop) } ?? places
  }

  func dense(loop: RowLoop) throws -> Column { try rows.map { try base.gathered($0, loop: loop) } ?? base }
}
