import Files
import Language

enum SaveVerb: Verb {
  static let signature = VerbSignature(
    "save", .session, "writes the statements that led to what is there now as a script, ready to record",
    details: [
      "Not all that was typed: what failed, what was taken back, what only looked around and what led elsewhere is left "
        + "out. The pictures, exports and expectations of what is there stay.",
      "`hq record FILE` then runs the script and writes its outputs into it.",
    ],
    arguments: [.init("path", .path, "the script, which must not be there yet")],
    options: [.init("replace", .flag, default: "no", "whether a file of that name may be replaced")],
    examples: [
      .init(
        "films | where rating > 7 as best ; best | sort -rating | take 3 ; save \"best.hq\"",
        "three statements")
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    guard let given = planning.text(call.expressions[0], as: "the path of a script") else { return nil }
    let path = given.hasSuffix(".hq") ? given : given + ".hq"
    let span = call.expressions[0].span
    let replaces = call.options.flag("replace") ?? false
    return call.session("save \(path)") { running in
      let statements = running.state.journal.statements
      guard !statements.isEmpty else {
        throw Diagnostic(.noTable, "nothing has led anywhere yet, so there is nothing to save", at: call.span)
      }
      let place = running.placeToWrite(path)
      guard replaces || fileIdentity(at: place) == nil else {
        throw Diagnostic(
          .unwritableFile, "`\(path)` is there already", at: span,
          hints: ["`replace=yes` behind it replaces it"])
      }
      do throws(FileError) {
        try writeText(script(statements, named: path, in: running), to: place)
      } catch {
        throw Diagnostic(error, at: span)
      }
      running.emit(.report(path: path))
    }
  }

  /// In the one canonical layout.
  private static func script(_ statements: [String], named path: String, in running: Running) -> [UInt8] {
    let name = path.split(separator: "/").last.map { $0.dropLast(3) } ?? "notebook"
    var lines = ["hq \(Parser.edition)", "# # \(name)", ""]
    let demo = "use demo"
    if running.environment.store == .demo, !statements.contains(where: { $0.hasPrefix("use ") }) {
      lines.append(demo)
    }
    let text = (lines + statements).joined(separator: "\n") + "\n"
    let source = SourceText(name: path, text: text)
    return Formatter.format(source, vocabulary: running.environment.vocabulary).bytes ?? source.bytes
  }
}
