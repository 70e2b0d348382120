/// The kinds of horror that an overview or keywords give away.
package enum SubGenre: String, CaseIterable, Sendable {
  case slasher
  case foundFootage = "found_footage"
  case possession, devil, zombie, vampire, werewolf, ghost
  case hauntedHouse = "haunted_house"
  case folk, witch, cult
  case bodyHorror = "body_horror"
  case creature, alien, infection, psychological
  case homeInvasion = "home_invasion"
  case cannibal, torture, doll, clown, cosmic, anthology

  /// What gives each away: words that stand next to one another in one part of a sentence; `*` is any ending.
  package static let phrases: [(SubGenre, [String])] = [
    (
      .slasher,
      [
        "slasher*", "serial killer*", "masked killer*", "masked murderer*", "masked man", "masked maniac*",
        "masked psychopath*", "maniac*", "killing spree*", "murder spree*", "knife wielding", "axe wielding",
        "machete*", "chainsaw*", "homicidal", "psycho killer*", "hacked to death", "axe murderer*",
        "final girl",
      ]
    ),
    (
      .foundFootage,
      [
        "found footage", "mockumentary", "lost footage", "recovered footage", "discovered footage",
        "footage is found", "footage was found", "footage found", "their footage", "video diary",
        "handheld camera*",
        "documentary crew", "documentary filmmakers", "shaky cam*", "home videos", "surveillance footage",
        "screenlife",
      ]
    ),
    (.possession, ["possession", "possessed", "possesses her", "possesses him", "exorcis*"]),
    (
      .devil,
      [
        "devil", "devils", "demon", "demons", "demonic", "demoness", "satan", "satanic", "satanis*",
        "antichrist",
        "lucifer", "hellspawn",
      ]
    ),
    (.zombie, ["zombie*", "undead", "living dead", "walking dead", "reanimated", "rise from the dead"]),
    (.vampire, ["vampir*", "dracula", "nosferatu", "bloodsucker*", "bloodsucking", "blood sucking"]),
    (
      .werewolf,
      ["werewolf*", "werewolv*", "wolfman", "wolf man", "lycan", "lycans", "lycanthrop*"]
    ),
    (
      .ghost,
      [
        "ghost", "ghosts", "ghostly", "poltergeist*", "apparition*", "evil spirit*", "vengeful spirit*",
        "restless spirit*", "malevolent spirit*", "angry spirit*", "haunting*", "haunted by the spirit*",
        "phantom*",
        "seance*", "séance*", "paranormal*", "spectre*", "specter*", "supernatural presence",
      ]
    ),
    (
      .hauntedHouse,
      [
        "haunted house*", "haunted mansion*", "haunted home*", "haunted hotel*", "haunted manor*",
        "haunted asylum*",
        "haunted hospital*", "haunted school*", "haunted apartment*", "haunted castle*", "haunted cabin*",
        "haunted farmhouse*", "haunted estate*", "haunted inn", "house is haunted", "home is haunted",
        "house may be haunted", "haunts the house", "haunting the house",
      ]
    ),
    (
      .folk,
      [
        "folk horror", "folklore*", "folk tale*", "folktale*", "pagan*", "ancient ritual*", "urban legend*",
        "local legend*", "harvest festival*", "druid*", "wendigo*", "krampus",
      ]
    ),
    (
      .witch,
      ["witch", "witches", "witchcraft", "coven", "covens", "warlock*", "sorcer*", "black magic", "voodoo"]
    ),
    (.cult, ["cult", "cults", "cultist*", "sect", "sects", "human sacrifice*", "commune", "secret society"]),
    (
      .bodyHorror,
      [
        "body horror", "mutant*", "mutat*", "parasit*", "metamorphos*", "disfigur*", "flesh eating",
        "skin graft*",
        "gruesome transformation*", "mad scientist*", "human experiment*", "experiments on humans",
      ]
    ),
    (
      .creature,
      [
        "creature*", "monster*", "beast", "beasts", "shark*", "crocodile*", "alligator*", "piranha*",
        "giant spider*",
        "killer bees", "giant snake*", "anaconda*", "bigfoot", "sasquatch", "yeti", "kaiju", "dinosaur*",
        "chupacabra*",
        "giant ants", "sea monster*", "animal attack*",
      ]
    ),
    (
      .alien,
      [
        "alien", "aliens", "extraterrestrial*", "extra terrestrial*", "ufo", "ufos", "spaceship*",
        "spacecraft",
        "space station*", "outer space", "from another planet", "abducted by",
      ]
    ),
    (
      .infection,
      [
        "virus*", "infected", "infection*", "infectious", "outbreak*", "epidemic*", "pandemic*", "contagio*",
        "plague", "plagues", "quarantine*", "pathogen*",
      ]
    ),
    (
      .psychological,
      [
        "psychological*", "paranoi*", "insanity", "madness", "psychosis", "psychotic", "hallucinat*",
        "delusion*",
        "gaslight*", "nervous breakdown*", "mental breakdown*", "losing her mind", "losing his mind",
        "loses her mind",
        "loses his mind", "her sanity", "his sanity", "their sanity", "schizophreni*", "split personality",
      ]
    ),
    (
      .homeInvasion,
      [
        "home invasion*", "home invader*", "intruder*", "breaks into their home", "break into their home",
        "broken into", "held hostage in their",
      ]
    ),
    (.cannibal, ["cannibal*", "human flesh", "eats people", "eating people"]),
    (
      .torture, ["tortur*", "sadis*", "snuff film*", "splatter*", "deadly game*", "gore", "gory", "mutilat*"]
    ),
    (.doll, ["doll", "dolls", "puppet*", "ventriloquist*", "mannequin*"]),
    (.clown, ["clown*"]),
    (
      .cosmic,
      ["lovecraft*", "cosmic horror", "cosmic terror", "eldritch", "elder god*", "necronomicon", "cthulhu"]
    ),
    (
      .anthology,
      [
        "antholog*", "omnibus film*", "tales of terror", "three stories", "four stories", "five stories",
        "three tales", "four tales", "five tales", "short horror films", "horror shorts", "vignettes",
        "segments",
      ]
    ),
  ]
}

