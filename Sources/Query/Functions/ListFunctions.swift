import Language
import Tables

/// Functions of lists of texts.
enum ListFunctions {
  static let all: [ScalarFunction] = [
    ScalarFunction(
      FunctionSignature(
        "item", usage: "item(list, n)", overloads: [.init([.list, .int], .text)],
        summary: "the n-th item, counted from 1, or from -1 at the end; null where there is none",
        example: ("item([\"Horror\", \"Thriller\"], 2)", "Thriller"),
        otherNames: ["element", "list_extract", "element_at", "nth", "get"])
    ) { arguments in
      let lists = arguments[0].lists
      let isConstant = arguments[0].isConstant
      let starts = Operand(lanes: lists.starts, isConstant: isConstant)
      let ends = Operand(lanes: lists.ends, isConstant: isConstant)
      let wanted = arguments[1].ints
      let items = optionals(arguments, zero: UInt32(0)) { row -> UInt32? in
        let count = Int64(ends[row] - starts[row])
        let place = wanted[row] < 0 ? wanted[row] + count : wanted[row] - 1
        return place >= 0 && place < count && wanted[row] != 0
          ? lists.items.codes[starts[row] + Int(place)] : nil
      }
      return Vector(.text(items.lanes, lists.items.pool), present: items.present)
    },

    ScalarFunction(
      FunctionSignature(
        "join", usage: "join(list, separator)", overloads: [.init([.list, .text], .text)],
        summary: "the items in one text, with the separator between them",
        example: ("join([\"Horror\", \"Thriller\"], \"/\")", "Horror/Thriller"),
        otherNames: ["array_to_string", "list_join", "string_join"])
    ) { arguments in
      arguments[1].texts.withTexts { separators in
        Vector(Casts.join(arguments) { separators[$0] })
      }
    },
  ]
}
