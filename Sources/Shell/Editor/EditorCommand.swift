import CEditline
import Engine

/// What follows from a command, for libedit.
enum Reaction: UInt8 {
  /// The line goes on being edited.
  case goOn = 0
  /// The line is typed; a line feed ends it.
  case accept = 1
  /// There is no line.
  case end = 2
  /// libedit brings the cursor back to where it may stand.
  case changed = 4
}

/// For the functions of C, which know nothing but the handle.
private func perform(_ handle: OpaquePointer?, _ work: (LineEditor) -> Reaction) -> UInt8 {
  (LineEditor.owning(handle).map(work) ?? .goOn).rawValue
}

/// A command of the editor, to which keys are bound by its name.
struct EditorCommand {
  let name: String
  let run: hq_editline_command

  private init(_ name: String, _ run: @escaping hq_editline_command) {
    self.name = name
    self.run = run
  }

  static var all: [EditorCommand] {
    [
      .init("hq-paste") { handle, _ in perform(handle) { $0.takePaste() } },
      .init("hq-interrupt") { handle, _ in perform(handle) { $0.interrupt() } },
      .init("hq-suspend") { handle, _ in perform(handle) { $0.suspend() } },
      .init("hq-clear") { handle, _ in perform(handle) { $0.clearScreen() } },
      .init("hq-left") { handle, _ in perform(handle) { $0.moveCursor(by: -1) } },
      .init("hq-right") { handle, _ in perform(handle) { $0.moveCursor(by: 1) } },
      .init("hq-start") { handle, _ in perform(handle) { $0.moveCursor(by: -LineEditor.farAway) } },
      .init("hq-end") { handle, _ in perform(handle) { $0.moveCursor(by: LineEditor.farAway) } },
      .init("hq-delete-or-end") { handle, _ in perform(handle) { $0.deleteOrEnd() } },
      .init("hq-complete") { handle, _ in perform(handle) { $0.complete() } },
      .init("hq-older") { handle, _ in perform(handle) { $0.browse(.older) } },
      .init("hq-newer") { handle, _ in perform(handle) { $0.browse(.newer) } },
      .init("hq-prefix-older") { handle, _ in perform(handle) { $0.browse(.older, byPrefix: true) } },
      .init("hq-prefix-newer") { handle, _ in perform(handle) { $0.browse(.newer, byPrefix: true) } },
      .init("hq-search-older") { handle, _ in perform(handle) { $0.startSearch(.older) } },
      .init("hq-search-newer") { handle, _ in perform(handle) { $0.startSearch(.newer) } },
    ]
  }

  /// The words of `bind` for each key that differs from libedit's own.
  static func bindings(for keys: KeyStyle) -> [[String]] {
    let everywhere =
      [
        (NamedKey.up, "hq-older"), (.down, "hq-newer"), (.left, "hq-left"), (.right, "hq-right"),
        (.home, "hq-start"), (.end, "hq-end"), (.delete, "ed-delete-next-char"), (.wordLeft, "ed-prev-word"),
        (.wordRight, "em-next-word"), (.pageUp, "hq-prefix-older"), (.pageDown, "hq-prefix-newer"),
        (.paste, "hq-paste"), (.interrupt, "hq-interrupt"),
      ].map { [$0.notation, $1] } + [
        ["^C", "hq-interrupt"], ["^D", "hq-delete-or-end"], ["^I", "hq-complete"], ["^L", "hq-clear"],
        ["^N", "hq-newer"], ["^P", "hq-older"], ["^R", "hq-search-older"], ["^S", "hq-search-newer"],
        ["^Z", "hq-suspend"],
      ]
    switch keys {
    case .emacs:
      return everywhere + [
        ["^U", "vi-kill-line-prev"], ["^[p", "hq-prefix-older"], ["^[P", "hq-prefix-older"],
        ["^[n", "hq-prefix-newer"], ["^[N", "hq-prefix-newer"],
      ]
    case .vi:
      let commands = [
        ["k", "hq-older"], ["-", "hq-older"], ["j", "hq-newer"], ["+", "hq-newer"], ["K", "hq-prefix-older"],
        ["J", "hq-prefix-newer"], ["/", "hq-search-older"], ["?", "hq-search-newer"],
        ["n", "hq-search-older"],
        ["N", "hq-search-newer"],
      ]
      return everywhere + (everywhere + commands).map { ["-a"] + $0 }
    }
  }

  /// The commands that take the place of libedit's own, wherever .editrc names those.
  static let replacements: [String: String] = [
    "ed-prev-history": "hq-older", "ed-next-history": "hq-newer", "ed-search-prev-history": "hq-prefix-older",
    "ed-search-next-history": "hq-prefix-newer", "em-inc-search-prev": "hq-search-older",
    "em-inc-search-next": "hq-search-newer", "vi-search-prev": "hq-search-older",
    "vi-search-next": "hq-search-newer", "vi-repeat-search-prev": "hq-search-older",
    "vi-repeat-search-next": "hq-search-newer", "em-delete-or-list": "hq-delete-or-end",
    "vi-list-or-eof": "hq-delete-or-end", "ed-clear-screen": "hq-clear", "rl_complete": "hq-complete",
  ]
}
