import Parallel
import Tables

/// Reads the rows of one stretch of a text straight into typed columns, touching each byte once.
///
/// Every kind has a short way for the usual fields, which gives up at the first odd byte; `readSlowly` then
/// takes the field from its start and knows all the rules.
struct PieceReader: ~Copyable {
  let scanner: FieldScanner
  let cells: CellReading
  let missing: MissingWords
  let columnCount: Int
  // SAFETY: `DecimalNumber.powers`, lent for as long as the reader is there.
  let powersOfTen: UnsafePointer<Double>
  let cancellation: Cancellation
  var scratch = Scratch()

  /// The rows that start at or behind `start` and before `stop`, of which a row is known to start at `start`.
  mutating func read(from start: Int, to stop: Int, kinds: [CellKind], room: Piece.Room) -> Piece {
    let piece = Piece(start: start, room: room, kinds: kinds)
    let base = scanner.base
    var position = start
    var row = 0
    while position < stop {
      let byte = base[position]
      if byte == lineFeed || byte == carriageReturn || isBlank(byte), let lineEnd = skippedLine(position) {
        position = scanner.afterLineEnd(lineEnd)
        continue
      }
      if row == piece.capacity { piece.grow(rows: row) }
      if row & 1023 == 0, cancellation.isCancelled { break }
      position = readRow(at: position, row, piece)
      row += 1
    }
    piece.rowCount = row
    piece.end = min(position, scanner.end)
    return piece
  }

  /// A line without anything on it is no row, but a null where there is one column.
  private func skippedLine(_ position: Int) -> Int? {
    columnCount == 1 ? nil : scanner.blankLineEnd(position)
  }

  @inline(__always)
  private mutating func readRow(at rowStart: Int, _ row: Int, _ piece: Piece) -> Int {
    // SAFETY: a row begins before `end`, where a line end stands; no step passes a line end, but for those in
    // quotes, which the scanner holds against `end`. `index` is below `columnCount`, and there is room for
    // `row`.
    let base = scanner.base
    let delimiter = scanner.delimiter
    let quote = scanner.quote
    var position = rowStart
    var index = 0
    while true {
      let column = piece.columns + index
      let first = base[position]
      if scanner.endsField(first) {
        if column.pointee.kind != .skipped { column.pointee.storeNull(row) }
      } else {
        let next: Int?
        let isQuoted = first == quote
        let start = isQuoted ? position + 1 : position
        switch column.pointee.kind {
        case .text:
          next = isQuoted ? readQuotedText(at: start, column, row) : readText(at: start, column, row)
        case .int: next = readInt(at: start, isQuoted, column, row)
        case .double: next = readDouble(at: start, isQuoted, column, row)
        case .date: next = readDate(at: start, isQuoted, column, row)
        case .skipped: next = isQuoted ? nil : scanner.fieldEnd(from: start)
        default: next = nil
        }
        position = next ?? readSlowly(at: position, index, row, piece, rowStart: rowStart)
      }
      index += 1
      if base[position] == delimiter {
        position += 1
        if index < columnCount { continue }
        return skipExtraFields(at: position, piece, rowStart: rowStart)
      }
      if index < columnCount { padRow(from: index, row, piece, rowStart: rowStart) }
      return scanner.afterLineEnd(position)
    }
  }

  @inline(__always)
  private func readText(at position: Int, _ column: UnsafeMutablePointer<PieceColumn>, _ row: Int) -> Int? {
    // SAFETY: a field begins before `end`, behind which eight bytes are readable; there is room for `row`.
    let (next, key) = scanner.keyedField(at: position)
    let length = next - position
    if missing.mayBe(first: scanner.base[position], length: length) { return nil }
    guard !column.pointee.isStale else { return next }
    if let code = column.pointee.texts?.code(scanner.base + position, length, key, row: row) {
      column.pointee.store(code, row)
    }
    return next
  }

  @inline(__always)
  private func readQuotedText(
    at position: Int, _ column: UnsafeMutablePointer<PieceColumn>, _ row: Int
  ) -> Int? {
    // SAFETY: the closing quote is before `end`, behind which eight bytes are readable; there is room for
    // `row`.
    guard let (close, key) = scanner.keyedQuotedField(at: position), close > position,
      let next = endBehind(close, true), !column.pointee.isStale
    else { return nil }
    if let code = column.pointee.texts?.code(scanner.base + position, close - position, key, row: row) {
      column.pointee.store(code, row)
    }
    return next
  }

  /// Where the field ends whose value ends at `next`; nil when there is more of it.
  @inline(__always) private func endBehind(_ next: Int, _ isQuoted: Bool) -> Int? {
    guard isQuoted else { return scanner.endsField(scanner.base[next]) ? next : nil }
    return scanner.base[next] == scanner.quote && scanner.endsField(scanner.base[next + 1]) ? next + 1 : nil
  }

