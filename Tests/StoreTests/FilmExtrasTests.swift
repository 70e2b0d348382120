import Parallel
import SQLite
import Store
import Tables
import TestSupport
import Testing

/// What is known of films beside their rows has a past, as the films have.
@Suite struct FilmExtrasTests {
  private static let tables: [StoreTable] = [.keywords, .credits, .companies, .franchises]

  private func end(_ extras: [FilmExtras]) -> SweepEnd {
    var end = SweepEnd(scope: "test", source: "test")
    end.extras = extras
    return end
  }

  private func extras(_ film: Int64, _ change: (inout FilmExtras) -> Void) -> FilmExtras {
    var extras = FilmExtras(tmdbID: film)
    change(&extras)
    return extras
  }

  /// Little of many films, so that they come again and say the same.
  private func chanceExtras(_ random: inout SeededGenerator) -> FilmExtras {
    let names = ["Ash", "Bone", "e\u{301}", "\u{E9}", "'", "\u{1}"]
    func name() -> String { names[random.below(names.count)] }
    func some<Element>(_ make: () -> Element) -> [Element] { (0..<random.below(3)).map { _ in make() } }
    return extras(Int64(1 + random.below(5))) { extras in
      if !random.isOneIn(3) { extras.keywords = some(name) }
      if !random.isOneIn(3) {
        extras.credits = some {
          .init(
            personID: random.isOneIn(3) ? nil : Int64(random.below(3)), name: name(), job: "Director",
            character: random.isOneIn(2) ? nil : name())
        }
      }
      if !random.isOneIn(3) {
        extras.companies = some { .init(id: nil, name: name(), country: random.isOneIn(2) ? nil : "US") }
      }
      if !random.isOneIn(3) { extras.franchise = .init(id: Int64(random.below(2)), name: name()) }
    }
  }

  private func seen(_ reader: StoreReader, asOf ingest: Int? = nil) throws -> [[[Value]]] {
    let version = try ingest.map { try reader.version(at: .ingest($0)) }
    return try Self.tables.map { try reader.table(StoreScan($0, version: version)).rows }
  }

  private func asked(_ reader: StoreReader) throws -> [[[Value]]] {
    try Self.tables.map {
      try reader.table(sql: "select * from \($0.sqlName) order by 1, 2, 3", parameters: [:]).rows
    }
  }

