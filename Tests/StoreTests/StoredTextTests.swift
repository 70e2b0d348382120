import Parallel
import SQLite
import Store
import Tables
import TestSupport
import Testing

/// What stands in the store as text, and comes back as what it was.
@Suite struct StoredTextTests {
  @Test func `stored instants are in the order of the instants`() {
    var random = SeededGenerator(seed: 8)
    let ends = [Timestamp.first, .last].map(\.microseconds)
    var instants = [Timestamp.first, .last, Timestamp(microseconds: 0), Timestamp(microseconds: -1)]
    for _ in 0..<500 {
      let instant = Int64.random(in: ends[0]...ends[1], using: &random)
      instants.append(Timestamp(microseconds: instant))
      let near = instant + Int64.random(in: -2...2, using: &random) * Timestamp.second
      instants.append(Timestamp(microseconds: min(max(near, ends[0]), ends[1])))
    }
    instants.sort()
    for (earlier, later) in zip(instants, instants.dropFirst()) {
      let (left, right) = (Array(earlier.storedText.utf8), Array(later.storedText.utf8))
      #expect(!right.lexicographicallyPrecedes(left), "\(earlier) \(later)")
      let isSameSecond = seconds(earlier) == seconds(later)
      #expect((left == right) == isSameSecond, "\(earlier) \(later)")
    }
    for instant in instants {
      #expect(Timestamp(text: instant.storedText).map(\.microseconds) == seconds(instant) * Timestamp.second)
    }
  }

  /// Whole seconds, rounded down.
  private func seconds(_ instant: Timestamp) -> Int64 {
    let rest = instant.microsecondOfDay % Timestamp.second
    return (instant.microseconds - rest) / Timestamp.second
  }

  @Test func `a list of any texts is read as it was written`() {
    var random = SeededGenerator(seed: 9)
    for _ in 0..<2000 {
      let texts = (0..<random.below(5)).map { _ in oddText(&random) }
      let json = JSONText.list(texts.map(JSONText.quote))
      let back = JSONText.texts(in: json.utf8)
      #expect(back.map { $0.map { Array($0.utf8) } } == texts.map { Array($0.utf8) }, "\(json)")
    }
  }

  @Test(arguments: [
    "", "[", "]", "[]x", "[1]", "[null]", "[\"a\",]", "[\"a\" \"b\"]", "[\"a]", "[\"\\x\"]", "[\"\\u12\"]",
    "[\"\\ud800\"]", "[\"\\udc00\"]", "[\"\\u+123\"]", "[\"a\nb\"]", "{}", "\"a\"",
  ])
  func `what is no list of texts is not read as one`(json: String) {
    #expect(JSONText.texts(in: json.utf8) == nil)
  }

  @Test func `films with the oddest texts come back byte by byte, now and later`() throws {
    let house = try StoreHouse()
    let writer = try house.writer()
    var random = SeededGenerator(seed: 10)
    let films = (1...200).map { id in
      var details = FilmDetails()
      details.title = "t" + oddText(&random)
      details.overview = "o" + oddText(&random)
      details.genres = (0..<random.below(4)).map { _ in oddText(&random) }
      return FilmRecord(tmdbID: Int64(id), details: details, numbers: FilmNumbers())
    }
    _ = try writer.ingest(films, source: "test", at: time(1))
    let changed = films.map { film in
      var film = film
      film.details.runtime = 90
      return film
    }
    _ = try writer.ingest(changed, source: "test", at: time(2))
    for past in [1, nil] {
      let rows = try house.reader().films(asOf: past).rows
      for (film, row) in zip(films, rows) {
        #expect(bytes(row[2]) == [Array((film.details.title ?? "").utf8)])
        #expect(bytes(row[5]) == [Array((film.details.overview ?? "").utf8)])
        #expect(bytes(row[11]) == film.details.genres?.map { Array($0.utf8) })
      }
      #expect(rows.count == films.count)
    }
    // Seen again as they are, nothing is new.
    let again = try writer.ingest(changed, source: "test", at: time(3))
    #expect(again.changed == 0 && again.snapshots == 0)
  }

  private func bytes(_ value: Value) -> [[UInt8]]? {
    switch value {
    case .text(let text): [Array(text.utf8)]
    case .list(let texts): texts.map { Array($0.utf8) }
    default: nil
    }
  }

  private func oddText(_ random: inout SeededGenerator) -> String {
    let parts = [
      "a", "Horror", "\"", "\\", ",", "[", "]", "\0", "\n", "\t", "\u{1F}", "\u{7F}", "\u{85}", "é",
      "e\u{301}",
      "\u{301}", "漢", "🎬", "\u{FEFF}", "\u{2028}", "\u{FFFF}", "\u{10FFFF}", " ", "/", "\\u0041", "\\\"",
    ]
    return (0..<random.below(6)).map { _ in random.pick(parts) }.joined()
  }

  @Test func `the columns that scripts see have the types that the store declares`() throws {
    let house = try StoreHouse()
    _ = try house.writer()
    let reader = try house.reader()
    let declared: [DataType: String] = [
      .int: "INTEGER", .double: "REAL", .text: "TEXT", .list: "TEXT", .date: "DATE", .timestamp: "TIMESTAMP",
    ]
    for table in StoreTable.all {
      let columns = try reader.table(
        sql: "select name, upper(type) from pragma_table_info($table)",
        parameters: ["table": .text(table.sqlName)])
      let types = Dictionary(
        columns.rows.map { ("\($0[0])", $0[1]) }, uniquingKeysWith: { first, _ in first })
      for field in table.schema.fields {
        #expect(
          types["\(Value.text(field.name))"] == declared[field.type].map { .text($0) },
          "\(table.sqlName).\(field.name)")
      }
    }
  }
}
