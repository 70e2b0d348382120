import Charts
import Files
import Glibc
import Language
import Tables

enum PlotVerb: Verb {
  static let signature = VerbSignature(
    "plot", .tap, "draws a picture of the table or of a model",
    details: [
      "Of a table: \(list(ofModels: false)). Of a model: \(list(ofModels: true)); without `with` it is the newest model "
        + "that can be drawn so.",
      "The ending behind `to` chooses what is written: .png, .svg, .pdf, .html (one file, with tooltips), .txt, or .gp "
        + "for what gnuplot is given. Without `to` a script writes `plots/SCRIPT-NUMBER-KIND.png`, and the shell "
        + "draws in the terminal. A file is there whole or not at all, and what was drawn is told as a digest: the same "
        + "data gives the same.",
    ],
    arguments: [
      .init("kind", .word(ChartKinds.all.map { $0.name }), "what to draw"),
      .init("column", .expressions, required: false, "the columns that it is drawn of"),
    ],
    clauses: [
      .init("with", "MODEL", "the model"),
      .init("to", "PATH", "where to, between double quotes"),
    ],
    options: [
      .init("title", .text, default: "what is drawn", "instead of the title that the picture gives itself"),
      .init("subtitle", .text, default: "none", "a line below it"),
      .init("size", .text, default: "1200x800", "width and height: \"900x600\""),
      .init("theme", .choice(Theme.Name.allCases.map(\.rawValue)), default: "light", "light or dark ground"),
      .init("log", .choice(["x", "y", "xy"]), default: "none", "axes on a logarithmic scale"),
      .init("color", .text, default: "none", "the column that gives the colour"),
      .init("size_by", .text, default: "none", "the column that gives the size of points"),
      .init("by", .text, default: "none", "a picture for each value of this column, side by side"),
      .init("top", .int(1...1_000), default: "15, all bars", "only so many"),
      .init("bins", .int(1...500), default: "by the data", "how many bins"),
    ],
    examples: [
      .init("films | plot hist rating to \"ratings.png\"", "how ratings are spread"),
      .init(
        "films | plot scatter runtime, rating color=genre to \"lengths.svg\"",
        "two columns, and a third as colour"),
      .init(
        "films | train rf rating ~ runtime + vote_count trees=20 ; plot importance to \"importance.txt\"",
        "what a model leans on"),
    ])

  private static func list(ofModels: Bool) -> String {
    ChartKinds.all.filter { PlotRequest.modelKinds.contains($0.name) == ofModels }
      .map { "`\($0.name)`" }.joined(separator: ", ")
  }

  static func needsTable(_ stage: StageSyntax) -> Bool {
    guard case .word(let kind)? = stage.arguments.first else { return true }
    let drawnAlone = PlotRequest.modelKinds.subtracting(["clusters", "silhouette", "learning", "partial"])
    return !drawnAlone.contains(kind.text)
  }

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    guard let request = request(call, &planning) else { return nil }
    if let format = request.format(drawsOnTerminal: planning.environment.drawsOnTerminal) {
      planning.scope.drawnFormats.insert(format)
    }
    return call.tap("plot \(request.kind)") { table, running in
      try Plotting(request: request, table: table, running: running).draw()
    }
  }

  // MARK: The request

  private static func request(_ call: Call, _ planning: inout Planning) -> PlotRequest? {
    let kind = call.words[0].text
    guard ChartKinds.all.contains(where: { $0.name == kind }) else {
      let names = ChartKinds.all.map { $0.name }
      return planning.fail(
        .unknownName, "`\(kind)` is no kind of picture", at: call.words[0].span,
        label: Suggestion.question(Suggestion.nearest(to: kind, among: names)),
        hints: ["the kinds are \(names.joined(separator: ", "))"], topic: "plot")
    }
    guard let columns = columns(kind, call, &planning) else { return nil }
    var model: NameSyntax?
    if let syntax = call.clause("with").first {
      guard let name = syntax.name else {
        return planning.fail(.wrongType, "`with` needs the name of a model", at: syntax.span)
      }
      guard planning.model(name, at: syntax.span) != nil else { return nil }
      model = name
    }
    var path: String?
    if let target = call.clause("to").first {
      guard let text = planning.text(target, as: "the path") else { return nil }
      guard checkPath(text, target.span, &planning) else { return nil }
      planning.scope.writtenFiles.insert(text)
      path = text
    }
    for name in ["color", "size_by", "by"] {
      if call.options.text(name) != nil, PlotRequest.modelKinds.contains(kind) {
        return planning.fail(
          .unexpectedArgument, "`\(name)` belongs to pictures of a table, and `plot \(kind)` draws a model",
          at: call.options.span(name) ?? call.span)
      }
      guard let column = call.options.text(name), call.input[column] == nil else { continue }
      let near = Suggestion.nearest(to: column, among: call.input.names)
      return planning.fail(
        .unknownName, "the table has no column `\(column)`", at: call.options.span(name) ?? call.span,
        label: Suggestion.question(near))
    }
    guard let style = style(call, &planning) else { return nil }
    return PlotRequest(
      kind: kind, columns: columns, model: model?.text, path: path, by: call.options.text("by"),
      color: call.options.text("color"), sizeBy: call.options.text("size_by"), top: call.options.int("top"),
      bins: call.options.int("bins"), style: style, span: call.span)
  }

  private static func columns(_ kind: String, _ call: Call, _ planning: inout Planning) -> [String]? {
    let wanted = PlotRequest.columns(of: kind)
    let count = call.expressions.count
    guard wanted.contains(count) else {
      let needs = ChartKinds.all.first { $0.name == kind }?.needs ?? ""
      return planning.fail(
        count < wanted.lowerBound ? .missingArgument : .unexpectedArgument,
        "`plot \(kind)` draws \(needs)", at: call.span,
        label: wanted.upperBound == 0 ? "no columns" : "\(counted(count, "column")) given", topic: "plot")
    }
    if kind == "partial" { return call.expressions.compactMap { $0.name?.text } }
    return count == 0 ? [] : planning.columns(call)?.map { call.input.fields[$0].name }
  }

  private static func checkPath(_ path: String, _ span: Span, _ planning: inout Planning) -> Bool {
    if path.hasSuffix(".gp") { return true }
    do throws(ChartError) {
      _ = try ChartFormat(path: path)
      return true
    } catch {
      planning.report(Diagnostic(error, at: span))
      return false
    }
  }

  private static func style(_ call: Call, _ planning: inout Planning) -> ChartStyle? {
    var style = ChartStyle()
    style.title = call.options.text("title")
    style.subtitle = call.options.text("subtitle")
    if let text = call.options.text("size") {
      let sides = text.split(separator: "x").map { Int($0) }
      guard sides.count == 2, let width = sides[0], let height = sides[1], (40...8000).contains(width),
        (12...8000).contains(height)
      else {
        return planning.fail(
          .badOptionValue, "`\(text)` is no size", at: call.options.span("size") ?? call.span,
          label: "such as \"900x600\", each side up to 8000")
      }
      style.size = ChartStyle.Size(width: width, height: height)
    }
    style.theme = call.options.text("theme").flatMap { Theme.Name(rawValue: $0) } ?? .light
    let log = call.options.text("log") ?? ""
    style.logarithmicX = log.contains("x")
    style.logarithmicY = log.contains("y")
    return style
  }
}
