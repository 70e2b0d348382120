import Language
import Tables

/// Functions of texts. A character is a Unicode scalar everywhere.
enum TextFunctions {
  static let all: [ScalarFunction] = [
    ScalarFunction(
      FunctionSignature(
        "length", usage: "length(text) or length(list)",
        overloads: [.init([.text], .int), .init([.list], .int)],
        summary: "how many characters a text has, or items a list", example: ("length(\"Æon\")", "3"),
        otherNames: ["len", "strlen", "char_length", "nchar", "list_length", "array_length", "cardinality"])
    ) { arguments in
      if case .list(let lists) = arguments[0].values {
        let lengths = zipped(
          Operand(lanes: lists.starts, isConstant: false), Operand(lanes: lists.ends, isConstant: false),
          count: arguments.count
        ) { Int64($1 - $0) }
        return Vector(.int(lengths))
      }
      return arguments[0].texts.withTexts { texts in
        Vector(.int(rows(arguments.count) { Int64(characterCount(texts[$0])) }))
      }
    },

    changed(
      "lower", "the text in small letters", example: ("lower(\"ALIEN\")", "alien"),
      otherNames: ["tolower", "lcase"],
      letters: UInt8(ascii: "A")...UInt8(ascii: "Z")
    ) {
      $0.lowercased()
    },
    changed(
      "upper", "the text in capital letters", example: ("upper(\"alien\")", "ALIEN"),
      otherNames: ["toupper", "ucase"],
      letters: UInt8(ascii: "a")...UInt8(ascii: "z")
    ) {
      $0.uppercased()
    },

    ScalarFunction(
      FunctionSignature(
        "trim", usage: "trim(text)", overloads: [.init([.text], .text)],
        summary: "the text without the blanks around it", example: ("trim(\"  Alien \")", "Alien"),
        otherNames: ["strip", "btrim"])
    ) { arguments in
      arguments[0].texts.withTexts { texts in
        Vector(Casts.texts(arguments) { $1.append(contentsOf: trimmed(texts[$0])) })
      }
    },

    ScalarFunction(
      FunctionSignature(
        "substring", usage: "substring(text, start) or substring(text, start, count)",
        overloads: [.init([.text, .int], .text), .init([.text, .int, .int], .text)],
        summary: "so many characters from a place on, counted from 1, or from -1 at the end",
        example: ("substring(\"Nosferatu\", 4, 3)", "fer"),
        otherNames: ["substr", "mid", "slice", "left", "right"]),
      kernel: substring),

    ScalarFunction(
      FunctionSignature(
        "replace", usage: "replace(text, from, to)", overloads: [.init([.text, .text, .text], .text)],
        summary: "the text with another in the place of every occurrence of one",
        example: ("replace(\"1-2-3\", \"-\", \"/\")", "1/2/3"), otherNames: ["gsub", "str_replace"]),
      kernel: replace),

    ScalarFunction(
      FunctionSignature(
        "position", usage: "position(text, part)", overloads: [.init([.text, .text], .int)],
        summary: "where a part first stands in the text, counted from 1; 0 where it does not",
        example: ("position(\"Nosferatu\", \"fer\")", "4"),
        otherNames: ["strpos", "instr", "index", "str_locate", "locate"])
    ) { arguments in
      arguments[0].texts.withTexts { texts in
        arguments[1].texts.withTexts { parts in
          Vector(
            .int(
              rows(arguments.count) { row in
                guard let place = TextMatching.find(parts[row], in: texts[row], from: 0) else { return 0 }
                return Int64(characterCount(UnsafeBufferPointer(rebasing: texts[row][..<place]))) + 1
              }))
        }
      }
    },

    padded(
      "pad_left", "the text with blanks, or another text over and over, in front up to so many characters",
      example: ("pad_left(\"7\", 3, \"0\")", "007"), otherNames: ["lpad", "zfill", "rjust", "str_pad"],
      inFront: true),
    padded(
      "pad_right", "the text with blanks, or another text over and over, behind up to so many characters",
      example: ("pad_right(\"7\", 3, \".\")", "7.."), otherNames: ["rpad", "ljust"], inFront: false),

    ScalarFunction(
      FunctionSignature(
        "split", usage: "split(text, separator)", overloads: [.init([.text, .text], .list)],
        summary: "the parts between the separators, as a list, without the blanks around them",
        example: ("split(\"Horror; Thriller\", \";\")", "Horror, Thriller"),
        otherNames: ["str_split", "string_split", "string_to_array"])
    ) { arguments in
      arguments[0].texts.withTexts { texts in
        arguments[1].texts.withTexts { separators in
          Vector(Casts.split(arguments, texts) { separators[$0] })
        }
      }
    },

    ScalarFunction(
      FunctionSignature(
        "concat", usage: "concat(a, b, …)", overloads: [.init([.text], .text, repeatsLast: true)],
        summary: "the texts one behind the other, as `+` does",
        example: ("concat(\"Alien\", \"s\")", "Aliens"),
        otherNames: ["paste", "str_concat"], readsAnyAsText: true), kernel: concat),
  ]

  private static func characterCount(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for byte in text where !TextMatching.isContinuation(byte) { count += 1 }
    return count
  }

