/// Whether the first row names the columns, and how they are called.
struct HeaderGuess {
  let hasHeader: Bool
  let why: String

  /// - Parameter rows: the first row, and those behind it as far as they are looked at.
  init(_ rows: [SampleRow], cells: CellReading, missing: MissingWords, format: FileFormat?) {
    guard let first = rows.first else {
      (hasHeader, why) = (false, "no rows")
      return
    }
    var named = 0
    var typed = 0
    for (column, field) in first.fields.enumerated() {
      let head = HeaderGuess.kind(field, cells, missing)
      let rest = rows.dropFirst().reduce(CellKind.nothing) { kind, row in
        column < row.fields.count
          ? kind.joined(with: HeaderGuess.kind(row.fields[column], cells, missing)) : kind
      }
      if head == .text, rest != .text, rest != .nothing { named += 1 }
      if head != .text, head != .nothing { typed += 1 }
    }
    let names = first.fields.map(\.bytes)
    if named > typed || (named > 0 && typed == 0) {
      (hasHeader, why) = (true, "the first row holds texts where the others hold numbers or dates")
    } else if typed > 0 {
      (hasHeader, why) = (false, "the first row holds numbers or dates like the others")
    } else if Set(names).count < names.count || names.contains([]) {
      (hasHeader, why) = (false, "the first row has empty or equal texts")
    } else if format == nil, names.count == 1 {
      (hasHeader, why) = (false, "a list of texts without the ending of a table")
    } else {
      (hasHeader, why) = (true, "the first row holds different texts")
    }
  }

  private static func kind(_ field: SampleRow.Field, _ cells: CellReading, _ missing: MissingWords)
    -> CellKind
  {
    // SAFETY: what is read as a value is not empty; no pointer is kept.
    field.bytes.withUnsafeBufferPointer { bytes in
      let value = trimmed(bytes)
      if value.isEmpty || missing.index(of: value) != nil { return .nothing }
      return cells.kind(of: value)
    }
  }

  /// Names that differ, from what stands in the header, with what had to be changed.
  static func uniqueNames(_ header: [String], count: Int) -> (names: [String], notes: [String]) {
    var names: [String] = []
    var notes: [String] = []
    var taken = Set(header)
    var seen: Set<String> = []
    for index in 0..<count {
      let written = index < header.count ? cleaned(header[index]) : ""
      var name = written.isEmpty ? "column\(index + 1)" : written
      if seen.contains(name) || (written.isEmpty && taken.contains(name)) {
        var number = 2
        while taken.contains("\(name)_\(number)") || seen.contains("\(name)_\(number)") { number += 1 }
        name += "_\(number)"
      }
      if name != written, !header.isEmpty {
        notes.append(
          written.isEmpty
            ? "column \(index + 1) has no name: `\(name)`"
            : "column \(index + 1) is another `\(written)`: `\(name)`")
      }
      seen.insert(name)
      taken.insert(name)
      names.append(name)
    }
    return (names, notes)
  }

  private static func cleaned(_ name: String) -> String {
    var scalars = name.unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}
