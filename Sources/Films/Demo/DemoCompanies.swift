extension DemoWords {
  /// A company of made-up films.
  struct Company: Sendable {
    let name: String
    let country: String
    /// In which it makes most of its films.
    let language: String
  }

  /// Those of a language that have made most stand first.
  static let companies = companiesByLanguage.flatMap { language, companies in
    companies.map { Company(name: $0.name, country: $0.country, language: language) }
  }

  private static let companiesByLanguage: [(language: String, companies: [(name: String, country: String)])] =
    [
      (
        "en",
        [
          ("Wide Gate Media", "US"), ("Patient Kettle Productions", "US"), ("Crimson Spider Features", "US"),
          ("Last Kettle Pictures", "US"), ("Frozen Raven Entertainment", "US"),
          ("White Garden Studios", "US"), ("Blind Wren Productions", "CA"), ("Last Harvest Media", "GB"),
          ("Hidden River Entertainment", "US"), ("Gilded Passage Films", "US"),
          ("Broken Moth Productions", "AU"), ("Wide Signal Films", "US"), ("Crooked Harvest Features", "US"),
          ("Hollow Curtain Features", "CA"), ("Hidden Chapel Features", "US"),
          ("Frozen Key Entertainment", "US"), ("Grey Window Media", "IE"), ("Hidden Clock Media", "US"),
          ("Grey Passage Entertainment", "US"), ("Crimson Oak Studios", "GB"),
          ("Frozen Candle Entertainment", "US"), ("Broken Moon Entertainment", "CA"),
          ("Little Fox Pictures", "US"), ("Little Moon Pictures", "US"), ("Ninth Nest Features", "GB"),
          ("Ninth Stone Media", "US"), ("Northern Clock Studios", "US"), ("White Clock Pictures", "US"),
          ("Lonely Lantern Media", "AU"), ("Patient Pulse Pictures", "US"),
          ("Brass River Entertainment", "AU"), ("Red Fox Features", "US"), ("Hollow Signal Pictures", "US"),
          ("Gilded Anchor Films", "GB"), ("Burning Garden Features", "IE"), ("Velvet Nest Productions", "US"),
          ("Patient Tunnel Entertainment", "US"), ("Velvet Wren Productions", "US"),
          ("Quiet Key Pictures", "US"), ("Second Bell Films", "US"), ("Old Train Productions", "US"),
          ("Quiet Candle Entertainment", "US"), ("Midnight Window Pictures", "US"),
          ("Ninth Mill Entertainment", "US"), ("Gilded Bell Media", "US"), ("Feral Lake Studios", "CA"),
          ("Frozen Cellar Pictures", "GB"), ("Little Window Studios", "US"), ("Silent Garden Media", "US"),
          ("Little Nest Features", "NZ"), ("Lonely Spider Media", "US"), ("Scarlet Candle Pictures", "CA"),
          ("Silent Tower Entertainment", "CA"), ("Hidden Moth Media", "CA"), ("Copper Moth Media", "US"),
          ("Scarlet Wren Films", "US"), ("Second Oak Films", "US"), ("Pale River Entertainment", "GB"),
          ("Feral Spider Productions", "US"), ("Frozen Tunnel Studios", "GB"), ("Winter Mill Studios", "US"),
          ("Midnight Key Studios", "US"), ("Salt Candle Pictures", "GB"), ("Red Window Films", "CA"),
          ("Winter Moon Films", "US"), ("Ashen Tower Entertainment", "US"), ("Wooden Wolf Features", "US"),
          ("Wooden Oak Pictures", "GB"), ("Patient Fox Media", "US"), ("Silent Lake Entertainment", "GB"),
          ("Brass Hearth Features", "US"), ("Winter Gate Features", "US"), ("Narrow Moon Media", "CA"),
          ("Gilded Fox Features", "US"), ("Hollow Stone Productions", "GB"), ("Lonely Mill Media", "AU"),
          ("Midnight Spider Entertainment", "GB"), ("Wooden Kettle Media", "CA"),
          ("Patient Nest Entertainment", "CA"), ("Patient River Entertainment", "US"),
          ("Gilded Signal Entertainment", "GB"), ("Old Tunnel Films", "GB"), ("Yellow Chapel Films", "CA"),
          ("Quiet Stone Entertainment", "US"), ("Ashen River Films", "GB"), ("Wide Fox Productions", "US"),
          ("Scarlet Lake Productions", "US"), ("Brass Ladder Entertainment", "GB"),
          ("Crimson Cottage Films", "US"), ("Tall Signal Productions", "GB"), ("Gilded Echo Features", "US"),
          ("Gilded Ladder Media", "US"), ("Silent Stone Films", "US"), ("Burning Mill Films", "GB"),
          ("White Cottage Productions", "CA"), ("Silent River Studios", "IE"),
          ("Patient Passage Media", "US"), ("Wide Orchard Productions", "US"), ("Hidden Garden Media", "US"),
          ("Quiet Harvest Entertainment", "US"), ("Salt Hearth Features", "GB"),
          ("Scarlet Raven Media", "US"), ("Brass Oak Pictures", "US"), ("Brass Anchor Entertainment", "US"),
          ("Bitter Key Productions", "AU"), ("Wooden Moon Productions", "US"), ("Narrow Nest Features", "US"),
          ("Crooked River Studios", "US"), ("Copper Kettle Productions", "US"), ("Quiet Spider Films", "US"),
        ]
      ),
      (
        "es",
        [
          ("Pozo Seco Cine", "ES"), ("La Ceniza Films", "ES"), ("Sombra Larga", "MX"),
          ("Cuarto Oscuro Producciones", "MX"), ("Cine del Faro", "AR"), ("Tres Cuervos", "ES"),
          ("Medianoche Films", "AR"), ("Casa Nevada", "CL"), ("El Puente Roto", "ES"), ("Luz de Sal", "CO"),
          ("Noche Blanca Cine", "MX"), ("Piedra y Agua", "ES"),
        ]
      ),
      (
        "fr",
        [
          ("Les Films du Corbeau", "FR"), ("Marais Productions", "FR"), ("Chambre Noire", "FR"),
          ("Hiver Pictures", "BE"), ("Le Quai Vert", "FR"), ("Lanterne Sourde", "CA"), ("Ombre Portée", "FR"),
          ("Deux Rives", "BE"), ("Atelier de Minuit", "FR"),
        ]
      ),
      (
        "ja",
        [
          ("赤い月映画", "JP"), ("冬の森製作所", "JP"), ("Kagami Works", "JP"), ("沈黙社", "JP"), ("Ido Pictures", "JP"),
          ("North Lantern Tokyo", "JP"), ("人形座", "JP"), ("Yoru Film", "JP"), ("声の館", "JP"),
          ("Kuroi Kawa", "JP"),
        ]
      ),
      (
        "ko",
        [
          ("겨울숲 필름", "KR"), ("Red Well Seoul", "KR"), ("목소리 픽처스", "KR"), ("거울 엔터테인먼트", "KR"),
          ("Han Lantern", "KR"), ("어둠 스튜디오", "KR"), ("Bukchon Films", "KR"),
        ]
      ),
      (
        "de",
        [
          ("Nordmoor Film", "DE"), ("Stille Post Produktion", "DE"), ("Fenster Filme", "AT"),
          ("Der Vierte Gast", "DE"), ("Eisbrunnen", "DE"), ("Bergschatten", "CH"),
        ]
      ),
      (
        "it",
        [
          ("Pozzo Film", "IT"), ("Corvo Nero", "IT"), ("La Cenere", "IT"), ("Ombra Lunga", "IT"),
          ("Volto Cinematografica", "IT"),
        ]
      ),
      (
        "th",
        [
          ("บ้านเงา ฟิล์ม", "TH"), ("Dark Lotus Bangkok", "TH"), ("คืนสุดท้าย", "TH"), ("Pa Films", "TH"),
          ("Moon Ferry", "TH"),
        ]
      ),
      (
        "hi",
        [
          ("हवेली फ़िल्म्स", "IN"), ("Kali Raat Pictures", "IN"), ("आवाज़ स्टूडियो", "IN"),
          ("Monsoon Bell", "IN"), ("Lal Deepak", "IN"),
        ]
      ),
      (
        "id",
        [
          ("Rumah Malam", "ID"), ("Hutan Pictures", "ID"), ("Arwah Films", "ID"), ("Tujuh Lentera", "ID"),
          ("Laut Hitam", "ID"),
        ]
      ),
      (
        "ar",
        [
          ("ظل الصمت", "EG"), ("Raven House Cairo", "EG"), ("بيت الليل", "LB"), ("Salt Road Films", "MA"),
        ]
      ),
    ]
}
