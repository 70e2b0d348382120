import Tables

/// Running text laid out for a terminal of 80 columns.
enum Paragraph {
  /// Breaks lines at blanks. Every line starts with `indent` blanks, those behind the first with `hanging` ones.
  static func wrap(_ text: String, width: Int = 78, indent: Int = 0, hanging: Int? = nil) -> String {
    var lines: [Substring] = []
    var line = String(repeating: " ", count: indent)
    var isFresh = true
    for word in words(of: text) {
      if !isFresh, DisplayWidth.of(line) + 1 + DisplayWidth.of(word) > width {
        lines.append(trimmed(line))
        line = String(repeating: " ", count: hanging ?? indent)
        isFresh = true
      }
      if isFresh, word.isEmpty, !lines.isEmpty { continue }
      line += (isFresh ? "" : " ") + word
      isFresh = false
    }
    return (lines + [trimmed(line)]).joined(separator: "\n")
  }

  /// Without blanks at its end, as two in a row leave them where a line breaks.
  private static func trimmed(_ line: String) -> Substring {
    line.dropLast(line.reversed().prefix { $0 == " " }.count)
  }

  /// The words of a text. Code between backticks and what stands in square brackets stays together.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var depth = 0
    var isCode = false
    for character in text {
      switch character {
      case "`": isCode.toggle()
      case "[": depth += 1
      case "]": depth -= 1
      default: break
      }
      if character == " ", depth <= 0, !isCode {
        words.append(word)
        word = ""
      } else {
        word.append(character)
      }
    }
    return words + [word]
  }
}
