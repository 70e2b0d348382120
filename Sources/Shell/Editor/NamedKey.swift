/// The keys that have no character, and what the editor tells itself through its keys.
///
/// libedit looks up keys below 256 only; it gets these as the controls above ASCII, which nobody types: what
/// stands there in the input is dropped.
package enum NamedKey: UInt32, CaseIterable {
  case up = 0x80
  case down, right, left, home, end, delete, pageUp, pageDown, wordLeft, wordRight
  /// A paste has come.
  case paste
  /// A signal has come that ends what is typed.
  case interrupt

  /// What terminals send behind the escape.
  static let sequences: [String: NamedKey] = [
    "[A": .up, "OA": .up, "[B": .down, "OB": .down, "[C": .right, "OC": .right, "[D": .left, "OD": .left,
    "[H": .home, "OH": .home, "[1~": .home, "[7~": .home, "[F": .end, "OF": .end, "[4~": .end, "[8~": .end,
    "[3~": .delete, "[5~": .pageUp, "[6~": .pageDown, "[1;5C": .wordRight, "[1;3C": .wordRight,
    "[1;5D": .wordLeft, "[1;3D": .wordLeft, "Oc": .wordRight, "Od": .wordLeft,
  ]

  /// The name that `bind -k` has for some of them.
  static let arrows: [String: NamedKey] = [
    "up": .up, "down": .down, "right": .right, "left": .left, "home": .home, "end": .end, "delete": .delete,
  ]

  /// The key as `bind` reads it.
  package var notation: String { "\\" + String(rawValue, radix: 8) }
}
