/// How a picture is to look, whatever it shows.
package struct ChartStyle: Sendable, Hashable {
  package struct Size: Sendable, Hashable {
    package let width: Int
    package let height: Int

    package init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }
  }

  /// Instead of the title that the kind gives itself; empty for none.
  package var title: String?
  package var subtitle: String?
  /// Said below the picture, after what the kind has to say of missing values.
  package var caption: String?
  /// The small print: how many rows, of which version of the store.
  package var footnote: String?
  /// Points of the screen, or characters of a picture made of text; nil for the usual size of the format.
  package var size: Size?
  package var theme: Theme.Name
  package var logarithmicX: Bool
  package var logarithmicY: Bool
  /// The colour of a picture that needs only one.
  package var colour: Theme.Colour

  package init(
    title: String? = nil, subtitle: String? = nil, caption: String? = nil, footnote: String? = nil,
    size: Size? = nil, theme: Theme.Name = .light, logarithmicX: Bool = false, logarithmicY: Bool = false,
    colour: Theme.Colour = .blue
  ) {
    self.title = title
    self.subtitle = subtitle
    self.caption = caption
    self.footnote = footnote
    self.size = size
    self.theme = theme
    self.logarithmicX = logarithmicX
    self.logarithmicY = logarithmicY
    self.colour = colour
  }
}
