import Foundation
import TestSupport
import Testing

/// The shape of the house: which room may import which, and what no source does.
@Suite struct RoomsTests {
  /// What each room may import. A room stands below all that may import it.
  private static let rooms: [String: Set<String>] = [
    "Parallel": ["CMalloc", "CProcessor"],
    "Tables": ["Parallel"],
    "SQLite": ["Parallel", "Tables", "CSQLite"],
    "Files": ["Parallel", "Tables", "SQLite", "CZlib"],
    "Language": ["Tables"],
    "Query": ["Parallel", "Tables", "Language"],
    "Store": ["Parallel", "Tables", "Language", "SQLite"],
    "TMDB": ["Parallel", "Tables", "Files", "CCurl"],
    "Numerics": ["Parallel"],
    "Learning": ["Parallel", "Numerics", "CProcessor"],
    "Modelling": ["Parallel", "Tables", "Language", "Query", "Numerics", "Learning"],
    "Drawing": ["Parallel", "PangoCairo", "CDeflate"],
    "Charts": ["Parallel", "Tables", "Drawing", "GnuplotStream"],
    "Reports": ["Tables", "Drawing", "CMark", "PangoCairo"],
    "Mail": ["Parallel", "Tables", "CCurl"],
    "Films": ["Parallel", "Tables", "Files", "Language", "Store", "TMDB"],
    "Engine": [
      "Parallel", "Tables", "Files", "Language", "Query", "Store", "TMDB", "Numerics", "Learning",
      "Modelling", "Films", "Charts", "Reports", "Mail", "CProcessor",
    ],
    "Shell": [
      "Parallel", "Tables", "SQLite", "Files", "Language", "Store", "Charts", "Reports", "Engine",
      "CEditline",
    ],
    "hq": ["Shell"],
  ]
  /// Of the toolchain; never Foundation, which would cost time at each start.
  private static let system: Set<String> = ["Glibc", "Synchronization", "Dispatch"]

  private struct Source: CustomTestStringConvertible {
    let path: String
    let lines: [Substring]
    var room: String { String(path.split(separator: "/")[0]) }
    var testDescription: String { path }
  }

  private static let sources: [Source] = {
    let folder = packageRoot + "/Sources"
    let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
      let text = (try? String(contentsOfFile: folder + "/" + path, encoding: .utf8)) ?? ""
      return Source(path: path, lines: text.split(separator: "\n", omittingEmptySubsequences: false))
    }
  }()

  @Test func `the sources are found`() {
    #expect(Set(RoomsTests.sources.map(\.room)) == Set(RoomsTests.rooms.keys))
  }

  @Test func `a room imports only what may stand below it`() {
    for source in RoomsTests.sources {
      let allowed = (RoomsTests.rooms[source.room] ?? []).union(RoomsTests.system)
      for line in source.lines {
        let words = line.split(separator: " ")
        guard let place = words.firstIndex(of: "import"), place <= 1, words.count > place + 1 else {
          continue
        }
        let name = words[words.count - 1].prefix { $0 != "." }
        #expect(allowed.contains(String(name)), "\(source.path) imports \(name)")
      }
    }
  }

  @Test func `rooms import one another in one direction`() {
    var settled: Set<String> = [
      "CMalloc", "CSQLite", "CZlib", "CEditline", "CCurl", "GnuplotStream", "CMark", "PangoCairo",
      "CProcessor", "CDeflate",
    ]
    while let next = RoomsTests.rooms.keys.sorted().first(where: {
      !settled.contains($0) && RoomsTests.rooms[$0, default: []].isSubset(of: settled)
    }) {
      settled.insert(next)
    }
    #expect(settled.isSuperset(of: RoomsTests.rooms.keys))
  }

  @Test func `no source prints by itself or takes for granted what may fail`() {
    for source in RoomsTests.sources {
      for (number, line) in source.lines.enumerated() {
        let code = withoutTextsAndComments(line)
        for word in ["print(", "debugPrint(", "dump(", "try!", "as!"] {
          #expect(!containsWord(code, word), "\(source.path):\(number + 1): \(word)")
        }
        #expect(!hasForcedUnwrap(code), "\(source.path):\(number + 1): \(line)")
      }
    }
  }

  /// What can read or write where nothing is, or from two threads at once.
  private static let unsafeWords = [
    "Unsafe", "withUnsafe", "unsafelyUnwrapped", "unsafeUninitializedCapacity", "unsafeBitCast",
    "@unchecked", "nonisolated(unsafe)", "Unmanaged", "withUTF8", "withMemoryRebound",
  ]

  /// Where it says of memory that is not checked why it is sound: in the file that uses it, near each use.
  @Test func `a source that uses unchecked memory says why it may`() {
    var used = 0
    for source in RoomsTests.sources {
      let usesUnchecked = source.lines.contains { line in
        let code = withoutTextsAndComments(line)
        return RoomsTests.unsafeWords.contains { code.contains($0) }
      }
      guard usesUnchecked else { continue }
      used += 1
      #expect(source.lines.contains { $0.contains("// SAFETY: ") }, "\(source.path) does not say why")
    }
    #expect(used > 0)
  }

  @Test func `what may be used by several threads says at once why`() {
    for source in RoomsTests.sources {
      for (number, line) in source.lines.enumerated() {
        let code = withoutTextsAndComments(line)
        guard code.contains("@unchecked Sendable") || code.contains("nonisolated(unsafe)") else { continue }
        let near = source.lines[max(0, number - 2)...min(number + 1, source.lines.count - 1)]
        #expect(near.contains { $0.contains("// SAFETY: ") }, "\(source.path):\(number + 1): \(line)")
      }
    }
  }

  private func containsWord(_ code: String, _ word: String) -> Bool {
    var rest = code[...]
    while let range = rest.range(of: word) {
      let before = range.lowerBound == code.startIndex ? " " : code[code.index(before: range.lowerBound)]
      if !before.isLetter, before != ".", before != "_" { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }

  /// A `!` behind a name, a bracket or another `!`, that is not the beginning of `!=`.
  private func hasForcedUnwrap(_ code: String) -> Bool {
    let characters = Array(code)
    return characters.indices.contains { index in
      guard characters[index] == "!", index > 0 else { return false }
      let before = characters[index - 1]
      let isNotEqual = index + 1 < characters.count && characters[index + 1] == "="
      return !isNotEqual && (before.isLetter || before.isNumber || ")]}\"`_".contains(before))
    }
  }

  /// The line without what stands in quotes and behind `//`. Lines within a long text look like code, and may.
  private func withoutTextsAndComments(_ line: Substring) -> String {
    var code = ""
    var isText = false
    var isEscaped = false
    for character in line {
      if isText {
        if character == "\"", !isEscaped { isText = false }
        isEscaped = character == "\\" && !isEscaped
      } else if character == "\"" {
        isText = true
      } else {
        code.append(character)
        if code.hasSuffix("//") { return String(code.dropLast(2)) }
      }
    }
    return code
  }
}
