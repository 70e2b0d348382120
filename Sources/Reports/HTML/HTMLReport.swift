import Tables

/// A report as one page of HTML that needs nothing else: it opens from a disk, without a network or scripts,
/// in light and dark, on a phone and on paper. The same report gives the same bytes.
package enum HTMLReport {
  package static func text(of report: Report) -> [UInt8] {
    var page = Markup()
    page.write(report, ReportOutline(report))
    return page.bytes
  }
}

extension Markup {
  fileprivate mutating func write(_ report: Report, _ outline: ReportOutline) {
    let title = report.title.isEmpty ? "Report" : report.title
    markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    markup("<meta http-equiv=\"Content-Security-Policy\" content=\"")
    markup("default-src 'none'; img-src data:; style-src 'sha256-")
    markup(PageStyle.digest)
    markup("'; script-src 'sha256-")
    markup(PageScript.digest)
    markup("'; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" content=\"")
    markup("width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
    markup("<meta name=\"referrer\" content=\"no-referrer\">\n<title>")
    text(title)
    markup("</title>\n<style>")
    markup(PageStyle.text)
    markup("</style>\n</head>\n<body>\n")
    contents(outline.headings)
    markup("<main>\n")
    markup("<h1 dir=\"auto\">")
    text(title)
    markup("</h1>\n")
    for part in outline.parts { write(part) }
    appendix(zip(report.appendix, outline.appendixHeadings).map { ($0, $1) })
    markup("</main>\n")
    notices(report.notices)
    markup("<script>")
    markup(PageScript.text)
    markup("</script>\n</body>\n</html>\n")
  }

  /// Twice, since only a script could open on a wide screen what is closed on a narrow one. One is shown.
  private mutating func contents(_ headings: [ProseHeading]) {
    let headings = headings.filter { $0.level <= 3 }
    guard headings.count > 1 else { return }
    markup("<nav class=\"beside\" aria-label=\"Contents\">\n<p>Contents</p>\n")
    list(headings)
    markup("</nav>\n<nav class=\"above\" aria-label=\"Contents\">\n<details>\n<summary>Contents</summary>\n")
    list(headings)
    markup("</details>\n</nav>\n")
  }

  private mutating func list(_ headings: [ProseHeading]) {
    markup("<ul>\n")
    for heading in headings {
      markup(heading.level == 2 ? "<li" : "<li class=\"deeper\"")
      markup("><a")
      attribute("href", linkAddress("#" + heading.place) ?? "#")
      markup(">")
      isolated(heading.text)
      markup("</a></li>\n")
    }
    markup("</ul>\n")
  }

  private mutating func write(_ part: ReportOutline.Part) {
    switch part {
    case .prose(let parts): prose(parts)
    case .other(.prose): break
    case .other(.code(let pieces)): code(pieces)
    case .other(.table(let table, let rowLimit)): self.table(table, rowLimit: rowLimit, name: "Table")
    case .other(.text(let text)):
      markup("<pre class=\"output\" dir=\"ltr\">\n")
      lines(text)
      markup("</pre>\n")
    case .other(.picture(let picture)): self.picture(picture)
    case .other(.remark(let remark)): self.remark(remark)
    }
  }

  private mutating func code(_ pieces: [CodePiece]) {
    markup("<pre class=\"code\" dir=\"ltr\"><code>")
    for piece in pieces {
      guard piece.kind != .plain else {
        pieceText(piece.text)
        continue
      }
      markup("<span")
      attribute("class", piece.kind.rawValue)
      markup(">")
      pieceText(piece.text)
      markup("</span>")
    }
    markup("</code></pre>\n")
  }

  /// A piece may begin and end within a line, and hold line ends.
  private mutating func pieceText(_ text: String) {
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      if index > 0 { markup("\n") }
      lines(String(line))
    }
  }

  private mutating func picture(_ picture: ReportPicture) {
    let caption = picture.caption.isEmpty ? picture.path : picture.caption
    markup("<figure>\n<img src=\"data:image/")
    markup(picture.format == .svg ? "svg+xml" : "png")
    markup(";base64,")
    base64(picture.bytes)
    markup("\"")
    attribute("alt", caption)
    markup(">\n<figcaption>")
    isolated(caption)
    if !picture.caption.isEmpty, !picture.path.isEmpty {
      markup(" <code>")
      text(picture.path)
      markup("</code>")
    }
    markup("</figcaption>\n</figure>\n")
  }

  private mutating func remark(_ remark: Report.Remark) {
    switch remark.weight {
    case .note: markup("<aside class=\"remark note\">\n<p>Note</p>\n")
    case .warning: markup("<aside class=\"remark warning\">\n<p>Warning</p>\n")
    case .failure: markup("<aside class=\"remark failure\">\n<p>Failure</p>\n")
    }
    markup("<pre dir=\"ltr\">\n")
    lines(remark.text)
    markup("</pre>\n</aside>\n")
  }

  private mutating func appendix(_ sections: [(Report.Section, ProseHeading)]) {
    for (section, heading) in sections {
      markup("<section class=\"appendix\">\n<h2")
      attribute("id", heading.place)
      markup(">")
      isolated(section.title)
      markup("</h2>\n")
      table(section.table, rowLimit: nil, name: section.title)
      markup("</section>\n")
    }
  }

  private mutating func notices(_ notices: [String]) {
    guard !notices.isEmpty else { return }
    markup("<footer>\n")
    for notice in notices {
      markup("<p dir=\"auto\">")
      text(notice)
      markup("</p>\n")
    }
    markup("</footer>\n")
  }
}
