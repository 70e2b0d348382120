import Parallel
import Store
import Tables
import TestSupport
import Testing

/// A reader that is held at a moment sees the store of then, whoever asks and however.
@Suite struct NotebookPinningTests {
  private static let looks = [
    "select count(*), sum(popularity), max(updated_at) from movies",
    "select tmdb_id, title, genres, typeof(popularity) from movies order by tmdb_id",
    "select * from movie_snapshots order by tmdb_id, id",
    "select ingest, source from ingests order by ingest",
    "select id, name from model_runs order by id", "select * from model_predictions order by id",
  ]

  private func seen(_ reader: StoreReader) throws -> [[[Value]]] {
    try Self.looks.map { try reader.table(sql: $0, parameters: [:]).rows }
      + StoreTable.all.map { try reader.table(StoreScan($0)).rows }
      + [StoreTable.all.map { .int(Int64((try? reader.rowCount(of: $0)) ?? -1)) }].map { [$0] }
      + [try reader.runs().map { [.int($0.id), .text($0.name)] }]
  }

  private func keep(_ name: String, _ number: Int, _ writer: StoreWriter, at moment: Timestamp) throws {
    var analysis = Analysis(
      at: moment,
      Analysis.Run(
        name: name, family: "rf", targets: "popularity", statement: "train \(number)",
        dataDigest: "\(number)",
        rows: number, metrics: "{\"r2\":0.5}", model: [UInt8(number % 256)]))
    let predictions = try #require(StoreTable.named("predictions"))
    analysis.rows = [
      (predictions, [[.text(name), .text("popularity"), .int(Int64(number)), .double(1), .double(2)]])
    ]
    #expect(try writer.keep(analysis))
  }

  @Test(arguments: 1...8)
  func `each moment of a store is read as it was seen then`(seed: UInt64) throws {
    let house = try StoreHouse()
    let writer = try house.writer()
    var chance = FilmChance(random: SeededGenerator(seed: 300 + seed))
    var past: [(moment: StoreMoment, seen: [[[Value]]])] = []
    for number in 1...12 {
      let films = (0..<4).map { _ in chance.film() }
      _ = try writer.ingest(
        films, gone: number % 4 == 0 ? [3, 5] : [], source: "test \(number)", at: time(number))
      // Several trainings of one instant are told apart too.
      for run in 0..<(number % 3) { try keep("rf\(run)", number * 10 + run, writer, at: time(0)) }
      let reader = try house.reader()
      past.append((try #require(try reader.moment()), try seen(reader)))
    }
    let reader = try house.reader()
    for place in past.indices.shuffled(using: &chance.random) {
      try reader.pin(to: past[place].moment)
      #expect(reader.isPinned)
      #expect(try seen(reader) == past[place].seen, "moment \(place)")
      #expect(try reader.moment() == past[place].moment)
    }
  }

  @Test func `a reader that is held sees nothing of what is written meanwhile`() throws {
    let house = try StoreHouse()
    let writer = try house.writer()
    var chance = FilmChance(random: SeededGenerator(seed: 1))
    _ = try writer.ingest((0..<9).map { _ in chance.film() }, source: "test", at: time(1))
    try keep("rf", 1, writer, at: time(1))
    let moment = try #require(try house.reader().moment())
    #expect(moment.ingest == 1 && moment.analyses == ["model_runs": 1, "model_predictions": 1])
    let before = try seen(try house.reader())
    for number in 2...30 {
      _ = try writer.ingest((0..<9).map { _ in chance.film() }, source: "test", at: time(number))
      try keep("rf", number, writer, at: time(number))
      guard number < 6 else { continue }
      let reader = try house.reader()
      try reader.pin(to: moment)
      #expect(try seen(reader) == before)
      #expect(try reader.model(named: "rf") == [1])
    }
    // Of each name five models are kept, and of each table the rows of twenty-four analyses.
    let reader = try house.reader()
    try reader.pin(to: moment)
    #expect(try reader.runs().map(\.name) == ["rf"])
    let error = #expect(throws: StoreError.self) { try reader.model(named: "rf") }
    #expect(error?.kind == .notThen && error?.message.contains("`rf`") == true)
    #expect(try reader.model(named: "other") == nil)
  }

  @Test func `a store before its first ingest has no moment, and one that is not there cannot be held`()
    throws
  {
    let house = try StoreHouse()
    let writer = try house.writer()
    _ = try writer.ingest([], source: "test", at: time(1))
    let reader = try house.reader()
    #expect(try reader.moment() == StoreMoment(ingest: 1, analyses: [:]))
    for ingest in [0, 2, -1] {
      let error = #expect(throws: StoreError.self) {
        try reader.pin(to: StoreMoment(ingest: ingest, analyses: [:]))
      }
      #expect(error?.kind == .unknown)
      #expect(!reader.isPinned)
    }
  }

  @Test func `without rows of analyses named all later ones are seen`() throws {
    let house = try StoreHouse()
    let writer = try house.writer()
    _ = try writer.ingest([], source: "test", at: time(1))
    try keep("rf", 1, writer, at: time(1))
    let reader = try house.reader()
    try reader.pin(to: StoreMoment(ingest: 1, analyses: nil))
    #expect(try reader.runs().count == 1)
    try reader.pin(to: StoreMoment(ingest: 1, analyses: [:]))
    #expect(try reader.runs().isEmpty && reader.model(named: "other") == nil)
  }
}
