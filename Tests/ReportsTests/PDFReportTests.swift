import Foundation
import Reports
import Tables
import Testing

@Suite struct PDFReportTests {
  @Test func `a report gives the same bytes again, and holds its texts in reading order`() throws {
    let report = PDFSample.everything(pictures: [PDFSample.picture(600, 400)])
    let bytes = try PDFReport.bytes(of: report)
    #expect(try PDFReport.bytes(of: report) == bytes)
    guard let text = try PDFSample.read(bytes, with: "pdftotext", ["-layout"]) else { return }
    var rest = text[...]
    let words = [
      "When should a horror film open?", "Contents", "October films against the rest",
      "First load the films.",
      "load horror since $since where original_language == \"en\"", "month", "317", "Note",
      "The films themselves", "tmdb_id", "10 more rows", "What it shows 600", "Warning", "Failure", "hint:",
      "Parameters", "a1b2c3d4", "not endorsed",
    ]
    for word in words {
      let range = try #require(rest.range(of: word), "\(word) is not in \(rest)")
      rest = rest[range.upperBound...]
    }
    for title in ["Сталкер", "νύχτα", "Đêm"] { #expect(text.contains(title)) }
  }

  @Test func `every page says which it is, and the contents say where headings are`() throws {
    let bytes = try PDFReport.bytes(of: PDFSample.everything(pictures: [PDFSample.picture(900, 600)]))
    guard let text = try PDFSample.read(bytes, with: "pdftotext", ["-layout"]) else { return }
    // The blanks of a footer are too narrow for the tool to be sure of.
    let pages = text.components(separatedBy: "\u{0C}").filter { $0.contains("/") }
    try #require(pages.count > 2)
    for (index, page) in pages.enumerated() {
      #expect(page.filter { $0 != " " }.contains("\(index + 1)/\(pages.count)\n"))
    }
    for heading in ["The films themselves", "How good is the model?", "Parameters", "Lock"] {
      let entry = try #require(pages[0].split(separator: "\n").first { $0.contains(heading) })
      let page = try #require(Int(entry.split(separator: " ").last ?? ""))
      #expect(pages[page - 1].contains(heading))
    }
    let information = try #require(try PDFSample.read(bytes, with: "pdfinfo", []))
    #expect(information.contains("A4"))
    #expect(information.contains("Title:           When should a horror film open?"))
  }

  @Test func `headings are bookmarks that lead to their place`() throws {
    let report = Report(
      title: "Two", blocks: [.prose("## One\n\nText.\n\n### Within\n\nText, see [above](#one).\n\n## Two")])
    let bytes = try PDFReport.bytes(of: report)
    let file = String(decoding: bytes, as: UTF8.self)
    #expect(file.contains("/Outlines"))
    for title in ["(One)", "(Within)", "(Two)"] { #expect(file.contains("/Title \(title)")) }
    #expect(file.contains("/Subtype /Link"))
    #expect(file.contains("/Dest") || file.contains("/D ["))
  }

  @Test(arguments: PDFSample.hostileReports.indices)
  func `whatever a report holds becomes pages`(index: Int) throws {
    let bytes = try PDFReport.bytes(of: PDFSample.hostileReports[index])
    #expect(bytes.starts(with: Array("%PDF-1.5".utf8)))
    guard let information = try PDFSample.read(bytes, with: "pdfinfo", []) else { return }
    #expect(information.contains("Pages:"))
  }

  @Test func `a table shows so many rows and says how many more there are`() throws {
    let table = Table([Field("n", .int)], rows: (1...1000).map { [.int($0)] })
    let bytes = try PDFReport.bytes(of: Report(title: "T", blocks: [.table(table, rowLimit: nil)]))
    guard let text = try PDFSample.read(bytes, with: "pdftotext", ["-layout"]) else { return }
    #expect(text.contains("\n                   200\n") || text.contains("200\n"))
    #expect(!text.contains("201\n"))
    #expect(text.contains("800 more rows"))
    let headers = text.split(separator: "\u{0C}").filter { $0.contains(" n\n") || $0.hasPrefix("n\n") }
    #expect(headers.count > 1, "the header stands on every page")
  }

  @Test func `markup in any text is text`() throws {
    let markup = "<b>bold</b> & <span foreground='red'> &lt; <"
    let table = Table([Field(markup, .text)], rows: [[.text(markup)]])
    let report = Report(
      title: markup,
      blocks: [.text(markup), .table(table, rowLimit: nil), .remark(.init(.note, markup))])
    guard let text = try PDFSample.read(try PDFReport.bytes(of: report), with: "pdftotext", ["-layout"])
    else { return }
    // The title, the footer, the text, the remark, the header and the cell.
    #expect(text.components(separatedBy: "<b>bold</b> &").count - 1 == 6)
  }

  @Test(arguments: ["png", "svg"])
  func `a picture that cannot be printed leaves its caption and where it is`(format: String) throws {
    let picture = ReportPicture(
      path: "plots/a.png", caption: "A curve", format: try #require(.init(rawValue: format)),
      bytes: Array("<svg/>".utf8))
    let bytes = try PDFReport.bytes(of: Report(title: "T", blocks: [.picture(picture)]))
    guard let text = try PDFSample.read(bytes, with: "pdftotext", ["-layout"]) else { return }
    #expect(text.contains("A curve"))
    #expect(text.contains("damaged"))
    #expect(text.contains("plots/a.png"))
  }

  @Test func `the words of a drawing can be found in the document`() throws {
    let drawing = """
      <svg width="400" height="200"><g transform="translate(20,100)" font-family="Liberation Sans"
      font-size="15"><text>seventeen films</text></g></svg>
      """
    let picture = ReportPicture(path: "a.svg", caption: "", format: .svg, bytes: Array(drawing.utf8))
    let bytes = try PDFReport.bytes(of: Report(title: "T", blocks: [.picture(picture)]))
    guard let text = try PDFSample.read(bytes, with: "pdftotext", ["-layout"]) else { return }
    #expect(text.contains("seventeen films"))
  }
}