  /// Twelve ingests, each with what was seen behind it.
  private func past(
    _ house: StoreHouse, seed: UInt64
  ) throws -> (writer: StoreWriter, past: [(moment: StoreMoment, seen: [[[Value]]], asked: [[[Value]]])]) {
    let writer = try house.writer()
    var random = SeededGenerator(seed: seed)
    var past: [(moment: StoreMoment, seen: [[[Value]]], asked: [[[Value]]])] = []
    for number in 1...60 where past.count < 12 {
      let extras = (0..<3).map { _ in chanceExtras(&random) }
      let distinct = Dictionary(extras.map { ($0.tmdbID, $0) }, uniquingKeysWith: { $1 })
      let found = distinct.values.sorted { $0.tmdbID < $1.tmdbID }
      let report = try writer.end(end(found), seen: 3, at: time(number))
      let reader = try house.reader()
      let now = try seen(reader)
      guard report != nil else {
        if let last = past.last { #expect(now == last.seen) }
        continue
      }
      if let last = past.last { #expect(now != last.seen) }
      past.append((try #require(try reader.moment()), now, try asked(reader)))
    }
    #expect(past.count == 12 && Set(past.map(\.seen)).count > 6)
    return (writer, past)
  }

  @Test(arguments: 1...8)
  func `each moment is read as it was, by its ingest and by a reader that is held there`(seed: UInt64) throws
  {
    let house = try StoreHouse()
    let (_, past) = try past(house, seed: seed)
    let reader = try house.reader()
    for (moment, then, answers) in past.reversed() {
      #expect(try seen(reader, asOf: moment.ingest) == then)
      try reader.pin(to: moment)
      #expect(try seen(reader) == then && asked(reader) == answers)
      #expect(try Self.tables.map { try reader.rowCount(of: $0) } == then.map(\.count))
    }
    // One who is held still reads what was before, by its ingest.
    try reader.pin(to: past[8].moment)
    #expect(try seen(reader, asOf: past[3].moment.ingest) == past[3].seen)
  }

  @Test(arguments: 1...4)
  func `a purge leaves every moment from the last ingest before it on as it was`(seed: UInt64) throws {
    let house = try StoreHouse()
    let (writer, past) = try past(house, seed: 20 + seed)
    let finish = try finish(of: past[6].moment.ingest, house)
    let limit = Timestamp(microseconds: finish.microseconds + Timestamp.second)
    _ = try writer.purge(before: limit)
    for (moment, then, _) in past[6...] { #expect(try seen(try house.reader(), asOf: moment.ingest) == then) }
    let connection = try SQLiteConnection(path: house.path, .read, cancellation: Cancellation())
    for kind in ["keyword", "credit", "company", "franchise"] {
      let rows = try connection.prepare(
        "select count(*) from movie_\(kind)_versions where until <= \(past[6].moment.ingest)")
      #expect(try rows.step() && rows.int(0) == 0)
    }
    _ = try writer.purgeAll()
    #expect(try seen(try house.reader()) == [[], [], [], []])
  }

  private func finish(of ingest: Int, _ house: StoreHouse) throws -> Timestamp {
    let rows = try house.reader().table(StoreScan(.ingests)).rows
    guard case .timestamp(let time)? = rows.first(where: { $0[0] == .int(Int64(ingest)) })?[1] else {
      throw StoreError(.unknown, "no ingest \(ingest)")
    }
    return time
  }

  @Test func `what says nothing new is no ingest, and what is not said stays`() throws {
    let house = try StoreHouse()
    let writer = try house.writer()
    var film = FilmRecord(tmdbID: 3, details: FilmDetails(), numbers: FilmNumbers())
    film.details.releaseDate = CalendarDate(days: 15_000)
    _ = try writer.ingest([film], source: "test", at: time(1))
    #expect(try writer.filmsNeverRead(genre: nil, since: .first) == [3])
    let known = extras(3) { extras in
      extras.keywords = ["b", "a", "b"]
      extras.companies = [.init(id: 1, name: "A"), .init(id: 1, name: "A")]
      extras.franchise = .init(id: 9, name: "F")
    }
    #expect(try writer.end(end([known]), seen: 1, at: time(2))?.number == 2)
    #expect(try writer.end(end([known, extras(3) { _ in }]), seen: 1, at: time(3)) == nil)
    #expect(try writer.filmsNeverRead(genre: nil, since: .first) == [])
    #expect(
      try seen(try house.reader()) == [
        [[.int(3), .text("a")], [.int(3), .text("b")]], [],
        [
          [.int(3), .int(1), .int(1), .text("A"), .null], [.int(3), .int(2), .int(1), .text("A"), .null],
        ], [[.int(3), .int(9), .text("F")]],
      ])
    let none = extras(3) { $0.companies = [] }
    #expect(try writer.end(end([none]), seen: 1, at: time(4))?.number == 3)
    #expect(try seen(try house.reader()).map(\.count) == [2, 0, 0, 1])
  }

  @Test func `names that look the same and are written otherwise are other names`() throws {
    let house = try StoreHouse()
    let writer = try house.writer()
    for (number, name) in ["\u{E9}", "e\u{301}"].enumerated() {
      let told = extras(1) { $0.franchise = .init(id: 1, name: name) }
      #expect(try writer.end(end([told]), seen: 1, at: time(number))?.number == number + 1)
    }
    let both = extras(1) { $0.keywords = ["\u{E9}", "e\u{301}"] }
    #expect(try writer.end(end([both]), seen: 1, at: time(3)) != nil)
    #expect(try seen(try house.reader()).map(\.count) == [2, 0, 0, 1])
  }
}
