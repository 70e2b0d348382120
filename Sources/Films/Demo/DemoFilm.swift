import Glibc
import Parallel
import Store
import Tables

/// One made-up film: what it is like, and what can be seen of that.
///
/// Hidden behind the columns are a quality and a reach. Votes and popularity follow the reach, the rating the
/// quality, both with chance of their own: so a model can learn something, and not everything.
struct DemoFilm {
  let tmdbID: Int64
  var details = FilmDetails()
  let quality: Double
  /// How many people a film gets to, on a scale on which the median is near 1.
  let reach: Double
  let isHorror: Bool
  let isSequel: Bool
  /// Whether it has the name of an earlier one.
  var isRemake = false
  private(set) var votes: Int64 = 0
  private(set) var rating: Double?

  /// - Parameter taken: the names that other films have.
  init(number: Int, chance: inout Chance, taken: Set<String>) {
    tmdbID = DemoCatalogue.firstID + Int64(number)
    isHorror = chance.happens(0.835)
    quality = chance.normal()
    let isEnglish = chance.happens(0.6)
    let language = isEnglish ? "en" : DemoWords.tongues[chance.place(in: DemoWords.tongueWeights)].code
    var date = DemoFilm.releaseDate(&chance, isHorror: isHorror)
    let isOctober = date.parts.month == 10
    var titles = DemoFilm.titles(&chance, isHorror: isHorror, language: language)
    isSequel = chance.happens(0.07)
    if isSequel { titles.0 = DemoFilm.sequel(titles.0, &chance) }
    var attempts = 0
    while taken.contains(titles.0), attempts < 20 {
      titles = DemoFilm.titles(&chance, isHorror: isHorror, language: language)
      attempts += 1
    }
    var logReach = 1.25 * chance.normal() + 0.32 * quality + (isEnglish ? 0.45 : 0) + (isSequel ? 0.5 : 0)
    if isHorror, isOctober { logReach += 0.35 }
    reach = exp(logReach)

    details.imdbID = chance.happens(0.04 + (reach < 0.3 ? 0.1 : 0)) ? nil : "tt9\(tmdbID)"
    details.title = titles.0
    details.originalTitle = titles.1
    details.originalLanguage = language
    let genres = DemoFilm.genres(&chance, isHorror: isHorror)
    details.genres = chance.happens(0.01) ? nil : genres
    details.overview = chance.happens(0.02) ? nil : DemoFilm.overview(&chance, genres: genres)
    let runtime = 94 + 13 * chance.normal() + 3 * quality + (logReach > 1 ? 6 : 0)
    details.runtime = chance.happens(reach < 0.5 ? 0.08 : 0.01) ? nil : Int64(max(9, runtime.rounded()))
    // A few dates are not known, others not yet certain.
    if chance.happens(0.01) { details.releaseDate = nil } else { details.releaseDate = date }
    if date.days > DemoCatalogue.lastDay.days + 61 { date = DemoCatalogue.lastDay }
    addMoney(&chance, logReach, isOctober: isOctober)
    addVotes(&chance, releasedOn: date, runtime: runtime, genres: genres)
  }

  /// More films each year, and in October more of horror.
  private static func releaseDate(_ chance: inout Chance, isHorror: Bool) -> CalendarDate {
    let yearWeights: [Double] = (0..<17).map { year in 1 + 0.07 * Double(year) }
    let year = 2010 + chance.place(in: yearWeights)
    var months = [Double](repeating: 1, count: 12)
    if isHorror {
      months[9] = 2.1
      months[8] = 1.3
      months[0] = 1.15
    }
    let month = chance.place(in: months) + 1
    return CalendarDate(year: year, month: month, day: 1 + chance.below(28)) ?? DemoCatalogue.lastDay
  }

  private static func genres(_ chance: inout Chance, isHorror: Bool) -> [String] {
    var genres = isHorror ? ["Horror"] : [chance.pick(DemoWords.otherGenres)]
    for _ in 0..<chance.place(in: [30, 42, 22, 6]) {
      let genre =
        isHorror
        ? DemoWords.companions[chance.place(in: DemoWords.companionWeights)]
        : chance.pick(DemoWords.otherGenres)
      if !genres.contains(genre) { genres.append(genre) }
    }
    // Horror is not always what is named first.
    if genres.count > 1, chance.happens(0.3) { genres.swapAt(0, 1) }
    return genres
  }

  private mutating func addMoney(_ chance: inout Chance, _ logReach: Double, isOctober: Bool) {
    let logBudget = 14.2 + 0.62 * logReach + 0.55 * chance.normal()
    let budget = exp(logBudget)
    if chance.happens(reach > 2 ? 0.62 : reach > 0.7 ? 0.25 : 0.07) {
      details.budget = Int64((budget / 50_000).rounded()) * 50_000
      if details.budget == 0 { details.budget = nil }
    }
    let logReturn =
      -0.2 + 0.3 * quality + 0.35 * logReach + 0.8 * chance.normal() + (isOctober && isHorror ? 0.25 : 0)
    if chance.happens(reach > 2.5 ? 0.55 : reach > 1 ? 0.15 : 0.02) {
      details.revenue = Int64(exp(logBudget + logReturn).rounded())
    }
  }

  private mutating func addVotes(
    _ chance: inout Chance, releasedOn date: CalendarDate, runtime: Double, genres: [String]
  ) {
    let age = Double(DemoCatalogue.lastDay.days - date.days) / 365
    guard age > 0 else { return }
    let time = 1 - exp(-1.4 * age)
    votes = Int64(exp(log(24 * reach * time) + 0.75 * chance.normal()) * (reach > 8 ? 2.2 : 1))
    guard votes > 0 else { return }
    var mean = 5.9 + 0.72 * quality + 0.008 * (runtime - 94)
    if genres.contains("Documentary") || genres.contains("Animation") { mean += 0.6 }
    if genres.contains("Comedy") { mean += 0.12 }
    if isHorror { mean -= 0.25 }
    if details.originalLanguage != "en" { mean += 0.15 }
    let seen = mean + 0.35 * chance.normal() + 1.7 / Double(votes).squareRoot() * chance.normal()
    rating = (min(10, max(1, seen)) * 10).rounded() / 10
  }

  /// Popularity before the noise of a day: it fades after the release, and rises for horror before Halloween.
  func popularity(on day: CalendarDate) -> Double {
    let age = Double(day.days - (details.releaseDate ?? DemoCatalogue.lastDay).days)
    let fresh =
      age < -30 ? 0.5 : age < 0 ? 1.2 + age / 40 : 0.75 + 3.2 * exp(-age / 45) + 0.6 * exp(-age / 700)
    var level = 1.1 * reach * fresh * exp(0.1 * quality)
    if isHorror {
      let beforeHalloween = Double(DemoCatalogue.lastDay.days - day.days)
      level *= 1 + 0.28 * exp(-beforeHalloween / 14)
    }
    return level
  }
}