extension SubGenre {
  /// All that the text gives away, in the order of the cases.
  ///
  /// Words are found whole and in any case, and phrases within one part of a sentence: of keywords put together with
  /// commas, each stays by itself.
  package static func found(in text: String) -> [SubGenre] {
    let folded = FoldedText(text)
    var found: Set<SubGenre> = []
    for start in folded.words {
      for phrase in Phrase.byKey[folded.key(at: start)] ?? [] where folded.has(phrase.bytes, at: start) {
        found.insert(phrase.subGenre)
      }
    }
    return allCases.filter(found.contains)
  }
}

/// A phrase as it stands in a folded text.
private struct Phrase: Sendable {
  let bytes: [UInt8]
  let subGenre: SubGenre

  /// By the first letters of their first word, so that a word of a text is compared with few of them.
  static let byKey: [UInt32: [Phrase]] = {
    var byKey: [UInt32: [Phrase]] = [:]
    for (subGenre, phrases) in SubGenre.phrases {
      for phrase in phrases {
        let folded = FoldedText(phrase)
        // Without the blank behind it, the last word may go on.
        let bytes = phrase.hasSuffix("*") ? Array(folded.bytes.dropLast()) : folded.bytes
        byKey[folded.key(at: 0), default: []].append(Phrase(bytes: bytes, subGenre: subGenre))
      }
    }
    return byKey
  }()
}

/// A text as words in lower case with a blank behind each, and a stop more where a part of a sentence ends.
private struct FoldedText {
  private(set) var bytes: [UInt8] = []
  /// Where each word begins.
  private(set) var words: [Int] = []

  private static let blank = UInt8(ascii: " ")

  init(_ text: String) {
    var isWithin = false
    for scalar in text.unicodeScalars {
      if FoldedText.isOfWord(scalar) {
        if !isWithin { words.append(bytes.count) }
        isWithin = true
        if scalar.isASCII {
          let byte = UInt8(truncatingIfNeeded: scalar.value)
          bytes.append(byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte)
        } else {
          bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
        }
        continue
      }
      if isWithin { bytes.append(FoldedText.blank) }
      isWithin = false
      switch scalar {
      case ".", ",", ";", ":", "!", "?", "(", ")", "|", "/", "\n", "\u{2013}", "\u{2014}", "\u{2026}":
        bytes.append(UInt8(ascii: "."))
      default: break
      }
    }
    if isWithin { bytes.append(FoldedText.blank) }
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": return true
    case "\0"..."\u{7F}": return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter, .lowercaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark, .decimalNumber:
      return true
    default: return false
    }
  }

  /// Up to four bytes of the word there, in one number.
  func key(at start: Int) -> UInt32 {
    var key: UInt32 = 0
    for byte in bytes[start..<min(start + 4, bytes.count)] {
      if byte == FoldedText.blank { break }
      key = key << 8 | UInt32(byte)
    }
    return key
  }

  func has(_ phrase: [UInt8], at start: Int) -> Bool { bytes[start...].starts(with: phrase) }
}
