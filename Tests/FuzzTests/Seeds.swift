import Engine
import Foundation
import Language
import TestSupport

/// What the fuzz tests start from: the golden scripts, small data files, and slices of real ones.
enum Seeds {
  private static let tests = URL(fileURLWithPath: packageRoot + "/Tests")

  static let scripts: [[UInt8]] = {
    let golden = files(below: tests.appendingPathComponent("Golden/format"), ending: "hq")
    let bad = files(below: tests.appendingPathComponent("Golden/errors"), ending: "hq")
    let examples = VerbRegistry.vocabulary.names.map { name in
      let lines = VerbRegistry.vocabulary[name]?.examples.map(\.text) ?? []
      return Array(lines.joined(separator: "\n").utf8)
    }
    return golden + examples + bad + examples + golden
  }()

  /// The first part of every file of the folder that `HQ_REAL_DATA` names; none without it.
  static let realFiles: [(name: String, bytes: [UInt8])] = {
    guard let path = ProcessInfo.processInfo.environment["HQ_REAL_DATA"] else { return [] }
    let root = URL(fileURLWithPath: path)
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String }.sorted() ?? []
    return names.compactMap { name in
      guard let file = try? FileHandle(forReadingFrom: root.appendingPathComponent(name)),
        let data = try? file.read(upToCount: 100_000), !data.isEmpty
      else { return nil }
      return (name, Array(data))
    }
  }()

  private static func files(below directory: URL, ending: String) -> [[UInt8]] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
    return names.filter { $0.hasSuffix("." + ending) }.sorted()
      .compactMap { try? Array(Data(contentsOf: directory.appendingPathComponent($0))) }
  }

  static let scriptPieces = [
    "|", ";", ",", "(", ")", "[", "]", "{", "}", "=", "==", "!=", "<", "<=", "+", "-", "*", "/", "//", "%",
    "??", "..", "~", "&&", "||",
    "!", "<>", "`", "\"", "\"\"\"", "'", "$", "#", "#>", "\\", "\n", "\r\n", "\r", "\t", " ", "as ", "as of ",
    "and ", "or ", "not ", "in ",
    "between ", "is null", "by ", "on ", "to ", "else ", "where ", "derive x = ", "select ",
    "aggregate count() by ", "sort -", "take ",
    "join box on id ", "expect ", "explain ", "param x = ", "$x", "every 5m {", "films | ", "count()", "avg(",
    "quantile(rating, 0.5)",
    "if(", "cast(", ", int)", "null", "true", "12", "1.5", "1e308", "9223372036854775807",
    "-9223372036854775808", "99999999999999999999",
    "2026-10-31", "2026-10-31T18:30:00Z", "90d", "9999999y", "1mo", "\"text\"", "\"\\u{1F47B}\"", "title",
    "rating", "release_date",
    "genres", " # c\n", "\n# c\n", "it", "films", "box", "\u{FEFF}", "\u{200B}", "\u{202E}", "é", "映", "👻",
    "today()", "hq 1",
    "include \"x.hq\"", "undo",
  ]

  static let dataPieces = [
    ",", ";", "\t", "|", "\"", "\"\"", "\n", "\r\n", "\r", "\n\n", "'", "{", "}", "[", "]", ":", "\\",
    "\\u00e9", "\\ud83d", "null", "NA",
    "NaN", "true", "-", "1", "0", "1e999", "-1e-999", "99999999999999999999", "9223372036854775808",
    "2026-02-30", "2026-10-31", "31/10/2026",
    "2026-10-31T18:30:00Z", "{\"a\":1}", "[1,2]", "{}", "[]", "\"a\":", "\u{FEFF}", "é", "映", "\u{0}", "inf",
    "0x1", "1_000", "1.5", " ", "x",
  ]
}
