/// Lines with their names at their ends, or in a legend when there are many.
struct LineFamily {
  struct Line {
    let name: String
    let x: [Double]
    let y: [Double]
  }

  let lines: [Line]
  let sheet: Sheet
  /// The number of a line that only the grey colour is left for.
  var rest: Int?

  /// So many names have room at the ends.
  static let mostNamed = 10

  func ink(_ number: Int) -> Ink {
    if number == rest { return sheet.theme[.grey] }
    return lines.count == 1 ? sheet.accent : sheet.theme.category(number)
  }

  func dash(_ number: Int) -> Layer.Dash {
    Layer.Dash.allCases[number / Theme.categoryCount % Layer.Dash.allCases.count]
  }

  var size: Double { (sheet.textSize * 0.87).rounded() }

  func add(to panel: inout Panel, _ drawing: inout Drawing, words: (Line, Int) -> String) {
    let count = lines.reduce(0) { $0 + $1.x.count }
    for (number, line) in lines.enumerated() {
      panel.layers.append(
        .path(Layer.Path(x: line.x, y: line.y, ink: ink(number), width: 2.4, dash: dash(number))))
      let known = line.x.indices.filter { line.y[$0].isFinite && line.x[$0].isFinite }
      // A point on its own would be a line of no length.
      let isLone = known.count == 1
      let showsAll = count <= 60 || isLone
      guard count <= Page.mostMarks else { continue }
      panel.layers.append(
        .points(
          Layer.Points(
            x: known.map { line.x[$0] }, y: known.map { line.y[$0] }, ink: ink(number),
            size: showsAll ? 6.5 : 1.2, words: known.map { words(line, $0) })))
    }
    guard lines.count > 1 else { return }
    if lines.count <= LineFamily.mostNamed, !sheet.isText, sheet.width >= 480 {
      name(in: &panel)
    } else {
      drawing.legend += lines.indices.map { LegendEntry(text: lines[$0].name, ink: ink($0), dash: dash($0)) }
    }
  }

  /// Names behind the last points, moved apart where they would touch.
  private func name(in panel: inout Panel) {
    let room = sheet.width * 0.24
    let names = lines.map { sheet.ruler.truncate(oneLine($0.name), size, to: room) }
    panel.roomOnRight = (sheet.ruler.widest(names, size) + 14 * sheet.scale) / sheet.scale
    let ends = lines.map { line in line.y.last { $0.isFinite } }
    let height = sheet.height * 0.68
    let gap = sheet.ruler.lineHeight(size) / height
    let order = lines.indices.filter { ends[$0] != nil }
      .sorted { (panel.y.share(ends[$0] ?? 0), $0) < (panel.y.share(ends[$1] ?? 0), $1) }
    let places = LineFamily.spread(order.map { panel.y.share(ends[$0] ?? 0) }, gap: gap)
    for (place, number) in zip(places, order) {
      panel.notes.append(
        Note(
          x: panel.x.high, y: panel.y.value(at: place), text: names[number],
          ink: ink(number).mixed(with: sheet.theme.ink, 0.25), shift: (8, 0)))
    }
  }

  /// The places, in their order, moved so that none is nearer to the next than the gap.
  static func spread(_ places: [Double], gap: Double) -> [Double] {
    guard places.count > 1 else { return places }
    // Groups of touching labels are moved as one, around the middle of where they belong.
    var groups: [(sum: Double, count: Int)] = []
    func start(_ group: (sum: Double, count: Int)) -> Double {
      group.sum / Double(group.count) - gap * Double(group.count - 1) / 2
    }
    for place in places {
      groups.append((place, 1))
      while groups.count > 1 {
        let (last, before) = (groups[groups.count - 1], groups[groups.count - 2])
        guard start(before) + gap * Double(before.count) > start(last) else { break }
        groups.removeLast(2)
        groups.append((before.sum + last.sum, before.count + last.count))
      }
    }
    return groups.flatMap { group in (0..<group.count).map { start(group) + gap * Double($0) } }
  }
}
