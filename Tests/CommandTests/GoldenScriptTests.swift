import Foundation
import TestSupport
import Testing

/// Scripts with what they print beside them: standard output, standard error and the exit code.
///
/// `HQ_RECORD=1` records anew what changed; read it before it is committed.
@Suite struct GoldenScriptTests {
  private static let scripts: [String] = ["language", "bad"].flatMap { topic -> [String] in
    let names = try? FileManager.default.contentsOfDirectory(atPath: packageRoot + "/Tests/Golden/" + topic)
    return (names ?? []).filter { $0.hasSuffix(".hq") }.sorted().map { topic + "/" + $0 }
  }

  @Test func `there are scripts to hold hq to`() {
    #expect(GoldenScriptTests.scripts.count > 30)
  }

  @Test(arguments: scripts)
  func `a script prints what is recorded`(_ script: String) throws {
    let path = packageRoot + "/Tests/Golden/" + script
    let text = try Data(contentsOf: URL(fileURLWithPath: path))
    let workspace = try Workspace()
    let name = URL(fileURLWithPath: path).lastPathComponent
    try workspace.write(name, text)
    let finished = try workspace.run(Binary.path, options(String(decoding: text, as: UTF8.self)) + [name])
    let found = """
      \(finished.output)--- stderr
      \(withoutDurations(finished.errors))--- exit \(finished.code)

      """
    let record = URL(fileURLWithPath: String(path.dropLast(3)) + ".expected")
    let recorded = try? String(contentsOf: record, encoding: .utf8)
    if ProcessInfo.processInfo.environment["HQ_RECORD"] == "1" {
      if recorded != found { try found.write(to: record, atomically: true, encoding: .utf8) }
      return
    }
    #expect(recorded != nil, "there is no record; HQ_RECORD=1 makes one")
    #expect(found == recorded)
    for line in found.split(separator: "\n") {
      #expect(!line.hasSuffix(" "), "a line ends in blanks: \(line)")
    }
  }

  /// `# args: --set since=2015` in the first line.
  private func options(_ text: String) -> [String] {
    let line = text.prefix { $0 != "\n" }
    guard line.hasPrefix("# args: ") else { return [] }
    return line.dropFirst("# args: ".count).split(separator: " ").map(String.init)
  }

  /// How long a statement took is another time every time.
  private func withoutDurations(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasSuffix(" ms") && Double(line.dropLast(3)) != nil ? "… ms" : line
    }.joined(separator: "\n")
  }
}
