/// A search through the history that goes on with every key.
package struct HistorySearch {
  /// What stood on the line before, and comes back when the search is left.
  let draft: (text: String, cursor: Int)
  var query = ""
  var found: HistoryFile.Entry?
  var isFailed = false

  /// Where the query stands in a text, in scalars; capitals count where the query has some.
  package static func place(of query: String, in text: String) -> Int? {
    let ignoresCase = !query.contains(where: \.isUppercase)
    func folded(_ scalar: Unicode.Scalar) -> UInt32 {
      ignoresCase && ("A"..."Z").contains(scalar) ? scalar.value + 32 : scalar.value
    }
    let text = text.unicodeScalars.map(folded)
    let query = query.unicodeScalars.map(folded)
    guard text.count >= query.count else { return nil }
    return (0...(text.count - query.count)).first { text[$0...].starts(with: query) }
  }

  var prompt: String { isFailed ? "(nothing with `\(query)`) " : "(search `\(query)`) " }
}

extension LineEditor {
  func startSearch(_ direction: HistoryDirection) -> Reaction {
    search = HistorySearch(draft: line)
    return .goOn
  }

  /// What a key does to the search; gives the keys that follow from it.
  func takeForSearch(_ key: KeyDecoder.Key) -> [UInt32] {
    switch key {
    case .named(let key):
      return leaveSearch() + [key.rawValue]
    case .paste(let bytes):
      extendSearch(by: PastedText(PastedText.clean(bytes)).firstLine)
    case .character("\u{12}"): searchOn(.older)
    case .character("\u{13}"): searchOn(.newer)
    case .character("\u{8}"), .character("\u{7F}"): shortenSearch()
    case .character("\u{7}"): return leaveSearch(restoring: true)
    case .character("\u{3}"): return leaveSearch(restoring: true) + [3]
    case .character("\u{1B}"): return leaveSearch()
    case .character(let scalar) where scalar.value < 32: return leaveSearch() + [scalar.value]
    case .character(let scalar): extendSearch(by: String(Character(scalar)))
    }
    showSearch()
    return []
  }

  private func showSearch() {
    guard let search else { return }
    if let found = search.found {
      setLine(found.text, cursor: HistorySearch.place(of: search.query, in: found.text) ?? 0)
    } else {
      setLine(search.draft.text, cursor: search.draft.cursor)
    }
    if search.isFailed { _ = beep() }
  }

  private func extendSearch(by text: String) {
    search?.query += text
    look(.older, from: search?.found.map { $0.id + 1 })
  }

  private func shortenSearch() {
    guard search?.query.popLast() != nil else { return }
    search?.found = nil
    look(.older, from: nil)
  }

  private func searchOn(_ direction: HistoryDirection) {
    if search?.query == "" { search?.query = lastSearch }
    look(direction, from: search?.found?.id, besides: search?.found?.text ?? "")
  }

  private func look(_ direction: HistoryDirection, from id: Int64?, besides text: String = "") {
    guard let query = search?.query, !query.isEmpty else {
      search?.isFailed = false
      return
    }
    lastSearch = query
    let entry =
      switch direction {
      case .older: history.entry(.containing(query), before: id, besides: text)
      case .newer: id.flatMap { history.entry(.containing(query), after: $0, besides: text) }
      }
    search?.isFailed = entry == nil
    if let entry { search?.found = entry }
  }

  private func leaveSearch(restoring: Bool = false) -> [UInt32] {
    if restoring, let draft = search?.draft { setLine(draft.text, cursor: draft.cursor) }
    search = nil
    return []
  }
}
