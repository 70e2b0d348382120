/// The words of which titles and overviews of made-up films are put together.
enum DemoWords {
  private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

  static let moods = words(
    """
    Hollow Crimson Silent Withered Sunken Pale Broken Hungry Ashen Bitter Buried Burning Crooked Drowned \
    Endless Faceless Feral Forgotten Frozen Gilded Grey Haunted Hidden Iron Last Lonely Lost Midnight Nameless \
    Narrow Ninth Northern Old Patient Quiet Red Restless Salt Scarlet Second Severed Shallow Sleepless Slow \
    Stolen Thirteenth Twisted Unmarked Unquiet Velvet Waking White Wicked Winter Wooden Yellow
    """)
  static let things = words(
    """
    Harvest Lantern Mirror Cellar Orchard Lullaby Threshold Bell Wren Raven Moth Mask Cradle Hymn Staircase \
    Attic Well Tide Marsh Root Bone Tooth Crown Candle Chapel Choir Clock Cottage Curtain Doll Door Dust Echo \
    Feast Field Fire Fog Garden Gate Ghost Glass Grave Guest Hand Hearth House Hunger Key Knife Lake Light Lodge \
    Mill Moon Nest Night Oak Painting Passage Photograph Piano Portrait Pulse River Room Rose Sanatorium Sermon \
    Shadow Shore Signal Skin Sleep Snow Song Spider Stone Storm Stranger Teeth Tower Train Tunnel Veil Vigil \
    Visitor Voice Wake Wall Water Whisper Widow Window Witch Wolf Wood Wound
    """)
  static let places = [
    "Ashgrove", "Black Hollow", "Birchwater", "Coldmere", "Dunmoor", "Eastfall", "Fennick Road",
    "Gallows Hill",
    "Harrow County", "Ironbridge Lane", "Kestrel Point", "Larkspur", "Marrow Creek", "Netherby", "Old Quarry",
    "Pinehurst", "Ravensport", "Saint Alder", "Thornfield Pass", "Underhill", "Vesper Bay", "Willow End",
    "Yarrow Street", "Bleakwater", "Crow Island", "Sallow Park", "Tanner's Row", "Whitmarsh",
  ]
  static let verbs = words(
    "Beneath Below Within Beyond Behind Inside Returns Awakens Remembers Waits Feeds Burns")
  static let singles = words(
    """
    Revenant Threnody Gloam Wraithe Hexen Murmur Dread Vigil Pallor Tallow Sallow Ossuary Sepulcher Nocturne \
    Marrow Cinder Gallows Umbra Lament Mire Husk Thrall Hollow Blight Omen Requiem Shiver Trespass Undertow \
    Vermin Whelp Yew Ichor Effigy Carrion Penance Reliquary Fever Static Contagion
    """)
  static let gentle = words(
    "Summer Sunday Letters Harbor Café Garden Autumn Postcards Bicycle Library Sister Neighbor Holiday Kitchen "
      + "Orchestra Marathon Festival Lighthouse Carnival Lemon Recipe Journey Homecoming Paper Violin")
  static let people = [
    "a night nurse", "a retired detective", "a young widow", "a sound engineer",
    "a priest without a parish", "an archivist", "a lighthouse keeper",
    "a failed painter", "a long-haul driver", "a child who never speaks", "a wedding party", "a surveyor",
    "a village doctor", "an exorcist's daughter", "a documentary crew", "a grieving father",
    "a night watchman",
    "a botanist", "a newly married couple", "a foster mother", "a piano tuner",
  ]
  static let groups = [
    "two estranged sisters", "three students", "four friends", "the last tenants of a house", "six strangers",
    "twin brothers", "the members of a choir", "five travellers", "two rival journalists",
  ]
  /// What one does, and what several do.
  static let deeds = [
    (one: "wakes up", many: "wake up"), (one: "spends one night", many: "spend one night"),
    (one: "looks for answers", many: "look for answers"), (one: "hides", many: "hide"),
    (one: "gets lost", many: "get lost"), (one: "takes a job", many: "take a job"),
    (one: "makes a promise", many: "make a promise"), (one: "keeps a secret", many: "keep a secret"),
  ]
  static let settings = [
    "in a farmhouse at the end of the line", "on an island that no map shows",
    "in a sanatorium closed for decades",
    "in the flooded tunnels below the city", "in a mountain village cut off by snow",
    "at a motel off the highway",
    "in an apartment block with one tenant too many", "on a ship that left port empty",
    "in a school after the last bell",
    "in the house where they grew up", "in a forest where compasses fail", "at a radio station on the coast",
    "in a museum of wax figures", "in a hospital on the longest night of the year",
    "in a town that celebrates no birthdays",
  ]
  static let threats: [String: [String]] = [
    "Horror": [
      "something in the walls begins to answer", "the dead are counted and one is missing",
      "a voice on an old tape calls them by name", "a ritual that should have failed did not",
      "the mirrors stop agreeing with the rooms", "what was buried in spring comes up in autumn",
      "the children draw the same figure", "a curse passes from hand to hand",
      "the lake gives back its drowned",
    ],
    "Thriller": [
      "a witness vanishes before the trial", "every call is being recorded",
      "the ransom note is in their own hand",
      "someone is one step ahead of the police",
    ],
    "Mystery": ["an old photograph shows a face that cannot be there", "the only clue is a song"],
    "Science Fiction": [
      "a signal repeats what has not happened yet", "an experiment copies more than cells",
    ],
    "Comedy": ["everything that can go wrong does so politely", "the monster turns out to be the landlord"],
    "Drama": ["a letter arrives twenty years late", "they must decide who is going to stay"],
    "Romance": ["the wrong train leads to the right person", "a summer lasts longer than it should"],
    "Action": ["a convoy has one night to reach the border", "a heist goes wrong in the first minute"],
    "Documentary": ["those who were there speak for the first time", "archives open after half a century"],
  ]
  static let turns = [
    "Nobody is allowed to leave.", "By morning, only one of them remembers.",
    "The only way out is further in.",
    "But the truth is worse than the legend.", "Some doors were locked for a reason.",
    "Trust is the first thing to go.",
    "And it has been waiting.", "What they find changes everything.", "Time is running out.",
    "Not everyone wants it to stop.", "The past does not stay where it was put.",
  ]

