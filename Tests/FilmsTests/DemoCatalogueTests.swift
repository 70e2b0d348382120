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
}
