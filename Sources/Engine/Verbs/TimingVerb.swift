import Language

enum TimingVerb: Verb {
  static let signature = VerbSignature(
    "timing", .session, "says after each statement how long it took",
    arguments: [.init("state", .word(["on", "off"]), required: false, "without a word it changes over")],
    examples: [.init("timing on", "from here on"), .init("timing off", "no more")])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    let word = call.words.first
    if let word, word.text != "on", word.text != "off" {
      return planning.fail(.unexpectedArgument, "`timing` is on or off", at: word.span)
    }
    return call.session("timing") { running in
      running.state.settings.timing = word.map { $0.text == "on" } ?? !running.state.settings.timing
    }
  }
}
