import Charts
import Engine
import Glibc
import Language
import Tables

extension Printer {
  /// Draws a picture in the terminal, as well as the terminal can.
  func show(_ chart: Chart, drawnBy gnuplot: GnuplotSession) {
    guard !invocation.events else { return }
    separate()
    do {
      let format = TerminalPictures.format(terminal)
      output.write(bytes: try gnuplot.draw(fitting(chart, format), format).bytes)
      output.write("\n")
    } catch let error as ChartError {
      show(Diagnostic(error))
    } catch {
      // Interrupted, which the prompt says.
    }
  }

  /// A picture of characters fills the screen, but for the line that is typed next.
  private func fitting(_ chart: Chart, _ format: ChartFormat) -> Chart {
    guard format == .text, chart.style.size == nil else { return chart }
    var style = chart.style
    let size = terminal.size
    style.size = ChartStyle.Size(
      width: min(160, max(40, size.columns - 1)), height: min(40, max(12, size.rows - 3)))
    return Chart(chart.kind, style: style)
  }
}

/// Which pictures a terminal can show: asked of the terminal itself, since names tell little.
enum TerminalPictures {
  /// The protocol of kitty where the terminal answers to it, else sixels where it says that it has them, else
  /// characters.
  static func format(_ terminal: Terminal) -> ChartFormat {
    guard terminal.isInput, terminal.isOutput, Terminal.movesCursor, let answer = ask() else { return .text }
    if answer.contains("_Gi=31;OK") { return .kitty }
    return knowsSixels(answer) ? .sixel : .text
  }

  /// A picture of one point that is only asked about, and what every terminal answers: what it is.
  private static let question = "\u{1b}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1b}\\\u{1b}[c"

  /// As in `ESC [ ? 62 ; 4 ; 22 c`: 4 stands for sixels.
  private static func knowsSixels(_ answer: String) -> Bool {
    guard let start = answer.range("\u{1b}[?"), let end = answer[start...].firstIndex(of: "c") else {
      return false
    }
    return answer[start..<end].split { !$0.isNumber }.dropFirst().contains("4")
  }

  /// Nil when no answer comes within a third of a second.
  private static func ask() -> String? {
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
    var raw = before
    cfmakeraw(&raw)
    guard tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0 else { return nil }
    defer { tcsetattr(STDIN_FILENO, TCSANOW, &before) }
    let asked = Array(question.utf8)
    guard write(STDOUT_FILENO, asked, asked.count) == asked.count else { return nil }
    var answer: [UInt8] = []
    let deadline = ContinuousClock.now + .milliseconds(330)
    while ContinuousClock.now < deadline, answer.count < 4096 {
      var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 50) > 0 else { continue }
      var byte: UInt8 = 0
      guard read(STDIN_FILENO, &byte, 1) == 1 else { return nil }
      answer.append(byte)
      // The last of the two answers ends so.
      if byte == UInt8(ascii: "c"), String(decoding: answer, as: UTF8.self).range("\u{1b}[?") != nil {
        return String(decoding: answer, as: UTF8.self)
      }
    }
    return nil
  }
}

extension String {
  /// Where a text begins in it.
  fileprivate func range(_ text: String) -> Index? {
    indices.first { self[$0...].hasPrefix(text) }
  }
}
