import TestSupport

/// Something that goes wrong with the stand-in, on some calls of a route.
package struct Fault: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    // Answers that refuse.
    case unauthorized, forbiddenHTML
    case waitUnsaid, waitSeconds, waitDate, waitNonsense, waitLong
    case errorJSON, errorHTML, errorEmpty, strangeNotFound
    // Answers that are none.
    case okHTML, truncatedJSON, wrongLength, invalidUTF8, badRow, nullID, oversized
    case unsaidGzip, doubleGzip, brokenGzip
    // The network.
    case resetBefore, resetInBody, stall, drip, redirect
    // Lists that do not add up.
    case shuffledTies, emptyPage, shortPage, driftingTotals
    // Films that change while they are read.
    case insertRow, deleteFilm, votesFall, popularityScaled, yearMoved, genreRemoved
  }

  package enum Calls: Sendable, Hashable {
    case numbers(ClosedRange<Int>)
    case percent(Int)
  }

  package let kind: Kind
  /// A beginning of the path below the base, such as `/discover`.
  package let route: String
  package let calls: Calls

  package init(_ kind: Kind, on route: String = "/discover", calls: Calls) {
    self.kind = kind
    self.route = route
    self.calls = calls
  }

  /// `truncatedJSON:/discover:3-5` or `stall:/movie:10%`
  package init?(_ text: String) {
    let parts = text.split(separator: ":").map(String.init)
    guard parts.count == 3, let kind = Kind(rawValue: parts[0]) else { return nil }
    let calls: Calls
    if parts[2].hasSuffix("%"), let percent = Int(parts[2].dropLast()) {
      calls = .percent(percent)
    } else {
      let ends = parts[2].split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last, first <= last else { return nil }
      calls = .numbers(first...last)
    }
    self.init(kind, on: parts[1], calls: calls)
  }

  /// Whether the films themselves are others afterwards.
  package var changesFilms: Bool {
    switch kind {
    case .insertRow, .deleteFilm, .votesFall, .popularityScaled, .yearMoved, .genreRemoved: true
    default: false
    }
  }

  /// Whether TMDB says no, for good.
  package var isFinal: Bool {
    switch kind {
    case .unauthorized, .forbiddenHTML, .redirect: true
    default: false
    }
  }

  /// Some faults at once, the same for a seed.
  package static func mixture(seed: Int, count: Int, among kinds: [Kind] = Kind.allCases) -> [Fault] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      let first = 1 + random.below(12)
      let calls: Calls =
        random.isOneIn(2) ? .percent(3 + random.below(15)) : .numbers(first...first + random.below(3))
      return Fault(random.pick(kinds), calls: calls)
    }
  }

  func strikes(call: Int, seed: Int) -> Bool {
    switch calls {
    case .numbers(let range): return range.contains(call)
    case .percent(let percent):
      var random = SeededGenerator(
        seed: seed &* 31 &+ call &* 1009 &+ kind.rawValue.utf8.reduce(0) { $0 &* 7 &+ Int($1) })
      return random.chance(percent: percent)
    }
  }
}
