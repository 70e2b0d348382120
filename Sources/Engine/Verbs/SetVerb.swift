import Language
import Tables

enum SetVerb: Verb {
  static let signature = VerbSignature(
    "set", .session, "changes how this session works, or lists its settings",
    options: [
      .init("format", .choice(TableFormat.allCases.map(\.rawValue)), default: "table", "how tables print"),
      .init(
        "threads", .int(1...1024), default: "all cores", "how many threads work; it never changes a result"),
      .init("seed", .int(0...Int.max), default: "42", "where chance starts"),
      .init("echo", .flag, default: "no", "whether a script shows its statements and comments as it runs"),
      .init(
        "keys", .choice(KeyStyle.allCases.map(\.rawValue)), default: "as .editrc has it, else emacs",
        "which keys edit a line of the shell"),
      .init("pager", .flag, default: "no", "whether tables longer than the screen go through $PAGER"),
    ],
    examples: [
      .init("set format=csv ; films | take 2", "tables print as CSV from here on"),
      .init("set echo=yes", "for a script that is read while it runs"),
      .init("set", "the settings as they are"),
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    let options = call.options
    return call.session("set") { running in
      if options.names.isEmpty {
        running.emit(.table(table(of: running.state.settings), rowLimit: nil))
        return
      }
      if let format = options.text("format").flatMap(TableFormat.init) {
        running.state.settings.format = format
      }
      if let threads = options.int("threads") { running.state.settings.threads = threads }
      if let seed = options.int("seed") { running.state.settings.seed = seed }
      if let echo = options.flag("echo") { running.state.settings.echo = echo }
      if let keys = options.text("keys").flatMap(KeyStyle.init) { running.state.settings.keys = keys }
      if let pager = options.flag("pager") { running.state.settings.pager = pager }
    }
  }

  private static func table(of settings: Settings) -> Table {
    Table(
      [Field("setting", .text), Field("value", .text)],
      rows: [
        [.text("echo"), .text(settings.echo ? "yes" : "no")],
        [.text("format"), .text(settings.format.rawValue)],
        [.text("keys"), .text(settings.keys?.rawValue ?? "")],
        [.text("pager"), .text(settings.pager ? "yes" : "no")],
        [.text("seed"), .text(String(settings.seed))],
        [.text("threads"), .text(String(settings.threads))],
        [.text("timing"), .text(settings.timing ? "on" : "off")],
      ])
  }
}
