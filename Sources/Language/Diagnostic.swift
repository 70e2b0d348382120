import Tables

/// One problem, as data: what is wrong, where, what was expected and what to do next.
///
/// The message states a fact in lower case with the offending text in backticks. How it looks is decided by
/// the renderers in `Diagnostic+Rendering.swift`.
package struct Diagnostic: Error, Sendable {
  package enum Severity: String, Sendable {
    case note, warning, error
  }

  /// A change of the text that mends the problem.
  package struct Fix: Sendable {
    package let span: Span
    package let replacement: String

    package init(_ span: Span, _ replacement: String) {
      self.span = span
      self.replacement = replacement
    }
  }

  package let severity: Severity
  package let code: Code
  package let message: String
  package var span: Span?
  /// What stands under the marked text: what was expected, or the nearest name.
  package var label: String?
  package var hints: [String]
  package var fix: Fix?
  /// The page of `help` that says more.
  package var topic: String?

  package init(
    _ code: Code, _ message: String, at span: Span? = nil, label: String? = nil, hints: [String] = [],
    fix: Fix? = nil, topic: String? = nil, severity: Severity = .error
  ) {
    self.severity = severity
    self.code = code
    self.message = Diagnostic.shortened(message)
    self.span = span
    self.label = label
    self.hints = hints
    self.fix = fix
    self.topic = topic
  }

  /// A name in a message may be a whole file that was taken for one.
  private static func shortened(_ message: String) -> String {
    message.utf8.count > 2000 ? message.prefix(200) + " … " + message.suffix(100) : message
  }

  /// Every kind of problem under its number, which never changes its meaning.
  ///
  /// The hundreds say the stage: 0 the command line, 1 the text, 2 the check, 3 files, 4 running, 5 an
  /// expectation, 6 something that is missing, 7 what may work later.
  package enum Code: Int, Sendable, CaseIterable {
    case unknownCommandOption = 1
    case badCommandValue = 2
    case undeclaredParameter = 3

    case unreadableCharacter = 101
    case unclosedText = 102
    case badNumber = 103
    case unexpectedText = 104
    case unclosedBracket = 105
    case tooDeep = 106
    case invalidEncoding = 107
    case foreignWord = 108
    case badEscape = 109
    case newerEdition = 110

    case unknownVerb = 201
    case unknownName = 202
    case unknownOption = 203
    case badOptionValue = 204
    case wrongType = 205
    case missingArgument = 206
    case unknownFunction = 207
    case noTable = 208
    case duplicateName = 209
    case misplacedAggregate = 210
    case unknownParameter = 211
    case badInclude = 212
    case unexpectedArgument = 213
    case notYet = 214
    case badSQL = 215
    case notReplayable = 216

    case unreadableFile = 301
    case binaryFile = 302
    case damagedRows = 303
    case badReadOption = 304
    case unwritableFile = 305
    case unknownFormat = 306
    case unreadableStore = 307
    case unwritableStore = 308

    case overflow = 401
    case fanOut = 402
    case interrupted = 403
    case failed = 404
    case nothingToUndo = 405
    case joinAccount = 406
    case notInStore = 407
    case keyRefused = 408
    case badSetting = 409
    case mayBeMissing = 410
    case modelRemark = 411
    case notLearnt = 412

    case expectationFailed = 501
    case outputDiffers = 502
    case lockDiffers = 503
    case badLock = 504

    case missingFile = 601
    case noStore = 602
    case noKey = 603
    case noLibrary = 604
    case noProgram = 605

    case away = 701
    case incomplete = 702
  }
}

extension Sequence<Diagnostic> {
  package var hasErrors: Bool { contains { $0.severity == .error } }
}

extension Diagnostic.Code {
  /// `HQ203`
  package var name: String { "HQ" + NumberText.padded(rawValue, to: 3) }
}
