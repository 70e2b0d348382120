import CEditline
import Engine
import Tables

/// Where the line stands among those of the history.
struct HistoryBrowsing {
  /// What was typed before.
  let draft: String
  let prefix: String?
  var entry: HistoryFile.Entry
}

enum HistoryDirection { case older, newer }

extension LineEditor {
  func moveCursor(by count: Int32) -> Reaction {
    el_cursor(handle, count)
    return .changed
  }

  func beep() -> Reaction {
    write("\u{7}")
    return .goOn
  }

  func clearScreen() -> Reaction {
    _ = display.leave()
    write("\u{1B}[H\u{1B}[2J")
    return .goOn
  }

  func deleteOrEnd() -> Reaction {
    let (text, cursor) = line
    if text.isEmpty { return .end }
    guard cursor < text.unicodeScalars.count else { return beep() }
    el_cursor(handle, 1)
    el_deletestr(handle, 1)
    return .changed
  }

  // MARK: Completion

  func complete() -> Reaction {
    let (head, tail) = parts
    let offset = statement.utf8.count + head.utf8.count
    let offer = completion(statement + head + tail, offset)
    // A name that would show as something else, or end the line, cannot be typed.
    let candidates = offer.candidates.filter { DisplayText.clean($0.text) == $0.text }
    let typed = String(decoding: head.utf8.suffix(max(0, offset - offer.start)), as: UTF8.self)
    guard !candidates.isEmpty else { return beep() }
    let clean = CompletionOffer(start: offer.start, candidates: candidates)
    if let insertion = clean.insertion(for: typed, isFollowed: tail.first == " ") {
      el_deletestr(handle, Int32(typed.unicodeScalars.count))
      insert(insertion)
      return .changed
    }
    if candidates.count == 1 { return .goOn }
    let size = Terminal().size
    show()
    write(
      display.leave() + CandidateList.text(candidates, columns: size.columns, rows: size.rows, color: color))
    return .goOn
  }

  // MARK: History

  func browse(_ direction: HistoryDirection, byPrefix: Bool = false) -> Reaction {
    let text = line.text
    if let shown = browsing, (shown.prefix != nil) != byPrefix || (byPrefix && shown.entry.text != text) {
      browsing = nil
    }
    let prefix = byPrefix ? browsing?.prefix ?? parts.head : nil
    let match = prefix.map { HistoryFile.Match.prefix($0) } ?? .any
    let draft = browsing?.draft ?? text
    switch direction {
    case .older:
      guard let entry = history.entry(match, before: browsing?.entry.id, besides: text) else { return beep() }
      browsing = HistoryBrowsing(draft: draft, prefix: prefix, entry: entry)
      setLine(entry.text)
    case .newer:
      guard let shown = browsing else { return beep() }
      if let entry = history.entry(match, after: shown.entry.id, besides: text) {
        browsing?.entry = entry
        setLine(entry.text)
      } else {
        browsing = nil
        setLine(draft)
      }
    }
    return .changed
  }
}
