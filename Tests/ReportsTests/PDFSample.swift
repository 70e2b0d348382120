import Reports
import Tables
import TestSupport

/// Reports like those of notebooks, for tests of pages.
enum PDFSample {
  static let title = "When should a horror film open? 언제, いつ, متى"

  static let titles = [
    ("ko", "기생충: 끝나지 않는 여름"), ("ja", "千と千尋の神隠し"), ("zh", "臥虎藏龍與失落的城市"),
    ("ar", "العاصفة الأخيرة (2019)"), ("he", "הלילה של הרוחות"), ("th", "คืนที่ไม่มีวันจบ"), ("hi", "अंधेरी रात का सच"),
    ("ru", "Сталкер возвращается домой"), ("el", "Η τελευταία νύχτα"), ("en", "The Long Night 🎃👻"),
    ("fr", "L’Été où tout s’est arrêté"), ("vi", "Đêm trắng ở Sài Gòn"), ("ka", "ღამის სტუმარი"),
  ]

  static func films(_ count: Int) -> Table {
    let overview =
      "A family moves into a house at the edge of a forest that is on no map. What lives there has waited for "
      + "a long time, and it knows their names. Nobody in the town will say why the last family left."
    let rows = (0..<count).map { row -> [Value] in
      let (language, title) = titles[row % titles.count]
      let popularity: Value = row % 7 == 3 ? .null : .double(Double((row * 7919) % 100_000) / 1000)
      let average = Double((row * 31) % 80) / 10
      let votes = (row * 104_729) % 90_000
      let text: Value = row % 5 == 2 ? .null : .text(row % 3 == 0 ? overview : "A short night.")
      return [
        .int(Int64(1000 + row * 37)), .text(row < titles.count ? title : "\(title) \(row)"), .text(language),
        popularity, .double(average), .int(Int64(votes)),
        .date(CalendarDate(days: Int32(15_000 + row * 11))), text,
      ]
    }
    return Table(
      [
        Field("tmdb_id", .int), Field("title", .text), Field("original_language", .text),
        Field("popularity", .double), Field("vote_average", .double), Field("vote_count", .int),
        Field("release_date", .date), Field("overview", .text),
      ], rows: rows)
  }

  static func months() -> Table {
    let rows = (1...12).map { month -> [Value] in
      let films = 300 + month * 17 % 90
      let popularity = 18.4 - Double(month) * 0.37
      let share: Value = month == 4 ? .null : .double(Double(month) * 0.0134)
      return [.int(Int64(month)), .int(Int64(films)), .double(popularity), share]
    }
    return Table(
      [Field("month", .int), Field("films", .int), Field("popularity", .double), Field("share", .double)],
      rows: rows)
  }

  static let code = [
    CodePiece(.plain, "\n"), CodePiece(.verb, "load"), CodePiece(.plain, " "), CodePiece(.name, "horror"),
    CodePiece(.plain, " "), CodePiece(.clause, "since"), CodePiece(.plain, " "),
    CodePiece(.parameter, "$since"), CodePiece(.plain, " "), CodePiece(.clause, "where"),
    CodePiece(.plain, " "), CodePiece(.name, "original_language"), CodePiece(.plain, " "),
    CodePiece(.sign, "=="), CodePiece(.plain, " "), CodePiece(.text, "\"en\""),
    CodePiece(.plain, "  "), CodePiece(.comment, "# English ones only"), CodePiece(.plain, "\n"),
    CodePiece(.verb, "aggregate"), CodePiece(.plain, " "), CodePiece(.name, "films"),
    CodePiece(.plain, " "), CodePiece(.sign, "="), CodePiece(.plain, " "), CodePiece(.verb, "count"),
    CodePiece(.sign, "(), "), CodePiece(.name, "popularity"), CodePiece(.sign, " = "),
    CodePiece(.verb, "avg"), CodePiece(.sign, "("), CodePiece(.name, "popularity"), CodePiece(.sign, "), "),
    CodePiece(.name, "share"), CodePiece(.sign, " = "), CodePiece(.verb, "avg"), CodePiece(.sign, "("),
    CodePiece(.name, "is_october"), CodePiece(.sign, ") "), CodePiece(.clause, "by"),
    CodePiece(.name, " month"), CodePiece(.sign, " | "), CodePiece(.verb, "sort"),
    CodePiece(.name, " month"), CodePiece(.sign, " | "), CodePiece(.verb, "take"),
    CodePiece(.number, " 12"), CodePiece(.plain, "\n"), CodePiece(.verb, "train"),
    CodePiece(.name, " rf "), CodePiece(.option, "depth"), CodePiece(.sign, "="), CodePiece(.number, "10"),
  ]

