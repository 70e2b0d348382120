import Foundation
import Language
import TestSupport
import Testing

@Suite struct ErrorMessageTests {
  private static let folder = GoldenFolder("errors")

  private static func session() throws -> FilmSession {
    try FilmSession(
      films: """
        id,title,release_date,runtime,rating,vote_count,revenue,genres,is_horror
        1,Halloween,1978-10-25,91,7.5,5123,70000000,"[""Horror"",""Thriller""]",true
        2,Ghost,1990-07-13,127,7.1,4700,,"[""Drama""]",false
        """, deriving: "genres = split(genres, \",\")")
  }

  /// What a message is not: a whole sentence to someone, a name from the inside, a line of several.
  private static func faults(_ diagnostic: Diagnostic) -> [String] {
    var faults: [String] = []
    let said = [diagnostic.message] + diagnostic.hints + (diagnostic.label.map { [$0] } ?? [])
    let plain = said.map { $0.replacing(#/`[^`]*`/#, with: "``").replacing("did you mean", with: "") }
    for (text, plain) in zip(said, plain) {
      if let first = plain.first, first.isUppercase { faults.append("starts in upper case: \(text)") }
      if plain.hasSuffix(".") { faults.append("ends in a period: \(text)") }
      if plain.contains(#/(?i)\b(you|your|please|sorry|oops)\b/#) {
        faults.append("speaks to someone: \(text)")
      }
      if plain.contains(#/\b(Optional|Int64|Double|String|Swift|nil|struct|enum|\w+Error|\w+Syntax)\b/#) {
        faults.append("names something of the inside: \(text)")
      }
      if text.contains("\n") { faults.append("has several lines: \(text)") }
      if text.isEmpty { faults.append("is empty") }
    }
    return faults
  }

  @Test(arguments: folder.inputs)
  func `a bad script is told what is wrong with it`(name: String) throws {
    let bytes = try ErrorMessageTests.folder.bytes(name)
    let problems = try ErrorMessageTests.session().check(name, bytes)
    #expect(!problems.isEmpty, "nothing is wrong with \(name)")
    for problem in problems {
      #expect(ErrorMessageTests.faults(problem) == [])
      #expect(problem.span.map { $0.start >= 0 && $0.end <= bytes.count } ?? true)
    }
    let text = problems.map { $0.fancy(color: false, width: 110) + "\n" }.joined(separator: "\n")
    try ErrorMessageTests.folder.expect(Array(text.utf8), for: name)
  }

  @Test(arguments: folder.inputs)
  func `a fix mends its problem`(name: String) throws {
    let bytes = try ErrorMessageTests.folder.bytes(name)
    let checker = try ErrorMessageTests.session()
    let problems = checker.check(name, bytes)
    for problem in problems {
      guard let fix = problem.fix else { continue }
      let mended =
        Array(bytes[..<fix.span.start]) + Array(fix.replacement.utf8) + Array(bytes[fix.span.end...])
      let left = checker.check(name, mended)
      let text = String(decoding: mended, as: UTF8.self)
      #expect(!left.contains { $0.short() == problem.short() }, "\(problem.short())\n\(text)")
      // Behind a problem of the grammar there may be others, which only then are seen.
      #expect(problems.count > 1 || left.isEmpty, "\(problem.short())\n\(text)")
    }
  }

  @Test func `there are many bad scripts, and none of them is good`() {
    #expect(ErrorMessageTests.folder.inputs.count >= 60)
  }
}
