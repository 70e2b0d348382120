import Engine
import Foundation
import Language
import Parallel
import Tables

/// A session with the tables `films` and `box`, and texts that are checked and run in it.
package struct FilmSession {
  package let interpreter: Interpreter

  private struct SetupFailed: Error { let problems: [String] }

  /// - Parameters:
  ///   - films: the rows of `films`, as CSV.
  ///   - columns: what `derive` adds to them.
  package init(films: String, deriving columns: String) throws {
    let directory = try TemporaryDirectory()
    let filmsPath = try directory.write(Array(films.utf8), to: "films.csv")
    let boxPath = try directory.write(Array("id,takings,place\n1,12.5,Berlin\n3,1.0,\n".utf8), to: "box.csv")
    interpreter = Interpreter(
      settings: Settings(threads: 1), clock: Timestamp(CalendarDate(days: 20_000)),
      cancellation: Cancellation(), sink: { _ in })
    let setup = "from \"\(filmsPath)\" | derive \(columns) as films\nfrom \"\(boxPath)\" as box"
    guard run("setup", Array(setup.utf8)) else {
      throw SetupFailed(problems: check("setup", Array(setup.utf8)).map { $0.short() })
    }
  }

  package func check(_ name: String, _ bytes: [UInt8]) -> [Diagnostic] {
    interpreter.check(SourceText(name: name, bytes: bytes)).diagnostics
  }

  /// Runs a script; true when all of it succeeded.
  package func run(_ name: String, _ bytes: [UInt8]) -> Bool {
    interpreter.check(SourceText(name: name, bytes: bytes)).script.statements.allSatisfy {
      !interpreter.run($0).failed
    }
  }
}
