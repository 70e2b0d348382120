import Tables

/// The values of one column in one piece of a file, while they are read. Owned and freed by the piece.
struct PieceColumn {
  /// What all the values so far have in common.
  private(set) var kind: CellKind
  /// True when values could not be kept as they came, so that the piece is read again for this column.
  private(set) var isStale = false
  /// True when a field was taken as null that is a text in a column of texts: a quoted `NA`, or blanks.
  var hasSoftNull = false
  private(set) var nullCount = 0
  /// One bit for each of the missing words that stands here.
  var missingSeen: UInt64 = 0
  // SAFETY: room for `capacity` values of the stride of `kind`; nil for a kind without values and when stale.
  // Freed with the piece if owned; else it stands in an array that is open until the pieces are joined.
  private(set) var values: UnsafeMutableRawPointer?
  /// False while the values stand in the array of the whole column.
  private var ownsValues = true
  /// How many rows there is room for.
  private var capacity: Int
  // SAFETY: `capacity` flags, all initialized; owned.
  /// Nil while there is no null; nothing but nulls needs none either.
  private(set) var present: UnsafeMutablePointer<Bool>?
  var texts: TextGatherer?

  /// - Parameter place: where the values of this piece stand in the array of the whole column, if anywhere.
  init(kind: CellKind, capacity: Int, place: UnsafeMutableRawPointer?) {
    self.kind = kind
    self.capacity = capacity
    allocateValues(place)
  }

  func free() {
    if ownsValues { values?.deallocate() }
    present?.deallocate()
    texts?.free()
  }

  private mutating func allocateValues(_ place: UnsafeMutableRawPointer? = nil) {
    ownsValues = place == nil
    if kind.stride > 0 { values = place ?? .allocate(byteCount: kind.stride * capacity, alignment: 8) }
    if kind == .text { texts = TextGatherer() }
  }

  @inline(__always) mutating func store<Element: BitwiseCopyable>(_ value: Element, _ row: Int) {
    // SAFETY: the room for `row` was made before the row was begun, in the stride of the kind.
    values.unsafelyUnwrapped.storeBytes(
      of: value, toByteOffset: row &* MemoryLayout<Element>.stride, as: Element.self)
  }

  @inline(__always) mutating func storeNull(_ row: Int) {
    nullCount += 1
    if kind == .nothing || isStale { return }
    if present == nil { allocatePresent() }
    // SAFETY: allocated just above if it was not there; `row` is below the capacity.
    present.unsafelyUnwrapped[row] = false
    switch kind.stride {
    case 8: store(Int64(0), row)
    case 4: store(Int32(0), row)
    default: store(false, row)
    }
  }

  @inline(never) private mutating func allocatePresent() {
    let flags = UnsafeMutablePointer<Bool>.allocate(capacity: capacity)
    flags.initialize(repeating: true, count: capacity)
    present = flags
  }

  /// Makes room for more rows, of which `rows` are there already.
  mutating func grow(from rows: Int, to larger: Int) {
    let former = capacity
    capacity = larger
    // SAFETY: `rows` is at most the former capacity, so that copies stay within the old room and the new.
    if let old = values, kind.stride > 0 {
      let new = UnsafeMutableRawPointer.allocate(byteCount: kind.stride * larger, alignment: 8)
      new.copyMemory(from: old, byteCount: kind.stride * rows)
      if ownsValues { old.deallocate() }
      values = new
      ownsValues = true
    }
    if let old = present {
      allocatePresent()
      present?.update(from: old, count: former)
      old.deallocate()
    }
  }

  /// Takes a wider kind before the value of `row` is stored, and keeps the values before it where it can.
  mutating func widen(to wider: CellKind, row: Int) {
    let former = kind
    let formerValues = values
    let ownedFormer = ownsValues
    kind = wider
    if former == .nothing, !(wider == .text && hasSoftNull) {
      allocateValues()
      if row > 0 {
        allocatePresent()
        present?.update(repeating: false, count: row)
        values?.initializeMemory(as: UInt8.self, repeating: 0, count: wider.stride * row)
      }
      return
    }
    guard !isStale, former != .nothing, former.converts(to: wider) else {
      isStale = true
      if ownedFormer { formerValues?.deallocate() }
      values = nil
      return
    }
    allocateValues()
    if let from = formerValues, let to = values, from != to {
      convertValues(from, former, to: to, wider, count: row)
      if ownedFormer { from.deallocate() }
    }
  }
}

/// Turns the values of one kind into those of a wider one that holds them all.
func convertValues(
  _ from: UnsafeRawPointer, _ kind: CellKind, to: UnsafeMutableRawPointer, _ wider: CellKind, count: Int
) {
  // SAFETY: the callers give `count` values of `kind` and room for as many of `wider`, into which `kind`
  // converts; the two do not overlap.
  switch (kind, wider) {
  case (.int, .double):
    for row in 0..<count {
      let value = from.load(fromByteOffset: row * 8, as: Int64.self)
      to.storeBytes(of: Double(value), toByteOffset: row * 8, as: Double.self)
    }
  case (.date, .timestamp):
    for row in 0..<count {
      let days = from.load(fromByteOffset: row * 4, as: Int32.self)
      to.storeBytes(of: Int64(days) * Timestamp.day, toByteOffset: row * 8, as: Int64.self)
    }
  case _ where kind.isUnsettled && kind != wider:
    let isDayFirst = wider == .slashDayFirst || wider == .dotDayFirst || wider == .dashDayFirst
    for row in 0..<count {
      let packed = from.load(fromByteOffset: row * 4, as: Int32.self)
      to.storeBytes(of: settledDays(packed, isDayFirst: isDayFirst), toByteOffset: row * 4, as: Int32.self)
    }
  default:
    to.copyMemory(from: from, byteCount: wider.stride * count)
  }
}

/// A date whose day and month can trade places, until it is known which is which. A null is 0.
func packedDate(year: Int, first: Int, second: Int) -> Int32 { Int32(year * 10_000 + first * 100 + second) }

private func settledDays(_ packed: Int32, isDayFirst: Bool) -> Int32 {
  if packed == 0 { return 0 }
  let year = Int(packed / 10_000)
  let first = Int(packed / 100 % 100)
  let second = Int(packed % 100)
  return CalendarDate.dayNumber(
    year: year, month: isDayFirst ? second : first, day: isDayFirst ? first : second)
}
