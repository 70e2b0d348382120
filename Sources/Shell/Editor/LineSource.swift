/// Where the lines of the shell come from: the editor, or a terminal that cannot edit.
protocol LineSource: AnyObject {
  /// Shows the prompt and waits for a line.
  ///
  /// - Parameter statement: what was typed of the statement already, on the lines above.
  func next(prompt: String, after statement: String) -> TypedLine

  /// Whether what was pasted goes on with the statement, by a `|` at the start of its next line.
  var goesOnWithPipe: Bool { get }

  /// Drops what was pasted or typed ahead.
  func dropPending()
}

enum TypedLine {
  /// With its line end, but for the last one.
  case line(String)
  /// A Ctrl-C or a signal came.
  case interrupted
  case end
}
