extension DisplayText {
  /// The ways in which hq marks text on a terminal, by their SGR codes.
  package enum Emphasis: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case yellow = "33"
    case cyan = "36"
    case boldRed = "1;31"
    case boldYellow = "1;33"
    case boldCyan = "1;36"
  }

  /// The text as it stands when there is no colour, or when there is nothing to mark.
  package static func emphasized(_ text: String, _ emphasis: Emphasis, color: Bool) -> String {
    color && !text.isEmpty ? "\u{1B}[" + emphasis.rawValue + "m" + text + "\u{1B}[0m" : text
  }
}
