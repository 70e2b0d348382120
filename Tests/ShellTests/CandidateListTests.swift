import Engine
import Shell
import Tables
import Testing

@Suite struct CandidateListTests {
  private func candidates(_ texts: [String], note: String = "") -> [CompletionOffer.Candidate] {
    texts.map { CompletionOffer.Candidate(text: $0, note: note) }
  }

  @Test func `few stand below each other with their notes`() {
    let list = [
      CompletionOffer.Candidate(text: "sort", note: "orders the rows"),
      .init(text: "show", note: "prints the table"),
      .init(text: "漢", note: ""),
    ]
    #expect(
      CandidateList.text(list, columns: 40, rows: 24) == "sort  orders the rows\nshow  prints the table\n漢\n")
    #expect(CandidateList.text(list, columns: 16, rows: 24) == "sort  orders t…\nshow  prints t…\n漢\n")
    #expect(CandidateList.text(list, columns: 5, rows: 24) == "sort\nshow\n漢\n")
    #expect(
      CandidateList.text(list, columns: 40, rows: 4)
        == "sort  orders the rows\nshow  prints the table\n… and 1 more\n")
    #expect(
      CandidateList.text(list, columns: 40, rows: 24, color: true).contains(
        "\u{1B}[2morders the rows\u{1B}[0m"))
  }

  @Test func `many stand in columns, read downwards`() {
    let list = candidates((1...25).map { "c\($0)" }, note: "a column")
    #expect(
      CandidateList.text(list, columns: 30, rows: 24) == """
        c1   c6   c11  c16  c21
        c2   c7   c12  c17  c22
        c3   c8   c13  c18  c23
        c4   c9   c14  c19  c24
        c5   c10  c15  c20  c25

        """)
    #expect(CandidateList.text(list, columns: 12, rows: 4) == "c1   c3\nc2   c4\n… and 21 m…\n")
  }

  @Test(arguments: [1, 2, 7, 20, 81], [1, 2, 30])
  func `no list is wider than the screen, or taller than what is left of it`(_ columns: Int, _ rows: Int) {
    for count in [1, 2, 20, 21, 200] {
      for note in ["", "what it is"] {
        let texts = (0..<count).map { "名\($0)" + String(repeating: "x", count: $0 % 9) }
        let lines = CandidateList.text(candidates(texts, note: note), columns: columns, rows: rows)
          .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= max(1, columns - 1) })
        #expect(lines.count <= max(2, rows - 1))
      }
    }
  }

  @Test func `what would disturb the screen is shown as a picture of itself`() {
    let list = candidates(["a\u{1B}[2J", "b\nc"], note: "\u{7}")
    #expect(CandidateList.text(list, columns: 40, rows: 24) == "a␛[2J  ␇\nb␊c    ␇\n")
  }

  @Test(
    arguments: [
      (["select"], "se", false, "select "), (["select"], "se", true, "select"),
      (["avg("], "a", false, "avg("),
      (["depth="], "d", false, "depth="), (["data/"], "da", false, "data/"),
      (["select"], "select", false, "select "),
      (["sort", "sample"], "s", false, nil), (["select", "sentence"], "s", false, "se"),
      (["rating", "runtime"], "R", false, "r"),
      (["title", "tagline"], "t", false, nil), (["vote_count", "count"], "count", false, nil),
      ([], "x", false, nil),
      (["é1", "é2"], "", false, "é"),
    ] as [([String], String, Bool, String?)])
  func `what is certain is inserted`(
    _ texts: [String], _ typed: String, _ isFollowed: Bool, _ insertion: String?
  ) {
    let offer = CompletionOffer(start: 0, candidates: candidates(texts))
    #expect(offer.insertion(for: typed, isFollowed: isFollowed) == insertion)
  }
}
