import Learning
import Tables

/// What earlier films of the same people, companies or franchise achieved.
///
/// The record of a key before a day is the mean value of its films that came out before that day, drawn towards the
/// mean of all such films as if `prior` films more had had that one. So a film never sees its own value, nor that of
/// a film of the same day or a later one, whether it is among the films that are known or not.
package struct TrackRecord: Sendable, Equatable {
  package let prior: Double
  /// Each key once, in order.
  private let keys: [Int64]
  /// The films of key `n`, by day, lie from `starts[n]` up to `starts[n + 1]`; all films lie behind those of the keys.
  private let starts: [Int]
  private let days: [Int32]
  /// The sum of the values from the first film of the same key on.
  private let sums: [Double]

  /// The record of one film.
  package struct Record: Sendable, Equatable {
    /// The mean over its keys; NaN when no film at all is earlier.
    package let mean: Double
    /// How many earlier films of its keys it stands on.
    package let films: Int

    package init(mean: Double, films: Int) {
      self.mean = mean
      self.films = films
    }
  }

  /// A date, the keys and a value for each film; one without a date or a usable value is in no record.
  package init(dates: [CalendarDate?], keys: [[Int64]], values: [Double], prior: Double) {
    precondition(dates.count == keys.count && dates.count == values.count)
    precondition(prior >= 0 && prior.isFinite)
    var all: [Film] = []
    var ofKeys: [Film] = []
    for row in dates.indices {
      // What is larger could overflow in a sum.
      guard let day = dates[row]?.days, values[row].magnitude <= 1e150 else { continue }
      all.append(Film(key: 0, day: day, value: values[row]))
      for key in Set(keys[row]) { ofKeys.append(Film(key: key, day: day, value: values[row])) }
    }
    // By value too, so that a sum does not depend on the order of the rows.
    all.sort()
    ofKeys.sort()
    var (keys, starts, sums) = ([Int64](), [Int](), [Double]())
    for film in ofKeys {
      let isFirst = film.key != keys.last
      if isFirst {
        keys.append(film.key)
        starts.append(sums.count)
      }
      sums.append(isFirst ? film.value : sums[sums.count - 1] + film.value)
    }
    starts.append(sums.count)
    for (place, film) in all.enumerated() {
      sums.append(place == 0 ? film.value : sums[sums.count - 1] + film.value)
    }
    (self.prior, self.keys, self.starts, self.sums) = (prior, keys, starts, sums)
    days = ofKeys.map(\.day) + all.map(\.day)
  }

  /// The record of a film with these keys before a day; a key given twice counts once. Nothing is earlier than a film
  /// without a date.
  package func before(_ date: CalendarDate?, keys: [Int64]) -> Record {
    guard let date else { return Record(mean: .nan, films: 0) }
    let all = past(starts[starts.count - 1]..<days.count, before: date)
    guard all.films > 0 else { return Record(mean: .nan, films: 0) }
    let common = all.sum / Double(all.films)
    var (sum, films, count) = (0.0, 0, 0)
    for key in Set(keys).sorted() {
      let own = place(of: key).map { past(starts[$0]..<starts[$0 + 1], before: date) } ?? (sum: 0, films: 0)
      let weight = Double(own.films) + prior
      sum += weight > 0 ? (own.sum + prior * common) / weight : common
      films += own.films
      count += 1
    }
    return Record(mean: count > 0 ? sum / Double(count) : common, films: films)
  }

  /// The record of each of some films, before its own day.
  package func apply(dates: [CalendarDate?], keys: [[Int64]]) -> [Record] {
    precondition(dates.count == keys.count)
    return zip(dates, keys).map { before($0, keys: $1) }
  }

  private func past(_ films: Range<Int>, before date: CalendarDate) -> (sum: Double, films: Int) {
    let end = films.firstPlace { days[$0] >= date.days }
    return end == films.lowerBound ? (0, 0) : (sums[end - 1], end - films.lowerBound)
  }

  private func place(of key: Int64) -> Int? {
    let place = keys.indices.firstPlace { keys[$0] >= key }
    return place < keys.count && keys[place] == key ? place : nil
  }
}

extension TrackRecord {
  func write(to writer: inout ByteWriter) {
    writer.write(prior)
    // A key fills 64 bits, more than a double holds.
    writer.write(keys.flatMap { [Int32(truncatingIfNeeded: $0), Int32(truncatingIfNeeded: $0 >> 32)] })
    writer.write(starts.map(Int32.init))
    writer.write(days)
    writer.write(sums)
  }

  init(from reader: inout ByteReader) throws(LearningError) {
    prior = try reader.readDouble()
    let halves = try reader.readInts()
    guard halves.count % 2 == 0 else { throw .damagedModel }
    keys = stride(from: 0, to: halves.count, by: 2).map { place in
      Int64(UInt32(bitPattern: halves[place])) | Int64(halves[place + 1]) << 32
    }
    starts = try reader.readInts().map(Int.init)
    days = try reader.readInts()
    sums = try reader.readDoubles()
    guard starts.count == keys.count + 1, days.count == sums.count, starts.first == 0,
      starts == starts.sorted(), (starts.last ?? 0) <= days.count
    else { throw .damagedModel }
  }
}

private struct Film: Comparable {
  let key: Int64
  let day: Int32
  let value: Double

  static func < (left: Film, right: Film) -> Bool {
    (left.key, left.day, left.value) < (right.key, right.day, right.value)
  }
}

extension Range<Int> {
  /// The first place at which something holds that holds from there on; the upper bound when it never does.
  fileprivate func firstPlace(where holds: (Int) -> Bool) -> Int {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
