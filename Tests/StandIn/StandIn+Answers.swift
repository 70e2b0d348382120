import TestSupport

extension StandIn {
  /// The faults that strike this call.
  static func faults(_ state: inout State, _ question: Question, _ seed: Int) -> [Fault.Kind] {
    guard !state.faults.isEmpty else { return [] }
    var kinds: [Fault.Kind] = []
    for route in Set(state.faults.map(\.route)).sorted() where question.route.hasPrefix(route) {
      state.calls[route, default: 0] += 1
      let call = state.calls[route, default: 0]
      kinds += state.faults.filter { $0.route == route && $0.strikes(call: call, seed: seed) }.map(\.kind)
    }
    return kinds
  }

  /// What happens to the films before the answer.
  static func apply(_ kind: Fault.Kind, _ state: inout State, _ question: Question) {
    let call = state.log.count
    guard let index = state.catalogue.films.indices.first(where: { $0 % 13 == call % 13 }) else { return }
    let count = state.catalogue.films.count
    let film = (index + call * 7) % count
    switch kind {
    case .insertRow:
      var new = state.catalogue.films[film]
      new.id = max(1_000_000, state.catalogue.films.map(\.id).max() ?? 0) + 1
      new.title = "A Late Arrival \(call)"
      state.catalogue.films.append(new)
    case .deleteFilm: state.catalogue.films.remove(at: film)
    case .votesFall: state.catalogue.films[film].votes = max(0, state.catalogue.films[film].votes - 100)
    case .popularityScaled:
      for index in state.catalogue.films.indices { state.catalogue.films[index].popularity /= 30 }
    case .yearMoved:
      let day = state.catalogue.films[film].day
      if let year = Int(day.prefix(4)) {
        state.catalogue.films[film].release = .day("\(year - 1)" + day.dropFirst(4))
      }
    case .genreRemoved: state.catalogue.films[film].genres.removeAll { $0 == 27 }
    default: return
    }
    state.cache = [:]
  }

  static func answer(_ state: inout State, _ question: Question, _ faults: [Fault.Kind]) -> Answer {
    for kind in faults {
      if let refusal = refusal(kind, elsewhere: state.elsewhere) { return refusal }
    }
    let isExport = question.path.hasPrefix("/p/exports/")
    guard question.isAuthorized || isExport else {
      return failure(401, 7, "Invalid API key: You must be granted a valid key.")
    }
    let tampers = faults.contains { tampering.contains($0) }
    if !tampers, let known = state.cache[question.key] { return damaged(known, faults) }
    let answer = route(state, question, faults)
    if !tampers { state.cache[question.key] = answer }
    return damaged(answer, faults)
  }

  /// Faults of which an answer is made, not that happen to it.
  private static let tampering: Set<Fault.Kind> = [
    .shuffledTies, .emptyPage, .shortPage, .driftingTotals, .badRow, .nullID,
  ]

