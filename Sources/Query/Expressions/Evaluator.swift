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
    let compiler = Compiler(expression, columns: columns, selection: selection, evaluator: self)
    return try run(try compiler.compile(expression), over: columns, selection: selection)
  }

  /// The selected rows for which the condition is true, in their order.
  package func matching(
    _ condition: Expression, over columns: [Column], selection: Selection
  ) throws(QueryError) -> Selection {
    let compiler = Compiler(condition, columns: columns, selection: selection, evaluator: self)
    var conditions: [Computation] = []
    for part in condition.conjuncts { conditions.append(try compiler.compile(part)) }
    let ready = conditions
    let matches = try context.workers.results(pieces(of: selection)) { piece in
      try vector(columns, selection, piece) { try Evaluator.matches(ready, $0) }
    }
    let count = matches.reduce(0) { $0 + $1.count }
    if count == selection.count { return selection }
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
      guard index < conditions.count - 1, let truth_ = truth else { continue }
      let left = positions(truth_)
      if left.isEmpty { return [] }
      if morsel.isCareful || left.count < morsel.count / 8 {
        morsel = morsel.narrowed(to: left)
        truth = nil
      }
    }
    let all = truth.map(positions) ?? (0..<Int32(morsel.count)).map { $0 }
    return morsel.rowNumbers(at: all)
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

/// The positions that hold true.
private func positions(_ truth: ArraySlice<Bool>) -> [Int32] {
  // SAFETY: every step writes the next free place, of which there are as many as rows, before it may keep it.
  truth.withUnsafeBufferPointer { truth in
    [Int32](unsafeUninitializedCapacity: truth.count) { output, initialized in
      var count = 0
      for row in 0..<truth.count {
        output.initializeElement(at: count, to: Int32(truncatingIfNeeded: row))
        count &+= truth[row] ? 1 : 0
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
