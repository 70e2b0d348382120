import Engine
import Foundation
import Language
import Parallel
import Tables
import Testing

/// Two tables in a session, and a check of texts against it.
private struct Checker {
  private let interpreter: Interpreter

  init() throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let films = """
      id,title,release_date,runtime,rating,vote_count,revenue,genres,is_horror
      1,Halloween,1978-10-25,91,7.5,5123,70000000,"[""Horror"",""Thriller""]",true
      2,Ghost,1990-07-13,127,7.1,4700,,"[""Drama""]",false
      """
    try Data(films.utf8).write(to: directory.appendingPathComponent("films.csv"))
    try Data("id,takings,place\n1,12.5,Berlin\n3,1.0,\n".utf8).write(
      to: directory.appendingPathComponent("box.csv"))
    interpreter = Interpreter(
      settings: Settings(threads: 1), clock: Timestamp(CalendarDate(days: 20_000)),
      cancellation: Cancellation(),
      sink: { _ in })
    for name in ["films", "box"] {
      let path = directory.appendingPathComponent(name + ".csv").path
      let genres = name == "films" ? " | derive genres = split(genres, \",\")" : ""
      let source = SourceText(name: "setup", text: "from \"\(path)\"\(genres) as \(name)")
      for statement in interpreter.check(source).script.statements {
        try #require(!interpreter.run(statement).failed)
      }
    }
  }

  func check(_ name: String, _ bytes: [UInt8]) -> [Diagnostic] {
    interpreter.check(SourceText(name: name, bytes: bytes)).diagnostics
  }
}

@Suite struct ErrorMessageTests {
  private static let folder = GoldenFolder("errors")

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
    let problems = try Checker().check(name, bytes)
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
    let checker = try Checker()
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
