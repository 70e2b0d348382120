import Language

/// What the Tab key offers: `hq help --completions bash`.
package enum Completions {
  package static let shells = ["bash", "zsh", "fish"]

  /// The script for one of `shells`, empty for another word.
  package static func text(for shell: String) -> String {
    switch shell {
    case "bash": bash
    case "zsh": zsh
    case "fish": fish
    default: ""
    }
  }

  private static let options = CommandLineOption.all
  private static let topics = Help.words(verbs: VerbRegistry.vocabulary, functions: VerbRegistry.functions)

  private static func joined(_ words: [String]) -> String { words.joined(separator: " ") }

  /// In single quotes, as all three shells read them.
  private static func quoted(_ text: String) -> String {
    "'" + text.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
  }

  // MARK: bash

  private static var bash: String {
    """
    # bash completion for hq, made by `hq help --completions bash`

    _hq() {
      local current=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD-1]} command= index
      # bash cuts `--format=csv` into three words.
      if [[ $current == = ]]; then
        current=
      elif [[ $option == = ]] && ((COMP_CWORD > 1)); then
        option=${COMP_WORDS[COMP_CWORD-2]}
      fi

      for ((index = 1; index < COMP_CWORD; index++)); do
        case ${COMP_WORDS[index]} in
          \(options.filter(\.takesValue).map(\.name).joined(separator: "|")))
            ((index++))
            [[ ${COMP_WORDS[index]} == = ]] && ((index++))
            while [[ ${COMP_WORDS[index+1]} == = ]]; do ((index += 2)); done
            ;;
          -*) ;;
          *)
            command=${COMP_WORDS[index]}
            break
            ;;
        esac
      done

      COMPREPLY=()
      case $option in
    \(options.filter { !$0.choices.isEmpty }.map(bashValues).joined(separator: "\n"))
        --completions)
          COMPREPLY=($(compgen -W '\(joined(shells))' -- "$current"))
          return
          ;;
        \(options.filter { $0.takesValue && $0.choices.isEmpty }.map(\.name).joined(separator: "|")))
          return
          ;;
      esac
      if [[ $command == help ]]; then
        COMPREPLY=($(compgen -W '\(joined(topics + HelpDocument.all.map(\.name)))' -- "$current"))
        return
      fi
      if [[ $current == -* ]]; then
        COMPREPLY=($(compgen -W '\(joined(options.map(\.name)))' -- "$current"))
        return
      fi
      local IFS=$'\\n'
      COMPREPLY=($(compgen -f -X '!*.hq' -- "$current") $(compgen -d -- "$current"))
      # Not called by Tab, there is nothing to set.
      compopt -o filenames 2>/dev/null
      if [[ -z $command ]]; then
        COMPREPLY+=($(compgen -W $'\(Subcommand.all.map(\.name).joined(separator: "\\n"))' -- "$current"))
      fi
    }

    complete -F _hq hq

    """
  }

  private static func bashValues(of option: CommandLineOption) -> String {
    """
        \(option.name))
          COMPREPLY=($(compgen -W '\(joined(option.choices))' -- "$current"))
          return
          ;;
    """
  }

  // MARK: zsh

  private static var zsh: String {
    let commands = Subcommand.all.map { quoted("\($0.name):\($0.summary)") }
    return """
      #compdef hq
      # zsh completion for hq, made by `hq help --completions zsh`

      _hq_first() {
        local -a commands=(\(joined(commands)))
        _describe -t commands command commands
        _files -g '*.hq'
      }

      _hq_rest() {
        local -a topics=(\(joined(topics)))
        case $line[1] in
          help) _describe -t topics topic topics ;;
          *) _files -g '*.hq' ;;
        esac
      }

      _hq() {
        local curcontext=$curcontext state line
        typeset -A opt_args
        _arguments -C \\
      \(options.map { "    \(zshArgument($0)) \\" }.joined(separator: "\n"))
      \(HelpDocument.all.map { "    \(zshArgument($0)) \\" }.joined(separator: "\n"))
          '1: :_hq_first' \\
          '*: :_hq_rest'
      }

      # Sourced or found by name, both work.
      if [[ $funcstack[1] == _hq ]]; then _hq "$@"; else compdef _hq hq; fi

      """
  }

  /// `'--format=[how tables print]:format:(table csv)'`
  private static func zshArgument(_ option: CommandLineOption) -> String {
    let hint = zshText(option.summary)
    let prefix = option.repeats ? "*" : ""
    let name = option.name.hasPrefix("--") && option.takesValue ? option.name + "=" : option.name
    let value =
      switch option.kind {
      case .flag: ""
      case .choice(let words): ":value:(\(joined(words)))"
      case .text(let placeholder): ":\(zshText(placeholder)): "
      case .number: ":number: "
      }
    return quoted("\(prefix)\(name)[\(hint)]\(value)")
  }

  private static func zshArgument(_ document: HelpDocument) -> String {
    quoted(
      "\(document.name)[\(zshText(document.summary))]"
        + (document.values.isEmpty ? "" : ":shell:(\(joined(document.values)))"))
  }

  /// Brackets and colons have a meaning in an argument's text.
  private static func zshText(_ text: String) -> String {
    text.map { "[]:\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  // MARK: fish

  private static var fish: String {
    let first = "not __fish_seen_subcommand_from \(joined(Subcommand.all.map(\.name)))"
    let commands = Subcommand.all.map {
      "complete -c hq -n '\(first)' -a \($0.name) -d \(quoted($0.summary))"
    }
    let documents = HelpDocument.all.map { document in
      "complete -c hq -n '__fish_seen_subcommand_from help' -l \(document.name.dropFirst(2)) "
        + (document.values.isEmpty ? "" : "-x -a '\(joined(document.values))' ")
        + "-d \(quoted(document.summary))"
    }
    return """
      # fish completion for hq, made by `hq help --completions fish`

      complete -c hq -f
      complete -c hq -n 'not __fish_seen_subcommand_from help' -k -a '(__fish_complete_suffix .hq)'
      \(commands.joined(separator: "\n"))
      complete -c hq -n '__fish_seen_subcommand_from help' -a '\(joined(topics))'
      \(documents.joined(separator: "\n"))
      \(options.map(fishOption).joined(separator: "\n"))

      """
  }

  private static func fishOption(_ option: CommandLineOption) -> String {
    let name =
      option.name.hasPrefix("--") ? "-l \(option.name.dropFirst(2))" : "-s \(option.name.dropFirst())"
    let value =
      switch option.kind {
      case .flag: ""
      case .choice(let words): " -x -a '\(joined(words))'"
      case .text, .number: " -x"
      }
    return "complete -c hq \(name)\(value) -d \(quoted(option.summary))"
  }
}

extension CommandLineOption {
  fileprivate var takesValue: Bool { kind != .flag }

  fileprivate var choices: [String] {
    if case .choice(let words) = kind { words } else { [] }
  }
}
