import Language

enum AboutVerb: Verb {
  static let signature = VerbSignature(
    "about", .session, "says what hq is, its version, and whose data it may show",
    examples: [.init("about", "version, notices, licence")])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    call.session("about") { running in
      running.emit(.text(text + (running.state.store == .demo ? "\n\n" + demoNotice : "")))
    }
  }

  static let text = """
    hq \(Version.text), language edition \(Parser.edition)
    Answers from tables: a shell, and scripts that are checked before they run.

    \(Paragraph.wrap(notice))

    MIT licence. `help` shows where to start.
    """

  /// What must stand wherever made-up films are shown.
  static let demoNotice = Paragraph.wrap(
    "The store is the demo catalogue: its films are made up (is_synthetic). They show how things work and prove "
      + "nothing about cinema.")

  /// What must stand wherever data of TMDB is shown.
  static let notice = """
    This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise approved by TMDB. \
    TMDB's terms restrict machine learning on its data without its agreement; whether a use is allowed is for \
    the holder of the key to decide.
    """
}
