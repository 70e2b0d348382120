import Tables

/// What a loop over rows is given: the values of its operands, and where all of them are there.
struct Arguments {
  let vectors: [Vector]
  /// How many rows there are to compute: one where every operand is constant.
  let count: Int
  /// Where every operand has a value; nil when that is everywhere.
  let present: ArraySlice<Bool>?

  subscript(index: Int) -> Vector { vectors[index] }

  @inline(__always)
  func isNull(_ row: Int) -> Bool {
    guard let present else { return false }
    return !present[present.startIndex + row]
  }

  /// The first row that has all its operands and for which the condition holds.
  func firstRow(where condition: (Int) -> Bool) -> Int? {
    (0..<count).first { !isNull($0) && condition($0) }
  }
}

/// Computes the values of one operator or function at the rows of a morsel. Where its result has a presence of
/// its own, that says for which rows there is a result although all the operands are there.
typealias Kernel = @Sendable (Arguments) throws -> Vector

extension Arguments {
  /// Runs a kernel for which null in gives null out.
  static func apply(_ kernel: Kernel, to vectors: [Vector], rows: Int, type: DataType) throws -> Vector {
    if vectors.contains(where: \.isConstantNull) { return .null(type) }
    let isConstant = vectors.allSatisfy(\.isConstant)
    let count = isConstant ? 1 : rows
    let present = vectors.reduce(nil) { both($0, $1.isConstant ? nil : $1.present) }
    let result = try kernel(Arguments(vectors: vectors, count: count, present: present))
    if result.isConstantNull { return result }
    return Vector(result.values, present: both(present, result.present), isConstant: isConstant)
  }

  /// Runs a kernel that looks at nulls itself.
  static func applyWithNulls(_ kernel: Kernel, to vectors: [Vector], rows: Int) throws -> Vector {
    let isConstant = vectors.allSatisfy(\.isConstant)
    let result = try kernel(Arguments(vectors: vectors, count: isConstant ? 1 : rows, present: nil))
    return Vector(result.values, present: result.present, isConstant: isConstant)
  }
}

/// Where both have a value.
func both(_ left: ArraySlice<Bool>?, _ right: ArraySlice<Bool>?) -> ArraySlice<Bool>? {
  guard let left else { return right }
  guard let right else { return left }
  return zipped(
    Operand(lanes: left, isConstant: false), Operand(lanes: right, isConstant: false), count: left.count
  ) { $0 && $1 }
}

/// The loop over one operand.
@inline(__always)
func mapped<Input, Output>(
  _ operand: Operand<Input>, count: Int, _ body: (Input) -> Output
) -> ArraySlice<Output> {
  // SAFETY: every one of the `count` places is initialised, and the operand has as many lanes.
  precondition(operand.lanes.count >= (operand.isConstant ? 1 : count))
  return operand.lanes.withUnsafeBufferPointer { input in
    if operand.isConstant {
      return ArraySlice(repeating: body(input[0]), count: count)
    }
    return [Output](unsafeUninitializedCapacity: count) { output, initialized in
      for row in 0..<count { output.initializeElement(at: row, to: body(input[row])) }
      initialized = count
    }[...]
  }
}

/// The loop over two operands, with a plain form for each way in which one may be constant.
@inline(__always)
func zipped<Left, Right, Output>(
  _ left: Operand<Left>, _ right: Operand<Right>, count: Int, _ body: (Left, Right) -> Output
) -> ArraySlice<Output> {
  // SAFETY: every one of the `count` places is initialised, and each operand that varies has as many lanes.
  precondition(left.lanes.count >= (left.isConstant ? 1 : count))
  precondition(right.lanes.count >= (right.isConstant ? 1 : count))
  return left.lanes.withUnsafeBufferPointer { lefts in
    right.lanes.withUnsafeBufferPointer { rights in
      [Output](unsafeUninitializedCapacity: count) { output, initialized in
        switch (left.isConstant, right.isConstant) {
        case (false, false):
          for row in 0..<count { output.initializeElement(at: row, to: body(lefts[row], rights[row])) }
        case (false, true):
          let second = rights[0]
          for row in 0..<count { output.initializeElement(at: row, to: body(lefts[row], second)) }
        case (true, false):
          let first = lefts[0]
          for row in 0..<count { output.initializeElement(at: row, to: body(first, rights[row])) }
        case (true, true):
          let same = body(lefts[0], rights[0])
          for row in 0..<count { output.initializeElement(at: row, to: same) }
        }
        initialized = count
      }[...]
    }
  }
}

/// The loop over rows whose results may not exist, for work that costs more than a look at the presence.
@inline(__always)
func optionals<Output>(
  _ arguments: Arguments, zero: Output, _ body: (Int) throws -> Output?
) rethrows -> (lanes: ArraySlice<Output>, present: ArraySlice<Bool>?) {
  var lanes = [Output](repeating: zero, count: arguments.count)
  var present: [Bool]?
  for row in 0..<arguments.count where !arguments.isNull(row) {
    if let value = try body(row) {
      lanes[row] = value
    } else {
      present = present ?? [Bool](repeating: true, count: arguments.count)
      present?[row] = false
    }
  }
  return (lanes[...], present.map { $0[...] })
}
