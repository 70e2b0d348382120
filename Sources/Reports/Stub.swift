package enum MarkdownReport {
  package static func text(of report: Report, picturePath: (ReportPicture) -> String) -> String { "" }
}
