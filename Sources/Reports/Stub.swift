package enum HTMLReport { package static func text(of report: Report) -> [UInt8] { [] } }
package enum MarkdownReport {
  package static func text(of report: Report, picturePath: (ReportPicture) -> String) -> String { "" }
}
