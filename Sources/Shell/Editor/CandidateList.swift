import Engine
import Tables

/// The candidates of a completion as lines below the prompt.
package enum CandidateList {
  /// Up to so many are listed with their notes.
  static let noteLimit = 20

  package static func text(
    _ candidates: [CompletionOffer.Candidate], columns: Int, rows: Int, color: Bool = false
  ) -> String {
    // The last column stays free: not every terminal does the same behind it. The prompt needs a row too.
    let width = max(1, columns - 1)
    let limit = max(1, rows - 2)
    let hasNotes = candidates.count <= noteLimit && candidates.contains { !$0.note.isEmpty }
    let (lines, shown) =
      hasNotes
      ? notedLines(candidates, width: width, limit: limit, color: color)
      : columnLines(candidates.map { DisplayText.clean($0.text) }, width: width, limit: limit)
    let hidden = candidates.count - shown
    let more = hidden > 0 ? [DisplayWidth.truncate("… and \(hidden) more", to: width)] : []
    return (lines + more).map { $0 + "\n" }.joined()
  }

  private static func notedLines(
    _ candidates: [CompletionOffer.Candidate], width: Int, limit: Int, color: Bool
  ) -> (lines: [String], shown: Int) {
    let shown = candidates.prefix(limit)
    let texts = shown.map { DisplayWidth.truncate(DisplayText.clean($0.text), to: width) }
    let textWidth = texts.map { DisplayWidth.of($0) }.max() ?? 0
    let room = width - textWidth - 2
    let lines = zip(shown, texts).map { candidate, text in
      guard room > 0, !candidate.note.isEmpty else { return text }
      let note = DisplayWidth.truncate(DisplayText.clean(candidate.note), to: room)
      return padded(text, to: textWidth + 2) + DisplayText.emphasized(note, .dim, color: color)
    }
    return (lines, shown.count)
  }

  /// In columns, to be read downwards.
  private static func columnLines(
    _ texts: [String], width: Int, limit: Int
  ) -> (lines: [String], shown: Int) {
    let texts = texts.map { DisplayWidth.truncate($0, to: width) }
    let columnWidth = (texts.map { DisplayWidth.of($0) }.max() ?? 0) + 2
    let columnCount = max(1, (width + 2) / columnWidth)
    let shown = min(texts.count, columnCount * limit)
    let lineCount = (shown + columnCount - 1) / columnCount
    let lines = (0..<lineCount).map { line in
      let row = stride(from: line, to: shown, by: lineCount).map { texts[$0] }
      return row.dropLast().map { padded($0, to: columnWidth) }.joined() + (row.last ?? "")
    }
    return (lines, shown)
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
  }
}

extension CompletionOffer {
  /// What to put in place of the word that is typed; nil when nothing more is certain.
  ///
  /// - Parameter isFollowed: whether a blank stands behind the cursor already.
  package func insertion(for typed: String, isFollowed: Bool) -> String? {
    guard let first = candidates.first else { return nil }
    if candidates.count == 1 {
      let goesOn = first.text.last.map { "(=/".contains($0) } ?? true
      return first.text + (goesOn || isFollowed ? "" : " ")
    }
    var common = first.text[...]
    for candidate in candidates.dropFirst() {
      let length = zip(common, candidate.text).prefix { $0 == $1 }.count
      common = common.prefix(length)
    }
    // What is typed may match otherwise than letter by letter; it is never made shorter.
    return common.count >= typed.count && common != typed ? String(common) : nil
  }
}
