extension Markup {
  mutating func prose(_ parts: [ReportOutline.ProsePart]) {
    for part in parts {
      switch part {
      case .heading(let heading, let spans): self.heading(heading, spans)
      case .block(let block): write(block, isTight: false)
      }
    }
  }

  private mutating func heading(_ heading: ProseHeading, _ spans: [ProseSpan]) {
    let (opening, closing): (StaticString, StaticString) =
      switch heading.level {
      case ...2: ("<h2", "</h2>\n")
      case 3: ("<h3", "</h3>\n")
      case 4: ("<h4", "</h4>\n")
      case 5: ("<h5", "</h5>\n")
      default: ("<h6", "</h6>\n")
      }
    markup(opening)
    attribute("id", heading.place)
    markup(" dir=\"auto\">")
    write(spans)
    markup(closing)
  }

  /// The paragraphs of a tight list are its lines.
  private mutating func write(_ block: ProseBlock, isTight: Bool) {
    switch block {
    case .heading(_, let spans):
      if !spans.isEmpty { write(.paragraph([.strong(spans)]), isTight: false) }
    case .paragraph(let spans):
      if spans.isEmpty { return }
      markup(isTight ? "" : "<p dir=\"auto\">")
      write(spans)
      markup(isTight ? "\n" : "</p>\n")
    case .list(let isNumbered, let start, let isTight, let items):
      markup(isNumbered ? "<ol" : "<ul")
      if isNumbered, start != 1 { attribute("start", String(start)) }
      markup(">\n")
      for item in items {
        markup("<li dir=\"auto\">")
        contents(item, isTight: isTight)
        markup("</li>\n")
      }
      markup(isNumbered ? "</ol>\n" : "</ul>\n")
    case .quote(let blocks):
      markup("<blockquote>\n")
      contents(blocks, isTight: false)
      markup("</blockquote>\n")
    case .code(let text):
      markup("<pre class=\"code\" dir=\"ltr\"><code>")
      lines(text)
      markup("</code></pre>\n")
    case .rule: markup("<hr>\n")
    }
  }

  /// A blank where there is nothing, so that what holds it has a line.
  private mutating func contents(_ blocks: [ProseBlock], isTight: Bool) {
    let before = bytes.count
    for block in blocks { write(block, isTight: isTight) }
    if bytes.count == before { markup("&nbsp;") }
  }

  private mutating func write(_ spans: [ProseSpan]) {
    for span in spans {
      switch span {
      case .text(let text): self.text(text)
      case .code(let code):
        markup("<code>")
        text(code)
        markup("</code>")
      case .emphasis(let inner):
        markup("<em>")
        write(inner)
        markup("</em>")
      case .strong(let inner):
        markup("<strong>")
        write(inner)
        markup("</strong>")
      case .link(let inner, let address):
        markup("<a")
        attribute("href", address)
        markup(">")
        write(inner)
        markup("</a>")
      case .lineBreak: markup("<br>\n")
      }
    }
  }
}
