/// The same kind for each of some groups, side by side on equal axes.
package struct SmallMultiples: ChartKind {
  package static let name = "by"
  package static let summary = "the same picture for each group, on equal axes"
  package static let needs = "a kind with a single panel"

  package let grouping: String
  package let parts: [(name: String, kind: any ChartKind)]
  /// More panels would be too small to read.
  package static let most = 16

  package init(by grouping: String, _ parts: [(name: String, kind: any ChartKind)]) {
    self.grouping = grouping
    self.parts = parts
  }

  package func drawing(on sheet: Sheet) -> ChartDrawing {
    let shown = parts.prefix(SmallMultiples.most)
    let drawings = shown.map { $0.kind.drawing(on: sheet).drawing }
    guard var drawing = drawings.first else {
      var panel = Panel(x: Axis("", .bare, from: 0, to: 1), y: Axis("", .bare, from: 0, to: 1))
      panel.emptiness = "no groups"
      return ChartDrawing(Drawing("By \(grouping)", [panel]))
    }
    drawing.title += " by \(grouping)"
    drawing.subtitle = NumberLabels.count(parts.count, "group")
    drawing.columns = shown.count <= 3 ? shown.count : Int(Double(shown.count).squareRoot().rounded(.up))
    drawing.panels = zip(shown, drawings).compactMap { part, drawing in
      drawing.panels.first.map { panel in
        var panel = panel
        panel.heading = part.name
        return panel
      }
    }
    SmallMultiples.equalise(&drawing.panels)
    let captions = zip(shown, drawings).map { part, drawing in
      drawing.captions.filter { !$0.isEmpty }.map { "\(part.name): \($0)" }
    }
    // What is said of all groups alike is said once.
    let isAlike = Set(drawings.map { $0.captions.filter { !$0.isEmpty } }).count == 1
    if !isAlike { drawing.captions = Array(captions.flatMap(\.self).prefix(4)) }
    if parts.count > shown.count {
      drawing.captions.append("the first \(shown.count) of \(NumberLabels.count(parts.count, "group")) shown")
    }
    return ChartDrawing(drawing)
  }

  /// Panels can only be compared on equal axes.
  private static func equalise(_ panels: inout [Panel]) {
    func widen(_ axis: WritableKeyPath<Panel, Axis>) {
      let kinds = panels.map { $0[keyPath: axis].kind }
      guard kinds.allSatisfy({ if case .categories = $0 { false } else { true } }) else { return }
      let filled = panels.filter { $0.emptiness == nil }.map { $0[keyPath: axis] }
      guard let low = filled.map(\.low).min(), let high = filled.map(\.high).max() else { return }
      for number in panels.indices {
        panels[number][keyPath: axis].low = low
        panels[number][keyPath: axis].high = high
      }
    }
    widen(\.x)
    widen(\.y)
  }
}
