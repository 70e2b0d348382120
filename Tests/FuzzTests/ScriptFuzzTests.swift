import Engine
import Foundation
import Language
import Parallel
import Tables
import TestSupport
import Testing

@Suite struct ScriptFuzzTests {
  private static let batches = 0..<30
  private static let inputsPerBatch = 1000

  @Test(arguments: batches)
  func `whatever a script holds, it is lexed, parsed, told of and formatted`(batch: Int) {
    var mutation = Mutation(seed: UInt64(batch), inputs: Seeds.scripts, pieces: Seeds.scriptPieces)
    for _ in 0..<ScriptFuzzTests.inputsPerBatch {
      let bytes = mutation.next()
      let source = SourceText(name: "fuzz", bytes: bytes)
      let parsed = Parser.parse(source, vocabulary: VerbRegistry.vocabulary)
      expectRenderable(parsed.diagnostics, bytes)
      let formatted = Formatter.format(source, vocabulary: VerbRegistry.vocabulary)
      guard let once = formatted.bytes else {
        expect(formatted.diagnostics.hasErrors, "no text and no error", bytes)
        continue
      }
      let again = Formatter.format(SourceText(name: "fuzz", bytes: once), vocabulary: VerbRegistry.vocabulary)
      expect(again.bytes == once, "formatting twice differs: \(String(decoding: once, as: UTF8.self))", bytes)
      let tree = Parser.parse(SourceText(name: "fuzz", bytes: once), vocabulary: VerbRegistry.vocabulary)
        .script
      expect(
        shape(tree) == shape(parsed.script),
        "formatting changes the meaning: \(String(decoding: once, as: UTF8.self))", bytes)
    }
  }

  @Test(arguments: batches)
  func `whatever a script holds, it is checked, twice with the same answer`(batch: Int) throws {
    let session = try FilmSession()
    var mutation = Mutation(
      seed: 1000 + UInt64(batch), inputs: Seeds.scripts, pieces: Seeds.scriptPieces, longest: 1000)
    for number in 0..<ScriptFuzzTests.inputsPerBatch {
      let bytes = mutation.next()
      let problems = session.check(bytes)
      expectRenderable(problems, bytes)
      if number % 4 == 0 {
        expect(session.check(bytes).map { $0.short() } == problems.map { $0.short() }, "two answers", bytes)
      }
    }
  }

  private func expectRenderable(_ diagnostics: [Diagnostic], _ bytes: [UInt8]) {
    for diagnostic in diagnostics {
      if let span = diagnostic.span {
        expect(span.start >= 0 && span.end <= span.source.bytes.count, "a span outside of its source", bytes)
      }
    }
    // Drawing takes longer than finding; the first few show what there is to show.
    for diagnostic in diagnostics.prefix(3) {
      let lines = diagnostic.fancy(color: false, width: 80)
      expect(
        !lines.isEmpty && !diagnostic.short().contains("\n") && !diagnostic.json().contains("\n"),
        "bad rendering", bytes)
    }
  }

  /// The texts of a script's tokens, which formatting must keep, and where its statements end.
  private func shape(_ script: ScriptSyntax) -> [[String]] {
    script.statements.map { statement in
      Lexer.lex(SourceText(name: "part", text: statement.span.text)).tokens.compactMap { token in
        switch token.kind {
        case .comment, .newline, .end, .symbol(.semicolon): nil
        default: token.span.text
        }
      }
    }
  }
}

/// Records only what does not hold: a hundred thousand expectations would take longer than the work.
func expect(
  _ holds: Bool, _ what: String, _ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
) {
  if holds { return }
  Issue.record("\(what)\n\(String(decoding: bytes, as: UTF8.self))\n\(bytes)", sourceLocation: sourceLocation)
}

extension FilmSession {
  /// A session for scripts that chance makes.
  init() throws {
    try self.init(
      films: """
        id,title,release_date,runtime,rating,genres,ok
        1,Halloween,1978-10-25,91,7.5,Horror,true
        2,Ghost,,127,,Drama,
        """, deriving: "genres = split(genres, \",\"), at = cast(release_date, timestamp)")
  }

  func run(_ text: String) -> Bool { run("fuzz", Array(text.utf8)) }

  func check(_ bytes: [UInt8]) -> [Diagnostic] { check("fuzz", bytes) }
}
