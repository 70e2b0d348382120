import Foundation
import Reports
import Testing

@Suite struct PDFReportTests {
  @Test func `a report with everything becomes a PDF`() throws {
    let names = ["importance", "roc", "clusters", "seasons", "profiles", "predicted"]
    let pictures = try names.map {
      ReportPicture(
        path: "plots/gallery-\($0).png", caption: "Which features the forest leans on (\($0))", format: .png,
        bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: "plots/gallery-\($0).png"))))
    }
    let report = PDFSample.everything(pictures: pictures)
    let start = ContinuousClock.now
    let bytes = try PDFReport.bytes(of: report)
    print(ContinuousClock.now - start)
    let again = ContinuousClock.now
    let same = try PDFReport.bytes(of: report)
    print(ContinuousClock.now - again)
    #expect(bytes == same)
    try Data(bytes).write(to: URL(fileURLWithPath: "/tmp/wt-pdf/all.pdf"))
  }
}
