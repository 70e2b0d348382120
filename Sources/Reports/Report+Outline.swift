/// The parts of a report with its prose read, and the headings that its contents list: what the page and the
/// print are made from.
package struct ReportOutline: Sendable {
  package enum Part: Sendable {
    case prose([ProsePart])
    case other(Report.Block)
  }

  package enum ProsePart: Sendable {
    /// The title has the level 1, and the outermost headings below it the level 2, whatever the notebook says.
    case heading(ProseHeading, [ProseSpan])
    case block(ProseBlock)
  }

  package let parts: [Part]
  /// Those of the appendix stand at the end.
  package let headings: [ProseHeading]
  /// One for each section of the appendix.
  package let appendixHeadings: [ProseHeading]

  /// Where the prose begins with the title, the title is not said twice.
  package init(_ report: Report) {
    var texts = report.blocks.map { block -> [ProseBlock]? in
      if case .prose(let markdown) = block { readProse(markdown) } else { nil }
    }
    if let first = texts.firstIndex(where: { $0 != nil }), let blocks = texts[first],
      opens(blocks, with: report.title)
    {
      texts[first] = Array(blocks.dropFirst())
    }
    let outermost = texts.lazy.flatMap { $0 ?? [] }.compactMap(\.headingLevel).min() ?? 1
    var places = ProsePlaces()
    var headings: [ProseHeading] = []
    parts = zip(report.blocks, texts).map { block, prose in
      guard let prose else { return .other(block) }
      return .prose(
        prose.compactMap { block in
          guard case .heading(let level, let spans) = block else { return .block(block) }
          let heading = places.heading(level: min(level - outermost + 2, 6), spans)
          if heading.text.isEmpty { return nil }
          headings.append(heading)
          return .heading(heading, spans)
        })
    }
    appendixHeadings = report.appendix.map { places.heading(level: 2, [.text($0.title)]) }
    self.headings = headings + appendixHeadings
  }
}

/// Whether the first of these blocks is a heading that says the title of the report.
private func opens(_ blocks: [ProseBlock], with title: String) -> Bool {
  guard case .heading(_, let spans)? = blocks.first else { return false }
  return plainText(spans) == title
}

extension ProseBlock {
  fileprivate var headingLevel: Int? {
    if case .heading(let level, _) = self { level } else { nil }
  }
}
