import Charts
import Files
import Glibc
import Language
import Tables

/// Draws what a `plot` asks for, and puts it where it belongs.
struct Plotting {
  let request: PlotRequest
  let table: Table
  let running: Running

  func draw() throws {
    let kind =
      request.drawsModel
      ? try ModelCharts(request: request, table: table, running: running).kind()
      : try TableCharts(request: request, table: table, running: running).kind()
    var style = request.style
    style.footnote = footnote
    let chart = Chart(kind, style: style)
    if running.explainsPictures {
      running.emit(.text(chart.script()))
      return
    }
    if request.path == nil, running.drawsOnTerminal {
      running.emit(.picture(chart, running.environment.pictures.gnuplot))
      return
    }
    let path = try request.path ?? ownPath()
    try write(chart, to: path)
  }

  private func write(_ chart: Chart, to path: String) throws {
    do {
      let isScript = path.hasSuffix(".gp")
      let sketch = chart.sketch(isScript ? .png : try ChartFormat(path: path))
      if isScript {
        try writeText(Array(sketch.script.utf8), to: running.placeToWrite(path))
      } else {
        try running.environment.pictures.draw(
          sketch, to: running.placeToWrite(path), at: request.span, cancellation: running.cancellation)
      }
      running.emit(.drawn(path: path, digest: digest(of: sketch.script), title: sketch.title))
    } catch let error as ChartError {
      throw Diagnostic(error, at: request.span)
    } catch let error as FileError {
      throw Diagnostic(error, at: request.span)
    }
  }

  /// How much is drawn, of what.
  private var footnote: String {
    var parts: [String] = []
    if table.rowCount > 0 { parts.append(counted(table.rowCount, "row")) }
    if table.schema["tmdb_id"] != nil || request.drawsModel,
      let reader = try? running.environment.stores.reader(running.state.store),
      let last = try? reader.ingest(isLast: true)
    {
      // Where a store lies says nothing of what is in it.
      parts.append("ingest \(last.number)")
    }
    if running.state.store == .demo { parts.append("made-up films") }
    return parts.joined(separator: " · ")
  }

  /// `plots/months-2-bar.png`, in the folder that hq runs in.
  private func ownPath() throws -> String {
    let source = request.span.source.name.split(separator: "/").last.map(String.init) ?? "script"
    let stem = source.hasSuffix(".hq") ? String(source.dropLast(3)) : source
    running.state.pictureCount += 1
    let folder = running.placeToWrite("plots")
    if running.environment.circumstances.places.aside == nil, mkdir(folder, 0o777) != 0, errno != EEXIST {
      throw Diagnostic(
        .unwritableFile, "the folder `plots` cannot be made: \(String(cString: strerror(errno)))",
        at: request.span, hints: ["`to \"…\"` names another place"])
    }
    return "plots/\(stem)-\(running.state.pictureCount)-\(request.kind).png"
  }
}
