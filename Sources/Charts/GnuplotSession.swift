import Drawing
import Parallel
import Synchronization

/// Draws charts with gnuplot: one process for pictures drawn one after another, one a worker for many at
/// once.
///
/// Nothing is started before the first picture is asked for, or prepared for.
package final class GnuplotSession: Sendable {
  private let program: String
  private let limit: Duration
  private let places = Mutex<[Place]>([])
  /// Whether nobody will draw any more.
  private let ending = Cancellation()

  /// Where the next picture is drawn, once the table stands there.
  private typealias Place = Beside<Result<Furnished, any Error>>

  private struct Furnished: @unchecked Sendable {
    // SAFETY: whoever takes the place out of the list is the only one that has it.
    let table: DrawingTable
  }

  /// - Parameters:
  ///   - program: a path, or a name that is looked for in `PATH`.
  ///   - limit: how long a picture may take.
  package init(program: String = "gnuplot", limit: Duration = .seconds(30)) {
    self.program = program
    self.limit = limit
  }

  deinit {
    // A table that is still being set up belongs to nobody else, and would outlive the session.
    ending.cancel()
    for place in places.withLock(\.self) { try? place.wait().get().table.process.end() }
  }

  /// Throws a `ChartError`, or `Cancelled`.
  package func draw(
    _ chart: Chart, _ format: ChartFormat, cancellation: Cancellation = Cancellation()
  ) throws -> Picture {
    try checkSize(chart, format)
    return try draw(chart.sketch(format), cancellation: cancellation)
  }

  /// The same of a chart that is laid out already.
  package func draw(_ sketch: Sketch, cancellation: Cancellation = Cancellation()) throws -> Picture {
    let (chart, format) = (sketch.chart, sketch.format)
    try checkSize(chart, format)
    let bytes = try atTable { table in
      let drawn = try table.process.draw(sketch.script, limit: limit, cancellation: cancellation)
      do {
        return try format.finish(drawn, sketch.page, chart, table, cancellation)
      } catch let error as DrawingError {
        throw ChartError(error, script: sketch.script)
      }
    }
    return Picture(format: format, bytes: bytes, script: sketch.script)
  }

  /// The pictures in the order of the charts, drawn on all workers. The first error is thrown.
  package func drawAll(
    _ charts: [(chart: Chart, format: ChartFormat)], workers: Workers,
    cancellation: Cancellation = Cancellation()
  ) throws -> [Picture] {
    try workers.map(charts.count) { number in
      try draw(charts[number].chart, charts[number].format, cancellation: cancellation)
    }
  }

  /// Sets up so many tables beside what is done meanwhile. What goes wrong is told when a picture is to be drawn.
  package func prepare(tables: Int, for formats: Set<ChartFormat>) {
    let needsLetters = formats.contains(where: \.hasLetters)
    for _ in 0..<tables {
      let place = furnish { [ending] table in if needsLetters { table.prepareLetters(ending) } }
      places.withLock { $0.append(place) }
    }
  }

  /// Throws when there is no gnuplot to draw with; else one waits for the next picture.
  package func prepare() throws {
    let place = takePlace()
    _ = try place.wait().get()
    places.withLock { $0.insert(place, at: 0) }
  }

  /// `5.4 patchlevel 4`, as gnuplot says it itself; nil where there is none.
  package var version: String? {
    let script = """
      set output
      set print '\(GnuplotProcess.output)'
      print sprintf('%.1f patchlevel %s', GPVAL_VERSION, GPVAL_PATCHLEVEL)
      """
    let answer = try? atTable { table in
      try table.process.draw(script, limit: limit, cancellation: Cancellation())
    }
    guard let bytes = answer else { return nil }
    return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  /// The package of Debian that is missing to make pictures of what gnuplot draws, if one is.
  package static var missingPackage: String? { Lettering.missingPackage }

  /// Works at a table that nobody else has meanwhile. One at which something failed is not used again.
  private func atTable(_ work: (DrawingTable) throws -> [UInt8]) throws -> [UInt8] {
    let place = takePlace()
    let bytes = try work(try place.wait().get().table)
    places.withLock { $0.append(place) }
    return bytes
  }

  /// The one that has waited longest, or a new one.
  private func takePlace() -> Place {
    places.withLock { $0.isEmpty ? nil : $0.removeFirst() } ?? furnish { _ in }
  }

  private func furnish(_ prepare: @escaping @Sendable (DrawingTable) -> Void) -> Place {
    Place { [program] in
      Result {
        let table = DrawingTable(try GnuplotProcess(program: program))
        prepare(table)
        return Furnished(table: table)
      }
    }
  }

  private func checkSize(_ chart: Chart, _ format: ChartFormat) throws(ChartError) {
    guard let size = chart.style.size else { return }
    let sides = format.sides
    guard sides.contains(size.width),
      format == .text ? size.height >= 12 && size.height <= 400 : sides.contains(size.height)
    else {
      throw ChartError(
        .unusableSize,
        "a picture of \(size.width)×\(size.height) cannot be drawn: "
          + "each side has \(sides.lowerBound) to \(sides.upperBound)"
      )
    }
  }
}

/// What one picture at a time is drawn with. Used by one thread at a time.
final class DrawingTable {
  let process: GnuplotProcess
  private var letters: Lettering?

  init(_ process: GnuplotProcess) { self.process = process }

  /// The fonts are looked up when the first picture needs them.
  func lettering() throws(DrawingError) -> Lettering {
    if let letters { return letters }
    let made = try Lettering()
    letters = made
    return made
  }

  /// Looks up the fonts of most words ahead of them. What is missing is told by the first picture.
  func prepareLetters(_ cancellation: Cancellation) {
    for (size, isBold) in DrawingTable.usualLetters where !cancellation.isCancelled {
      try? lettering().lookUp(ChartFormat.font, size: size, isBold: isBold)
    }
  }

  /// Of pictures whose size nobody has chosen; the bold one is of their titles.
  private static let usualLetters = [(22.0, true), (15, false), (14, false), (13, false), (11, false)]
}
