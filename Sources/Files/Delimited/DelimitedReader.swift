import Parallel
import Tables

/// Reads a text of delimited fields into a table: looks at the first rows, reads pieces of the text in
/// parallel, joins what each found out about the types, and joins the pieces.
struct DelimitedReader {
  let path: String
  let format: FileFormat?
  let options: ReadOptions
  let workers: Workers
  let cancellation: Cancellation

  private static let sampleSize = 1 << 16
  private static let columnLimit = 100_000

  func read(_ text: DecodedText, into report: inout ReadReport) throws(FileError) -> Table {
    let bytes = text.bytes
    let contentEnd = bytes.count - FileBytes.padding
    let start = lineStart(bytes, after: options.skip, from: text.start, to: contentEnd)
    // A line end stands at `end` also when there was none at the end of the text: the padding begins with one.
    var end = contentEnd
    while end > start, bytes[end - 1] == lineFeed || bytes[end - 1] == carriageReturn { end -= 1 }
    guard end > start else { throw FileError(.empty, path, "`\(path)` is empty") }
    report.lineEnd = lineEnd(bytes, start, contentEnd)
    do {
      // SAFETY: nothing that comes out of this holds a pointer: the table has memory of its own.
      let found = try bytes.withUnsafeBufferPointer { buffer throws -> (Table, ReadReport) in
        guard let base = buffer.baseAddress else { return (.empty, report) }
        var report = report
        let table = try read(base, start: start, end: end, broken: text.broken, &report)
        return (table, report)
      }
      report = found.1
      return found.0
    } catch let error as FileError {
      throw error
    } catch {
      throw .cancelled(path)
    }
  }

  private func read(
    _ base: UnsafePointer<UInt8>, start: Int, end: Int, broken: [Int], _ report: inout ReadReport
  ) throws -> Table {
    let sampleEnd = min(end, start + DelimitedReader.sampleSize)
    let guess = DialectGuess(base: base, start: start, end: end, sampleEnd: sampleEnd, format: format)
    let dialect = guess.dialect(delimiter: options.delimiter, quote: options.quote)
    let scanner = FieldScanner(base: base, end: end, delimiter: dialect.delimiter, quote: dialect.quote)
    report.delimiter = dialect.delimiter
    report.quote = dialect.quote == 0 ? nil : dialect.quote
    if dialect.delimiter == UInt8(ascii: "\t") { report.format = .tsv }

    let dates = options.dates.flatMap { $0.text.lowercased() == "yyyy-mm-dd" ? nil : $0 }
    let cells = CellReading(givenPattern: dates)
    let missing = MissingWords(options.missing ?? MissingWords.usual)
    let sample = scanner.sampleRows(from: start, to: sampleEnd, limit: 200)
    guard let firstRow = sample.first else { throw FileError(.empty, path, "`\(path)` has only blank lines") }
    let header = HeaderGuess(sample, cells: cells, missing: missing, format: format)
    let hasHeader = options.header ?? header.hasHeader
    report.header = hasHeader
    report.headerWhy = options.header == nil ? header.why : "as asked"
    let count = columnCount(sample, hasHeader: hasHeader)
    guard count <= DelimitedReader.columnLimit else {
      throw FileError(
        .tooLarge, path, "`\(path)` has \(count) columns; at most \(DelimitedReader.columnLimit) are read")
    }
    let (names, notes) = HeaderGuess.uniqueNames(hasHeader ? firstRow.fields.map(\.text) : [], count: count)
    report.notes = notes
    // A piece keeps a little for every column, so that many columns need larger pieces.
    let pieceSize = count > 4096 ? max(options.pieceSize, count * 256) : max(1, options.pieceSize)
    let rows = RowReading(
      scanner: scanner, cells: cells, missing: missing, columnCount: count,
      start: hasHeader ? firstRow.end : start,
      pieceSize: pieceSize, workers: workers, cancellation: cancellation)
    let result = try rows.read()
    if cancellation.isCancelled { throw Cancelled() }
    describe(result, names, scanner, missing, broken, &report)
    let fields = zip(names, result.columns).map { Field($0, $1.type) }
    return Table(Schema(fields), result.columns, rowCount: result.rowCount)
  }

