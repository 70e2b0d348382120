import Language
import Parallel
import Tables

/// Computes expressions over the columns of a table, many rows at a time.
///
/// The rows are cut into morsels of one size, which the workers take one by one. Inside a morsel each operator
/// is a plain loop over arrays.
package struct Evaluator: Sendable {
  package let context: QueryContext
  let morselSize: Int

  /// - Parameter morselSize: never changes a result; tests set it low.
  package init(context: QueryContext, morselSize: Int? = nil) {
    self.context = context
    self.morselSize = morselSize ?? Morsel.size
  }

  /// The values of the expression at the selected rows, in their order.
  package func column(
    _ expression: Expression, over columns: [Column], selection: Selection
  ) throws(QueryError) -> Column {
    if case .column(let index, _) = expression, case .all = selection { return columns[index] }
    let compiler = Compiler(columns: columns, selection: selection, evaluator: self)
    return try run(try compiler.compile(expression), over: columns, selection: selection)
  }

  /// The selected rows for which the condition is true, in their order.
  package func matching(
    _ condition: Expression, over columns: [Column], selection: Selection
  ) throws(QueryError) -> Selection {
    let compiler = Compiler(columns: columns, selection: selection, evaluator: self)
    var conditions: [Computation] = []
    for part in condition.conjuncts { conditions.append(try compiler.compile(part)) }
    let ready = conditions
    let matches = try context.workers.results(pieces(of: selection)) { piece in
      try vector(columns, selection, piece) { try Evaluator.matches(ready, $0) }
    }
    let count = matches.reduce(0) { $0 + $1.count }
    if count == selection.count { return selection }
    // SAFETY: `count` is the sum of what the pieces hold, and each begins where the one before it ended.
    return .rows(
      [Int32](unsafeUninitializedCapacity: count) { buffer, initialized in
        for piece in matches { initialized = buffer[initialized...].initialize(fromContentsOf: piece) }
      })
  }

  private func pieces(of selection: Selection) -> Int { (selection.count + morselSize - 1) / morselSize }

  /// Computes one morsel, and once more with care where a row failed that perhaps is not needed.
  private func vector<Result>(
    _ columns: [Column], _ selection: Selection, _ piece: Int, _ body: (Morsel) throws -> Result
  ) throws -> Result {
    if context.cancellation.isCancelled { throw QueryError.cancelled }
    let rows = selection.piece(piece, of: morselSize)
    do {
      return try body(Morsel(columns: columns, rows: rows, isCareful: false))
    } catch let error as QueryError where error.kind == .overflow {
      return try body(Morsel(columns: columns, rows: rows, isCareful: true))
    }
  }

  /// The rows of a morsel for which all the conditions are true.
  private static func matches(_ conditions: [Computation], _ morsel: Morsel) throws -> [Int32] {
    var morsel = morsel
    var truth: ArraySlice<Bool>?
    for (index, condition) in conditions.enumerated() {
      let result = try condition.run(morsel)
      let next =
        result.isConstant
        ? ArraySlice(repeating: result.bools[0] && !result.isNull(0), count: morsel.count)
        : result.truth(rows: morsel.count)
      truth = both(truth, next)
      // Few rows left are gathered, so that the conditions behind look at no others.
      guard index < conditions.count - 1, let known = truth else { continue }
      let count = trueCount(known)
      if count == 0 { return [] }
      if morsel.isCareful || count < morsel.count / 8 {
        morsel = morsel.narrowed(to: positions(known, count: count))
        truth = nil
      }
    }
    guard let truth else { return morsel.rowNumbers(at: (0..<Int32(morsel.count)).map { $0 }) }
    if case .range(let range) = morsel.rows {
      return positions(truth, from: Int32(range.lowerBound), count: trueCount(truth))
    }
    return morsel.rowNumbers(at: positions(truth, count: trueCount(truth)))
  }

  /// Computes every morsel straight into its place in the column.
  func run(
    _ computation: Computation, over columns: [Column], selection: Selection
  ) throws(QueryError) -> Column {
    let output = ColumnAssembly(count: selection.count, size: morselSize, workers: context.workers) { piece in
      try vector(columns, selection, piece, computation.run)
    }
    do { return try output.column(of: computation.type) } catch { throw QueryError(error) }
  }
}

extension Bool {
  /// 1 for true, without the jump that a choice between two numbers can become.
  // SAFETY: a Bool is one byte that holds 0 or 1.
  fileprivate var bit: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
}

private func trueCount(_ truth: ArraySlice<Bool>) -> Int {
  // SAFETY: only walked through.
  truth.withUnsafeBufferPointer { truth in
    var count = 0
    for isTrue in truth { count &+= isTrue.bit }
    return count
  }
}

/// The positions that hold true, of which the number is known, counted from a start.
private func positions(_ truth: ArraySlice<Bool>, from start: Int32 = 0, count: Int) -> [Int32] {
  // SAFETY: a position is written where the next true one belongs, which is inside for all that come before the
  // last true one; behind it the loop has ended.
  truth.withUnsafeBufferPointer { truth in
    [Int32](unsafeUninitializedCapacity: count) { output, initialized in
      var next = 0
      var row = 0
      while next < count {
        output.initializeElement(at: next, to: start &+ Int32(truncatingIfNeeded: row))
        next &+= truth[row].bit
        row &+= 1
      }
      initialized = count
    }
  }
}

extension Morsel {
  /// The rows of the table at some positions of this morsel.
  fileprivate func rowNumbers(at positions: [Int32]) -> [Int32] {
    switch rows {
    case .range(let range):
      let start = Int32(range.lowerBound)
      return start == 0 ? positions : positions.map { $0 &+ start }
    case .chosen(let rows):
      let first = rows.startIndex
      return positions.map { rows[first + Int($0)] }
    }
  }
}
