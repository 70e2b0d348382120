import Films
import Foundation
import Store
import Tables
import Testing

/// The demo catalogue is made up, the same each time, and believable.
@Suite struct DemoCatalogueTests {
  private static let history = DemoCatalogue.history()
  /// Each film as it is in the end.
  private static let films: [FilmRecord] = {
    var numbers: [Int64: FilmNumbers] = [:]
    for snapshot in history.snapshots { numbers[snapshot.tmdbID] = snapshot.numbers }
    var details: [Int64: FilmDetails] = [:]
    for version in history.versions { details[version.tmdbID] = version.details }
    return details.sorted { $0.key < $1.key }.map {
      FilmRecord(tmdbID: $0.key, details: $0.value, numbers: numbers[$0.key] ?? FilmNumbers())
    }
  }()
  private static let horror = films.filter { $0.details.genres?.contains("Horror") ?? false }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private func correlation(_ pairs: [(Double, Double)]) -> Double {
    let count = Double(pairs.count)
    let (x, y) = (pairs.reduce(0) { $0 + $1.0 } / count, pairs.reduce(0) { $0 + $1.1 } / count)
    let covariance = pairs.reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) }
    let variances =
      pairs.reduce(0) { $0 + ($1.0 - x) * ($1.0 - x) } * pairs.reduce(0) { $0 + ($1.1 - y) * ($1.1 - y) }
    return covariance / variances.squareRoot()
  }

  @Test func `it is the same each time`() {
    let again = DemoCatalogue.history()
    #expect(again.ingests == Self.history.ingests)
    #expect(again.versions.map(\.details) == Self.history.versions.map(\.details))
    #expect(again.snapshots.map(\.numbers) == Self.history.snapshots.map(\.numbers))
  }

  @Test func `it has about six thousand films, five of six of them horror, from seventeen years`() {
    #expect(Self.films.count == DemoCatalogue.filmCount)
    #expect((4_800...5_200).contains(Self.horror.count))
    let years = Set(Self.films.compactMap { $0.details.releaseDate?.parts.year })
    #expect(years == Set(2010...2026))
    #expect(years.contains { year in Self.films.count { $0.details.releaseDate?.parts.year == year } > 400 })
    #expect(Self.history.isSynthetic)
    #expect(Self.films.allSatisfy { $0.tmdbID > 9_000_000 && ($0.details.imdbID?.hasPrefix("tt99") ?? true) })
  }

  @Test func `its past is ninety days, and every film has a version and a snapshot from its first day on`() {
    let history = Self.history
    #expect(history.ingests.count == 90)
    #expect(
      zip(history.ingests, history.ingests.dropFirst()).allSatisfy {
        $1.time.microseconds - $0.time.microseconds == Timestamp.day
      })
    var firstVersion: [Int64: Int] = [:]
    for version in history.versions where firstVersion[version.tmdbID] == nil {
      firstVersion[version.tmdbID] = version.ingest
    }
    var firstSnapshot: [Int64: Int] = [:]
    for snapshot in history.snapshots where firstSnapshot[snapshot.tmdbID] == nil {
      firstSnapshot[snapshot.tmdbID] = snapshot.ingest
    }
    #expect(firstVersion == firstSnapshot)
    #expect((200...1_500).contains(history.versions.count - DemoCatalogue.filmCount))
    #expect((40_000...80_000).contains(history.snapshots.count))
  }

  @Test func `versions and snapshots come by film and day, and differ from the ones before`() {
    let (versions, snapshots) = (Self.history.versions, Self.history.snapshots)
    for (one, next) in zip(versions, versions.dropFirst()) {
      #expect((one.tmdbID, one.ingest) < (next.tmdbID, next.ingest))
      if one.tmdbID == next.tmdbID { #expect(one.details != next.details) }
    }
    var falling = 0
    for (one, next) in zip(snapshots, snapshots.dropFirst()) {
      guard one.tmdbID == next.tmdbID else { continue }
      if one.numbers == next.numbers || one.ingest >= next.ingest { Issue.record("film \(one.tmdbID)") }
      if let before = one.numbers.voteCount, let after = next.numbers.voteCount, after < before {
        falling += 1
      }
    }
    #expect(falling == 0)
  }

  @Test func `October has more horror, and better known, but not all of it`() {
    let october = Self.horror.filter { $0.details.releaseDate?.parts.month == 10 }
    let share = Double(october.count) / Double(Self.horror.count)
    #expect((0.12...0.25).contains(share))
    let others = Self.horror.filter { ($0.details.releaseDate?.parts.month ?? 10) != 10 }
    let effect =
      median(october.compactMap(\.numbers.popularity)) / median(others.compactMap(\.numbers.popularity))
    #expect((1.1...2).contains(effect))
  }

  @Test func `few films have most of the popularity, and many have the same`() {
    let values = Self.films.compactMap(\.numbers.popularity).sorted(by: >)
    let top = values.prefix(values.count / 100).reduce(0, +) / values.reduce(0, +)
    #expect((0.1...0.4).contains(top))
    #expect(Set(values).count < values.count / 4)
    #expect([49, 50, 51].allSatisfy { votes in Self.films.contains { $0.numbers.voteCount == votes } })
  }

  @Test func `what is unknown is null, and about as often as elsewhere`() {
    func share(_ isMissing: (FilmRecord) -> Bool) -> Double {
      Double(Self.films.count(where: isMissing)) / Double(Self.films.count)
    }
    #expect((0.005...0.02).contains(share { $0.details.releaseDate == nil }))
    #expect((0.005...0.02).contains(share { $0.details.genres == nil }))
    #expect((0.01...0.04).contains(share { $0.details.overview == nil }))
    #expect((0.01...0.08).contains(share { $0.details.runtime == nil }))
    #expect((0.6...0.95).contains(share { $0.details.budget == nil }))
    #expect((0.6...0.95).contains(share { $0.details.revenue == nil }))
    #expect(Self.films.allSatisfy { ($0.numbers.voteCount ?? 0) > 0 || $0.numbers.voteAverage == nil })
    #expect(Self.films.allSatisfy { (1...10).contains($0.numbers.voteAverage ?? 5) })
  }

  @Test func `a model can learn something of it, and not everything`() {
    let known = Self.films.filter { ($0.numbers.voteCount ?? 0) > 0 }
    let votes = known.map { (log(Double($0.numbers.voteCount ?? 1)), log($0.numbers.popularity ?? 0.1)) }
    #expect((0.4...0.95).contains(correlation(votes)))
    let rated = known.filter { $0.details.runtime != nil }
    let rating = rated.map { (Double($0.details.runtime ?? 0), $0.numbers.voteAverage ?? 0) }
    #expect((0.1...0.6).contains(correlation(rating)))
    let mean = rated.reduce(0) { $0 + ($1.numbers.voteAverage ?? 0) } / Double(rated.count)
    let spread = (rated.reduce(0) { $0 + pow(($1.numbers.voteAverage ?? 0) - mean, 2) } / Double(rated.count))
      .squareRoot()
    #expect((0.7...1.4).contains(spread))
  }

  @Test func `a few films share a name, and some names are odd`() {
    let titles = Dictionary(grouping: Self.films) { $0.details.title ?? "" }
    let shared = titles.values.filter { $0.count > 1 }.count
    #expect((20...120).contains(shared))
    for odd in ["\u{A0}", "\u{200D}", "\"", "`", "%", "\u{5DC}", "é"] {
      #expect(
        titles.keys.contains { $0.contains(odd) || $0.unicodeScalars.contains(odd.unicodeScalars.first!) },
        "\(odd)")
    }
    #expect(Self.films.contains { ($0.details.revenue ?? 0) > Int64(Int32.max) })
    #expect(Set(Self.films.compactMap(\.details.originalLanguage)).count >= 8)
    for film in Self.films {
      for text in [film.details.title, film.details.originalTitle, film.details.overview].compactMap(\.self) {
        let isClean =
          text == text.trimmingCharacters(in: .whitespaces) && !text.isEmpty
          && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        if !isClean { Issue.record("`\(text)`") }
      }
    }
  }

  // MARK: Makers

  private static let byID = Dictionary(uniqueKeysWithValues: films.map { ($0.tmdbID, $0) })
  private static let companies = history.extras.flatMap { extras in
    (extras.companies ?? []).map { (film: extras.tmdbID, company: $0) }
  }
  /// The films of each franchise, by their days.
  private static let franchises: [[FilmRecord]] = {
    let known = history.extras.compactMap { extras in
      extras.franchise.flatMap { franchise in
        byID[extras.tmdbID].map { (franchise: franchise.id ?? 0, film: $0) }
      }
    }
    return Dictionary(grouping: known, by: \.franchise).sorted { $0.key < $1.key }
      .map { $0.value.map(\.film).sorted { day($0) < day($1) } }
  }()

  private static func day(_ film: FilmRecord) -> Int32 { film.details.releaseDate?.days ?? .max }

  @Test func `makers are drawn the same each time, and known of most films`() {
    let again = DemoCatalogue.history().extras
    let extras = Self.history.extras
    #expect(again.map(\.tmdbID) == extras.map(\.tmdbID))
    #expect(again.map(\.companies) == extras.map(\.companies))
    #expect(again.map(\.franchise) == extras.map(\.franchise))
    #expect(zip(extras, extras.dropFirst()).allSatisfy { $0.tmdbID < $1.tmdbID })
    let share = Double(Set(Self.companies.map(\.film)).count) / Double(DemoCatalogue.filmCount)
    #expect((0.93...0.97).contains(share))
    #expect(extras.allSatisfy { ($0.companies?.count ?? 1) <= 4 && $0.companies?.isEmpty != true })
  }

  @Test func `no company has made many of the films, and most have made some`() {
    let counts = Dictionary(grouping: Self.companies, by: \.company).mapValues(\.count)
    #expect(counts.count > 150)
    #expect((counts.values.max() ?? 0) < DemoCatalogue.filmCount / 30)
    #expect((counts.values.min() ?? 0) > 5)
    #expect(Set(counts.keys.map(\.name)).count == counts.count)
    #expect(counts.keys.allSatisfy { $0.country?.count == 2 })
  }

  @Test func `a franchise has a first film and others that came out later`() {
    #expect((150...400).contains(Self.franchises.count))
    for films in Self.franchises {
      #expect((2...20).contains(films.count))
      #expect(Self.day(films[0]) < Self.day(films[1]) && Self.day(films[films.count - 1]) < .max)
    }
  }

  @Test func `who made a film, and how the one before it did, tells nothing that is not so without it`() {
    func reach(_ film: FilmRecord) -> Double { log(max(0.05, film.numbers.popularity ?? 0.05)) }
    let sequels = Self.franchises.flatMap { films in
      zip(films, films.dropFirst()).map { (reach($0), reach($1)) }
    }
    #expect(sequels.count > 300)
    #expect(abs(correlation(sequels)) < 0.15, "\(correlation(sequels))")
    // Of the films of one company half are above what the others reach, more or less.
    let all = median(Self.films.map(reach))
    let english = Dictionary(grouping: Self.companies, by: \.company.id).values.filter { $0.count > 60 }
      .map { made in
        let known = made.compactMap { Self.byID[$0.film] }
        return Double(known.count { reach($0) > all }) / Double(known.count)
      }
    #expect(english.allSatisfy { (0.3...0.75).contains($0) }, "\(english)")
  }
}
