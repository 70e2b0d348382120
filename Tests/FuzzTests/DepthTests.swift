import Engine
import Files
import Foundation
import Language
import Parallel
import TestSupport
import Testing

@Suite struct DepthTests {
  private static let shapes: [(open: String, inner: String, close: String)] = [
    ("(", "rating", ")"), ("-", "rating", ""), ("not (", "ok", ")"), ("not ", "ok", ""),
    ("abs(", "rating", ")"),
    ("if(ok, ", "1.0", ", rating)"), ("rating + ", "1", ""), ("rating ?? ", "1", ""), ("ok and ", "ok", ""),
    ("ok or not (", "ok", ")"), ("if(id in [1, id], ", "1.0", ", rating)"), ("cast(", "title", ", text)"),
    ("(rating - ", "rating", ")"), ("((", "rating", ") + 1)"),
  ]

  /// A thread of a task has half a megabyte on some systems; the walks must fit whatever a script holds.
  private func onSmallStack(_ work: @escaping @Sendable () throws -> Void) {
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      #expect(throws: Never.self) { try work() }
      done.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    done.wait()
  }

  @Test(arguments: shapes.indices)
  func `the deepest script that is accepted fits a small stack`(index: Int) {
    let shape = DepthTests.shapes[index]
    onSmallStack {
      let session = try FilmSession()
      var accepted = 0
      for depth in [
        10, 31, 32, 33, 47, 48, 49, 50, 80, 97, 98, 99, 100, 101, 120, 126, 127, 128, 200, 240, 250, 253, 254,
        255, 256, 257, 1000,
      ] {
        let text =
          "films | derive x = " + String(repeating: shape.open, count: depth) + shape.inner
          + String(repeating: shape.close, count: depth)
        let problems = session.check(Array(text.utf8))
        if problems.isEmpty {
          accepted = depth
          _ = session.run(text)
        } else {
          #expect(problems.map(\.code) == [.tooDeep], "\(problems.map { $0.short() })")
        }
        _ = Formatter.format(SourceText(name: "deep", text: text), vocabulary: VerbRegistry.vocabulary)
      }
      #expect(accepted >= 10, "\(shape)")
    }
  }

  @Test func `so does the deepest JSON`() {
    onSmallStack {
      for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":[", "]}]")] {
        for depth in [10, 100, 170, 171, 255, 256, 500, 510, 511, 512, 513, 100_000] {
          let text = String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
          for name in ["x.json", "x.ndjson"] {
            _ = try? readTable(
              bytes: Array(text.utf8), name: name, options: ReadOptions(), workers: Workers(count: 1),
              cancellation: Cancellation())
          }
        }
      }
    }
  }

  @Test func `explanations of explanations fit a small stack too`() {
    onSmallStack {
      let session = try FilmSession()
      for depth in [10, 60, 250, 300, 10_000] {
        let problems = session.check(Array((String(repeating: "explain ", count: depth) + "films").utf8))
        #expect(problems.isEmpty || problems.map(\.code) == [.tooDeep])
      }
    }
  }
}
