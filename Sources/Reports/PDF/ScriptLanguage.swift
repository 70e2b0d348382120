/// Tells which language the letters of a text are taken to be in, for scripts whose letters look different from
/// language to language. Else the environment of the process would choose.
enum ScriptLanguage {
  /// Stretches of bytes, and the language of each.
  static func stretches(of text: String) -> [(range: Range<Int>, language: String)] {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return [] }
    let han = languageOfHan(in: text)
    var found: [(range: Range<Int>, language: String)] = []
    var offset = 0
    for scalar in text.unicodeScalars {
      let end = offset + UTF8.width(scalar)
      if let language = language(of: scalar, han: han) {
        if let last = found.last, last.range.upperBound == offset, last.language == language {
          found[found.count - 1].range = last.range.lowerBound..<end
        } else {
          found.append((offset..<end, language))
        }
      }
      offset = end
    }
    return found
  }

  private static func language(of scalar: Unicode.Scalar, han: String) -> String? {
    switch scalar.value {
    case ..<0x370: nil
    case 0x370...0x3FF, 0x1F00...0x1FFF: "el"
    case 0x400...0x52F: "ru"
    case 0x590...0x5FF: "he"
    case 0x600...0x6FF, 0x750...0x77F, 0xFB50...0xFDFF, 0xFE70...0xFEFE: "ar"
    case 0x900...0x97F: "hi"
    case 0xE00...0xE7F: "th"
    case 0x1100...0x11FF, 0xAC00...0xD7AF: "ko"
    case 0x3040...0x30FF: "ja"
    case 0x3000...0x303F, 0x3400...0x9FFF, 0xF900...0xFAFF, 0xFF00...0xFFEF, 0x20000...0x3FFFF: han
    default: nil
    }
  }

  /// Chinese, unless signs of another language stand beside it.
  private static func languageOfHan(in text: String) -> String {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x3040...0x30FF: return "ja"
      case 0xAC00...0xD7AF: return "ko"
      default: continue
      }
    }
    return "zh-cn"
  }
}