  /// As many columns as most rows have fields, but never fewer than there are names.
  private func columnCount(_ sample: [SampleRow], hasHeader: Bool) -> Int {
    var counts: [Int: Int] = [:]
    for row in sample.dropFirst(hasHeader ? 1 : 0) {
      // A delimiter at the end of a row makes no field.
      let fields = row.fields.count - (row.fields.count > 1 && row.fields.last?.bytes.isEmpty == true ? 1 : 0)
      counts[hasHeader ? fields : row.fields.count, default: 0] += 1
    }
    let most = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    return hasHeader ? max(sample[0].fields.count, most) : most
  }

  private func lineStart(_ bytes: [UInt8], after lines: Int, from start: Int, to end: Int) -> Int {
    var position = start
    for _ in 0..<max(0, lines) {
      while position < end, bytes[position] != lineFeed, bytes[position] != carriageReturn { position += 1 }
      guard position < end else { return end }
      position += bytes[position] == carriageReturn && bytes[position + 1] == lineFeed ? 2 : 1
    }
    return position
  }

  private func lineEnd(_ bytes: [UInt8], _ start: Int, _ end: Int) -> ReadReport.LineEnd? {
    var (feeds, pairs, returns) = (0, 0, 0)
    var index = start
    while index < min(end, start + DelimitedReader.sampleSize) {
      if bytes[index] == lineFeed { feeds += 1 }
      if bytes[index] == carriageReturn {
        if index + 1 < end, bytes[index + 1] == lineFeed {
          pairs += 1
          index += 1
        } else {
          returns += 1
        }
      }
      index += 1
    }
    switch (feeds > 0, pairs > 0, returns > 0) {
    case (false, false, false): return nil
    case (true, false, false): return .lf
    case (false, true, false): return .crlf
    case (false, false, true): return .cr
    default: return .mixed
    }
  }

  private func describe(
    _ result: RowReading.Result, _ names: [String], _ scanner: FieldScanner, _ missing: MissingWords,
    _ broken: [Int],
    _ report: inout ReadReport
  ) {
    report.rowCount = result.rowCount
    let steps = result.widenings.compactMap(\.last)
    let lines = LineNumbers(scanner.base, of: steps.map(\.start) + result.damaged.map(\.rowStart) + broken)
    report.columns = names.indices.map { index in
      let column = result.columns[index]
      let words = missing.words.indices.filter { result.missingSeen[index] >> UInt64(min($0, 63)) & 1 == 1 }
      return ReadReport.ColumnDecision(
        name: names[index], type: column.type.rawValue,
        why: why(result, index, scanner, lines), missingWords: words.map { missing.words[$0] })
    }
    var damaged = result.damaged.map { damage in
      ReadReport.DamagedRow(
        line: lines[damage.rowStart], reason: reason(damage.reason, columnCount: names.count))
    }
    var brokenLines: [Int] = []
    for offset in broken {
      let line = lines[offset]
      if brokenLines.last != line { brokenLines.append(line) }
    }
    damaged += brokenLines.prefix(Piece.damageLimit).map {
      ReadReport.DamagedRow(line: $0, reason: reason(.brokenText, columnCount: names.count))
    }
    report.damaged = Array(damaged.sorted { $0.line < $1.line }.prefix(Piece.damageLimit))
    report.damagedCount = result.damagedCount + brokenLines.count
  }

  private func why(
    _ result: RowReading.Result, _ index: Int, _ scanner: FieldScanner, _ lines: LineNumbers
  ) -> String {
    let nulls = result.columns[index].nullCount
    let counts = "\(result.rowCount - nulls) of \(result.rowCount) values"
    if nulls == result.rowCount { return "no values" }
    let steps = result.widenings[index]
    guard let last = steps.last else { return counts }
    if last.to.isUnsettled {
      return
        "\(counts); these may be dates, but nothing tells day and month apart: say `dates=\"dd/mm/yyyy\"` "
        + "or `dates=\"mm/dd/yyyy\"`"
    }
    guard last.from != .nothing else { return counts }
    let text = String(decoding: scanner.slice(last.start, min(last.length, 40)), as: UTF8.self)
    return "\(counts); line \(lines[last.start]) holds `\(text)`, no \(last.from.name)"
  }

  private func reason(_ damage: RowDamage, columnCount: Int) -> String {
    switch damage {
    case .tooShort(let count): "\(count) of \(columnCount) fields; the others are null"
    case .tooLong(let count): "\(count) fields for \(columnCount) columns; the last are left out"
    case .unclosedQuote: "a quote is not closed and is taken as it stands"
    case .textAfterQuote: "text behind a closing quote"
    case .brokenText: "bytes that are no UTF-8, shown as `\u{FFFD}`"
    }
  }
}
