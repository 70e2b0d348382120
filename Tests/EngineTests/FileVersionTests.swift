import Engine
import Language
import Parallel
import Tables
import TestSupport
import Testing

/// Which version of a file a session sees.
@Suite struct FileVersionTests {
  private let directory: TemporaryDirectory
  private let interpreter: Interpreter

  init() throws {
    directory = try TemporaryDirectory()
    interpreter = Interpreter(
      settings: Settings(threads: 1), clock: Timestamp(CalendarDate(days: 20_000)),
      cancellation: Cancellation(), sink: { _ in })
  }

  private func write(_ number: Int) throws -> String {
    try directory.write(Array("x\n\(number)\n".utf8), to: "a.csv")
  }

  private func check(_ text: String) -> Interpreter.Checked {
    interpreter.check(SourceText(name: "test", text: text))
  }

  @Test(arguments: ["explain from \"PATH\"", "from \"PATH\" | where y > 1"])
  func `a file that changed after a statement that did not take it is read anew`(_ text: String) throws {
    let path = try write(1)
    let checked = check(text.replacing("PATH", with: path))
    if !checked.hasErrors { for statement in checked.script.statements { _ = interpreter.run(statement) } }
    _ = try write(22)
    let statements = check("from \"\(path)\"").script.statements
    #expect(interpreter.run(statements[0]).result?.row(0) == [.int(22)])
  }

  @Test func `a script sees a file as it was when the script was checked`() throws {
    let path = try write(1)
    let statements = check("from \"\(path)\" as first\nfrom \"\(path)\" as second").script.statements
    _ = try write(22)
    #expect(statements.map { interpreter.run($0).result?.row(0) } == [[.int(1)], [.int(1)]])
  }
}
