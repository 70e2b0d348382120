import Language
import Tables

/// What a test runner of another kind would write of scripts: JUnit's XML, which CI systems read.
package struct JUnitReport {
  package struct Suite {
    package let name: String
    package let milliseconds: Double
    package let cases: [Case]

    package init(name: String, milliseconds: Double, cases: [Case]) {
      self.name = name
      self.milliseconds = milliseconds
      self.cases = cases
    }
  }

  /// A statement, or the whole of a notebook.
  package struct Case {
    package let name: String
    package let line: Int
    package let milliseconds: Double
    package let failures: [Diagnostic]

    package init(name: String, line: Int, milliseconds: Double, failures: [Diagnostic]) {
      self.name = name
      self.line = line
      self.milliseconds = milliseconds
      self.failures = failures
    }

    package init(_ outcome: Interpreter.Outcome, failures: [Diagnostic]) {
      let line = outcome.statement.span.position.line
      self.init(
        name: "line \(line): \(onOneLine(outcome.statement.span.text))", line: line,
        milliseconds: outcome.milliseconds,
        failures: failures)
    }
  }

  package var suites: [Suite] = []

  package init() {}

  package var text: String {
    let cases = suites.flatMap(\.cases)
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text +=
      "<testsuites name=\"hq\"\(counts(of: cases)) time=\"\(seconds(suites.map(\.milliseconds).reduce(0, +)))\">\n"
    for suite in suites {
      text +=
        "  <testsuite name=\"\(escaped(suite.name))\"\(counts(of: suite.cases)) time=\"\(seconds(suite.milliseconds))\">\n"
      for one in suite.cases { text += written(one, suite) }
      text += "  </testsuite>\n"
    }
    return text + "</testsuites>\n"
  }

  private func counts(of cases: [Case]) -> String {
    let failed = cases.filter { !$0.failures.isEmpty }
    let errors = failed.filter { !isFailure($0) }.count
    return " tests=\"\(cases.count)\" failures=\"\(failed.count - errors)\" errors=\"\(errors)\""
  }

  /// What did not hold, in the contrary of what could not run.
  private func isFailure(_ one: Case) -> Bool {
    one.failures.allSatisfy { [.expectationFailed, .outputDiffers, .lockDiffers].contains($0.code) }
  }

  private func written(_ one: Case, _ suite: Suite) -> String {
    let name = escaped(String(one.name.prefix(200)))
    let open =
      "    <testcase classname=\"\(escaped(suite.name))\" name=\"\(name)\" file=\"\(escaped(suite.name))\" line=\"\(one.line)\" time=\"\(seconds(one.milliseconds))\""
    guard let first = one.failures.first else { return open + "/>\n" }
    let tag = isFailure(one) ? "failure" : "error"
    let body = one.failures.map { $0.fancy(color: false, width: nil) }.joined(separator: "\n")
    return open + ">\n      <\(tag) type=\"\(first.code.name)\" message=\"\(escaped(first.message))\">"
      + escaped(body) + "</\(tag)>\n    </testcase>\n"
  }

  private func seconds(_ milliseconds: Double) -> String {
    NumberText.shortest((milliseconds).rounded() / 1000)
  }

  /// As XML takes it: without the controls that it has no place for.
  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case let control where control.value < 0x20 || control.value == 0xFFFE || control.value == 0xFFFF:
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