  static let diagnostic = """
    error[HQ301]: `expect r2 > 0.5` does not hold: r2 is 0.4127
     horror.hq:31:8 │ expect r2 > 0.5
                    │        ^^
     hint: `metrics` shows all of them
    """

  static let prose = """
    October films against the rest, since 2010. More horror comes out in October, and it is better known. Is it \
    better liked? `is_october` stands with **every film**, as do *year*, *month* and *decade*; see \
    [the documentation](https://example.org/docs?a=1&b='2') for all of them.

    - A year is as good as a date: `since 2015` is from its first day on, and the whole of this item is long \
    enough to take a second line.
    - Every line is a pipeline.
    - `·` is a value that is not there.

    1. First load the films.
    2. Then count them.

    > Nothing here proves anything about cinema. A quotation runs over more than one line when it has more to \
    say than fits on the first.

    قبل هذا العام كان عدد الأفلام قليلاً جداً، ثم ازداد كثيراً في أكتوبر (حوالي 402 فيلم).
    """

  /// All that a report can hold.
  static func everything(pictures: [ReportPicture], rows: Int = 60) -> Report {
    var blocks: [Report.Block] = [
      .prose("# " + title + "\n\n" + prose),
      .code(code), .table(months(), rowLimit: nil),
      .remark(Report.Remark(.note, "12 films have no date and are left out")),
      .prose("## The films themselves\n\nTheir titles are in many languages."),
      .code(Array(code.prefix(17))), .table(films(rows), rowLimit: rows - 10),
    ]
    for (index, picture) in pictures.enumerated() {
      blocks += [
        .prose("## Figure \(index + 1): what it shows\n\nThe picture below belongs to this heading."),
        .code([CodePiece(.verb, "plot"), CodePiece(.name, " importance")]), .picture(picture),
        .prose("Two lines of text about the picture, so that something comes after it. It goes on."),
      ]
    }
    blocks += [
      .prose("## How good is the model?\n\n### On the held-out films\n\nWorse than it should be."),
      .text("random forest, 120 trees\n  r2    0.4127\n  mae   3.11\n  depth \t10\n"),
      .remark(Report.Remark(.warning, "the store is 9 days old")),
      .remark(Report.Remark(.failure, diagnostic)),
    ]
    let appendix = [
      Report.Section(
        title: "Parameters",
        table: Table(
          [Field("parameter", .text), Field("value", .text)], rows: [[.text("since"), .text("2010")]])),
      Report.Section(
        title: "Lock",
        table: Table(
          [Field("statement", .text), Field("line", .int), Field("digest", .text)],
          rows: (1...9).map {
            [
              .text("aggregate films = count() by month"), .int(Int64($0 * 3)),
              .text("a1b2c3d4e5f60718293a4b5c6d7e8f901a2b3c4d5e6f708192a3b4c5d6e7f80\($0)"),
            ]
          })),
    ]
    return Report(
      title: title, blocks: blocks, appendix: appendix,
      notices: ["This product uses the TMDB API but is not endorsed or certified by TMDB."])
  }

  static func picture(_ width: Int, _ height: Int) -> ReportPicture {
    ReportPicture(
      path: "plots/\(width).png", caption: "What it shows \(width)", format: .png, bytes: png(width, height))
  }

  /// What a tool says of a PDF, or nil where it is not installed. `-` stands for its output.
  static func read(_ bytes: [UInt8], with tool: String, _ arguments: [String]) throws -> String? {
    guard Tool.isInstalled(tool) else { return nil }
    let directory = try TemporaryDirectory()
    let path = try directory.write(bytes, to: "report.pdf")
    return try Tool.output(of: tool, arguments + (tool == "pdftotext" ? [path, "-"] : [path]))
  }

