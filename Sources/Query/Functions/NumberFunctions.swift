import Glibc
import Language
import Tables

/// Functions of numbers.
enum NumberFunctions {
  static let all: [ScalarFunction] = [
    ScalarFunction(
      FunctionSignature(
        "abs", usage: "abs(x)", overloads: [.init([.int], .int), .init([.double], .double)],
        summary: "the number without its sign", example: ("abs(-2.5)", "2.5"))
    ) { arguments in
      if case .double = arguments[0].values {
        return Vector(.double(mapped(arguments[0].doubles, count: arguments.count) { $0.magnitude }))
      }
      let numbers = arguments[0].ints
      if arguments.firstRow(where: { numbers[$0] == .min }) != nil {
        throw QueryError.intOverflow("abs(\(Int64.min))")
      }
      return Vector(.int(mapped(numbers, count: arguments.count) { $0 < 0 ? 0 &- $0 : $0 }))
    },

    ScalarFunction(
      FunctionSignature(
        "round", usage: "round(x) or round(x, digits)",
        overloads: [
          .init([.int], .int), .init([.double], .double), .init([.int, .int], .int),
          .init([.double, .int], .double),
        ],
        summary: "the nearest number with so many digits behind the point, a half away from zero",
        example: ("round(2.345, 2)", "2.35")), kernel: round),

    ScalarFunction(
      FunctionSignature(
        "floor", usage: "floor(x)", overloads: [.init([.int], .int), .init([.double], .int)],
        summary: "the whole number at or below", example: ("floor(-2.5)", "-3"))
    ) { try whole($0, "floor", .down) },

    ScalarFunction(
      FunctionSignature(
        "ceil", usage: "ceil(x)", overloads: [.init([.int], .int), .init([.double], .int)],
        summary: "the whole number at or above", example: ("ceil(2.1)", "3"), otherNames: ["ceiling"])
    ) { try whole($0, "ceil", .up) },

    ScalarFunction(
      FunctionSignature(
        "sign", usage: "sign(x)", overloads: [.init([.int], .int), .init([.double], .int)],
        summary: "-1, 0 or 1", example: ("sign(-12)", "-1"), otherNames: ["sgn", "signum"])
    ) { arguments in
      if case .double = arguments[0].values {
        return Vector(
          .int(mapped(arguments[0].doubles, count: arguments.count) { $0 < 0 ? -1 : $0 > 0 ? 1 : 0 }))
      }
      return Vector(.int(mapped(arguments[0].ints, count: arguments.count) { $0.signum() }))
    },

    ofDouble("sqrt", "the square root; null below zero", example: ("sqrt(2.25)", "1.5")) {
      $0 < 0 ? nil : $0.squareRoot()
    },
    ofDouble("exp", "e to the power of a number", example: ("exp(0)", "1")) { Glibc.exp($0) },
    ofDouble(
      "log", "the natural logarithm; null at or below zero", example: ("log(1)", "0"), otherNames: ["ln"]
    ) {
      $0 > 0 ? Glibc.log($0) : nil
    },
    ofDouble("log10", "the logarithm to base 10; null at or below zero", example: ("log10(1000)", "3")) {
      $0 > 0 ? Glibc.log10($0) : nil
    },
    ofDouble("log2", "the logarithm to base 2; null at or below zero", example: ("log2(8)", "3")) {
      $0 > 0 ? Glibc.log2($0) : nil
    },

    ScalarFunction(
      FunctionSignature(
        "power", usage: "power(x, y)", overloads: [.init([.double, .double], .double)],
        summary: "x to the power of y; null where there is none", example: ("power(2, 10)", "1024"),
        otherNames: ["pow"])
    ) { arguments in
      let bases = arguments[0].doubles
      let exponents = arguments[1].doubles
      let powers = try optionals(arguments, zero: 0.0) { row -> Double? in
        let power = Glibc.pow(bases[row], exponents[row])
        if power.isNaN || (bases[row] == 0 && exponents[row] < 0) { return nil }
        if power.isInfinite {
          throw QueryError.doubleOverflow(
            "power(\(NumberText.shortest(bases[row])), \(NumberText.shortest(exponents[row])))")
        }
        return power
      }
      return Vector(.double(powers.lanes), present: powers.present)
    },

    extreme(
      "least", "the smallest of the arguments that are not null", example: ("least(3, 1, 2)", "1"), .less),
    extreme(
      "greatest", "the largest of the arguments that are not null", example: ("greatest(3, 1, 2)", "3"),
      .greater),
  ]

