import Films
import Language
import Store
import TMDB
import Tables

extension IngestVerb {
  /// `ingest tmdb horror since 2010`
  static func planTMDB(_ call: Call, into store: String, _ planning: inout Planning) -> Step? {
    guard call.clause("from").isEmpty else {
      return planning.fail(
        .unexpectedArgument, "`ingest tmdb` reads no file", at: call.span,
        hints: ["`ingest from \"films.csv\"` does"])
    }
    guard let word = call.words.dropFirst().first else {
      return planning.fail(
        .missingArgument, "`ingest tmdb` needs to know which films", at: call.span,
        label: "a genre such as `horror`, `films`, `popular` or `export`", topic: "ingest")
    }
    if word.text == "export" { return planExport(call, into: store, &planning) }
    let what: TMDBWish.What
    if word.text == "popular" {
      what = .popular
    } else if word.text == "films" {
      what = .films(genre: nil)
    } else if let genre = Genre.named(word.text) {
      what = .films(genre: genre)
    } else {
      let near = Suggestion.nearest(to: word.text, among: tmdbWords.map(\.text))
      return planning.fail(
        .unknownName, "TMDB has no `\(word.text)` to take in", at: word.span,
        label: Suggestion.question(near),
        hints: near.isEmpty ? ["a genre such as `horror`, `films`, `popular` or `export`"] : [],
        topic: "ingest")
    }
    var wish = TMDBWish(what, since: defaultSince)
    if let syntax = call.clause("since").first {
      guard let time = planning.time(syntax) else { return nil }
      wish.since = time.start.date
    }
    if what == .popular, let syntax = call.clause("since").first {
      return planning.fail(
        .unexpectedArgument, "what is popular is so now", at: syntax.span, hints: ["leave out `since`"])
    }
    wish.votes = call.options.int("votes") ?? wish.votes
    wish.pageLimit = call.options.int("pages") ?? (what == .popular ? 1 : wish.pageLimit)
    wish.readsDetails = call.options.flag("details") ?? false
    wish.isFull = call.options.flag("full") ?? false
    return call.session("ingest \(wish.words) from TMDB into \(store)") { [wish] running in
      try run(call, store, running) { client, writer, time in
        var ingest = TMDBIngest(client, writer, wish, at: time)
        return try ingest.run()
      }
    }
  }

  private static func planExport(_ call: Call, into store: String, _ planning: inout Planning) -> Step? {
    call.session("ingest TMDB's daily export into \(store)") { running in
      try run(call, store, running) { client, writer, time in
        var ingest = ExportIngest(client, writer, at: time)
        return try ingest.run()
      }
    }
  }

  static let tmdbWords: [(text: String, note: String)] =
    Genre.all.map { (Genre.word(for: $0), "films of the genre \($0)") } + [
      ("films", "films of all genres"), ("popular", "the films that are popular now"),
      ("export", "the popularity of all films, from TMDB's daily export"),
    ]

  private static let defaultSince = CalendarDate(year: 2010, month: 1, day: 1) ?? .first

  private static func run(
    _ call: Call, _ store: String, _ running: Running,
    _ work: (TMDBClient, StoreWriter, Timestamp) throws -> TMDBReport
  ) throws {
    let report: TMDBReport
    do {
      // Two that ask for the same pages at once would only be in each other's way.
      let lock = try StoreLock(store, ending: "-sweep", doing: "reading TMDB into", since: "\(systemClock())")
      defer { withExtendedLifetime(lock) {} }
      let writer = try running.environment.stores.writer(store)
      let client = try running.environment.tmdb.client(for: writer, at: store)
      defer { running.environment.stores.refresh() }
      let limit = try running.environment.tmdb.retentionLimit(at: running.environment.clock)
      report = try work(client, writer, running.environment.clock)
      if let purged = try writer.keepRetention(before: limit) {
        running.emit(.text(PurgeVerb.summary(purged) + ", older than TMDB's terms allow"))
      }
    } catch let error as TMDBError {
      throw Diagnostic(error, at: call.span)
    } catch let error as StoreError {
      throw Diagnostic(error, at: call.span)
    }
    running.emit(.text(report.text))
    for warning in report.warnings { running.emit(.diagnostic(Diagnostic(warning: warning, at: call.span))) }
    if report.hasFailures {
      throw Diagnostic(
        .incomplete, "some of it could not be read: " + brief(report.gaps), at: call.span,
        hints: ["what was read is in the store; the same statement reads the rest later"])
    }
    for gap in report.gaps {
      running.emit(.diagnostic(Diagnostic(warning: "films may be missing: " + gap, at: call.span)))
    }
  }

  private static func brief(_ gaps: [String]) -> String {
    gaps.prefix(5).joined(separator: "; ") + (gaps.count > 5 ? "; and \(gaps.count - 5) more" : "")
  }
}

extension Diagnostic {
  fileprivate init(warning: String, at span: Span) {
    self.init(.mayBeMissing, warning, at: span, severity: .warning)
  }
}

extension TMDBWish {
  /// As a person says it.
  fileprivate var words: String {
    switch what {
    case .films(let genre):
      "\(genre.map(Genre.word) ?? "films") since \(since) with \(votes) votes or more"
    case .popular: "what is popular"
    }
  }
}

extension TMDBReport {
  fileprivate var text: String {
    var lines = ingests.map(IngestVerb.summary)
    if lines.isEmpty { lines.append("nothing new: \(counted(seen, "film")) seen") }
    var account = [counted(pages, "page")]
    if allWindows > 1 { account.append("\(windows) of \(allWindows) years") }
    if detailsRead > 0 { account.append("\(counted(detailsRead, "film")) one by one") }
    if resumedPages > 0 {
      account.append("\(counted(resumedPages, "page")) from a sweep that was interrupted")
    }
    account.append(counted(requests, "request"))
    if retries > 0 { account.append("\(retries) tried again") }
    account.append(gaps.isEmpty ? "complete" : "incomplete")
    lines.append("TMDB: " + account.joined(separator: ", "))
    return lines.joined(separator: "\n")
  }

  fileprivate var warnings: [String] {
    var warnings = splits
    if !quarantined.isEmpty {
      let reasons = Dictionary(grouping: quarantined, by: \.reason)
        .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        .prefix(5).map { "\($0.key) (\(IngestVerb.films($0.value)))" }
      warnings.append(
        "\(counted(quarantined.count, "row")) of TMDB's could not be taken: "
          + reasons.joined(separator: "; "))
    }
    return warnings
  }
}

extension IngestVerb {
  /// `film 27, film 81 and 3 more`
  fileprivate static func films(_ rows: [QuarantinedRow]) -> String {
    let named = rows.prefix(3).map { $0.tmdbID.map { "film \($0)" } ?? "a row without a number" }
    return named.joined(separator: ", ") + (rows.count > 3 ? " and \(rows.count - 3) more" : "")
  }
}
