import Foundation
import Reports
import Tables
import TestSupport
import Testing

private let goldens = GoldenFolder("reports")

private func page(of report: Report) -> String {
  String(decoding: HTMLReport.text(of: report), as: UTF8.self)
}

@Suite struct HTMLReportTests {
  @Test(arguments: [("whole.html.hq", wholeReport), ("hostile.html.hq", hostileReport)])
  func `a page is as it was recorded`(name: String, report: Report) throws {
    try goldens.expect(HTMLReport.text(of: report), for: name)
  }

  @Test(
    .enabled(if: Tool.isInstalled("tidy")),
    arguments: [wholeReport, hostileReport, Report(title: "", blocks: [])])
  func `a page is valid HTML`(report: Report) throws {
    let file = try TemporaryFile(HTMLReport.text(of: report), ending: "html")
    let result = try Tool.run("tidy", ["-errors", "-quiet", file.path])
    #expect(result.errors == "")
  }

  @Test(arguments: [
    ("\(PageStyle.text)", "\(PageStyle.digest)"), ("\(PageScript.text)", "\(PageScript.digest)"),
  ])
  func `the style and the script of a page are those that it allows`(text: String, digest: String) throws {
    let file = try TemporaryFile(Array(text.utf8), ending: "txt")
    let hexadecimal = try Tool.run("sha256sum", [file.path]).output.prefix(64)
    let bytes = stride(from: 0, to: hexadecimal.count, by: 2).compactMap {
      UInt8(hexadecimal.dropFirst($0).prefix(2), radix: 16)
    }
    #expect(Data(bytes).base64EncodedString() == digest)
  }
}