  /// A grey picture, not compressed.
  static func png(_ width: Int, _ height: Int) -> [UInt8] {
    let raw =
      [UInt8](repeating: 0, count: 0)
      + (0..<height).flatMap { _ in
        [0] + [UInt8](repeating: 0x90, count: width)
      }
    var data: [UInt8] = [0x78, 0x01]
    for start in stride(from: 0, to: raw.count, by: 65_535) {
      let piece = raw[start..<min(start + 65_535, raw.count)]
      let count = UInt16(piece.count)
      data.append(start + 65_535 >= raw.count ? 1 : 0)
      for half in [count, ~count] { data += [UInt8(half & 255), UInt8(half >> 8)] }
      data += piece
    }
    data += big(adler(raw))
    let header = big(UInt32(width)) + big(UInt32(height)) + [8, 0, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header) + chunk("IDAT", data)
      + chunk("IEND", [])
  }

  private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + data
    return big(UInt32(data.count)) + body + big(checksum(body))
  }

  private static func big(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  private static func adler(_ bytes: [UInt8]) -> UInt32 {
    var low: UInt32 = 1
    var high: UInt32 = 0
    for byte in bytes {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return high << 16 | low
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var rest: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      rest ^= UInt32(byte)
      for _ in 0..<8 { rest = rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 }
    }
    return ~rest
  }

  static let hostileReports: [Report] = {
    let controls = String(String.UnicodeScalarView((0..<0x20).compactMap { Unicode.Scalar($0 as UInt32) }))
    let million = String(repeating: "word and ", count: 111_111)
    let letters = String(repeating: "x", count: 1_000_000)
    let fields = (0..<200).map { Field("column_\($0)", $0 % 3 == 0 ? .text : .double) }
    let row = (0..<200).map { $0 % 3 == 0 ? Value.text("text \($0)") : .double(Double($0) / 7) }
    let long = Table(
      [Field("a", .text), Field(String(repeating: "name_", count: 400), .int)],
      rows: [[.text(String(repeating: "cell ", count: 2000)), .int(1)], [.text(controls), .null]])
    let many = Table([Field("n", .int)], rows: (0..<100_000).map { [.int($0)] })
    let nested = String(repeating: "> ", count: 200) + "deep\n\n" + String(repeating: "- ", count: 200) + "x"
    let sizes = [(1, 1), (20_000, 10), (10, 5000)]
    let whole = png(30, 20)
    let damaged = [[], Array(whole.prefix(30)), Array(whole.dropLast(20)), [0x89], whole.map { $0 ^ 1 }]
    var bomb = whole
    for place in [16, 20] { bomb.replaceSubrange(place..<place + 4, with: [0x7F, 0xFF, 0xFF, 0xFF]) }
    func one(_ blocks: [Report.Block]) -> Report { Report(title: "T", blocks: blocks) }
    return [
      Report(title: "", blocks: []), Report(title: controls, blocks: [.prose(""), .text(""), .code([])]),
      Report(title: million, blocks: [.prose("# " + million)], notices: [million]),
      one([.text(million)]), one([.text(letters)]), one([.prose(million)]), one([.prose(letters)]),
      one([.code([CodePiece(.text, letters)])]), one([.remark(.init(.failure, controls + letters))]),
      one([
        .table(Table(Schema(fields), row.map { Column($0.type ?? .text, [$0]) }, rowCount: 1), rowLimit: nil)
      ]),
      one([.table(long, rowLimit: nil), .table(many, rowLimit: nil), .table(.empty, rowLimit: 0)]),
      one([.table(many, rowLimit: 0), .table(many, rowLimit: -1)]), one([.prose(nested)]),
      one([.prose(controls), .text(controls), .code([CodePiece(.plain, controls)])]),
      one(sizes.map { .picture(picture($0.0, $0.1)) }),
      one((damaged + [bomb]).map { .picture(.init(path: "a.png", caption: "", format: .png, bytes: $0)) }),
      hostileReport, wholeReport,
    ]
  }()
}
