import Parallel

/// Which films are asked for, whatever their date.
package struct SweepScope: Sendable, Hashable {
  /// Nil for films of all genres.
  package let genre: Int64?
  package let votes: Int
  /// Of a window that has more pages than these, parts are read.
  package let pageLimit: Int

  package init(genre: Int64?, votes: Int, pageLimit: Int) {
    self.genre = genre
    self.votes = votes
    self.pageLimit = min(pageLimit, SweepScope.mostPages)
  }

  /// TMDB gives no page behind this one.
  static let mostPages = 500

  func request(_ window: Window, page: Int, tag: String?, token: Int) -> Request {
    let number = (name: "page", value: String(page))
    guard case .days(let first, let last) = window.extent else {
      return Request("/movie/popular", [number], tag: tag, token: token)
    }
    var query: [(name: String, value: String)] = [("include_adult", "false")]
    if let year = window.year {
      query.append(("primary_release_year", String(year)))
    } else {
      query += [("primary_release_date.gte", "\(first)"), ("primary_release_date.lte", "\(last)")]
    }
    // Films change their place in a list by title less often than in any other: fewer are missed between pages.
    query.append(("sort_by", "title.asc"))
    if votes > 0 { query.append(("vote_count.gte", String(votes))) }
    if let genre { query.append(("with_genres", String(genre))) }
    return Request("/discover/movie", query + [number], tag: tag, token: token)
  }
}

/// Someone who keeps what a sweep finds.
package protocol SweepKeeper: AnyObject {
  /// Takes the films of a page, and keeps the page itself so that the sweep can go on from there.
  ///
  /// - Parameter body: nil for a page that was kept before.
  func take(_ films: [FoundFilm], of window: Window, page: Int, body: [UInt8]?) throws -> PageNews
}

/// How much a page tells that was not known.
package struct PageNews: Sendable {
  package let new: Int
  package let changed: Int

  package init(new: Int, changed: Int) {
    self.new = new
    self.changed = changed
  }
}

/// What has become of a window.
package struct WindowReport: Sendable, Hashable {
  package let window: Window
  package let pageCount: Int
  /// How many films TMDB says it has.
  package let expected: Int
  /// How many different ones were seen.
  package let seen: Int
  /// Why films may be missing; empty when none are.
  package let gaps: [String]
  /// Whether a page could not be read at all.
  package let hasFailures: Bool
}

/// Reads windows page by page, each as a set: films that move between two pages are found twice or never, so that
/// a window whose films do not add up is read again.
struct Sweep: Conversation {
  private struct Leaf {
    let window: Window
    var pageCount = 1
    var resultCount = 0
    /// Pages from 1 on: whether each was answered in this reading.
    var isAnswered: [Bool] = [false]
    var answeredCount = 0
    var ids: Set<Int64> = []
    var idsOfThisReading: Set<Int64> = []
    var isSecondReading = false
    var isDone = false
    var isCut = false
    var gaps: [String] = []
    var hasFailures = false
  }

  private let scope: SweepScope
  private let memory: PageMemory
  private let keeper: any SweepKeeper
  private let progress: Progress
  private var leaves: [Leaf]
  private var queue: [(leaf: Int, page: Int)]
  private var head = 0
  private(set) var quarantined: [QuarantinedRow] = []
  /// Windows that had more pages than allowed, as a person is told.
  private(set) var splits: [String] = []
  private var pagesRead = 0
  private var newCount = 0
  private var changedCount = 0
  /// How many requests a second go out, for whoever watches.
  private let speed: () -> Double

  init(
    _ scope: SweepScope, _ windows: [Window], memory: PageMemory, keeper: any SweepKeeper, progress: Progress,
    speed: @escaping () -> Double
  ) {
    self.scope = scope
    self.memory = memory
    self.keeper = keeper
    self.progress = progress
    self.speed = speed
    leaves = windows.map { Leaf(window: $0) }
    queue = windows.indices.map { ($0, 1) }
    tell()
  }

  /// What became of each window, after everything was answered.
  var reports: [WindowReport] {
    leaves.map {
      WindowReport(
        window: $0.window, pageCount: $0.pageCount, expected: $0.resultCount, seen: $0.ids.count,
        gaps: $0.gaps, hasFailures: $0.hasFailures)
    }
  }

  var pageCount: Int { pagesRead }
  var filmCount: Int { leaves.reduce(into: Set<Int64>()) { $0.formUnion($1.ids) }.count }

  /// Takes a page that was read before the sweep was interrupted.
  mutating func resume(_ window: Window, page: Int, body: [UInt8]) throws {
    guard let unpacked = Unpacking.body(body, limit: TransportSettings().bodyLimit, Cancellation()),
      let content = try? FilmPage(unpacked)
    else { return }
    guard let leaf = leaves.firstIndex(where: { $0.window == window && !$0.isDone }) else { return }
    try absorb(content, body, leaf: leaf, page: page, isKept: true)
  }

  // MARK: Conversation

  mutating func next() -> Request? {
    while head < queue.count {
      let (leaf, page) = queue[head]
      head += 1
      guard !leaves[leaf].isDone, page <= leaves[leaf].isAnswered.count, !leaves[leaf].isAnswered[page - 1]
      else { continue }
      var request = scope.request(leaves[leaf].window, page: page, tag: nil, token: leaf << 16 | page)
      if !leaves[leaf].isSecondReading { request.tag = memory.page(request.key)?.tag }
      return request
    }
    return nil
  }

