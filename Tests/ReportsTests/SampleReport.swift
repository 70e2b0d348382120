import Reports
import Tables

/// A report that has everything.
let wholeReport = Report(
  title: "When should a horror film come out?",
  blocks: [
    .prose(openingProse),
    .code([
      .init(.comment, "# since 2010, without re-releases\n"), .init(.verb, "load"), .init(.plain, " "),
      .init(.name, "horror"), .init(.plain, " "), .init(.clause, "since"), .init(.plain, " "),
      .init(.parameter, "$since"), .init(.plain, "\n  "), .init(.sign, "|"), .init(.plain, " "),
      .init(.verb, "aggregate"), .init(.plain, " "), .init(.name, "films"), .init(.plain, " "),
      .init(.sign, "="), .init(.plain, " "), .init(.name, "count"), .init(.sign, "()"), .init(.plain, " "),
      .init(.clause, "by"), .init(.plain, " "), .init(.name, "month"),
    ]),
    .table(months, rowLimit: nil),
    .prose("The peak is plain: **October** is worth *more* than any month, with `vote_count >= 50`."),
    .code([
      .init(.verb, "load"), .init(.plain, " "), .init(.name, "horror"), .init(.plain, " "),
      .init(.verb, "where"), .init(.plain, " "), .init(.name, "title"), .init(.plain, " "),
      .init(.sign, "!="), .init(.plain, " "), .init(.text, "\"It\""), .init(.plain, " "),
      .init(.clause, "take"), .init(.plain, " "), .init(.number, "4"),
    ]),
    .table(films, rowLimit: 4),
    .prose("## A model of it\n\nTen levels deep, and *no* deeper.\n\n### What it leans on"),
    .code([
      .init(.verb, "train"), .init(.plain, " "), .init(.name, "rf"), .init(.plain, " "),
      .init(.option, "depth"), .init(.sign, "="), .init(.number, "10"),
    ]),
    .text("random forest  100 trees, 10 levels\nr2             0.7312 ± 0.0094\n"),
    .remark(.init(.note, "6 rows have no running time and were left out")),
    .picture(bars),
    .remark(
      .init(
        .warning, "report.hq:14:7: warning: `popularty` is read as `popularity`\n  popularty\n  ^~~~~~~~~")),
    .picture(dot),
    .remark(.init(.failure, "report.hq:20: r2 was 0.7312, is 0.7288; its data is the same (a1b2…)")),
    .table(Table([Field("films", .int)], rows: []), rowLimit: nil),
    .prose(closingProse),
  ],
  appendix: [
    .init(
      title: "Parameters",
      table: Table([Field("name", .text), Field("value", .text)], rows: [[.text("since"), .text("2010")]])),
    .init(
      title: "Lock",
      table: Table(
        [Field("what", .text), Field("digest", .text)],
        rows: [[.text("horror"), .text("sha256:5d1f09ab77c2")], [.text("plots/bars.svg"), .null]])),
  ],
  notices: ["This product uses the TMDB API but is not endorsed or certified by TMDB."])

private let openingProse = """
  # When should a horror film come out?

  October films against the rest, since 2010. The longer the evenings, the more people go to be frightened:
  so much is known, and so little of it has ever been measured. See [the numbers](#a-model-of-it), the
  [catalogue](https://www.themoviedb.org/) or ![a drawing](plots/bars.svg).

  ## The months

  1. every film is counted *once*,
  2. in the month of its **first** release,
     - at home or abroad,
     - in `UTC`.

  > A release date is a bet on everybody else's release dates.
  """

private let closingProse = """
  ## What it means

  Line one\\
  line two, *with **both** kinds* of stress and `` a ` in code ``.

      load horror

  ---

  - loose

  - list
  """

private let months = Table(
  [Field("month", .int), Field("films", .int), Field("popularity", .double), Field("change", .double)],
  rows: [
    [.int(1), .int(402), .double(18.4), .null],
    [.int(2), .int(377), .double(17), .double(-0.0761)],
    [.int(10), .int(1391), .double(118.125), .double(1.25e-7)],
    [.int(12), .null, .double(9.5), .double(12)],
  ])