  /// Titles in other languages: words that follow one another, and whether with a blank between.
  struct Tongue: Sendable {
    let code: String
    let first: [String]
    let second: [String]
    let separator: String
  }

  static let tongues = [
    Tongue(
      code: "es", first: ["La casa", "El pozo", "La sombra", "El último canto", "La niña", "El bosque"],
      second: [
        "del silencio", "de ceniza", "sin rostro", "de los olvidados", "bajo la nieve", "de medianoche",
      ],
      separator: " "),
    Tongue(
      code: "fr", first: ["La nuit", "Le miroir", "La chambre", "Les cendres", "L'enfant", "Le marais"],
      second: ["des absents", "sans fond", "du corbeau", "de l'hiver", "qui dort", "aux mille voix"],
      separator: " "),
    Tongue(
      code: "ja", first: ["闇の", "赤い", "沈黙の", "呪われた", "最後の", "冬の"],
      second: ["井戸", "人形", "家", "声", "森", "鏡"], separator: ""),
    Tongue(
      code: "ko", first: ["어둠의", "붉은", "잊혀진", "마지막", "겨울"],
      second: ["우물", "인형", "집", "목소리", "숲", "거울"], separator: " "),
    Tongue(
      code: "de", first: ["Das Haus", "Der Brunnen", "Die Stille", "Das Lied", "Der Gast"],
      second: ["ohne Fenster", "im Moor", "der Toten", "unter dem Eis", "am Ende der Straße"], separator: " "),
    Tongue(
      code: "it", first: ["La casa", "Il pozzo", "L'ombra", "La notte"],
      second: ["del corvo", "senza volto", "di cenere", "che dorme"], separator: " "),
    Tongue(
      code: "th", first: ["บ้าน", "เงา", "คืน"], second: ["ผีสิง", "มืด", "สุดท้าย", "ในป่า"], separator: ""),
    Tongue(
      code: "hi", first: ["काली", "आखिरी", "अंधेरी"], second: ["हवेली", "रात", "आवाज़"], separator: " "),
    Tongue(
      code: "id", first: ["Rumah", "Malam", "Arwah"], second: ["Terakhir", "Tanpa Nama", "di Hutan"],
      separator: " "),
    Tongue(
      code: "ar", first: ["ظل", "بيت", "ليلة"], second: ["الصمت", "الغراب", "بلا وجه"], separator: " "),
  ]
  /// How many films of each of these languages there are, behind English.
  static let tongueWeights = [8, 5, 6, 4, 3, 2.5, 3, 3, 2.5, 1]

  static let companions = [
    "Thriller", "Mystery", "Comedy", "Science Fiction", "Drama", "Fantasy", "Action", "TV Movie",
  ]
  static let companionWeights = [46, 26, 16, 15, 17, 10, 8, 4.0]
  static let otherGenres = [
    "Drama", "Comedy", "Thriller", "Romance", "Action", "Documentary", "Science Fiction", "Mystery",
    "Animation",
    "Family", "Crime", "Adventure",
  ]
}