  /// A function from double to double; nil where it has no result.
  private static func ofDouble(
    _ name: String, _ summary: String, example: (String, String), otherNames: [String] = [],
    _ body: @escaping @Sendable (Double) -> Double?
  ) -> ScalarFunction {
    ScalarFunction(
      FunctionSignature(
        name, usage: "\(name)(x)", overloads: [.init([.double], .double)], summary: summary,
        example: (text: example.0, value: example.1), otherNames: otherNames)
    ) { arguments in
      let numbers = arguments[0].doubles
      let results = try optionals(arguments, zero: 0.0) { row -> Double? in
        let result = body(numbers[row])
        if result?.isInfinite ?? false {
          throw QueryError.doubleOverflow("\(name)(\(NumberText.shortest(numbers[row])))")
        }
        return result
      }
      return Vector(.double(results.lanes), present: results.present)
    }
  }

  private static func whole(
    _ arguments: Arguments, _ name: String, _ rule: FloatingPointRoundingRule
  ) throws -> Vector {
    guard case .double = arguments[0].values else { return Vector(arguments[0].values) }
    let numbers = arguments[0].doubles
    let results = try optionals(arguments, zero: Int64(0)) { row in
      guard let whole = Int64(exactly: numbers[row].rounded(rule)) else {
        throw QueryError(.overflow, "`\(name)(\(NumberText.shortest(numbers[row])))` does not fit 64 bits")
      }
      return whole
    }
    return Vector(.int(results.lanes))
  }

  @Sendable private static func round(_ arguments: Arguments) throws -> Vector {
    let digits = arguments.vectors.count > 1 ? arguments[1].ints : Operand(lanes: [0], isConstant: true)
    if case .double = arguments[0].values {
      let numbers = arguments[0].doubles
      let results = try optionals(arguments, zero: 0.0) { row in
        let result = Rounding.round(numbers[row], digits: digits[row])
        if result.isInfinite {
          throw QueryError.doubleOverflow("round(\(NumberText.shortest(numbers[row])), \(digits[row]))")
        }
        return result
      }
      return Vector(.double(results.lanes))
    }
    let numbers = arguments[0].ints
    let results = try optionals(arguments, zero: Int64(0)) { row in
      guard let result = Rounding.round(numbers[row], digits: digits[row]) else {
        throw QueryError.intOverflow("round(\(numbers[row]), \(digits[row]))")
      }
      return result
    }
    return Vector(.int(results.lanes))
  }

  /// Nulls are passed over; it is null only where all are.
  private static func extreme(
    _ name: String, _ summary: String, example: (String, String), _ comparison: ComparisonOperator
  ) -> ScalarFunction {
    let types: [DataType] = [.int, .double, .text, .date, .timestamp]
    return ScalarFunction(
      FunctionSignature(
        name, usage: "\(name)(a, b, …)", overloads: types.map { .init([$0, $0], $0, repeatsLast: true) },
        summary: summary, example: (text: example.0, value: example.1)), takesNulls: true
    ) { arguments in
      var best = arguments[0]
      for vector in arguments.vectors.dropFirst() {
        let pair = Arguments(vectors: [vector, best], count: arguments.count, present: nil)
        let isBetter = try Comparison.kernel(comparison, on: vector.type)(pair).bools
        let isThere = zipped(vector.presence, best.presence, count: arguments.count) { ($0, $1) }
        let wins = zipped(isBetter, Operand(lanes: isThere, isConstant: false), count: arguments.count) {
          $1.0 && ($0 || !$1.1)
        }
        best = .blend(wins, vector, best)
      }
      return best
    }
  }
}