private let films = Table(
  [
    Field("title", .text), Field("genres", .list), Field("released", .date), Field("seen", .timestamp),
    Field("adult", .bool), Field("rating", .double),
  ],
  rows: [
    [
      .text("The Others"), .list(["Horror", "Mystery"]), .date(CalendarDate(days: 11_536)),
      .timestamp(Timestamp(microseconds: 1_700_000_000_500_000)), .bool(false), .double(7.6),
    ],
    [
      .text("呪怨"), .list([]), .date(CalendarDate(days: 11_985)),
      .timestamp(Timestamp(microseconds: 1_700_000_000_000_000)), .bool(false), .double(6.123456789),
    ],
    [
      .text("تحت الظل"), .list(["Horror"]), .date(CalendarDate(days: 16_826)), .null, .bool(true),
      .double(6.9),
    ],
    [
      .text(
        "A very long title that goes on and on, as the titles of the seventies did, until the line is full"),
      .null, .null, .null, .null, .null,
    ],
    [.text("Hidden"), .null, .null, .null, .null, .null],
    [.text("Hidden too"), .null, .null, .null, .null, .null],
  ])

private let bars = ReportPicture(
  path: "plots/bars.svg", caption: "Popularity by month of release", format: .svg,
  bytes: Array(
    """
    <svg xmlns="http://www.w3.org/2000/svg" width="1200" height="500" viewBox="0 0 1200 500">
    <rect width="1200" height="500" fill="#fff"/><path d="M60 20V450H1180" fill="none" stroke="#444"/>
    <path d="M100 450V300h60V450M300 450V320h60V450M500 450V210h60V450M700 450V60h60V450M900 450V280h60V450"
    fill="#0b6670"/></svg>
    """.utf8))

/// One black point.
private let dot = ReportPicture(
  path: "plots/dot.png", caption: "", format: .png,
  bytes: [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00,
    0x00,
    0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3A, 0x7E, 0x9B, 0x55, 0x00, 0x00,
    0x00,
    0x0A, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x60, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01, 0x48, 0xAF,
    0xA4,
    0x71, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
  ])

/// A report in which everything tries to be what it is not.
let hostileReport = Report(
  title: "</title><script>alert(1)</script> \u{202E}evil\u{1B}[31m",
  blocks: [
    .prose(hostileProse),
    .code([
      .init(.verb, "load</code></pre><script>alert(2)</script>"), .init(.text, "\"</style>\" ```\n````"),
      .init(.comment, "# \u{202E}\u{7}\tend"),
    ]),
    .table(
      Table(
        [Field("<th onclick=\"x()\">|", .text), Field("*n*", .double)],
        rows: [
          [
            .text("<img src=x onerror='alert(3)'> & | \\ *b* `c` [d](javascript:e)\nline\u{202E}"),
            .double(1),
          ],
          [.text("\" onmouseover=\"alert(4)"), .null],
        ]), rowLimit: nil),
    .text("</pre><script>alert(5)</script>\n```\n\u{1B}[2J"),
    .picture(
      ReportPicture(
        path: "a\"><script>.svg", caption: "\"><script>alert(6)</script>](x)", format: .svg,
        bytes: Array("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(7)</script></svg>".utf8))),
    .remark(.init(.failure, "--><script>alert(8)</script>\n> quoted\n```")),
  ],
  appendix: [
    .init(
      title: "<h1>Lock</h1>",
      table: Table([Field("</table>", .text)], rows: [[.text("</td>")]]))
  ],
  notices: ["<b>TMDB</b>"])

private let hostileProse = """
  # <script>alert(9)</script> in a heading

  <script>
  alert(10)
  </script>

  <!-- a comment
  of two lines -->

  Inline <b onclick="x()">markup</b>, </style> and <!-- more --> &lt;i&gt; entities.

  [one](javascript:alert(11)) [two](JaVaScRiPt:alert(12)) [three](data:text/html,x) [four](file:///etc/passwd)
  [five](//host/x) [six](https://example.org/?a="b"&c=<d>) [seven](mailto:a@b.c) [eight](&#106;avascript:x)
  <javascript:alert(13)> ![nine](data:image/png;base64,x) [ten](\u{1}javascript:x) [eleven](a:b) [twelve](a/b:c)

  A \u{202E}reversed\u{202C} word, a \u{1B}[31m colour, \u{0} nothing, **\u{200B}** hidden.

  [![inner](x.png)](https://example.org/) ![a [link](https://example.org/y) b](z.png)

  ```html
  </code></pre><script>alert(14)</script>
  ```

  # <script>alert(9)</script> in a heading

  #

  -

  >
  """
