import Glibc

/// The lines of standard input, as the terminal itself lets them be edited.
final class InputLines: LineSource {
  private let output: StandardOutput
  private var pending: [UInt8] = []

  init(output: StandardOutput) { self.output = output }

  let goesOnWithPipe = false

  func dropPending() { pending.removeAll() }

  func next(prompt: String, after statement: String) -> TypedLine {
    output.write(prompt)
    output.flush()
    let line = nextLine()
    if case .line = line { return line }
    output.write("\n")
    return line
  }

  private func nextLine() -> TypedLine {
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        defer { pending.removeSubrange(...end) }
        return .line(String(decoding: pending[...end], as: UTF8.self))
      }
      // A signal that comes right before the wait, or to another thread, does not end it: so look now and then.
      while !StandardInput.isReady(within: 100), Interruption.exitCode == nil {}
      if Interruption.exitCode != nil { return .interrupted }
      switch StandardInput.read() {
      case .some(let block) where !block.isEmpty:
        pending += block
      case .some where pending.isEmpty:
        return .end
      case .some:
        defer { pending.removeAll() }
        return .line(String(decoding: pending, as: UTF8.self))
      case .none:
        return .interrupted
      }
    }
  }
}
