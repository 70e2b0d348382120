import Parallel
import Store
import Tables

/// Who made the made-up films, and which of them go on from one another.
///
/// Drawn behind everything else and from streams of its own. A company is better at nothing, and a film is followed
/// by another whatever it was like: what a record of theirs tells is what the films would have told without them.
struct DemoMakers {
  private let films: [DemoFilm]

  private static let companySeed: UInt64 = 0x6669_726D_73
  private static let franchiseSeed: UInt64 = 0x7361_6761_73
  private static let firstCompany: Int64 = 9_100_001
  private static let firstFranchise: Int64 = 9_200_001

  init(_ films: [DemoFilm]) { self.films = films }

  /// By film; those of which nothing is known have none.
  func extras() -> [FilmExtras] {
    let franchises = franchises()
    return films.indices.compactMap { place in
      var extras = FilmExtras(tmdbID: films[place].tmdbID)
      extras.companies = companies(of: place)
      extras.franchise = franchises[place]
      return extras.companies == nil && extras.franchise == nil ? nil : extras
    }
  }

  // MARK: Companies

  /// A company mostly makes films in a language of its country; one in twenty films does not tell who made it.
  private func companies(of place: Int) -> [FilmExtras.Maker]? {
    var chance = Chance(seed: Self.companySeed, piece: UInt64(place))
    guard !chance.happens(0.05) else { return nil }
    var companies: [FilmExtras.Maker] = []
    for _ in 0...chance.place(in: [46, 32, 16, 6]) {
      let isAtHome = chance.happens(0.85)
      let language = isAtHome ? films[place].details.originalLanguage ?? "" : ""
      let company = (Self.byLanguage[language] ?? Self.all).one(by: &chance)
      if !companies.contains(where: { $0.id == company.id }) { companies.append(company) }
    }
    return companies
  }

  /// Companies of which the first-named have made more than the others.
  private struct Choice {
    private let companies: [FilmExtras.Maker]
    /// Up to each of them and with it.
    private let weights: [Double]

    init(_ places: some Sequence<Int>) {
      companies = places.map { place in
        let company = DemoWords.companies[place]
        return FilmExtras.Maker(id: firstCompany + Int64(place), name: company.name, country: company.country)
      }
      var sum = 0.0
      weights = companies.indices.map { place in
        sum += 1 / Double(place + 25)
        return sum
      }
    }

    func one(by chance: inout Chance) -> FilmExtras.Maker {
      let wanted = chance.share() * (weights.last ?? 0)
      var (low, high) = (0, weights.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if wanted < weights[middle] { high = middle } else { low = middle + 1 }
      }
      return companies[low]
    }
  }

  private static let all = Choice(DemoWords.companies.indices)
  private static let byLanguage = Dictionary(
    grouping: DemoWords.companies.indices, by: { DemoWords.companies[$0].language }
  ).mapValues { Choice($0) }

  // MARK: Franchises

  /// The franchise of each film that has one, by the film's place: a film that goes on, or is made again, is put to
  /// an earlier one that is called much the same.
  private func franchises() -> [Int: FilmExtras.Maker] {
    var franchises: [Int: FilmExtras.Maker] = [:]
    var earlier: [String: [Int]] = [:]
    var count: Int64 = 0
    for (place, date) in inOrderOfRelease {
      let key = Self.key(of: films[place].details.title ?? "")
      defer { earlier[key, default: []].append(place) }
      guard films[place].isSequel || films[place].isRemake else { continue }
      let known = (earlier[key] ?? []).filter { other in
        films[other].details.releaseDate != date && films[other].isHorror == films[place].isHorror
      }
      guard !known.isEmpty else { continue }
      var chance = Chance(seed: Self.franchiseSeed, piece: UInt64(place))
      let ofFranchises = known.filter { franchises[$0] != nil }
      let first = chance.pick(ofFranchises.isEmpty || chance.happens(0.3) ? known : ofFranchises)
      if franchises[first] == nil {
        let name = DemoFilm.titleBeforeSequels(films[first].details.title ?? "") + " Collection"
        franchises[first] = FilmExtras.Maker(id: Self.firstFranchise + count, name: name)
        count += 1
      }
      franchises[place] = franchises[first]
    }
    return franchises
  }

  private var inOrderOfRelease: [(place: Int, date: CalendarDate)] {
    films.indices.compactMap { place in films[place].details.releaseDate.map { (place, $0) } }
      .sorted { ($0.date, $0.place) < ($1.date, $1.place) }
  }

  /// The last word of a title that says something, without what marks a sequel.
  private static func key(of title: String) -> String {
    var words = DemoFilm.titleBeforeSequels(title).utf8.split(separator: UInt8(ascii: " "))
    while let last = words.popLast() {
      let word = String(decoding: last, as: UTF8.self)
      if words.isEmpty || !verbs.contains(word) { return word }
    }
    return title
  }

  private static let verbs = Set(DemoWords.verbs)
}
