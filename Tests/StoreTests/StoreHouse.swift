import Parallel
import Store
import Tables
import TestSupport

/// A store in a folder of its own, written and read by a test.
struct StoreHouse {
  let directory: TemporaryDirectory
  var path: String { directory.path + "/films.sqlite" }

  init() throws { directory = try TemporaryDirectory() }

  func writer() throws -> StoreWriter { try StoreWriter(path: path, cancellation: Cancellation()) }
  func reader() throws -> StoreReader { try StoreReader(path: path, cancellation: Cancellation()) }
}

/// The time of an ingest by its number.
func time(_ ingest: Int) -> Timestamp {
  Timestamp(microseconds: (1_700_000_000 + Int64(ingest) * 3600) * Timestamp.second)
}

extension StoreReader {
  func films(asOf ingest: Int? = nil) throws -> Table {
    try table(StoreScan(.films, version: try ingest.map { try version(at: .ingest($0)) }))
  }
}

extension Table {
  var rows: [[Value]] { (0..<rowCount).map { row($0) } }
}

/// Films by chance, few enough that they come again, with values that are unknown and odd.
struct FilmChance {
  var random: SeededGenerator

  private static let texts = [
    "Night", "O'Brien", "a \"quoted\" title", "back\\slash", "new\nline", "", "漢字", "100%", "`tick`", "é",
    "e\u{301}",
  ]
  private static let genres =
    ["Horror", "Thriller", "Science Fiction", "a,b", "\"x\"", ",", "\\", "Häß"]
    + ["x\"Horror", "Horror\\", "x\"Horror\\", "\",\"Horror", "[", "]", "e\u{301}", "x\ny"]

  mutating func maybe<Value>(_ value: Value) -> Value? {
    Int.random(in: 0..<4, using: &random) == 0 ? nil : value
  }

  mutating func text() -> String? { maybe(Self.texts.randomElement(using: &random) ?? "") }

  mutating func film() -> FilmRecord {
    var details = FilmDetails()
    details.title = text()
    details.overview = text()
    details.originalTitle = text()
    details.imdbID = maybe(["tt1", "tt2", ""].randomElement(using: &random) ?? "")
    details.originalLanguage = maybe(["en", "de", "ja"].randomElement(using: &random) ?? "en")
    details.releaseDate = maybe(
      [.first, .last].randomElement(using: &random).flatMap { random.isOneIn(20) ? $0 : nil }
        ?? CalendarDate(days: Int32.random(in: 14_000..<14_800, using: &random)))
    details.runtime = maybe(Int64.random(in: 0..<4, using: &random) * 40)
    details.genres = maybe(
      (0..<Int.random(in: 0..<3, using: &random)).map { _ in Self.genres.randomElement(using: &random) ?? "" }
    )
    details.revenue = maybe(Int64.random(in: 0..<3, using: &random) * 2_000_000_000)
    details.budget = maybe([0, 1 << 53, 1 << 53 + 1, .max, -1].randomElement(using: &random) ?? 0)
    let numbers = FilmNumbers(
      popularity: maybe(
        [0, -0.0, 0.5, 1, 2, .leastNonzeroMagnitude, 1e308].randomElement(using: &random) ?? 0),
      voteCount: maybe(Int64.random(in: 0..<3, using: &random)),
      voteAverage: maybe(Double(Int.random(in: 0..<3, using: &random)) * 3.3))
    return FilmRecord(tmdbID: Int64.random(in: 1...12, using: &random), details: details, numbers: numbers)
  }
}
