import Films
import Testing

@Suite struct SubGenreTests {
  @Test(arguments: [
    ("Teenagers are stalked by a masked killer with a machete.", [SubGenre.slasher]),
    (
      "Their camera is recovered, and the found footage shows a demonic possession.",
      [.foundFootage, .possession, .devil]
    ),
    ("A priest performs an EXORCISM on a possessed girl", [.possession]),
    ("ZOMBIES overrun the mall; the living dead are everywhere", [.zombie]),
    ("vampire's kiss", [.vampire]),
    ("Count Dracula meets the Wolf-Man and two werewolves", [.vampire, .werewolf]),
    ("A family moves into a haunted house, full of ghosts.", [.ghost, .hauntedHouse]),
    ("Pagan rites; a coven of witches, and a cult", [.folk, .witch, .cult]),
    ("His body mutates. Body-horror ensues", [.bodyHorror]),
    ("Sharks! A sea monster!", [.creature]),
    ("Aliens from outer space bring a virus", [.alien, .infection]),
    ("psychological horror, paranoia", [.psychological]),
    (
      "home invasion, cannibalism, torture, killer doll, evil clown, lovecraftian, anthology",
      [.homeInvasion, .cannibal, .torture, .doll, .clown, .cosmic, .anthology]
    ),
    ("Une séance à Paris, SÉANCES", [.ghost]),
  ])
  func `a text gives its sub-genres away, in their own order`(text: String, expected: [SubGenre]) {
    #expect(SubGenre.found(in: text) == expected)
  }

  @Test(arguments: [
    "An occult bookshop of occultists.", "They demonstrate in the streets, alienated and monstrous.",
    "found, footage", "She found. Footage is dull.", "body, horror", "foundfootage", "the undeaden",
    "a dollar",
    "unpossessed", "a comedy about bakers", "zo mbie", "ómonster", "werewolƒ",
  ])
  func `words are found whole and phrases within one part of a sentence`(text: String) {
    #expect(SubGenre.found(in: text) == [])
  }

  @Test func `a word may stand at either end, between any signs, and in any case`() {
    for text in [
      "zombie", "ZOMBIE", "…zombie", "(Zombie)", "a\tzombie\u{0}", "🧟zombie🧟", "“zombie”", "zombie\n",
    ] {
      #expect(SubGenre.found(in: text) == [.zombie], "\(text)")
    }
    #expect(SubGenre.found(in: "haunted\u{2019}s house").isEmpty)
    #expect(SubGenre.found(in: "haunted - “house”") == [.hauntedHouse])
  }

  @Test(arguments: ["", " ", "x", "\u{0}", "é", "\u{301}", "👩‍👩‍👧‍👦", "的", ".", "*", "zombie*"])
  func `texts that nobody means give nothing away, ten megabytes of them either`(text: String) {
    let expected: [SubGenre] = text.hasPrefix("zombie") ? [.zombie] : []
    #expect(SubGenre.found(in: text) == expected)
    let long = String(repeating: text, count: text.isEmpty ? 0 : 10_000_000 / text.utf8.count)
    #expect(SubGenre.found(in: long) == expected)
  }

  @Test func `every phrase gives its own sub-genre away, and goes on only where it may`() {
    #expect(SubGenre.phrases.map(\.0) == SubGenre.allCases)
    for (subGenre, phrases) in SubGenre.phrases {
      for phrase in phrases {
        let words = phrase.filter { $0 != "*" }
        #expect(SubGenre.found(in: "Then \(words)!").contains(subGenre), "\(phrase)")
        let goesOn = SubGenre.found(in: words + "q").contains(subGenre)
        #expect(goesOn == phrase.hasSuffix("*"), "\(phrase)")
      }
    }
  }

  @Test func `words are those that a script writes`() {
    for subGenre in SubGenre.allCases {
      #expect(subGenre.rawValue.allSatisfy { $0 == "_" || ("a"..."z").contains($0) })
    }
    #expect(SubGenre.foundFootage.rawValue == "found_footage")
  }
}
