import Foundation
import TestSupport
import Testing

/// Recording random scripts: the outputs come off again, and a replay finds no difference.
@Suite struct NotebookPropertyTests {
  @Test(arguments: 1...60)
  func `a recording without its recorded lines is the script, and replays without a difference`(seed: Int)
    throws
  {
    var script = RandomScript(seed: seed)
    let text = script.text()
    let house = try NotebookHouse(text)
    let recorded = try house.hq("record", "n.hq")
    try #require(recorded.code == 0, "\(text)\n\(recorded.errors)")
    let stripped = RandomScript.lines(of: try house.read()).filter { !$0.hasPrefix("#>") }.joined()
    // A last line without an end has one where something stands under it.
    let lineEnd = script.usesReturns ? "\r\n" : "\n"
    let plain = RandomScript.lines(of: text).filter { !$0.hasPrefix("#>") }.joined()
    #expect(stripped == plain || stripped == plain + lineEnd, "\(text)")
    let replayed = try house.replay("--threads", "\(1 + seed % 2)")
    #expect(replayed.code == 0, "\(text)\n\(replayed.errors)")
    let before = try house.read()
    try house.record()
    #expect(try house.read() == before)
    // Any line of it that is another is found, and found at its line.
    let lines = RandomScript.lines(of: before)
    guard
      let place = lines.indices.filter({ lines[$0].hasPrefix("#> ") }).randomElement(using: &script.random)
    else {
      return
    }
    var edited = lines
    edited[place] = "#> ?" + edited[place].dropFirst(3)
    try house.write(edited.joined())
    let found = try house.replay()
    #expect(found.code == 1, "\(text)")
    #expect(
      found.errors.hasPrefix("n.hq:\(place + 1):1: error[HQ502]: the recorded line was edited"),
      "\(found.errors)")
  }
}

/// Scripts of a few shapes of statements, prose, blank lines and old recorded lines.
private struct RandomScript {
  var random: SeededGenerator
  let usesReturns: Bool

  init(seed: Int) {
    random = SeededGenerator(seed: seed)
    usesReturns = random.isOneIn(4)
  }

  private static let statements = [
    "films | take 3 | select title", "films | aggregate count(), avg(popularity)",
    "films\n  | where runtime > 100\n  # a comment between\n  | aggregate films = count() by runtime\n  | sort runtime",
    "films | take 1 | select tmdb_id ; films | aggregate max(runtime)", "films | expect count() == 60",
    "films | train rf popularity ~ runtime + vote_count trees=2 depth=3", "films | describe runtime",
    "films | where title contains \"7\" | select title,\n    popularity\n  | sort -popularity",
    "films | select runtime as r",
    "films | derive t = \"\"\"one\ntwo\"\"\" | take 1 | select t", "films | plot hist runtime to \"h.png\"",
    "films | select tmdb_id | take 50 | show", "param p = 3\nfilms | take $p | select title",
    "films | take 0 | select title",
    "set format=csv ; films | take 2 | select title, genres ; set format=table",
  ]
  private static let prose = [
    "# # A heading", "# Some prose.", "", "#", "# * one\n# * two", "#> old\n#> older", "  # indented",
  ]

  mutating func text() -> String {
    var parts = ["from \"films.csv\" as films"]
    for _ in 0..<(1 + random.below(7)) {
      if random.chance(percent: 60) { parts.append(random.pick(Self.prose)) }
      parts.append(random.pick(Self.statements) + (random.isOneIn(5) ? "  # behind it" : ""))
    }
    if random.isOneIn(2) { parts.append(random.pick(Self.prose)) }
    let text = parts.joined(separator: "\n") + (random.isOneIn(3) ? "" : "\n")
    return usesReturns ? text.replacingOccurrences(of: "\n", with: "\r\n") : text
  }

  /// Each with its end.
  static func lines(of text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for scalar in text.unicodeScalars {
      line.unicodeScalars.append(scalar)
      guard scalar == "\n" else { continue }
      lines.append(line)
      line = ""
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
