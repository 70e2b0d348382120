import Glibc
import Parallel
import Store
import Tables

/// A catalogue of made-up films with ninety days of their past, to try things on: the same in every run.
///
/// It shows how things work and proves nothing about cinema. Everything about it says that it is made up.
package enum DemoCatalogue {
  package static let filmCount = 6000
  static let firstID: Int64 = 9_000_001
  static let dayCount = 90
  /// The day of the last ingest, Halloween of 2026.
  static let lastDay = CalendarDate(days: 20_757)
  private static let seed: UInt64 = 0x6871_2D64_656D_6F

  /// Its past, ingest by ingest: one a day.
  package static func history() -> FilmHistory {
    var history = FilmHistory(ingests: [], versions: [], snapshots: [], isSynthetic: true)
    for day in days {
      history.ingests.append(
        FilmHistory.Ingest(
          time: Timestamp(day, microsecondOfDay: 4 * 3600 * Timestamp.second), source: "demo"))
    }
    history.versions.reserveCapacity(filmCount + 1000)
    history.snapshots.reserveCapacity(60_000)
    var films: [DemoFilm] = []
    films.reserveCapacity(filmCount)
    var titles: [String] = []
    var taken: Set<String> = []
    for number in 0..<filmCount {
      var chance = Chance(seed: seed, piece: UInt64(number))
      var film = DemoFilm(number: number, chance: &chance, taken: taken)
      // Some names come twice: a film is made again, or nobody knew of the other.
      if number > 300, chance.happens(0.008) {
        film.details.title = titles[number - 1 - chance.below(300)]
        film.isRemake = true
      }
      film.makeOdd(number)
      titles.append(film.details.title ?? "")
      taken.insert(film.details.title ?? "")
      film.append(to: &history, &chance)
      films.append(film)
    }
    history.extras = DemoMakers(films).extras()
    return history
  }

  static let days = (0..<dayCount).map { CalendarDate(days: lastDay.days - Int32(dayCount - 1 - $0)) }
}

extension DemoFilm {
  /// Names as they come in catalogues too: with marks that are not seen, from right to left, with quotes.
  fileprivate mutating func makeOdd(_ number: Int) {
    switch number {
    case 611: details.title = "The\u{A0}Room\u{A0}Between"
    case 1222: details.title = "Family\u{200D} Portrait"
    case 1833: details.title = "100% \u{22}Dead\u{22}"
    case 2444: details.title = "`Delete` the Night"
    case 3055: details.title = "D\u{E9}j\u{E0} Vu; or, The Cellar"
    case 3666: details.title = "\u{5DC}\u{5D9}\u{5DC}\u{5D4} \u{5DC}\u{5D1}\u{5DF}"
    case 4277: details.revenue = 2_948_113_207
    default: break
    }
  }

  /// The film from the day on which it came into the catalogue.
  fileprivate func append(to history: inout FilmHistory, _ chance: inout Chance) {
    let first = chance.happens(0.94) ? 1 : 2 + chance.below(DemoCatalogue.dayCount - 2)
    appendVersions(to: &history, &chance, from: first)
    appendSnapshots(to: &history, &chance, from: first)
  }

  /// What was learnt of it later: a runtime, what it took in, another day of release, a better text.
  private func appendVersions(to history: inout FilmHistory, _ chance: inout Chance, from first: Int) {
    func append(_ ingest: Int, _ details: FilmDetails) {
      history.versions.append(FilmHistory.Version(tmdbID: tmdbID, ingest: ingest, details: details))
    }
    let later = first + 1 + chance.below(DemoCatalogue.dayCount)
    guard later <= DemoCatalogue.dayCount, chance.happens(0.12) else { return append(first, details) }
    var before = details
    switch chance.below(4) {
    case 0: before.runtime = nil
    case 1: before.revenue = details.revenue.map { $0 - $0 / 20 }
    case 2: before.overview = details.overview.map { String($0.prefix { $0 != "." }) + "." }
    default: before.releaseDate = details.releaseDate.map { CalendarDate(days: $0.days + 14) }
    }
    append(first, before)
    if before != details { append(later, details) }
  }

  /// Well-known films are counted anew each day, the others now and then.
  private func appendSnapshots(to history: inout FilmHistory, _ chance: inout Chance, from first: Int) {
    let known = popularity(on: DemoCatalogue.lastDay)
    let isCounted = known > 14 ? 0.97 : 0.012 + 0.017 * known
    var last: FilmNumbers?
    var drift = 0.25 * chance.normal()
    var startVotes = Double(votes) * (1 - min(0.5, 0.02 + 0.04 * chance.share()))
    let gain = (Double(votes) - startVotes) / Double(DemoCatalogue.dayCount)
    startVotes -= gain
    for ingest in first...DemoCatalogue.dayCount {
      guard last == nil || chance.happens(isCounted) else { continue }
      let day = DemoCatalogue.days[ingest - 1]
      drift = 0.9 * drift + 0.06 * chance.normal()
      let week = day.days % 7 == 2 || day.days % 7 == 3 ? 1.05 : 1
      let popularity = max(0.1, (self.popularity(on: day) * week * exp(drift) * 10).rounded() / 10)
      let count = min(votes, Int64((startVotes + gain * Double(ingest + 1)).rounded()))
      let numbers = FilmNumbers(
        popularity: popularity, voteCount: count, voteAverage: count > 0 ? rating : nil)
      if numbers != last {
        history.snapshots.append(FilmHistory.Snapshot(tmdbID: tmdbID, ingest: ingest, numbers: numbers))
        last = numbers
      }
    }
  }
}
