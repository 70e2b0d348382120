import Parallel
import Tables

/// Gathers the members of objects as the columns of a table, in the order in which they first appear.
struct JSONColumns {
  private var names: [[UInt8]] = []
  private var places: [[UInt8]: Int] = [:]
  private var cells: [[JSONCell]] = []
  private(set) var rowCount = 0

  /// A row without a value, as for an item that is no object.
  mutating func appendEmptyRow() { rowCount += 1 }

  /// A row for an object. Of a name that stands there twice the last value counts.
  mutating func appendRow(_ members: [(key: JSONCell, value: JSONCell)], _ scanner: JSONScanner) {
    for (index, member) in members.enumerated() {
      let column = place(of: member.key, guess: index, scanner)
      while cells[column].count < rowCount { cells[column].append(.null) }
      if cells[column].count > rowCount {
        cells[column][rowCount] = member.value
      } else {
        cells[column].append(member.value)
      }
    }
    rowCount += 1
  }

  /// A row of one column, for an array of things that are no objects.
  mutating func appendValue(_ value: JSONCell) {
    if names.isEmpty {
      names.append(Array("value".utf8))
      cells.append([])
    }
    while cells[0].count < rowCount { cells[0].append(.null) }
    cells[0].append(value)
    rowCount += 1
  }

  var columnCount: Int { names.count }

  private mutating func place(of key: JSONCell, guess: Int, _ scanner: JSONScanner) -> Int {
    // SAFETY: a key has its two quotes.
    let raw = UnsafeBufferPointer(rebasing: scanner.slice(key)[1..<key.length - 1])
    if guess < names.count, names[guess].elementsEqual(raw), !raw.contains(UInt8(ascii: "\\")) {
      return guess
    }
    var name: [UInt8] = []
    scanner.appendText(key, to: &name)
    if let place = places[name] { return place }
    places[name] = names.count
    names.append(name)
    cells.append([])
    return names.count - 1
  }

  func table(_ scanner: JSONScanner, _ workers: Workers, _ cancellation: Cancellation) throws -> (
    Table, [String]
  ) {
    let (names, notes) = HeaderGuess.uniqueNames(
      names.map { String(decoding: $0, as: UTF8.self) }, count: names.count)
    let source = JSONSource(scanner: scanner, cells: cells, rowCount: rowCount)
    let columns = try workers.map(cells.count) { index in
      try cancellation.check()
      return source.column(index)
    }
    let fields = zip(names, columns).map { Field($0, $1.type) }
    return (Table(Schema(fields), columns, rowCount: rowCount), notes)
  }
}

/// The cells of all the columns, to make typed columns of them in parallel.
private struct JSONSource: @unchecked Sendable {
  // SAFETY: the text behind the scanner is only read, and is held by the caller until all columns are made.
  let scanner: JSONScanner
  let cells: [[JSONCell]]
  let rowCount: Int

  func column(_ index: Int) -> Column {
    // SAFETY: cells are stretches of the text that the scanner passed, and none that is read here is empty.
    let cells = cells[index]
    var kinds: Set<JSONCell.Kind> = []
    for cell in cells { kinds.insert(cell.kind) }
    kinds.remove(.null)
    switch kinds {
    case [.bool]:
      return Column(
        .bool(values(cells, false) { scanner.base[$0.start] == UInt8(ascii: "t") }), present: present(cells))
    case [.int]:
      return Column(
        .int(values(cells, 0) { ValueReading.int(scanner.slice($0)) ?? 0 }), present: present(cells))
    case [.double], [.int, .double]:
      return Column(
        .double(values(cells, 0) { ValueReading.double(scanner.slice($0)) ?? 0 }), present: present(cells))
    case [.text]: return dates(cells) ?? texts(cells)
    case [.textList]: return lists(cells)
    default: return texts(cells)
    }
  }

  private func present(_ cells: [JSONCell]) -> [Bool]? {
    guard cells.count < rowCount || cells.contains(where: { $0.kind == .null }) else { return nil }
    return (0..<rowCount).map { $0 < cells.count && cells[$0].kind != .null }
  }

  private func values<Element>(_ cells: [JSONCell], _ zero: Element, _ read: (JSONCell) -> Element)
    -> [Element]
  {
    var values: [Element] = []
    values.reserveCapacity(rowCount)
    for cell in cells { values.append(cell.kind == .null ? zero : read(cell)) }
    while values.count < rowCount { values.append(zero) }
    return values
  }

  /// Dates or timestamps when every text is one; the empty text is missing then.
  private func dates(_ cells: [JSONCell]) -> Column? {
    var isDate = true
    var hasValue = false
    for cell in cells where cell.kind == .text && cell.length > 2 {
      hasValue = true
      let text = inside(cell)
      if ValueReading.date(text) != nil { continue }
      guard ValueReading.timestamp(text) != nil else { return nil }
      isDate = false
    }
    guard hasValue else { return nil }
    let kept = cells.map { $0.length > 2 ? $0 : .null }
    if isDate {
      return Column(
        .date(values(kept, 0) { ValueReading.date(inside($0))?.days ?? 0 }), present: present(kept))
    }
    return Column(
      .timestamp(
        values(kept, 0) { cell in
          let day = ValueReading.date(inside(cell)).map { Timestamp($0) }
          return (day ?? ValueReading.timestamp(inside(cell)))?.microseconds ?? 0
        }),
      present: present(kept))
  }

  private func inside(_ cell: JSONCell) -> UnsafeBufferPointer<UInt8> {
    // SAFETY: asked only of texts, which have their two quotes.
    UnsafeBufferPointer(start: scanner.base + cell.start + 1, count: cell.length - 2)
  }

  private func texts(_ cells: [JSONCell]) -> Column {
    var gathering = TextGathering()
    let codes = values(cells, 0) { cell in
      gathering.code { target in
        if cell.kind == .text {
          scanner.appendText(cell, to: &target)
        } else {
          scanner.appendCompact(cell, to: &target)
        }
      }
    }
    return Column(.text(TextVector(codes: codes, pool: gathering.pool())), present: present(cells))
  }

  private func lists(_ cells: [JSONCell]) -> Column {
    var gathering = TextGathering()
    var starts = [0]
    var items: [UInt32] = []
    for cell in cells {
      if cell.kind == .textList {
        var list = JSONScanner(scanner.base, from: cell.start, to: cell.start + cell.length)
        // The text was scanned before, so that nothing can be wrong with it.
        try? list.items { item in
          items.append(gathering.code { scanner.appendText(item, to: &$0) })
        }
      }
      starts.append(items.count)
    }
    while starts.count <= rowCount { starts.append(items.count) }
    let vector = TextVector(codes: items, pool: gathering.pool())
    return Column(.list(ListVector(starts: starts, items: vector)), present: present(cells))
  }
}