  @inline(__always)
  private func readInt(
    at position: Int, _ isQuoted: Bool, _ column: UnsafeMutablePointer<PieceColumn>, _ row: Int
  ) -> Int? {
    // SAFETY: neither a sign nor a digit is a line end, so the one at `end` stops the loop.
    let base = scanner.base
    let isNegative = base[position] == UInt8(ascii: "-")
    let start = isNegative ? position + 1 : position
    var digit = base[start] &- 48
    guard digit <= 9 else { return nil }
    let startsWithZero = digit == 0
    var value: Int64 = 0
    var next = start
    repeat {
      value = value &* 10 &+ Int64(digit)
      next += 1
      digit = base[next] &- 48
    } while digit <= 9
    let count = next - start
    guard count <= 18, let end = endBehind(next, isQuoted), !startsWithZero || (count == 1 && !isNegative),
      !column.pointee.isStale
    else { return nil }
    column.pointee.store(isNegative ? -value : value, row)
    return end
  }

  @inline(__always)
  private func readDouble(
    at position: Int, _ isQuoted: Bool, _ column: UnsafeMutablePointer<PieceColumn>, _ row: Int
  ) -> Int? {
    // SAFETY: neither a sign, a digit nor a point is a line end, so the one at `end` stops the loops; a
    // fraction has at most 18 digits when its power is looked up.
    let base = scanner.base
    var next = position
    let isNegative = base[next] == UInt8(ascii: "-")
    if isNegative { next += 1 }
    let start = next
    var mantissa: UInt64 = 0
    var digit = base[next] &- 48
    while digit <= 9 {
      mantissa = mantissa &* 10 &+ UInt64(digit)
      next += 1
      digit = base[next] &- 48
    }
    let whole = next - start
    guard whole > 0, whole == 1 || base[start] != 48 else { return nil }
    var fraction = 0
    if base[next] == UInt8(ascii: ".") {
      next += 1
      let fractionStart = next
      digit = base[next] &- 48
      while digit <= 9 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        next += 1
        digit = base[next] &- 48
      }
      fraction = next - fractionStart
    }
    guard let end = endBehind(next, isQuoted), whole + fraction <= 18, !column.pointee.isStale else {
      return nil
    }
    let value: Double
    if mantissa <= 1 << 53 {
      value = Double(mantissa) / powersOfTen[fraction]
    } else if let exact = DecimalNumber.quotient(mantissa, places: fraction) {
      value = exact
    } else {
      return nil
    }
    column.pointee.store(isNegative && mantissa > 0 ? -value : value, row)
    return end
  }

  @inline(__always)
  private func readDate(
    at position: Int, _ isQuoted: Bool, _ column: UnsafeMutablePointer<PieceColumn>, _ row: Int
  ) -> Int? {
    // SAFETY: ten bytes from `position` on are within the text, and the two behind them are readable.
    guard position + 10 <= scanner.end, let end = endBehind(position + 10, isQuoted), !column.pointee.isStale,
      let days = isoDays(scanner.base + position)
    else { return nil }
    column.pointee.store(days, row)
    return end
  }

  private func padRow(from index: Int, _ row: Int, _ piece: Piece, rowStart: Int) {
    piece.noteDamage(.tooShort(index), rowStart: rowStart)
    // SAFETY: the columns below `columnCount` are there, with room for `row`.
    for missing in index..<columnCount where piece.columns[missing].kind != .skipped {
      piece.columns[missing].storeNull(row)
    }
  }

  private func skipExtraFields(at start: Int, _ piece: Piece, rowStart: Int) -> Int {
    var position = start
    var count = columnCount
    while true {
      position = scanner.field(at: position).next
      count += 1
      guard scanner.base[position] == scanner.delimiter else { break }
      position += 1
    }
    piece.noteDamage(.tooLong(count), rowStart: rowStart)
    return scanner.afterLineEnd(position)
  }

  @inline(never)
  private mutating func readSlowly(
    at position: Int, _ index: Int, _ row: Int, _ piece: Piece, rowStart: Int
  ) -> Int {
    // SAFETY: `index` is that of a column; the field is read before the scratch is used again.
    let span = scanner.field(at: position)
    if let damage = span.damage { piece.noteDamage(damage, rowStart: rowStart) }
    let column = piece.columns + index
    guard column.pointee.kind != .skipped else { return span.next }
    let isQuoted = span.form != .plain
    let field = isQuoted ? scratch.content(of: span, scanner) : scanner.slice(span.start, span.length)
    if column.pointee.kind == .text {
      storeText(field, isQuoted: isQuoted, column, row)
    } else {
      storeTyped(field, isQuoted: isQuoted, span, index, row, piece)
    }
    return span.next
  }

  private func storeText(
    _ field: UnsafeBufferPointer<UInt8>, isQuoted: Bool, _ column: UnsafeMutablePointer<PieceColumn>,
    _ row: Int
  ) {
    // SAFETY: eight bytes behind the field are readable, whether it stands in the text or in the scratch.
    guard !column.pointee.isStale else { return }
    if !isQuoted, let word = missing.index(of: field) {
      column.pointee.missingSeen |= 1 << UInt64(min(word, 63))
      return column.pointee.storeNull(row)
    }
    guard let text = field.baseAddress, !field.isEmpty else {
      return column.pointee.storeNull(row)
    }
    if let code = column.pointee.texts?.code(text, field.count, textKey(text, field.count), row: row) {
      column.pointee.store(code, row)
    }
  }

  private func storeTyped(
    _ field: UnsafeBufferPointer<UInt8>, isQuoted: Bool, _ span: FieldSpan, _ index: Int, _ row: Int,
    _ piece: Piece
  ) {
    // SAFETY: `index` is that of a column, with room for `row`; a column that is not stale has values.
    let column = piece.columns + index
    let value = trimmed(field)
    let word = missing.index(of: value)
    if value.isEmpty || word != nil {
      if let word { column.pointee.missingSeen |= 1 << UInt64(min(word, 63)) }
      if value.count < field.count || (isQuoted && word != nil) { column.pointee.hasSoftNull = true }
      return column.pointee.storeNull(row)
    }
    let kind = cells.kind(of: value)
    let wider = column.pointee.kind.joined(with: kind)
    if wider != column.pointee.kind {
      piece.widenings.append(
        Piece.Widening(column: index, kind: wider, start: span.start, length: span.length))
      column.pointee.widen(to: wider, row: row)
    }
    guard !column.pointee.isStale else { return }
    switch wider {
    case .text: storeText(field, isQuoted: isQuoted, column, row)
    // Each case stores something, whatever the value is: the room is not filled with anything before.
    case .bool: column.pointee.store(CellReading.bool(value) ?? false, row)
    case .int: column.pointee.store(ValueReading.int(value) ?? 0, row)
    case .double: column.pointee.store(double(value), row)
    case .date: column.pointee.store(ValueReading.date(value)?.days ?? 0, row)
    case .timestamp:
      let day = ValueReading.date(value).map { Timestamp($0) }
      column.pointee.store((day ?? ValueReading.timestamp(value))?.microseconds ?? 0, row)
    case _ where wider.isUnsettled:
      let parts = cells.pattern(of: wider)?.parts(value)
      column.pointee.store(
        parts.map { packedDate(year: $0.year, first: $0.day, second: $0.month) } ?? 0, row)
    default: column.pointee.store(cells.pattern(of: wider)?.date(value)?.days ?? 0, row)
    }
  }

  private func double(_ value: UnsafeBufferPointer<UInt8>) -> Double {
    switch CellReading.number(value) {
    case .int(let number): Double(number)
    case .double(let number): number
    // Digits that are a date by a pattern may begin with a zero, which no other number does.
    case nil: ValueReading.double(value) ?? 0
    }
  }
}

