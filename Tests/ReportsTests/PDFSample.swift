import Reports
import Tables

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
}