  private static func failure(_ status: Int, _ code: Int, _ text: String) -> Answer {
    Answer(status: status, #"{"status_code":\#(code),"status_message":\#(quoted(text)),"success":false}"#)
  }

  private static func refusal(_ kind: Fault.Kind, elsewhere: String) -> Answer? {
    func html(_ status: Int, _ fields: [String] = []) -> Answer {
      var answer = Answer(status: status, "<html><body><h1>\(status)</h1></body></html>")
      answer.fields = fields
      return answer
    }
    func wait(_ fields: [String]) -> Answer {
      var answer = failure(429, 25, "Your request count (41) is over the allowed limit of 40.")
      answer.fields = fields
      return answer
    }
    switch kind {
    case .unauthorized: return failure(401, 7, "Invalid API key: You must be granted a valid key.")
    case .forbiddenHTML: return html(403)
    case .waitUnsaid: return wait([])
    case .waitSeconds: return wait(["Retry-After: 0"])
    case .waitDate: return wait(["Retry-After: Sat, 21 Nov 2026 05:00:00 GMT"])
    case .waitNonsense: return wait(["Retry-After: soon"])
    case .waitLong: return wait(["Retry-After: 3600"])
    case .errorJSON: return failure(500, 11, "Internal error: Something went wrong, contact TMDb.")
    case .errorHTML: return html(502)
    case .errorEmpty: return Answer(status: 503, "")
    case .strangeNotFound: return html(404)
    case .okHTML: return html(200)
    case .redirect: return html(302, ["Location: \(elsewhere)/discover/movie"])
    default: return nil
    }
  }

  private static func damaged(_ answer: Answer, _ faults: [Fault.Kind]) -> Answer {
    var answer = answer
    for kind in faults {
      switch kind {
      case .truncatedJSON: answer.body = Array(answer.body.prefix(answer.body.count * 2 / 3))
      case .invalidUTF8:
        // Within the first title, where it would be taken for text.
        if let place = answer.body.firstIndex(of: UInt8(ascii: "T")) { answer.body[place] = 0xFF }
      case .oversized: answer.body += [UInt8](repeating: 32, count: 24 << 20)
      default: continue
      }
      answer.packed = []
      answer.tag = ""
    }
    return answer
  }

  // MARK: Routes

  private static func route(_ state: State, _ question: Question, _ faults: [Fault.Kind]) -> Answer {
    let catalogue = state.catalogue
    if question.path.hasPrefix("/p/exports/movie_ids_") { return export(catalogue) }
    let parts = question.route.split(separator: "/").map(String.init)
    switch (parts.first, parts.dropFirst().first) {
    case ("authentication", nil):
      return Answer(#"{"success":true,"status_code":1,"status_message":"Success."}"#)
    case ("genre", "movie"):
      let items = StandInCatalogue.genres.sorted { $0.key < $1.key }
        .map { #"{"id":\#($0.key),"name":\#(quoted($0.value))}"# }
      return Answer(#"{"genres":[\#(items.joined(separator: ","))]}"#)
    case ("discover", "movie"): return discover(catalogue, question, faults)
    case ("movie", "popular"):
      let films = catalogue.films.sorted { ($1.popularity, $0.id) < ($0.popularity, $1.id) }
      return page(films, question, faults)
    case ("movie", "changes"): return changes(state, question)
    case ("movie", let id?):
      let appended = (question.query["append_to_response"] ?? "").split(separator: ",").map(String.init)
      if appended.count > 20 {
        return failure(
          400, 27, "Too many append to response objects: The maximum number of remote calls is 20.")
      }
      guard let number = Int(id), let film = catalogue.film(number) else { return missing }
      return Answer(film.details(appending: Set(appended)))
    default: return missing
    }
  }

  private static var missing: Answer { failure(404, 34, "The resource you requested could not be found.") }

  private static func discover(
    _ catalogue: StandInCatalogue, _ question: Question, _ faults: [Fault.Kind]
  ) -> Answer {
    let query = question.query
    var films = catalogue.films
    if let genre = query["with_genres"].flatMap({ Int($0) }) {
      films = films.filter { $0.genres.contains(genre) }
    }
    if let year = query["primary_release_year"] { films = films.filter { $0.day.prefix(4) == year } }
    if let first = query["primary_release_date.gte"] { films = films.filter { $0.day >= first } }
    if let last = query["primary_release_date.lte"] {
      films = films.filter { !$0.day.isEmpty && $0.day <= last }
    }
    if let votes = query["vote_count.gte"].flatMap({ Int($0) }) { films = films.filter { $0.votes >= votes } }
    if query["include_adult"] != "true" { films = films.filter { !$0.isAdult } }
    switch query["sort_by"] {
    case "title.asc": films.sort { ($0.title, $0.id) < ($1.title, $1.id) }
    case "primary_release_date.asc": films.sort { ($0.day, $0.id) < ($1.day, $1.id) }
    case "vote_count.desc": films.sort { ($1.votes, $0.id) < ($0.votes, $1.id) }
    default: films.sort { ($1.popularity, $0.id) < ($0.popularity, $1.id) }
    }
    if faults.contains(.shuffledTies) {
      // As if the films had moved by half a page between two questions.
      films = Array(films.dropFirst(7) + films.prefix(7))
    }
    return page(films, question, faults)
  }

  private static func page(_ films: [StandInFilm], _ question: Question, _ faults: [Fault.Kind]) -> Answer {
    guard let number = Int(question.query["page"] ?? "1"), (1...500).contains(number) else {
      return failure(
        400, 22, "Invalid page: Pages start at 1 and max at 500. They are expected to be an integer.")
    }
    var rows = films.dropFirst((number - 1) * 20).prefix(20).map(\.row)
    if faults.contains(.emptyPage) { rows = [] }
    if faults.contains(.shortPage) { rows = Array(rows.dropLast(3)) }
    if faults.contains(.badRow), !rows.isEmpty {
      rows[rows.count / 2] = #"{"id":5,"popularity":"many","title":7}"#
    }
    if faults.contains(.nullID), !rows.isEmpty { rows[rows.count / 2] = #"{"id":null,"title":"Nobody"}"# }
    let total = films.count + (faults.contains(.driftingTotals) ? number % 3 : 0)
    return Answer(
      #"{"page":\#(number),"results":[\#(rows.joined(separator: ","))],"total_pages":\#((total + 19) / 20),"total_results":\#(total)}"#
    )
  }

  private static func changes(_ state: State, _ question: Question) -> Answer {
    let ends = ["start_date", "end_date"].compactMap { question.query[$0] }
    if ends.count == 2, let first = dayNumber(ends[0]), let last = dayNumber(ends[1]), last - first > 14 {
      return failure(422, 20, "Invalid date range: Should be a range no longer than 14 days.")
    }
    guard let number = Int(question.query["page"] ?? "1"), (1...500).contains(number) else {
      return failure(
        400, 22, "Invalid page: Pages start at 1 and max at 500. They are expected to be an integer.")
    }
    let rows =
      state.changedIDs.dropFirst((number - 1) * 100).prefix(100)
      .map { #"{"id":\#($0),"adult":\#($0 % 3 == 0 ? "null" : "false")}"# } + [#"{"id":null,"adult":null}"#]
    let pages = max(1, (state.changedIDs.count + 99) / 100)
    return Answer(
      #"{"results":[\#(rows.joined(separator: ","))],"page":\#(number),"total_pages":\#(pages),"total_results":\#(state.changedIDs.count)}"#
    )
  }

  /// Days since some day long ago, after Howard Hinnant's `days_from_civil`.
  private static func dayNumber(_ text: String) -> Int? {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    let year = parts[1] <= 2 ? parts[0] - 1 : parts[0]
    let month = (parts[1] + 9) % 12
    return year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + parts[2]
  }

  private static func export(_ catalogue: StandInCatalogue) -> Answer {
    let lines = catalogue.films.map {
      #"{"adult":\#($0.isAdult),"id":\#($0.id),"original_title":\#(quoted($0.originalTitle)),"popularity":\#(StandInFilm.number($0.popularity)),"video":false}"#
    }
    var answer = Answer(lines.joined(separator: "\n") + "\n")
    answer.body = gzipped(answer.body)
    answer.packed = answer.body
    return answer
  }
}
