import Tables

/// Writes prose that was read as Markdown again, with what was text in it as text.
enum MarkdownProse {
  static func text(_ blocks: [ProseBlock]) -> String { text(blocks, isTight: false) }

  static func heading(_ spans: [ProseSpan]) -> String {
    let line = write(spans, isOneLine: true)
    // Signs at the end of a heading would close it.
    return line.hasSuffix("#") ? line.dropLast() + "\\#" : line
  }

  static func line(_ text: String) -> String { paragraph([.text(text)]) }

  static func link(_ spans: [ProseSpan], to address: String) -> String {
    let address = address.replacing("&", with: "\\&")
    let isBare = !address.isEmpty && !address.contains { "()".contains($0) }
    return "[" + write(spans, isOneLine: true) + "](" + (isBare ? address : "<\(address)>") + ")"
  }

  static func quoted(_ text: String) -> String {
    lines(text).map { $0.isEmpty ? ">" : "> " + $0 }.joined(separator: "\n")
  }

  private static func text(_ blocks: [ProseBlock], isTight: Bool) -> String {
    var texts: [String] = []
    var isSecondList = false
    var listBefore: Bool?
    for block in blocks {
      if case .list(let isNumbered, _, _, _) = block {
        isSecondList = listBefore == isNumbered && !isSecondList
        listBefore = isNumbered
      } else {
        isSecondList = false
        listBefore = nil
      }
      texts.append(text(block, isSecondList: isSecondList))
    }
    return texts.filter { !$0.isEmpty }.joined(separator: isTight ? "\n" : "\n\n")
  }

  private static func text(_ block: ProseBlock, isSecondList: Bool) -> String {
    switch block {
    case .heading(let level, let spans): return String(repeating: "#", count: level) + " " + heading(spans)
    case .paragraph(let spans): return paragraph(spans)
    case .quote(let blocks): return quoted(text(blocks, isTight: false))
    case .code(let code): return MarkdownReport.fenced(code)
    case .rule: return "___"
    case .list(let isNumbered, let start, let isTight, let items):
      let texts = items.enumerated().map { index, item in
        let sign =
          isNumbered ? "\(start + index)" + (isSecondList ? ") " : ". ") : isSecondList ? "* " : "- "
        let blanks = String(repeating: " ", count: sign.count)
        let inner = lines(text(item, isTight: isTight))
        return inner.enumerated().map { $1.isEmpty && $0 > 0 ? "" : ($0 == 0 ? sign : blanks) + $1 }
          .joined(separator: "\n")
      }
      return texts.joined(separator: isTight ? "\n" : "\n\n")
    }
  }

  /// A paragraph whose lines begin with nothing that would make them another block.
  private static func paragraph(_ spans: [ProseSpan]) -> String {
    lines(write(spans, isOneLine: false)).map(begun).joined(separator: "\n")
  }

  private static func begun(_ line: String) -> String {
    let line = line.drop { $0 == " " }
    guard let first = line.first else { return "" }
    if "#+-=>:".contains(first) { return "\\" + line }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let behind = line.dropFirst(digits.count)
    if !digits.isEmpty, let sign = behind.first, sign == "." || sign == ")" { return digits + "\\" + behind }
    return String(line)
  }

  /// - Parameter isStressed: within stress, which the other sign then tells apart.
  private static func write(_ spans: [ProseSpan], isOneLine: Bool, isStressed: Bool = false) -> String {
    spans.map { span in
      switch span {
      case .text(let text): return MarkdownText.escaped(text)
      case .code(let code): return ticked(code)
      case .emphasis(let inner):
        let sign = isStressed ? "_" : "*"
        return sign + write(inner, isOneLine: isOneLine, isStressed: true) + sign
      case .strong(let inner):
        let sign = isStressed ? "__" : "**"
        return sign + write(inner, isOneLine: isOneLine, isStressed: true) + sign
      case .link(let inner, let address): return link(inner, to: address)
      case .lineBreak: return isOneLine ? " " : "\\\n"
      }
    }.joined()
  }

  private static func ticked(_ code: String) -> String {
    let ticks = String(repeating: "`", count: longestTicks(code) + 1)
    let needsBlanks =
      code.hasPrefix("`") || code.hasSuffix("`") || (code.hasPrefix(" ") && code.hasSuffix(" "))
    return needsBlanks ? "\(ticks) \(code) \(ticks)" : ticks + code + ticks
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