  /// Plain ASCII changes byte by byte; any other text by the rules of Unicode.
  private static func changed(
    _ name: String, _ summary: String, example: (String, String), otherNames: [String],
    letters: ClosedRange<UInt8>, _ body: @escaping @Sendable (String) -> String
  ) -> ScalarFunction {
    ScalarFunction(
      FunctionSignature(
        name, usage: "\(name)(text)", overloads: [.init([.text], .text)], summary: summary,
        example: (text: example.0, value: example.1), otherNames: otherNames)
    ) { arguments in
      arguments[0].texts.withTexts { texts in
        Vector(
          Casts.texts(arguments) { row, bytes in
            let text = texts[row]
            if text.isASCII {
              let start = bytes.count
              bytes.append(contentsOf: text)
              // SAFETY: places are from the former count up to the new one.
              bytes.withUnsafeMutableBufferPointer { bytes in
                for place in start..<bytes.count where letters.contains(bytes[place]) { bytes[place] ^= 0x20 }
              }
            } else {
              bytes.append(contentsOf: body(String(decoding: text, as: UTF8.self)).utf8)
            }
          })
      }
    }
  }

  /// A longer text stays as it is.
  private static func padded(
    _ name: String, _ summary: String, example: (String, String), otherNames: [String], inFront: Bool
  ) -> ScalarFunction {
    ScalarFunction(
      FunctionSignature(
        name, usage: "\(name)(text, count) or \(name)(text, count, filler)",
        overloads: [.init([.text, .int], .text), .init([.text, .int, .text], .text)],
        summary: summary, example: (text: example.0, value: example.1), otherNames: otherNames,
        readsAnyAsText: true)
    ) { arguments in
      let counts = arguments[1].ints
      let blank = Vector(
        .text([1], TextPool(offsets: [0, 0, 1], bytes: [UInt8(ascii: " ")], isDistinct: false)),
        isConstant: true)
      let fillers = arguments.vectors.count > 2 ? arguments[2] : blank
      return try arguments[0].texts.withTexts { texts in
        try fillers.texts.withTexts { fillers in
          Vector(
            try Casts.texts(arguments) { row, bytes in
              guard counts[row] <= longestPadding else {
                throw QueryError(.overflow, "`\(name)` makes no text of \(counts[row]) characters")
              }
              if !inFront { bytes.append(contentsOf: texts[row]) }
              let missing = Int(counts[row]) - characterCount(texts[row])
              let filler = fillers[row]
              if missing > 0, !filler.isEmpty {
                var place = 0
                for _ in 0..<missing {
                  let end = TextMatching.next(filler, place)
                  bytes.append(contentsOf: filler[place..<end])
                  place = end < filler.count ? end : 0
                }
              }
              if inFront { bytes.append(contentsOf: texts[row]) }
            })
        }
      }
    }
  }

  /// Far beyond what is read by people, and no danger to the memory.
  private static let longestPadding = 10_000

  @Sendable private static func substring(_ arguments: Arguments) -> Vector {
    let starts = arguments[1].ints
    let counts = arguments.vectors.count > 2 ? arguments[2].ints : nil
    return arguments[0].texts.withTexts { texts in
      Vector(
        Casts.texts(arguments) { row, bytes in
          let text = texts[row]
          let length = Int64(characterCount(text))
          let first = starts[row] >= 0 ? starts[row] : starts[row] + length + 1
          var end = length + 1
          if let count = counts?[row] {
            let (last, overflow) = first.addingReportingOverflow(max(0, count))
            if !overflow { end = min(end, last) }
          }
          let wanted = max(1, first)..<max(1, first, end)
          guard wanted.lowerBound <= length else { return }
          // SAFETY: offsets never pass the end of the text, and the second is not before the first.
          let start = offset(of: Int(wanted.lowerBound - 1), in: text, from: 0)
          let stop = offset(of: wanted.count, in: text, from: start)
          bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<stop]))
        })
    }
  }

  /// Where the text stands so many characters behind an offset.
  private static func offset(of count: Int, in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    // SAFETY: moves on only from within the text.
    var offset = start
    for _ in 0..<count where offset < text.count { offset = TextMatching.next(text, offset) }
    return offset
  }

  @Sendable private static func replace(_ arguments: Arguments) -> Vector {
    arguments[0].texts.withTexts { texts in
      arguments[1].texts.withTexts { wanted in
        arguments[2].texts.withTexts { replacements in
          Vector(
            Casts.texts(arguments) { row, bytes in
              let text = texts[row]
              let part = wanted[row]
              var start = 0
              // SAFETY: a part that is found is within the text, and so is the place behind it.
              while let place = part.isEmpty ? nil : TextMatching.find(part, in: text, from: start) {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<place]))
                bytes.append(contentsOf: replacements[row])
                start = place + part.count
              }
              bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
            })
        }
      }
    }
  }

  /// Puts one column of texts behind the other, from the last to the first.
  @Sendable private static func concat(_ arguments: Arguments) -> Vector {
    guard var result = arguments.vectors.first else { return .null(.text) }
    for vector in arguments.vectors.dropFirst() {
      let isConstant = result.isConstant && vector.isConstant
      let pair = Arguments(
        vectors: [result, vector], count: isConstant ? 1 : arguments.count,
        present: isConstant ? nil : arguments.present)
      let values = result.texts.withTexts { left in
        vector.texts.withTexts { right in
          Casts.texts(pair) { row, bytes in
            bytes.append(contentsOf: left[row])
            bytes.append(contentsOf: right[row])
          }
        }
      }
      result = Vector(values, isConstant: isConstant)
    }
    return Vector(result.values)
  }
}