/// Where a quoted field is put together, with eight bytes to spare behind it.
struct Scratch: ~Copyable {
  // SAFETY: owned, and replaced only by `content`, when what it gave before is not used any more.
  private var buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 4096)

  deinit { buffer.deallocate() }

  /// The text of a field, until the next one is asked for.
  mutating func content(of span: FieldSpan, _ scanner: FieldScanner) -> UnsafeBufferPointer<UInt8> {
    // SAFETY: the room is for 16 bytes more than are written, so that readers can look ahead.
    if span.form == .quoted { return scanner.slice(span.start, span.length) }
    if span.length + 16 > buffer.count {
      buffer.deallocate()
      buffer = .allocate(capacity: span.length * 2 + 16)
    }
    guard let base = buffer.baseAddress else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: base, count: scanner.copy(span, to: base))
  }
}

extension FieldScanner {
  func slice(_ start: Int, _ length: Int) -> UnsafeBufferPointer<UInt8> {
    // SAFETY: the place is within the text, which outlives the scanner and so the slice.
    UnsafeBufferPointer(start: base + start, count: length)
  }
}

/// Without the blanks and tabs around it.
func trimmed(_ field: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
  // SAFETY: both ends stay within the field.
  var start = 0
  var end = field.count
  while start < end, isBlank(field[start]) { start += 1 }
  while end > start, isBlank(field[end - 1]) { end -= 1 }
  return UnsafeBufferPointer(rebasing: field[start..<end])
}

/// The day of `2026-10-31`.
///
/// - Precondition: ten bytes can be read.
@inline(__always) private func isoDays(_ bytes: UnsafePointer<UInt8>) -> Int32? {
  // SAFETY: by the precondition.
  @inline(__always) func digit(_ index: Int) -> Int { Int(bytes[index] &- 48) }
  let year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3)
  let month = digit(5) * 10 + digit(6)
  let day = digit(8) * 10 + digit(9)
  let highest = max(
    max(max(digit(0), digit(1)), max(digit(2), digit(3))),
    max(max(digit(5), digit(6)), max(digit(8), digit(9))))
  guard highest <= 9, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), year >= 1,
    month >= 1, month <= 12, day >= 1,
    day <= 28 || day <= CalendarDate.length(ofMonth: month, year: year)
  else { return nil }
  return CalendarDate.dayNumber(year: year, month: month, day: day)
}
