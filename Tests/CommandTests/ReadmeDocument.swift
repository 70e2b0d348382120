import Foundation

/// A fenced block of the README, with what belongs to it.
struct ReadmeBlock {
  let language: String
  let lines: [String]
  /// The line of its first fence, from 1.
  let line: Int
  /// The heading of the second level that it stands below.
  let section: String
  /// The block of output right behind it.
  var output: Range<Int>?

  var text: String { lines.joined(separator: "\n") }
  var isMake: Bool { language == "sh" && lines.contains { $0.hasPrefix("make ") } }
}

/// The README, cut into what a test can run.
struct ReadmeDocument {
  var lines: [String]
  private(set) var blocks: [ReadmeBlock] = []

  init(_ text: String) {
    lines = text.components(separatedBy: "\n")
    var section = ""
    var index = 0
    let reference = referenceLines ?? 0..<0
    while index < lines.count {
      if lines[index].hasPrefix("## ") { section = lines[index] }
      guard lines[index].hasPrefix("```"), !reference.contains(index) else {
        index += 1
        continue
      }
      let start = index + 1
      let end = lines[start...].firstIndex(of: "```") ?? lines.count
      let language = String(lines[index].dropFirst(3))
      let isBehindLast = lines[..<index].last { !$0.isEmpty } == "```"
      if language == "text", isBehindLast, !blocks.isEmpty {
        blocks[blocks.count - 1].output = start..<end
      } else {
        blocks.append(
          ReadmeBlock(language: language, lines: Array(lines[start..<end]), line: index + 1, section: section)
        )
      }
      index = end + 1
    }
  }

  /// The lines between the marks of the reference.
  var referenceLines: Range<Int>? {
    guard let start = lines.firstIndex(of: "<!-- reference -->"),
      let end = lines.firstIndex(of: "<!-- /reference -->")
    else { return nil }
    return start + 1..<end
  }

  func text(of range: Range<Int>) -> String { lines[range].joined(separator: "\n") }
}
