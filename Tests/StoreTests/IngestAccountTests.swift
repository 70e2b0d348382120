import Parallel
import Store
import Tables
import TestSupport
import Testing

/// Each ingest counts what it did, and its snapshots tell what changed.
@Suite struct IngestAccountTests {
  @Test(arguments: 1...10)
  func `an ingest counts what differs from before, and has a snapshot for each film whose numbers do`(
    seed: UInt64
  ) throws {
    let house = try StoreHouse()
    let writer = try house.writer()
    var chance = FilmChance(random: SeededGenerator(seed: 1000 + seed))
    var model = IngestModel()
    var snapshots: [[Value]] = []
    var counts: [[Value]] = []
    for number in 1...20 {
      let films = (0..<Int.random(in: 0..<9, using: &chance.random)).map { _ in chance.film() }
      let gone = (0..<Int.random(in: 0..<3, using: &chance.random)).map { _ in
        Int64.random(in: 1...12, using: &chance.random)
      }
      let report = try writer.ingest(films, gone: gone, source: "test", at: time(number))
      model.ingest(films, gone: gone, at: time(number))
      let (before, after) = (model.states.dropLast().last ?? [:], model.states[number - 1])
      let added = after.keys.filter { before[$0] == nil }
      let changed = after.filter { id, film in
        before[id].map { haveOtherBytes($0.details, film.details) } ?? false
      }
      let renewed = after.filter { id, film in before[id].map { $0.numbers != film.numbers } ?? true }
      let lost = before.keys.filter { after[$0] == nil }
      #expect(
        [report.seen, report.added, report.changed, report.gone, report.snapshots]
          == [films.count, added.count, changed.count, lost.count, renewed.count], "ingest \(number)")
      for (id, film) in renewed.sorted(by: { $0.key < $1.key }) {
        let numbers = film.numbers
        snapshots.append([
          .int(Int64(snapshots.count + 1)), .int(id), .timestamp(time(number)),
          numbers.popularity.map { .double($0) } ?? .null, numbers.voteCount.map { .int($0) } ?? .null,
          numbers.voteAverage.map { .double($0) } ?? .null,
        ])
      }
      counts.append(
        [.int(Int64(number)), .timestamp(time(number)), .text("test")]
          + [films.count, added.count, changed.count, lost.count, renewed.count].map { .int(Int64($0)) })
      let reader = try house.reader()
      for past in 1...number {
        let version = try reader.version(at: .ingest(past))
        let then = snapshots.filter {
          if case .timestamp(let instant) = $0[2] { instant <= time(past) } else { false }
        }
        #expect(byNumber(try reader.table(StoreScan(.snapshots, version: version)).rows) == then)
        #expect(try reader.table(StoreScan(.ingests, version: version)).rows == Array(counts.prefix(past)))
      }
      #expect(byNumber(try reader.table(StoreScan(.snapshots)).rows) == snapshots)
      #expect(try reader.table(StoreScan(.ingests)).rows == counts)
    }
  }

  /// Snapshots lie in the store by film.
  private func byNumber(_ rows: [[Value]]) -> [[Value]] {
    rows.sorted { left, right in
      guard case .int(let one) = left[0], case .int(let other) = right[0] else { return false }
      return one < other
    }
  }

  /// To Swift two texts are equal when they look the same.
  private func haveOtherBytes(_ before: FilmDetails, _ after: FilmDetails) -> Bool {
    Array("\(before)".utf8) != Array("\(after)".utf8)
  }
}
