import Modelling
import Tables
import TestSupport
import Testing

@Suite struct TrackRecordTests {
  private func day(_ days: Int32) -> CalendarDate { CalendarDate(days: days) }

  private func same(_ left: TrackRecord.Record, _ right: TrackRecord.Record) -> Bool {
    left.mean.bitPattern == right.mean.bitPattern && left.films == right.films
  }

  /// Films on few days with few keys, so that days and keys meet.
  private struct Films {
    var dates: [CalendarDate?] = []
    var keys: [[Int64]] = []
    var values: [Double] = []

    init(_ count: Int, seed: UInt64) {
      var generator = SeededGenerator(seed: seed)
      for _ in 0..<count {
        dates.append(
          Int.random(in: 0..<20, using: &generator) == 0
            ? nil : CalendarDate(days: Int32.random(in: -20...40, using: &generator)))
        keys.append(
          (0..<Int.random(in: 0...4, using: &generator)).map { _ in
            Int64.random(in: -3...12, using: &generator)
          })
        values.append(
          Int.random(in: 0..<20, using: &generator) == 0 ? .nan : Double.random(in: -2...5, using: &generator)
        )
      }
    }

    func record(prior: Double) -> TrackRecord {
      TrackRecord(dates: dates, keys: keys, values: values, prior: prior)
    }

    func records(prior: Double) -> [TrackRecord.Record] {
      record(prior: prior).apply(dates: dates, keys: keys)
    }
  }

  @Test func `the record of a known case`() {
    // A director (1) and an actor (2); the prior weighs two films.
    let record = TrackRecord(
      dates: [day(10), day(20), day(20), day(30)], keys: [[1], [1, 2], [2], [3]], values: [4, 1, 3, 8],
      prior: 2)
    func before(_ days: Int32, _ keys: [Int64]) -> TrackRecord.Record { record.before(day(days), keys: keys) }
    #expect(before(10, [1]).mean.isNaN && before(10, [1]).films == 0)
    #expect(before(11, [1]) == .init(mean: (4 + 2 * 4) / 3, films: 1))
    #expect(before(20, [1, 2]) == .init(mean: (4 + 4) / 2, films: 1))
    // Behind the first three films the mean of all is 8 / 3.
    let one = (4.0 + 1 + 2 * (8.0 / 3)) / 4
    let two = (1.0 + 3 + 2 * (8.0 / 3)) / 4
    #expect(before(21, [1]) == .init(mean: one, films: 2))
    #expect(before(30, [2, 1, 2]) == .init(mean: (one + two) / 2, films: 4))
    #expect(before(30, [3]) == .init(mean: 8.0 / 3, films: 0))
    #expect(before(99, [77]) == .init(mean: 4, films: 0))
    #expect(before(99, []) == .init(mean: 4, films: 0))
    #expect(record.before(nil, keys: [1]).mean.isNaN)
  }

  @Test(arguments: 0..<10) func `it is what counting the earlier films by hand gives`(seed: UInt64) {
    let films = Films(150, seed: seed)
    let prior = [0, 0.5, 3, 20][Int(seed) % 4]
    for (row, record) in films.records(prior: prior).enumerated() {
      let earlier = films.dates.indices.filter {
        guard let date = films.dates[$0], let own = films.dates[row] else { return false }
        return date < own && !films.values[$0].isNaN
      }
      guard !earlier.isEmpty else {
        #expect(record.mean.isNaN && record.films == 0)
        continue
      }
      let common = earlier.reduce(0) { $0 + films.values[$1] } / Double(earlier.count)
      let keys = Set(films.keys[row])
      var (means, count) = ([Double](), 0)
      for key in keys.sorted() {
        let own = earlier.filter { films.keys[$0].contains(key) }
        let sum = own.reduce(0) { $0 + films.values[$1] }
        let weight = Double(own.count) + prior
        means.append(weight > 0 ? (sum + prior * common) / weight : common)
        count += own.count
      }
      let mean = means.isEmpty ? common : means.reduce(0, +) / Double(means.count)
      #expect(abs(record.mean - mean) < 1e-12)
      #expect(record.films == count)
    }
  }

  @Test(arguments: 0..<6) func `a film never sees its own value, nor one of its day or later`(seed: UInt64) {
    let films = Films(120, seed: seed + 50)
    let records = films.records(prior: 3)
    var wasSeen = 0
    for row in films.dates.indices where films.dates[row] != nil {
      var changed = films
      changed.values[row] = 1e6
      for (other, record) in changed.records(prior: 3).enumerated() {
        let isLater = films.dates[other].map { date in films.dates[row].map { date > $0 } ?? false } ?? false
        if isLater { wasSeen += same(record, records[other]) ? 0 : 1 }
        #expect(isLater || same(record, records[other]))
      }
    }
    #expect(wasSeen > 1_000)
  }

  @Test(arguments: 0..<4) func `the order of the films does not change a bit`(seed: UInt64) {
    let films = Films(200, seed: seed + 90)
    var generator = SeededGenerator(seed: seed)
    let order = films.dates.indices.shuffled(using: &generator)
    var shuffled = films
    shuffled.dates = order.map { films.dates[$0] }
    shuffled.keys = order.map { films.keys[$0].reversed() }
    shuffled.values = order.map { films.values[$0] }
    #expect(shuffled.record(prior: 5) == films.record(prior: 5))
    let records = films.records(prior: 5)
    for (place, record) in shuffled.records(prior: 5).enumerated() {
      #expect(same(record, records[order[place]]))
    }
  }

  @Test func `a large prior draws every record to the mean of all, and none leaves the plain mean`() {
    let films = TrackRecord(
      dates: [day(1), day(2), day(3)], keys: [[1], [1], [2]], values: [1, 2, 9], prior: 0)
    #expect(films.before(day(9), keys: [1]) == .init(mean: 1.5, films: 2))
    #expect(films.before(day(9), keys: [5]) == .init(mean: 4, films: 0))
    let drawn = TrackRecord(
      dates: [day(1), day(2), day(3)], keys: [[1], [1], [2]], values: [1, 2, 9], prior: 1e12)
    #expect(abs(drawn.before(day(9), keys: [1]).mean - 4) < 1e-9)
  }

  @Test func `values that cannot be summed, and films of no day, are in no record`() {
    let record = TrackRecord(
      dates: [day(1), day(1), day(1), nil, day(1)], keys: [[1], [1], [1], [1], [1]],
      values: [.nan, .infinity, -1e300, 5, 2], prior: 1)
    #expect(record.before(day(2), keys: [1]) == .init(mean: 2, films: 1))
    let none = TrackRecord(dates: [], keys: [], values: [], prior: 1)
    #expect(none.before(day(2), keys: [1]).mean.isNaN)
    #expect(none.apply(dates: [], keys: []) == [])
  }
}
