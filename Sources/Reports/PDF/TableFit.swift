/// How the columns of a table come to fit a page: first smaller, then with texts over several lines, then on
/// stripes below one another.
package struct TableFit: Equatable {
  package struct Need: Equatable {
    /// The width of the widest cell.
    package var natural: Double
    /// Its texts may be broken into lines.
    package var isFlexible: Bool

    package init(natural: Double, isFlexible: Bool) {
      self.natural = natural
      self.isFlexible = isFlexible
    }
  }

  package struct Stripe: Equatable {
    package var columns: [Int]
    package var widths: [Double]
  }

  /// Of all lengths.
  package let scale: Double
  package let stripes: [Stripe]

  private static let comfortable = 170.0
  private static let least = 72.0
  private static let scales = [1, 0.94, 0.88, 0.82, 0.76]

  package init(_ needs: [Need], gap: Double, width: Double) {
    func total(_ columns: some Collection<Int>, _ flexible: Double) -> Double {
      columns.reduce(-gap) { $0 + gap + needs[$1].width(atMost: flexible) }
    }
    func stripe(_ columns: [Int], scale: Double) -> Stripe {
      let room = width / scale
      // Finds how wide texts may be: the widths of all columns grow with it.
      var low = 0.0
      var high = room
      for _ in 0..<30 {
        let middle = (low + high) / 2
        if total(columns, middle) <= room { low = middle } else { high = middle }
      }
      return Stripe(columns: columns, widths: columns.map { min(needs[$0].width(atMost: low), room) })
    }

    let all = Array(needs.indices)
    for scale in TableFit.scales where total(all, TableFit.comfortable) <= width / scale {
      self.scale = scale
      stripes = [stripe(all, scale: scale)]
      return
    }
    if let scale = TableFit.scales.last, total(all, TableFit.least) <= width / scale {
      self.scale = scale
      stripes = [stripe(all, scale: scale)]
      return
    }
    let scale = 0.88
    let room = width / scale
    // The first column often says which row it is.
    let key = needs[0].width(atMost: TableFit.comfortable) <= 0.4 * room ? [0] : []
    var found: [Stripe] = []
    var columns: [Int] = []
    for column in all {
      if !columns.isEmpty, total(columns + [column], TableFit.comfortable) > room {
        found.append(stripe(columns, scale: scale))
        columns = key
        if total(columns + [column], TableFit.comfortable) > room { columns = [] }
      }
      columns.append(column)
    }
    found.append(stripe(columns, scale: scale))
    self.scale = scale
    stripes = found
  }
}

extension TableFit.Need {
  fileprivate func width(atMost flexible: Double) -> Double {
    isFlexible ? min(natural, flexible) : natural
  }
}
