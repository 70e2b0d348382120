import Parallel
import Store

/// Titles and overviews of made-up films.
extension DemoFilm {
  /// The title, and that in its own language where it differs.
  static func titles(_ chance: inout Chance, isHorror: Bool, language: String) -> (String, String) {
    let title = englishTitle(&chance, isHorror: isHorror)
    guard let tongue = DemoWords.tongues.first(where: { $0.code == language }) else { return (title, title) }
    let original = chance.pick(tongue.first) + tongue.separator + chance.pick(tongue.second)
    // Some films keep their name abroad.
    return chance.happens(0.15) ? (original, original) : (title, original)
  }

  private static func englishTitle(_ chance: inout Chance, isHorror: Bool) -> String {
    let mood = chance.pick(DemoWords.moods)
    let thing = chance.pick(isHorror || chance.happens(0.3) ? DemoWords.things : DemoWords.gentle)
    let place = chance.pick(DemoWords.places)
    let title =
      switch chance.place(in: [24, 12, 10, 9, 8, 6, 6, 5, 5, 4, 3]) {
      case 0: "The \(mood) \(thing)"
      case 1: "\(mood) \(thing)"
      case 2: "The \(thing) of \(place)"
      case 3: "The \(thing) \(chance.pick(DemoWords.verbs))"
      case 4: "\(thing) at \(place)"
      case 5: "Night of the \(mood) \(thing)"
      case 6: "\(chance.pick(DemoWords.singles)) \(chance.pick(DemoWords.things))"
      case 7: "Don't Open the \(thing)"
      case 8: "\(place)"
      case 9: "\(thing) & \(chance.pick(DemoWords.things))"
      default: chance.pick(DemoWords.singles)
      }
    return title
  }

  /// What stands behind the title of a film that goes on from another.
  static func sequel(_ title: String, _ chance: inout Chance) -> String {
    switch chance.below(5) {
    case 0, 1: "\(title) 2"
    case 2: "\(title): Origins"
    case 3: "\(title) III"
    default: "\(title): The Last \(chance.pick(DemoWords.things))"
    }
  }

  /// The title that `sequel` was given; any other title as it is.
  static func titleBeforeSequels(_ title: String) -> String {
    for ending in [" 2", " III"] where title.utf8.reversed().starts(with: ending.utf8.reversed()) {
      return String(decoding: title.utf8.dropLast(ending.utf8.count), as: UTF8.self)
    }
    return String(decoding: title.utf8.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
  }

  static func overview(_ chance: inout Chance, genres: [String]) -> String {
    let isGroup = chance.happens(0.25)
    let people = chance.pick(isGroup ? DemoWords.groups : DemoWords.people)
    let deed = chance.pick(DemoWords.deeds)
    let genre = genres.first { DemoWords.threats[$0] != nil } ?? "Drama"
    var text = people.prefix(1).uppercased() + people.dropFirst()
    text += " " + (isGroup ? deed.many : deed.one) + " " + chance.pick(DemoWords.settings)
    text += ", and " + chance.pick(DemoWords.threats[genre] ?? []) + "."
    let other = genres.first { $0 != genre && DemoWords.threats[$0] != nil }
    if let other, chance.happens(0.5) { text += " Soon " + chance.pick(DemoWords.threats[other] ?? []) + "." }
    if chance.happens(0.7) { text += " " + chance.pick(DemoWords.turns) }
    return text
  }
}
