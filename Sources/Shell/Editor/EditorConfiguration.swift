import CEditline
import Engine
import Glibc

/// What the user's .editrc asks for, as libedit reads it, with hq's commands in place of libedit's.
package struct EditorConfiguration {
  package private(set) var keys = KeyStyle.emacs
  /// False after `edit off`.
  package private(set) var allowsEditing = true
  /// The other commands, by their words.
  package private(set) var commands: [[String]] = []
  /// The sequences behind an escape that are bound and that the editor does not know by itself.
  package private(set) var boundSequences: Set<String> = []

  package init(lines: [String]) {
    for line in lines { take(EditorConfiguration.words(of: line)) }
  }

  /// The file that `EDITRC` names, or else the one in the home folder.
  init(
    file path: String? = environmentVariable("EDITRC") ?? environmentVariable("HOME").map { $0 + "/.editrc" }
  ) {
    var lines: [String] = []
    if let path, let file = fopen(path, "re") {
      var line: UnsafeMutablePointer<CChar>?
      var capacity = 0
      while getline(&line, &capacity, file) > 0 {
        // SAFETY: `getline` has ended what it read with a zero; it is copied before it reads on.
        if let line { lines.append(String(cString: line)) }
      }
      free(line)
      fclose(file)
    }
    self.init(lines: lines)
  }

  private mutating func take(_ words: [String]) {
    guard var command = words.first, !command.hasPrefix("#") else { return }
    if let colon = command.firstIndex(of: ":") {
      guard command[..<colon] == "hq" else { return }
      command = String(command[command.index(after: colon)...])
    }
    switch (command, words.dropFirst()) {
    case ("bind", let arguments): bind(Array(arguments))
    case ("edit", let arguments): allowsEditing = arguments.first != "off"
    default: commands.append([command] + words.dropFirst())
    }
  }

  private mutating func bind(_ arguments: [String]) {
    let options = arguments.prefix { $0.hasPrefix("-") && $0.count > 1 }
    if options.contains("-v") { keys = .vi }
    if options.contains("-e") { keys = .emacs }
    guard options.count < arguments.count, !options.contains("-v"), !options.contains("-e") else { return }
    var words = arguments
    let place = options.count
    var kept = Array(options)
    if options.contains("-k") {
      guard let key = NamedKey.arrows[words[place]] else { return }
      words[place] = key.notation
      kept.removeAll { $0 == "-k" }
    } else if let sequence = EditorConfiguration.sequence(of: words[place]) {
      if let key = NamedKey.sequences[sequence] {
        words[place] = key.notation
      } else {
        boundSequences.insert(sequence)
      }
    }
    if words.count > place + 1, !options.contains("-s") {
      words[place + 1] = EditorCommand.replacements[words[place + 1]] ?? words[place + 1]
    }
    commands.append(["bind"] + kept + words[place...])
  }

  /// The words of a line, by libedit's rules for quotes.
  private static func words(of line: String) -> [String] {
    guard let tokenizer = tok_init(nil) else { return [] }
    defer { tok_end(tokenizer) }
    var count: Int32 = 0
    var words: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    guard tok_str(tokenizer, line, &count, &words) == 0, let words else { return [] }
    // SAFETY: the tokenizer gives so many words, each ended with a zero, which last until it goes.
    return (0..<Int(count)).compactMap { words[$0].map { String(cString: $0) } }
  }

  /// What follows the escape of a key, when that is a sequence of a terminal, by `^[`, `\e` or `\033`.
  private static func sequence(of key: String) -> String? {
    for escape in ["^[", "\\e", "\\033", "\u{1B}"] where key.hasPrefix(escape) {
      let rest = String(key.dropFirst(escape.count))
      return rest.count > 1 && (rest.hasPrefix("[") || rest.hasPrefix("O")) ? rest : nil
    }
    return nil
  }
}
