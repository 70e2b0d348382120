import Shell
import Testing

@Suite struct EditorConfigurationTests {
  private func commands(_ lines: String...) -> [[String]] { EditorConfiguration(lines: lines).commands }

  @Test func `lines for other programs and comments are not read`() {
    #expect(
      commands("# bind -v", "", "python:bind -v", "hq:settc co 80", "settc li 20") == [
        ["settc", "co", "80"], ["settc", "li", "20"],
      ])
    #expect(EditorConfiguration(lines: ["python:bind -v"]).keys == .emacs)
  }

  @Test func `it chooses the keys, and whether lines are edited`() {
    #expect(EditorConfiguration(lines: ["bind -v"]).keys == .vi)
    #expect(EditorConfiguration(lines: ["bind -v", "bind -e"]).keys == .emacs)
    #expect(!EditorConfiguration(lines: ["edit off"]).allowsEditing)
    #expect(EditorConfiguration(lines: ["edit on"]).allowsEditing)
  }

  @Test func `the editor's commands stand in for those of libedit`() {
    #expect(commands("bind ^R em-inc-search-prev") == [["bind", "^R", "hq-search-older"]])
    #expect(commands("bind ^X ed-kill-line") == [["bind", "^X", "ed-kill-line"]])
    #expect(commands("bind -s ^X ed-prev-history") == [["bind", "-s", "^X", "ed-prev-history"]])
  }

  @Test(arguments: [
    #"bind "^[[A" ed-prev-line"#, #"bind "\e[A" ed-prev-line"#, #"bind "\033OA" ed-prev-line"#,
    "bind -k up ed-prev-line",
  ])
  func `an arrow is bound however it is written`(_ line: String) {
    #expect(commands(line) == [["bind", NamedKey.up.notation, "ed-prev-line"]])
  }

  @Test func `a sequence that the editor does not know is handed on to libedit`() {
    let configuration = EditorConfiguration(lines: [#"bind -a "\e[15~" ed-kill-line"#])
    #expect(configuration.commands == [["bind", "-a", "\\e[15~", "ed-kill-line"]])
    #expect(configuration.boundSequences == ["[15~"])
  }
}
