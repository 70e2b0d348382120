import Reports
import Testing

@Suite struct ReportTests {
  @Test func `a report keeps its blocks in their order`() {
    let report = Report(title: "One", blocks: [.prose("first"), .text("second")])
    #expect(report.blocks.count == 2)
  }
}