  mutating func take(_ reply: Reply, to request: Request) throws -> Verdict {
    let (leaf, page) = (request.token >> 16, request.token & 0xFFFF)
    switch reply.status {
    case .notFound: return .askAgain(reason: "TMDB answered 404")
    case .unchanged:
      guard let known = memory.page(request.key) else {
        return .askAgain(reason: "TMDB answered 304 to a first question")
      }
      // A film on it may stand on another page by now: then neither page is taken for granted.
      memory.note(known, for: request.key)
      try absorb(known, leaf: leaf, page: page)
    case .found:
      let content: FilmPage
      do throws(BadAnswer) { content = try FilmPage(reply.body) } catch {
        return .askAgain(reason: error.reason)
      }
      guard content.number == page else { return .askAgain(reason: "TMDB answered with another page") }
      if let tag = reply.tag, content.quarantined.isEmpty {
        let ids = content.films.map(\.tmdbID)
        memory.note(
          .init(tag: tag, pageCount: content.pageCount, resultCount: content.resultCount, ids: ids),
          for: request.key)
      }
      try absorb(content, reply.packed, leaf: leaf, page: page, isKept: false)
    }
    return .taken
  }

  mutating func giveUp(_ request: Request, _ failure: RequestFailure) throws {
    let (leaf, page) = (request.token >> 16, request.token & 0xFFFF)
    leaves[leaf].gaps.append("page \(page) could not be read: \(failure.reason)")
    leaves[leaf].hasFailures = true
    markAnswered(leaf, page)
    try settle(leaf)
  }

  // MARK: Pages

  private mutating func absorb(
    _ content: FilmPage, _ body: [UInt8], leaf: Int, page: Int, isKept: Bool
  ) throws {
    // An answer to a reading that is over.
    guard page <= leaves[leaf].isAnswered.count, !leaves[leaf].isAnswered[page - 1] else { return }
    let news = try keeper.take(content.films, of: leaves[leaf].window, page: page, body: isKept ? nil : body)
    newCount += news.new
    changedCount += news.changed
    for row in content.quarantined where quarantined.count < 1000 && !quarantined.contains(row) {
      quarantined.append(row)
    }
    try absorb(
      .init(
        tag: "", pageCount: content.pageCount, resultCount: content.resultCount,
        ids: content.films.map(\.tmdbID)),
      leaf: leaf, page: page)
  }

  private mutating func absorb(_ page: PageMemory.Page, leaf: Int, page number: Int) throws {
    pagesRead += 1
    markAnswered(leaf, number)
    leaves[leaf].ids.formUnion(page.ids)
    leaves[leaf].idsOfThisReading.formUnion(page.ids)
    leaves[leaf].resultCount = page.resultCount
    if page.pageCount > leaves[leaf].pageCount { grow(leaf, to: page.pageCount) }
    try settle(leaf)
    tell()
  }

  private mutating func markAnswered(_ leaf: Int, _ page: Int) {
    guard !leaves[leaf].isAnswered[page - 1] else { return }
    leaves[leaf].isAnswered[page - 1] = true
    leaves[leaf].answeredCount += 1
  }

  /// The window has more pages than was known: they are asked for, or its halves are.
  private mutating func grow(_ leaf: Int, to pageCount: Int) {
    let window = leaves[leaf].window
    var pageCount = pageCount
    if pageCount > scope.pageLimit {
      if let halves = window.halves {
        splits.append(
          "\(window.name) has \(pageCount) pages, more than \(scope.pageLimit): it is read in two parts")
        leaves[leaf].isDone = true
        for half in [halves.0, halves.1] {
          queue.append((leaves.count, 1))
          leaves.append(Leaf(window: half))
        }
        return
      }
      pageCount = scope.pageLimit
      if window != .popular, !leaves[leaf].isCut {
        leaves[leaf].isCut = true
        leaves[leaf].gaps.append("it has more than \(pageCount) pages, and TMDB gives no more")
      }
    }
    for page in leaves[leaf].isAnswered.count..<max(pageCount, leaves[leaf].isAnswered.count) {
      leaves[leaf].isAnswered.append(false)
      queue.append((leaf, page + 1))
    }
    leaves[leaf].pageCount = max(pageCount, leaves[leaf].pageCount)
  }

  /// Looks whether a window is complete once all of its pages have been answered.
  private mutating func settle(_ index: Int) throws {
    let leaf = leaves[index]
    guard !leaf.isDone, leaf.answeredCount == leaf.isAnswered.count else { return }
    let addsUp =
      leaf.idsOfThisReading.count == leaf.resultCount
      || (leaf.isSecondReading && leaf.ids.count >= leaf.resultCount)
    if leaf.window == .popular || leaf.isCut || addsUp || !leaf.gaps.isEmpty {
      leaves[index].isDone = true
    } else if leaf.isSecondReading {
      leaves[index].isDone = true
      leaves[index].gaps.append(
        "\(leaf.ids.count) of \(leaf.resultCount) films were found, in two readings")
    } else {
      leaves[index].isSecondReading = true
      leaves[index].idsOfThisReading = []
      leaves[index].answeredCount = 0
      leaves[index].isAnswered = leaf.isAnswered.map { _ in false }
      for page in 1...leaf.isAnswered.count { queue.append((index, page)) }
    }
  }

  private func tell() {
    let total = leaves.reduce(0) { $0 + ($1.isDone ? $1.answeredCount : $1.pageCount) }
    let window = leaves.last { !$0.isDone && $0.answeredCount > 0 }?.window.name
    let same = leaves.reduce(0) { $0 + $1.ids.count } - newCount - changedCount
    let parts = [
      "TMDB\(window.map { " " + $0 } ?? "")", "page \(pagesRead) of \(total)",
      "\(newCount) new, \(changedCount) changed, \(max(0, same)) same",
      "\(Int(speed().rounded())) requests/s",
    ]
    progress.tell(parts.joined(separator: " · "), done: pagesRead, total: total)
  }
}
