import Testing

/// The Tab key and words that are cut short, at a terminal.
@Suite(.timeLimit(.minutes(2))) struct ShellCompletionTests {
  private func demo() throws -> PseudoTerminal {
    let terminal = try PseudoTerminal.shell(columns: 70, rows: 30)
    _ = try terminal.answer(to: "use demo")
    return terminal
  }

  @Test func `Tab completes a column of the films that flow in`() throws {
    let terminal = try demo()
    try terminal.type("load horror | where is_oc\t")
    try terminal.wait(for: "hq demo> load horror | where is_october")
    try terminal.type("\u{15}load sci\t")
    try terminal.wait(for: "hq demo> load science_fiction")
    try terminal.quit()
  }

  @Test func `Tab lists what there is where several could stand`() throws {
    let terminal = try demo()
    try terminal.type("load films | select vote_\t")
    try terminal.type("\t")
    try terminal.wait(for: "the list") { screen in
      screen.text.contains("vote_average") && screen.text.contains("vote_count")
        && screen.lines.last == "hq demo> load films | select vote_"
    }
    try terminal.quit()
  }

  @Test func `words that are cut short are written out, run, and kept`() throws {
    let terminal = try demo()
    let answer = try terminal.answer(to: "l hor s 2026 | agg count()")
    #expect(answer.contains("= load horror since 2026 | aggregate count()") && answer.contains("count\n"))
    try terminal.type("\u{1B}[A")
    try terminal.wait(for: "hq demo> load horror since 2026 | aggregate count()")
    try terminal.quit()
  }

  @Test func `the prompt says when the films are made up`() throws {
    let terminal = try demo()
    try terminal.wait(for: "hq demo>")
    #expect(try terminal.answer(to: "about").contains("is_synthetic"))
    try terminal.quit()
  }
}

@Suite(.timeLimit(.minutes(2))) struct ShellKeysTests {
  @Test func `the keys of vi are there when they are set`() throws {
    let terminal = try PseudoTerminal.shell()
    _ = try terminal.answer(to: "set keys=vi")
    try terminal.type("show one two\u{1B}")
    try terminal.type("bcwthree\u{1B}")
    try terminal.wait(for: "hq> show one three")
    _ = try terminal.type("\u{3}")
    _ = try terminal.answer(to: "set keys=emacs")
    try terminal.type("ab\u{1}x")
    try terminal.wait(for: "hq> xab")
    try terminal.quit()
  }
}
