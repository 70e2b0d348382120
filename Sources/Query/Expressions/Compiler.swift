import Language
import Tables

/// Turns an expression into a computation over given columns.
///
/// What depends on a single column of texts is computed once for every text of its pool, when these are fewer
/// than the rows, and looked up by the codes of the rows. That serves comparisons, matches, conversions and
/// functions of texts alike, and whole trees of them.
struct Compiler {
  let columns: [Column]
  let selection: Selection
  let evaluator: Evaluator

  /// The computation of a whole expression.
  func compile(_ expression: Expression) throws(QueryError) -> Computation {
    try settled(try computation(of: expression))
  }

  private func computation(of expression: Expression) throws(QueryError) -> Computation {
    switch expression {
    case .column(let index, let type): return reading(index, type)
    case .constant(let value, let type):
      let vector = constant(value, type)
      var pool: TextPool?
      if case .text(_, let texts) = vector.values { pool = texts }
      return Computation(type, source: .nothing, pool: pool, isCheap: true, run: { _ in vector })
    case .arithmetic(let operation, let left, let right):
      return try strict(expression.type, [left, right], Arithmetic.kernel(operation, on: expression.type))
    case .negate(let operand):
      return try strict(expression.type, [operand], Arithmetic.negate(expression.type))
    case .shift(let operand, let span):
      return try strict(expression.type, [operand], Arithmetic.shift(by: span))
    case .compare(let operation, let left, let right):
      return try strict(.bool, [left, right], Comparison.kernel(operation, on: left.type))
    case .match(let match, let text, let pattern):
      return try strict(.bool, [text, pattern], TextMatching.kernel(match))
    case .isOneOf(let operand, let constants):
      return try strict(.bool, [operand], Comparison.isOneOf(constants, of: operand.type))
    case .isItem(.constant(.text(let text), _), of: .column(let index, _)):
      return try strict(.bool, [.column(index, .list)], itemKernel(text, index))
    case .isItem(let text, let list): return try strict(.bool, [text, list], Comparison.isItem)
    case .cast(let operand, let type):
      return try strict(type, [operand], Casts.kernel(from: operand.type, to: type))
    case .not(let operand): return try strict(.bool, [operand], Logic.not)
    case .and(let left, let right):
      return try node(.bool, [left, right]) { try Logic.connect($0[0], $0[1], decisive: false, $1) }
    case .or(let left, let right):
      return try node(.bool, [left, right]) { try Logic.connect($0[0], $0[1], decisive: true, $1) }
    case .isNull(let operand): return try withNulls(.bool, [operand], Logic.isNull, isCheap: true)
    case .coalesce(let operands):
      let type = expression.type
      return try node(type, operands, choosesText: type == .text) { try Logic.firstPresent($0, type, $1) }
    case .conditional(let condition, let then, let otherwise):
      return try node(then.type, [condition, then, otherwise], choosesText: then.type == .text) {
        try Logic.choose($0[0], $0[1], $0[2], $1)
      }
    case .function(let name, let arguments, let type):
      guard let function = FunctionLibrary.scalar(named: name) else {
        throw QueryError(.unknownFunction, "no function is called `\(name)`")
      }
      return function.takesNulls
        ? try withNulls(type, arguments, function.kernel) : try strict(type, arguments, function.kernel)
    }
  }

  private func reading(_ index: Int, _ type: DataType) -> Computation {
    var pool: TextPool?
    if case .text(let texts) = columns[index].values { pool = texts.pool }
    return Computation(type, source: .column(index), pool: pool, isCheap: true) { morsel in
      Vector(morsel.columns[index], at: morsel.rows)
    }
  }

  private func constant(_ value: Value, _ type: DataType) -> Vector {
    let values: Vector.Values
    switch value {
    case .null:
      return type == .text
        ? Vector(.text([0], .empty), present: [false], isConstant: true) : .null(type)
    case .bool(let flag): values = .bool([flag])
    case .int(let number): values = type == .double ? .double([Double(number)]) : .int([number])
    case .double(let number): values = .double([number])
    case .text(let text):
      var texts = TextGathering()
      values = .text([texts.code(of: text)], texts.pool())
    case .date(let date): values = .date([date.days])
    case .timestamp(let instant): values = .timestamp([instant.microseconds])
    case .list(let items):
      var texts = TextGathering()
      var codes: [UInt32] = []
      for item in items { codes.append(texts.code(of: item)) }
      let vector = TextVector(codes: codes, pool: texts.pool())
      values = .list(ListLanes(starts: [0], ends: [items.count], items: vector))
    }
    return Vector(values, isConstant: true)
  }

