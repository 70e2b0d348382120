/// Gathers what is wrong with parameters, so that all of it is told at once.
struct ParameterCheck {
  private var problems: [ParameterProblem] = []

  mutating func expect(
    _ holds: Bool, _ name: String, _ given: some CustomStringConvertible, _ expected: String
  ) {
    if !holds {
      problems.append(ParameterProblem(name: name, given: given.description, expected: expected))
    }
  }

  func finish() throws(LearningError) {
    if !problems.isEmpty { throw .parameters(problems) }
  }
}
