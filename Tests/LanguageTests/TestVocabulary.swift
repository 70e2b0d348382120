import Language

/// All the verbs of the language's contract, so that the text side is tested without the rooms that run them.
let testVocabulary = Vocabulary([
  verb("load", .source, .word([]), clauses: ["since", "until", "in", "where", "as of"]),
  verb("from", .source, .expression, options: ["delimiter", "header", "na", "format"]),
  verb("sql", .source, .expression),
  verb("where", .transform, .expression),
  verb("derive", .transform, .definitions),
  verb("select", .transform, .columns),
  verb("aggregate", .transform, .columns, clauses: ["by"]),
  verb("sort", .transform, .expressions),
  verb("take", .transform, .expression, clauses: ["by"]),
  verb("distinct", .transform, optional: .expressions),
  verb("join", .transform, .word([]), clauses: ["on"], required: true, options: ["kind"]),
  verb(
    "train", .fit, .word(["rf", "linear", "boost"]), clauses: ["on", "with"],
    options: ["depth", "trees", "split"]),
  verb("show", .tap, optional: .expression),
  verb("describe", .tap, optional: .expressions),
  verb("summarize", .tap, optional: .expressions),
  verb("plot", .tap, .word([]), clauses: ["with", "to"], options: ["width"]),
  verb("export", .tap, optional: .word([]), clauses: ["to"], required: true, options: ["format"]),
  verb("expect", .tap, .expression, clauses: ["else"], options: ["tol"]),
  verb("param", .session, .definitions),
  verb("set", .session, options: ["format", "threads", "seed"]),
  verb("use", .session, .word([])),
  verb("ingest", .session, .word([]), clauses: ["since"]),
  verb("run", .session, .expression),
  verb("include", .session, .expression),
  verb("drop", .session, .expressions),
  verb("help", .session, optional: .words),
  verb("explain", .session, .pipeline),
  verb("timing", .session, optional: .word(["on", "off"])),
  verb("undo", .session), verb("about", .session), verb("quit", .session),
])

private func verb(
  _ name: String, _ kind: VerbSignature.Kind, _ argument: VerbSignature.Argument.Shape? = nil,
  optional: VerbSignature.Argument.Shape? = nil, clauses: [String] = [], required: Bool = false,
  options: [String] = []
) -> VerbSignature {
  let arguments =
    argument.map { [VerbSignature.Argument("value", $0, "what it needs")] }
    ?? optional.map { [VerbSignature.Argument("value", $0, required: false, "what it may have")] } ?? []
  return VerbSignature(
    name, kind, "for tests", arguments: arguments,
    clauses: clauses.map { VerbSignature.Clause($0, "VALUE", required: required, "a clause") },
    options: options.map { VerbSignature.Option($0, .text, default: "none", "an option") }, examples: [])
}
