/// The measures of a page, in points.
enum PageDesign {
  /// A4.
  static let width = 595.276
  static let height = 841.89
  static let side = 56.7
  static let top = 56.7
  /// Holds the footer.
  static let bottom = 68.0
  static let footer = 36.0

  static let textWidth = width - 2 * side
  static let textHeight = height - top - bottom
  /// Prose is narrower than tables and pictures: eyes lose the way back in longer lines.
  static let proseWidth = 432.0

  /// Two of the usual shape find room on a page.
  static let pictureWidth = 400.0

  static let body = Typeface(.serif, 10.8)
  static let bodyLeading = 15.6
  static let paragraphGap = 8.0
  static let blockGap = 13.0
  static let code = Typeface(.mono, 8.6)
  static let codeLeading = 12.4
  static let output = Typeface(.mono, 8.2)
  static let outputLeading = 11.2
  static let table = Typeface(.sans, 8.6)
  static let tableLeading = 11.0
  static let small = Typeface(.sans, 8)
  static let smallLeading = 11.5

  /// Around code and remarks, within their ground.
  static let padding = 8.0

  static func heading(_ level: Int) -> (typeface: Typeface, leading: Double, gap: Double) {
    switch level {
    case ...2: (Typeface(.sans, 15.5, isBold: true), 20, 26)
    case 3: (Typeface(.sans, 12.5, isBold: true), 16, 20)
    case 4: (Typeface(.sans, 11, isBold: true), 15, 16)
    default: (Typeface(.sans, 9.6, isBold: true), 14, 14)
    }
  }
}

/// Colours as 0xRRGGBB, dark enough for printers without colour.
enum Ink {
  static let text: UInt32 = 0x1B1C20
  static let quiet: UInt32 = 0x63666E
  static let faint: UInt32 = 0x9EA1A8
  static let rule: UInt32 = 0xDADCE1
  static let strongRule: UInt32 = 0x55585F
  static let ground: UInt32 = 0xF4F5F7
  static let accent: UInt32 = 0x1F4B8E

  static func of(_ kind: CodePiece.Kind) -> UInt32 {
    switch kind {
    case .plain, .name: text
    case .verb: 0x1F4B8E
    case .clause: 0x6A3C9B
    case .option: 0x0B6B74
    case .number: 0x9A4A06
    case .text: 0x2B6B36
    case .sign: quiet
    case .parameter: 0xA02C5A
    case .comment: 0x767A82
    }
  }
}

/// A font, and how large.
struct Typeface: Hashable {
  enum Family: Hashable { case serif, sans, mono }

  var family: Family
  var size: Double
  var isBold = false
  var isItalic = false

  init(_ family: Family, _ size: Double, isBold: Bool = false, isItalic: Bool = false) {
    self.family = family
    self.size = size
    self.isBold = isBold
    self.isItalic = isItalic
  }
}

extension Typeface.Family {
  /// What fontconfig looks for, the best first. Whatever is missing in all of them comes from any other font.
  var names: String {
    switch self {
    case .serif: "Liberation Serif, Noto Serif, DejaVu Serif, serif"
    case .sans: "Liberation Sans, Noto Sans, DejaVu Sans, sans-serif"
    case .mono: "Liberation Mono, Noto Sans Mono, DejaVu Sans Mono, monospace"
    }
  }
}