  /// Null in, null out.
  private func strict(
    _ type: DataType, _ operands: [Expression], _ kernel: @escaping Kernel
  ) throws(QueryError) -> Computation {
    try node(type, operands) { computations, morsel in
      let vectors = try computations.map { try $0.run(morsel) }
      return try Arguments.apply(kernel, to: vectors, rows: morsel.count, type: type)
    }
  }

  private func withNulls(
    _ type: DataType, _ operands: [Expression], _ kernel: @escaping Kernel, isCheap: Bool = false
  ) throws(QueryError) -> Computation {
    try node(type, operands, isCheap: isCheap) { computations, morsel in
      let vectors = try computations.map { try $0.run(morsel) }
      return try Arguments.applyWithNulls(kernel, to: vectors, rows: morsel.count)
    }
  }

  /// - Parameter choosesText: the result is one of the texts among the operands.
  private func node(
    _ type: DataType, _ operands: [Expression], isCheap: Bool = false, choosesText: Bool = false,
    _ run: @escaping @Sendable ([Computation], Morsel) throws -> Vector
  ) throws(QueryError) -> Computation {
    var computations: [Computation] = []
    for operand in operands { computations.append(try computation(of: operand)) }
    let source = computations.reduce(Computation.Source.nothing) { $0.joined(with: $1.source) }
    if source == .several {
      for index in computations.indices { computations[index] = try settled(computations[index]) }
    }
    let (ready, pool) = choosesText ? sharingPool(computations) : (computations, nil)
    return Computation(
      type, source: source, pool: pool, isCheap: isCheap && ready.allSatisfy(\.isCheap)
    ) { morsel in
      try run(ready, morsel)
    }
  }

  /// Gives the texts among the computations one pool, so that choosing between them moves codes only. There is
  /// none where the pool of some text is not known yet.
  private func sharingPool(_ computations: [Computation]) -> ([Computation], TextPool?) {
    let texts = computations.filter { $0.type == .text }
    let pools = texts.compactMap(\.pool)
    // Where rows are few, their texts are sooner copied than a pool.
    guard pools.count == texts.count, pools.reduce(0, { $0 + $1.count }) <= max(2 * selection.count, 1024)
    else {
      return (computations, nil)
    }
    let joined = JoinedPools(pools)
    var maps = joined.maps.makeIterator()
    let shared = computations.map { computation in
      guard computation.type == .text, let map = maps.next(), computation.pool !== joined.pool else {
        return computation
      }
      return Computation(
        .text, source: computation.source, pool: joined.pool, isCheap: computation.isCheap
      ) { morsel in
        let vector = try computation.run(morsel)
        return Vector(
          .text(map.apply(to: vector.texts.codes), joined.pool), present: vector.present,
          isConstant: vector.isConstant)
      }
    }
    return (shared, joined.pool)
  }

  /// The computation by way of the pool of its column, where there is less to compute.
  private func settled(_ computation: Computation) throws(QueryError) -> Computation {
    guard !computation.isCheap, case .column(let index) = computation.source,
      case .text(let texts) = columns[index].values, texts.pool.count < selection.count / 2
    else { return computation }
    // One row for each text, and one for null.
    let null = texts.pool.count
    var columns = columns
    columns[index] = Column(
      .text(TextVector(codes: (0..<UInt32(null)) + [0], pool: texts.pool)),
      present: [Bool](repeating: true, count: null) + [false])
    let dictionary: Column
    do {
      dictionary = try evaluator.run(computation, over: columns, selection: .all(null + 1))
    } catch let error where error.kind == .overflow {
      // Perhaps at a text that no row has.
      return computation
    }
    var pool: TextPool?
    if case .text(let results) = dictionary.values { pool = results.pool }
    return Computation(computation.type, source: computation.source, pool: pool, isCheap: true) { morsel in
      let keys = Vector(morsel.columns[index], at: morsel.rows)
      let rows = zipped(keys.texts.lanes, keys.presence, count: morsel.count) { code, isPresent in
        Int32(bitPattern: isPresent ? code : UInt32(null))
      }
      return Vector(dictionary, at: .chosen(rows))
    }
  }

  /// Marks the text in the pool of a column of lists, where that has fewer texts than there are rows.
  private func itemKernel(_ text: String, _ index: Int) -> Kernel {
    guard case .list(let lists) = columns[index].values else { return { _ in .null(.bool) } }
    let pool = lists.items.pool
    let wanted = Array(text.utf8)
    guard pool.count <= max(selection.count, 1024) else {
      let constant = constant(.text(text), .text)
      return { arguments in
        Comparison.isItem(
          Arguments(vectors: [constant, arguments[0]], count: arguments.count, present: arguments.present))
      }
    }
    return Comparison.hasItem(
      (0..<pool.count).map { pool.bytes[pool.offsets[$0]..<pool.offsets[$0 + 1]].elementsEqual(wanted) })
  }
}
