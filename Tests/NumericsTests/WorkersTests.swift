import CProcessor
import Foundation
import Parallel
import Synchronization
import Testing

@Suite struct WorkersTests {
  private struct Failed: Error, Equatable {
    let piece: Int
  }

  @Test(arguments: [1, 2, 3, 17], [0, 1, 2, 5, 1000])
  func `every piece is done once, and results come in the order of the pieces`(workers: Int, pieces: Int)
    throws
  {
    let counts = Mutex(Array(repeating: 0, count: pieces))
    let results = try Workers(count: workers).map(pieces) { piece in
      counts.withLock { $0[piece] += 1 }
      return piece * piece
    }
    #expect(results == (0..<pieces).map { $0 * $0 })
    #expect(counts.withLock { $0.allSatisfy { $0 == 1 } })
  }

  @Test(arguments: [1, 2, 9])
  func `of pieces that fail the lowest is told, whoever comes to it first`(workers: Int) {
    for seed in 0..<50 {
      let failing = Set([seed % 7 + 3, seed % 11 + 20, 90])
      let error = #expect(throws: Failed.self) {
        try Workers(count: workers).forEach(100) { piece in
          if failing.contains(piece) { throw Failed(piece: piece) }
        }
      }
      #expect(error == Failed(piece: seed % 7 + 3))
    }
  }

  @Test func `a loop within a loop is done as well`() throws {
    let workers = Workers(count: 4)
    let sums = try workers.map(20) { outer in
      try workers.map(30) { inner in outer * inner }.reduce(0, +)
    }
    #expect(sums == (0..<20).map { $0 * 435 })
  }

  /// What the system says of where the thread may run.
  private var allowed: String? {
    try? String(contentsOfFile: "/proc/thread-self/status", encoding: .utf8).split(separator: "\n")
      .first { $0.hasPrefix("Cpus_allowed_list") }.map(String.init)
  }

  @Test func `a thread that leaves its processor may go everywhere afterwards`() {
    let before = allowed
    #expect(before != nil)
    for processor in [hq_processor(), hq_processor(), -1, 100_000] {
      hq_leave_processor(processor)
      #expect(allowed == before)
    }
  }
}
