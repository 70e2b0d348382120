import Learning
import Numerics
import Parallel
import Testing

@Suite struct ForestTests {
  @Test func `debug`() throws {
    var g = CounterGenerator(seed: 1, stream: 1)
    let n = 100
    let x = Matrix(rows: n, columns: 3, values: (0..<(3 * n)).map { _ in g.normal() })
    let y = (0..<n).map { x[$0, 0] }
    var p = ForestParameters(); p.trees = 2; p.depth = 3
    let f = try Forest.fit(p.validated(), x, .numbers(y), workers: Workers(count: 1), cancellation: Cancellation())
    Issue.record("\(f)")
  }
}
