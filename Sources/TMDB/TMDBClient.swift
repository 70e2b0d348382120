import Parallel
import Tables

/// Asks TMDB, and gives what it knows in the terms of films.
package final class TMDBClient {
  package let transport: Transport
  private let progress: Progress
  /// Of pages that TMDB can say are as they were.
  package let memory = PageMemory()

  package init(_ transport: Transport, progress: Progress) {
    self.transport = transport
    self.progress = progress
  }

  package func genres() throws -> GenreList {
    var list: GenreList?
    try ask([Request("/genre/movie/list")]) { reply, _, _ in
      do throws(BadAnswer) {
        list = try GenreList(reply.body)
        return .taken
      } catch {
        return .askAgain(reason: error.reason)
      }
    }
    guard let list else { throw TMDBError(.away, "TMDB gave no list of genres") }
    return list
  }

  // MARK: Lists of films

  package struct SweepOutcome {
    package let windows: [WindowReport]
    package let quarantined: [QuarantinedRow]
    package let splits: [String]
    package let pageCount: Int
    /// How many different films the pages held.
    package let filmCount: Int
  }

  /// Reads windows, from where an interrupted sweep has stopped.
  package func sweep(
    _ scope: SweepScope, _ windows: [Window], resuming kept: [(window: Window, page: Int, body: [UInt8])],
    keeper: any SweepKeeper
  ) throws -> SweepOutcome {
    memory.forgetNoted()
    var sweep = Sweep(
      scope, windows, memory: memory, keeper: keeper, progress: progress,
      speed: { [transport] in transport.speed })
    for page in kept { try sweep.resume(page.window, page: page.page, body: page.body) }
    try transport.run(&sweep)
    return SweepOutcome(
      windows: sweep.reports, quarantined: sweep.quarantined, splits: sweep.splits,
      pageCount: sweep.pageCount,
      filmCount: sweep.filmCount
    )
  }

  // MARK: Single films

  package enum DossierAnswer {
    case found(FilmDossier, body: [UInt8])
    /// TMDB says that it has no such film, or has it no more.
    case gone
    case failed(String)
  }

  /// All that TMDB tells of some films, one after another as the answers come.
  package func dossiers(of ids: [Int64], _ take: @escaping (Int64, DossierAnswer) throws -> Void) throws {
    let requests = ids.map { id in
      Request(
        "/movie/\(id)", [("append_to_response", "credits,external_ids,keywords")], token: Int(id))
    }
    let progress = progress
    progress.begin("reading films from TMDB", total: ids.count)
    var questions = Questions(requests) { reply, request, _ in
      let id = Int64(request.token)
      let answer: DossierAnswer
      do throws(BadAnswer) {
        if reply.status == .notFound {
          guard try Refusal(reply.body).code == 34 else { return .askAgain(reason: "TMDB answered 404") }
          answer = .gone
        } else {
          let dossier = try FilmDossier(reply.body)
          guard dossier.film.tmdbID == id else { return .askAgain(reason: "TMDB answered with another film") }
          answer = .found(dossier, body: reply.packed)
        }
      } catch {
        return .askAgain(reason: error.reason)
      }
      progress.advance()
      try take(id, answer)
      return .taken
    } failure: { request, failure in
      progress.advance()
      try take(Int64(request.token), .failed(failure.reason))
    }
    try transport.run(&questions)
  }

  /// An answer as it was kept.
  package static func dossier(_ body: [UInt8]) -> FilmDossier? {
    Unpacking.body(body, limit: TransportSettings().bodyLimit, Cancellation()).flatMap {
      try? FilmDossier($0)
    }
  }

  /// The films of which something other than votes and popularity has changed, between two days that are no more
  /// than fourteen apart.
  package func changes(from first: CalendarDate, to last: CalendarDate) throws -> [Int64] {
    func request(_ page: Int) -> Request {
      Request(
        "/movie/changes", [("start_date", "\(first)"), ("end_date", "\(last)"), ("page", String(page))],
        token: page)
    }
    var ids: Set<Int64> = []
    progress.begin("asking TMDB what has changed")
    try ask([request(1)]) { reply, asked, further in
      do throws(BadAnswer) {
        let page = try ChangePage(reply.body)
        ids.formUnion(page.ids)
        if asked.token == 1, page.pageCount > 1 {
          further += (2...min(page.pageCount, SweepScope.mostPages)).map(request)
        }
        return .taken
      } catch {
        return .askAgain(reason: error.reason)
      }
    }
    return ids.sorted()
  }

  /// The daily list of all films with their popularity, as it came: packed NDJSON.
  package func export(of day: CalendarDate) throws -> [UInt8] {
    let (year, month, dayOfMonth) = day.parts
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    var body: [UInt8] = []
    progress.begin("reading TMDB's export of \(day)")
    try ask([Request("/p/exports/movie_ids_\(two(month))_\(two(dayOfMonth))_\(year).json.gz", isExport: true)]
    ) {
      reply, _, _ in
      guard reply.status == .found else { return .askAgain(reason: "TMDB has no export of that day") }
      body = reply.body
      return .taken
    }
    return body
  }

  /// Asks what must be answered, or nothing comes of it.
  private func ask(
    _ requests: [Request], answer: @escaping (Reply, Request, inout [Request]) throws -> Verdict
  ) throws {
    var questions = Questions(requests, answer: answer) { _, failure in
      throw TMDBError(failure.isPassing ? .away : .failed, failure.reason)
    }
    try transport.run(&questions)
  }
}
