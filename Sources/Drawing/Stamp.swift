import PangoCairo

/// A mark of one colour, drawn once and then put on a picture wherever it is used: a chart has thousands of them.
final class Stamp {
  /// What tells one mark from another.
  struct Look: Equatable {
    let name: String
    let transformation: Transformation
    let style: Style
  }

  let look: Look
  /// False for one that is empty, or so large that it is better drawn each time.
  private(set) var isUsable = false
  let mark: OpaquePointer

  /// - Parameter draw: draws the mark around the origin.
  init?(_ look: Look, dots: Double, _ draw: (Canvas) throws -> Void) rethrows {
    guard let mark = hq_mark_make(), let canvas = hq_mark_canvas(mark) else { return nil }
    (self.look, self.mark) = (look, mark)
    try Canvas(canvas).within(scale: (dots, dots)) { try draw(Canvas(canvas)) }
    isUsable = hq_mark_finish(mark) != 0
  }

  deinit {
    // SAFETY: this is the only owner of the mark.
    hq_mark_free(mark)
  }
}
