/// The headings of a report as its contents list them, in the order of the page.
package struct ProseHeading: Sendable, Equatable {
  package let level: Int
  package let text: String
  /// What a link within the report names it by, without the `#`.
  package let place: String
}

/// Gives every heading a name of its own, by its words: `## When to release?` is `when-to-release`, and a
/// second one `when-to-release-1`.
package struct ProsePlaces {
  private var taken: Set<String> = []
  private var repeats: [String: Int] = [:]

  package init() {}

  package mutating func heading(level: Int, _ spans: [ProseSpan]) -> ProseHeading {
    let text = plainText(spans)
    let words = text.lowercased().unicodeScalars.compactMap { scalar -> Character? in
      if scalar == " " { return "-" }
      let isKept = scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "-"
      return isKept || scalar == "_" || scalar.properties.generalCategory == .nonspacingMark
        ? Character(scalar) : nil
    }
    let name = words.isEmpty ? "section" : String(words)
    var place = name
    while !taken.insert(place).inserted {
      repeats[name, default: 0] += 1
      place = "\(name)-\(repeats[name, default: 0])"
    }
    return ProseHeading(level: level, text: text, place: place)
  }
}

/// The words alone.
package func plainText(_ spans: [ProseSpan]) -> String {
  spans.map { span in
    switch span {
    case .text(let text), .code(let text): text
    case .emphasis(let inner), .strong(let inner), .link(let inner, _): plainText(inner)
    case .lineBreak: " "
    }
  }.joined()
}
