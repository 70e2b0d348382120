import Tables

/// A colour of the screen: `0xRRGGBB`.
struct Ink: Sendable, Hashable {
  let rgb: UInt32

  init(_ rgb: UInt32) { self.rgb = rgb }

  /// `#rrggbb`, or with how much shines through in front, as gnuplot has it: `#aarrggbb`.
  func text(opacity: Double = 1) -> String {
    let through = UInt32(((1 - min(1, max(0, opacity))) * 255).rounded())
    let alpha = through == 0 ? "" : NumberText.padded(through, to: 2, radix: 16)
    return "#" + alpha + NumberText.padded(rgb, to: 6, radix: 16)
  }

  func mixed(with other: Ink, _ share: Double) -> Ink {
    func part(_ shift: UInt32) -> UInt32 {
      let (from, to) = (Double((rgb >> shift) & 0xFF), Double((other.rgb >> shift) & 0xFF))
      return UInt32(min(255, max(0, (from + (to - from) * share).rounded()))) << shift
    }
    return Ink(part(16) | part(8) | part(0))
  }

  /// How light it looks, from 0 to 1.
  var lightness: Double {
    func part(_ shift: UInt32) -> Double { Double((rgb >> shift) & 0xFF) / 255 }
    return 0.299 * part(16) + 0.587 * part(8) + 0.114 * part(0)
  }
}

/// The colours of all pictures: made for reading, on light and on dark ground, in grey print, and by eyes
/// that see fewer colours.
///
/// The categories have the colours of Okabe and Ito (https://jfly.uni-koeln.de/color/), in an order in which
/// neighbours differ in grey as well.
package struct Theme: Sendable {
  package enum Name: String, Sendable, Hashable, CaseIterable { case light, dark }
  /// The colours that have a name.
  package enum Colour: String, Sendable, Hashable, CaseIterable {
    case blue, orange, green, purple, red, sky, yellow, grey
  }

  let isDark: Bool
  let ground: Ink
  let ink: Ink
  /// Labels of axes and other words that stand back.
  let quiet: Ink
  /// Lines of the grid.
  let faint: Ink
  /// Marks that are there only to be compared with.
  let reference: Ink
  private let named: [Ink]
  private let rising: [Ink]
  private let middle: Ink

  init(_ name: Name) {
    isDark = name == .dark
    if name == .light {
      (ground, ink, quiet) = (Ink(0xFFFFFF), Ink(0x1F2933), Ink(0x5B6770))
      (faint, reference) = (Ink(0xE4E7EB), Ink(0x8A949E))
      named = [0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0xD55E00, 0x56B4E9, 0xC9B800, 0x7B8794].map(Ink.init)
      rising = [0xEFF5FA, 0xC3DBEE, 0x7FB6DC, 0x3A87C0, 0x0F5A9C, 0x08306B].map(Ink.init)
      middle = Ink(0xF5F5F5)
    } else {
      (ground, ink, quiet) = (Ink(0x15191E), Ink(0xE9EDF1), Ink(0xA3AEB9))
      (faint, reference) = (Ink(0x2C343D), Ink(0x7B8794))
      named = [0x4FA8DC, 0xF0B429, 0x2FBF93, 0xE29BC4, 0xF0804A, 0x9BD3F5, 0xF0E442, 0x9AA5B1].map(Ink.init)
      rising = [0x1C2733, 0x1F4464, 0x2A6C9E, 0x4F9BD0, 0x93C7EA, 0xE3F2FD].map(Ink.init)
      middle = Ink(0x2A3037)
    }
  }

  subscript(_ colour: Colour) -> Ink { named[Colour.allCases.firstIndex(of: colour) ?? 0] }

  /// The colour of the category with this number; grey is kept for what has none.
  func category(_ number: Int) -> Ink { named[number % Theme.categoryCount] }

  static let categoryCount = 7

  /// From little (0) to much (1): ever farther from the ground.
  func rising(_ share: Double) -> Ink { Theme.along(rising, share) }

  /// From -1 to 1, with nothing to see in the middle.
  func parting(_ value: Double) -> Ink {
    let end = value < 0 ? self[.red] : self[.blue]
    return middle.mixed(with: end, min(1, value.magnitude))
  }

  /// The ink in which words can be read on a colour.
  func writing(on colour: Ink) -> Ink { colour.lightness > 0.58 ? Ink(0x1F2933) : Ink(0xFFFFFF) }

  private static func along(_ stops: [Ink], _ share: Double) -> Ink {
    let place = min(1, max(0, share)) * Double(stops.count - 1)
    let lower = min(stops.count - 2, Int(place))
    return stops[lower].mixed(with: stops[lower + 1], place - Double(lower))
  }
}
