/// The first rows of a text as fields, to judge a dialect and a header by.
struct SampleRow {
  struct Field {
    let bytes: [UInt8]
    let isQuoted: Bool
    let isDamaged: Bool

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  let start: Int
  /// Where the row behind it begins.
  let end: Int
  let fields: [Field]
}

extension FieldScanner {
  /// Up to `limit` rows that begin before `stop`; lines without anything on them are left out.
  func sampleRows(from start: Int, to stop: Int, limit: Int) -> [SampleRow] {
    var rows: [SampleRow] = []
    var position = start
    while position < stop, rows.count < limit {
      if let blank = blankLineEnd(position) {
        position = afterLineEnd(blank)
        continue
      }
      let row = sampleRow(at: position)
      rows.append(row)
      position = row.end
    }
    return rows
  }

  func sampleRow(at start: Int) -> SampleRow {
    var fields: [SampleRow.Field] = []
    var position = start
    while true {
      let span = field(at: position)
      // SAFETY: `copy` writes no more bytes than the span has, and says how many.
      let bytes = [UInt8](unsafeUninitializedCapacity: max(1, span.length)) { buffer, count in
        if let base = buffer.baseAddress { count = copy(span, to: base) }
      }
      fields.append(
        SampleRow.Field(bytes: bytes, isQuoted: span.form != .plain, isDamaged: span.damage != nil))
      guard base[span.next] == delimiter else {
        return SampleRow(start: start, end: min(end, afterLineEnd(span.next)), fields: fields)
      }
      position = span.next + 1
    }
  }
}

/// Finds the delimiter and the quotes of a text by trying them on its first rows.
struct DialectGuess {
  // SAFETY: handed on to a `FieldScanner`, while the reader holds the bytes.
  let base: UnsafePointer<UInt8>
  let start: Int
  let end: Int
  let sampleEnd: Int
  let format: FileFormat?

  private static let usual: [UInt8] = [",", "\t", ";", "|"].map { UInt8(ascii: $0) }
  private static let rare: [UInt8] = ["^", "~", ":", " "].map { UInt8(ascii: $0) }
  private static let rowLimit = 200

  func dialect(delimiter: UInt8?, quote: ReadOptions.Quote?) -> Dialect {
    let fixedQuote: UInt8? =
      switch quote {
      case .byte(let byte): byte
      case .off: 0
      case nil: nil
      }
    let firstQuote = fixedQuote ?? UInt8(ascii: "\"")
    let chosen = delimiter ?? guessedDelimiter(quote: firstQuote)
    let dialect = Dialect(delimiter: chosen, quote: firstQuote)
    return fixedQuote == nil && usesApostrophes(dialect)
      ? Dialect(delimiter: chosen, quote: UInt8(ascii: "'")) : dialect
  }

  private func rows(_ dialect: Dialect) -> [SampleRow] {
    FieldScanner(base: base, end: end, delimiter: dialect.delimiter, quote: dialect.quote)
      .sampleRows(from: start, to: sampleEnd, limit: DialectGuess.rowLimit)
  }

  private func guessedDelimiter(quote: UInt8) -> UInt8 {
    let fallback = format == .tsv ? UInt8(ascii: "\t") : UInt8(ascii: ",")
    var best = (score: 0.0, delimiter: fallback)
    let preferred =
      DialectGuess.usual.filter { $0 == fallback } + DialectGuess.usual.filter { $0 != fallback }
    for delimiter in preferred {
      let score = consistency(Dialect(delimiter: delimiter, quote: quote))
      if score > best.score { best = (score, delimiter) }
    }
    if best.score > 0 { return best.delimiter }
    for delimiter in DialectGuess.rare where isUniform(Dialect(delimiter: delimiter, quote: quote)) {
      return delimiter
    }
    return fallback
  }

  /// How many of the rows have as many fields as most have, and whether the first row is one of them. Zero when
  /// most rows have one field.
  private func consistency(_ dialect: Dialect) -> Double {
    let rows = rows(dialect)
    var counts: [Int: Int] = [:]
    for row in rows { counts[row.fields.count, default: 0] += 1 }
    let most = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
    guard let most, most.key > 1 else { return 0 }
    let share = Double(most.value) / Double(rows.count)
    let damaged = rows.reduce(0) { $0 + ($1.fields.contains(where: \.isDamaged) ? 1 : 0) }
    guard share > 0.5 || most.value > 2 else { return 0 }
    let headFits = rows[0].fields.count == most.key ? 1.0 : 0.6
    return share * headFits - Double(damaged) / Double(rows.count) * 0.5
      + 0.05 * (1 - 1 / Double(most.key))
  }

  /// What is no usual delimiter must cut every row alike, into something with numbers in it.
  private func isUniform(_ dialect: Dialect) -> Bool {
    let rows = rows(dialect)
    guard let count = rows.first?.fields.count, count > (dialect.delimiter == UInt8(ascii: ":") ? 3 : 1),
      rows.count > 2,
      rows.allSatisfy({ $0.fields.count == count && !$0.fields.contains { $0.bytes.isEmpty } })
    else { return false }
    let cells = CellReading(givenPattern: nil)
    return (0..<count).contains { column in
      rows.dropFirst().allSatisfy { row in
        // SAFETY: empty fields are passed over, and a reading looks only within the buffer.
        row.fields[column].bytes.withUnsafeBufferPointer { bytes in
          bytes.isEmpty || [.int, .double].contains(cells.kind(of: bytes))
        }
      }
    }
  }

  /// True when fields stand between apostrophes and none between double quotes.
  private func usesApostrophes(_ dialect: Dialect) -> Bool {
    let apostrophe = UInt8(ascii: "'")
    let rows = rows(Dialect(delimiter: dialect.delimiter, quote: apostrophe))
    let plain = self.rows(dialect)
    guard !plain.contains(where: { $0.fields.contains(where: \.isQuoted) }) else { return false }
    let quoted = rows.reduce(0) { $0 + $1.fields.reduce(0) { $0 + ($1.isQuoted ? 1 : 0) } }
    let damaged = rows.contains { $0.fields.contains(where: \.isDamaged) }
    return quoted >= max(2, rows.count / 2) && !damaged
  }
}
