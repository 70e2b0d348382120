import Glibc

/// What can be known of the screen, if there is one.
struct Terminal {
  let isOutput: Bool
  let isError: Bool
  let isInput: Bool

  init() {
    isOutput = isatty(STDOUT_FILENO) == 1
    isError = isatty(STDERR_FILENO) == 1
    isInput = isatty(STDIN_FILENO) == 1
  }

  /// Asked anew each time, since a window can change.
  var size: (columns: Int, rows: Int) {
    var window = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 {
      return (Int(window.ws_col), Int(window.ws_row))
    }
    return (80, 24)
  }

  /// The width of the terminal on which errors go.
  var errorColumns: Int {
    var window = winsize()
    if ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 { return Int(window.ws_col) }
    return 80
  }

  /// Whether a line can be drawn anew.
  static var movesCursor: Bool { environmentVariable("TERM").map { $0 != "dumb" && !$0.isEmpty } ?? false }

  /// `NO_COLOR` (https://no-color.org) and a dumb terminal forbid colours.
  static var allowsColor: Bool {
    if let wish = environmentVariable("NO_COLOR"), !wish.isEmpty { return false }
    return environmentVariable("TERM") != "dumb"
  }
}

func environmentVariable(_ name: String) -> String? {
  // SAFETY: the text is copied before anything could change the environment; hq never does.
  getenv(name).map { String(cString: $0) }
}
