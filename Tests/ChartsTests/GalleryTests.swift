import Charts
import Foundation
import Parallel
import Testing

/// Pictures to look at: with `HQ_GALLERY=FOLDER` every kind is drawn there.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["HQ_GALLERY"] != nil))
struct GalleryTests {
  @Test func `every kind is drawn into a folder`() throws {
    let environment = ProcessInfo.processInfo.environment
    let folder = try #require(environment["HQ_GALLERY"])
    let formats = (environment["HQ_GALLERY_FORMATS"] ?? "png").split(separator: ",").compactMap {
      ChartFormat(rawValue: String($0))
    }
    let data = (environment["HQ_GALLERY_DATA"] ?? "usual").split(separator: ",").compactMap {
      Samples.Data(rawValue: String($0))
    }
    let sides = (environment["HQ_GALLERY_SIZE"] ?? "").split(separator: "x").compactMap { Int($0) }
    var style = ChartStyle(theme: environment["HQ_GALLERY_THEME"] == "dark" ? .dark : .light)
    style.footnote = "demo catalogue, version 12"
    let session = GnuplotSession()
    let jobs = formats.flatMap { format in
      data.flatMap { data in ChartKinds.all.map { (format, data, $0.name) } }
    }
    let pictures = try session.drawAll(
      jobs.map { format, data, name in
        var own = style
        if sides.count == 2, (format == .text) == (sides[0] < 200) {
          own.size = ChartStyle.Size(width: sides[0], height: sides[1])
        }
        return (Chart(Samples.kind(name, data), style: own), format)
      }, workers: Workers(count: 2))
    for (job, picture) in zip(jobs, pictures) {
      try picture.write(to: "\(folder)/\(job.2)-\(job.1.rawValue).\(job.0.rawValue)")
    }
  }
}
