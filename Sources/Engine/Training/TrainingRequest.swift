import Films
import Language
import Learning
import Modelling
import Tables

/// What a `train`, `tune` or `crossval` asks for, as far as the statement says it.
struct TrainingRequest: Sendable {
  /// `rf`, `kmeans`; `seed` for a bare `train`.
  var family: String
  var parts: [PartPlan] = []
  var clusters: ClusterTraining?
  /// The set of a film's features where no formula names columns.
  var filmFeatures: FilmFeatures?
  /// Columns that follow from those of a film and are computed first.
  var derived: [NamedExpression] = []
  var seed: Int?
  /// Options with several values, for `tune`.
  var tried: [(name: String, settings: [BoundOptions.Setting])] = []
  let span: Span

  static let seedFamily = "seed"
  static let ensemble = "ensemble"
  static let clustering = "kmeans"

  var isOfFilms: Bool { filmFeatures != nil }

  /// Every column that a model of it learns from.
  var features: [String] {
    var names: [String] = []
    for name in parts.flatMap(\.features) + (clusters?.features ?? []) where !names.contains(name) {
      names.append(name)
    }
    return names
  }
}

/// The options that go with every kind of model.
enum TrainingOptions {
  static let all: [VerbSignature.Option] = [
    .init(
      "split", .numberOrWord(0.05...0.95, ["time", "none"]), default: "0.75",
      "the share of the rows to learn from, judged by the rest; `time`: the oldest of them; `none`: all"),
    .init("share", .double(0.05...0.95), default: "0.75", "with `split=time`: the share of the oldest rows"),
    .init("cv", .int(2...50), default: "none", "learn from all rows, judged by so many folds"),
    .init("seed", .int(0...Int.max), default: "that of the session, 42", "where chance begins"),
    .replayTolerance,
    .init(
      "target", .choice(TargetScale.Choice.allCases.map(\.rawValue)), default: "auto",
      "the scale of a skewed number: its logarithm, as it is, or whichever predicts better"),
    .init(
      "features",
      .numberOrWord(0...1_000_000, FilmFeatures.allCases.map(\.rawValue) + ["all", "sqrt"]),
      default: "standard", "which features of a film; for `rf` also how many columns a split tries"),
    .init(
      "min_votes", .int(0...Int.max), default: "10", "films with fewer votes are left out where ratings count"
    ),
    .init("intervals", .flag, default: "yes", "whether ranges are made in which numbers will lie"),
  ]

  static let forms: [VerbSignature.Form] =
    ModelFamilies.all.map { .init($0.name, $0.summary, options: $0.options) } + [
      .init(
        TrainingRequest.clustering, "clusters around centres, on a plane of the two main directions",
        options: [
          .init("k", .int(1...1_000), default: "4", "how many clusters; a range, as 2..10, tries each"),
          .init("restarts", .int(1...1_000), default: "10", "how often to begin anew; the best is kept"),
        ]),
      .init(
        TrainingRequest.ensemble, "several models together: `train ensemble a, b`",
        options: [
          .init(
            "combine", .choice(["mean", "stack"]), default: "mean",
            "their mean, or a model of what they say")
        ]),
    ]
}

extension TrainingRequest {
  /// Reads a stage; nil after reporting what is wrong with it.
  static func read(_ call: Call, _ planning: inout Planning) -> TrainingRequest? {
    let words = call.words
    let form = words.first.flatMap { word in TrainingOptions.forms.first { $0.name == word.text } }
    let names = form == nil ? words : Array(words.dropFirst())
    var request = TrainingRequest(family: form?.name ?? seedFamily, span: call.span)
    request.seed = call.options.int("seed")
    if let features = call.options.text("features"), let set = FilmFeatures(rawValue: features) {
      request.filmFeatures = set
    }
    guard let recipe = request.recipe(call, form, names, &planning) else { return nil }
    // What members that are not trained yet will learn from is known when they are.
    if case .ensemble(let members, _)?? = Optional(recipe), members.count < names.count { return request }
    guard let targets = request.targets(call, names, &planning) else { return nil }
    guard let features = request.features(call, targets, &planning) else { return nil }
    let split = split(call)
    if recipe != nil {
      request.parts = targets.map { target in
        var plan = PartPlan(
          recipe ?? .single(family: RandomForest.name, ModelOptions()), target: target,
          features: features.filter { $0 != target.name && $0 != target.column })
        plan.split = split
        plan.scale = call.options.text("target").flatMap { TargetScale.Choice(rawValue: $0) } ?? .auto
        plan.hasIntervals = call.options.flag("intervals") ?? true
        plan.timeColumn = timeColumn(call.input)
        if target.column == "vote_average", call.input["vote_count"]?.type == .int {
          plan.minVotes = call.options.int("min_votes") ?? 10
        }
        return plan
      }
      if split.needsTime, timeColumn(call.input) == nil {
        return planning.fail(
          .wrongType, "`split=time` needs a column with dates, and the table has none",
          at: call.options.span("split") ?? call.span)
      }
    }
    if request.family == clustering || request.family == seedFamily {
      request.clusters = request.clustering(call, features)
    }
    return request
  }

  // MARK: The model

  /// The recipe of what predicts: nil within for clusters, nil altogether after a report.
  private mutating func recipe(
    _ call: Call, _ form: VerbSignature.Form?, _ names: [NameSyntax], _ planning: inout Planning
  ) -> TableRecipe?? {
    guard let form else {
      if let word = names.first {
        let known = TrainingOptions.forms.map(\.name)
        let near = Suggestion.nearest(to: word.text, among: known)
        let verb = call.syntax.verb.text
        return planning.fail(
          .unknownName, "`\(word.text)` is no kind of model", at: word.span,
          label: Suggestion.question(near),
          hints: near.isEmpty
            ? [
              "the kinds are \(known.joined(separator: ", "))",
              "`\(verb) rf \(quotedName(word.text)) ~ .` learns to predict a column",
            ] : [],
          topic: verb)
      }
      // Deep enough for films, and a quarter of the size of trees without a limit.
      return .some(.single(family: RandomForest.name, ModelOptions(["depth": .int(10)])))
    }
    var options = ModelOptions()
    for option in form.options {
      guard let setting = call.options.setting(option.name) else { continue }
      if case .several(let settings) = setting {
        tried.append((option.name, settings))
      } else {
        options[option.name] = setting
      }
    }
    if form.name == RandomForest.name {
      if let number = call.options.double("features") { options["tried"] = .double(number) }
      if let word = call.options.text("features"), FilmFeatures(rawValue: word) == nil {
        options["tried"] = .text(word)
      }
    } else if call.options.double("features") != nil
      || call.options.text("features").map({ FilmFeatures(rawValue: $0) == nil }) ?? false
    {
      return planning.fail(
        .badOptionValue, "only `rf` chooses from so many columns at a split",
        at: call.options.span("features") ?? call.span,
        label: "one of \(FilmFeatures.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    switch form.name {
    case TrainingRequest.clustering: return .some(nil)
    case TrainingRequest.ensemble: return ensemble(call, names, &planning).map { .some($0) }
    default: return .some(.single(family: form.name, options))
    }
  }

  private func ensemble(_ call: Call, _ names: [NameSyntax], _ planning: inout Planning) -> TableRecipe? {
    guard names.count >= 2 else {
      return planning.fail(
        .missingArgument, "`train ensemble` needs the names of two models or more", at: call.span,
        label: "as in `train ensemble a, b`", topic: "train")
    }
    var members: [TableRecipe] = []
    for name in names {
      guard let found = planning.model(name, at: name.span) else { return nil }
      if case .known(let model) = found {
        guard let part = model.parts.first else {
          return planning.fail(.wrongType, "`\(name.text)` predicts nothing", at: name.span)
        }
        members.append(part.plan.recipe)
      }
    }
    return .ensemble(members, stacks: call.options.text("combine") == "stack")
  }

  private func clustering(_ call: Call, _ features: [String]) -> ClusterTraining {
    var training = ClusterTraining(features: features) { FilmFeatures.words(for: $0) }
    let tried = tried.first { $0.name == "k" }?.settings.compactMap {
      if case .int(let number) = $0 { number } else { nil }
    }
    training.counts = tried ?? [call.options.int("k") ?? 4]
    training.restarts = call.options.int("restarts") ?? 10
    return training
  }

  private static func split(_ call: Call) -> SplitChoice {
    if let count = call.options.int("cv") { return .folds(count) }
    switch call.options.text("split") {
    case "time": return .time(call.options.double("share") ?? 0.75)
    case "none": return .none
    default: return .share(call.options.double("split") ?? call.options.double("share") ?? 0.75)
    }
  }

  private static func timeColumn(_ schema: Schema) -> String? {
    schema["release_date"].map(\.name)
      ?? schema.fields.first { $0.type == .date || $0.type == .timestamp }?.name
  }

  // MARK: Targets and features

  private static func formula(_ call: Call) -> FormulaSyntax? {
    for case .formula(let formula) in call.syntax.arguments { return formula }
    return nil
  }

  private func targets(
    _ call: Call, _ names: [NameSyntax], _ planning: inout Planning
  ) -> [TargetChoice]? {
    let formula = TrainingRequest.formula(call)
    if family == TrainingRequest.clustering {
      guard let target = formula?.target else { return [] }
      return planning.fail(
        .unexpectedArgument, "clusters have no target", at: target.span,
        label: "`train kmeans ~ …` names the columns alone")
    }
    if let formula {
      guard let target = formula.target else {
        return planning.fail(
          .missingArgument, "the formula says not what is to be predicted", at: formula.span,
          label: "its name stands in front of the `~`")
      }
      return target.choice(in: call.input, &planning).map { [$0] }
    }
    if family == TrainingRequest.ensemble {
      return ensembleTargets(names, call.input, &planning)
    }
    if let name = names.first { return name.choice(in: call.input, &planning).map { [$0] } }
    let words: [String] =
      switch family {
      case LinearRegression.name: ["popularity", "vote_average"]
      case LogisticRegression.name: ["high_rating"]
      default: ["popularity", "high_rating"]
      }
    return words.compactMap { TargetChoice.named($0, in: call.input) }
  }

  private func ensembleTargets(
    _ names: [NameSyntax], _ schema: Schema, _ planning: inout Planning
  ) -> [TargetChoice]? {
    guard let first = names.first, case .known(let model)? = planning.model(first, at: first.span) else {
      return []
    }
    return model.parts.prefix(1).map(\.plan.target)
  }

  /// The columns to learn from, those that follow from a film's among them.
  private mutating func features(
    _ call: Call, _ targets: [TargetChoice], _ planning: inout Planning
  ) -> [String]? {
    if let formula = TrainingRequest.formula(call) { return features(formula, call, targets, &planning) }
    if family == TrainingRequest.ensemble, let first = call.words.dropFirst().first,
      case .known(let model)? = planning.model(first, at: first.span), let part = model.parts.first
    {
      derive(part.plan.features, over: call.input)
      return part.plan.features
    }
    let set = filmFeatures ?? .standard
    let missing =
      set.missing(in: call.input)
      + targets.map(\.column).filter { call.input[$0] == nil }
    let isTold = family == TrainingRequest.clustering || !targets.isEmpty
    guard missing.isEmpty, isTold else {
      return planning.fail(
        .missingArgument,
        "`\(call.syntax.verb.text) \(call.words.first?.text ?? "")` learns from films, and this "
          + "table has no \(missing.isEmpty ? "popularity" : missing.map { "`\($0)`" }.joined(separator: ", "))",
        at: call.span,
        hints: [
          "a formula says what is to be predicted from what: `\(call.syntax.verb.text) "
            + "\(call.words.first?.text ?? "rf") TARGET ~ COLUMN + COLUMN`"
        ], topic: call.syntax.verb.text)
    }
    filmFeatures = set
    derived = set.expressions(over: call.input).filter { call.input[$0.name] == nil }
    return set.names
  }

  private mutating func features(
    _ formula: FormulaSyntax, _ call: Call, _ targets: [TargetChoice], _ planning: inout Planning
  ) -> [String]? {
    let schema = call.input
    var chosen: [String] = []
    let leftOut = Set(formula.terms.filter(\.isLeftOut).compactMap(\.name?.text))
    for term in formula.terms where !term.isLeftOut {
      guard let name = term.name else {
        let named = Set(targets.flatMap { [$0.name, $0.column] }).union(leftOut).union(chosen)
        chosen += schema.fields.filter { !named.contains($0.name) && TrainingRequest.isTelling($0) }
          .map(\.name)
        continue
      }
      guard schema[name.text] != nil || isDerivable(name.text, over: schema) else {
        let near = Suggestion.nearest(to: name.text, among: schema.names)
        return planning.fail(
          .unknownName, "the table has no column `\(name.text)`", at: name.span,
          label: Suggestion.question(near),
          hints: near.isEmpty ? ["the columns are \(schema.names.joined(separator: ", "))"] : [])
      }
      if !chosen.contains(name.text) { chosen.append(name.text) }
    }
    chosen.removeAll { leftOut.contains($0) }
    guard !chosen.isEmpty else {
      return planning.fail(
        .missingArgument, "no column is left to learn from", at: formula.span)
    }
    derive(chosen, over: schema)
    return chosen
  }

  /// What `.` stands for: not numbers that only name a row, and not prose.
  private static func isTelling(_ field: Field) -> Bool {
    if ["id", "title", "original_title", "overview", "updated_at", "is_synthetic"].contains(field.name) {
      return false
    }
    return !field.name.hasSuffix("_id")
  }

  private func isDerivable(_ name: String, over schema: Schema) -> Bool {
    RichFeatures.names.contains(name) && schema["release_date"]?.type == .date
      || FilmFeatures.allCases.contains { set in
        set.expressions(over: schema).contains { $0.name == name }
      }
  }

  private mutating func derive(_ names: [String], over schema: Schema) {
    for set in FilmFeatures.allCases {
      for expression in set.expressions(over: schema)
      where names.contains(expression.name) && schema[expression.name] == nil
        && !derived.contains(where: { $0.name == expression.name })
      {
        derived.append(expression)
      }
    }
  }
}

extension SplitChoice {
  fileprivate var needsTime: Bool { if case .time = self { true } else { false } }
}

extension TargetChoice {
  /// What a name means as a target: a high rating is one at or above the median of what is learnt from.
  static func named(_ name: String, in schema: Schema) -> TargetChoice? {
    if name == FilmRelation.highRating, schema["vote_average"] != nil {
      return TargetChoice(name, column: "vote_average", isAboveMedian: true)
    }
    return schema[name] == nil ? nil : TargetChoice(name)
  }
}

extension NameSyntax {
  fileprivate func choice(in schema: Schema, _ planning: inout Planning) -> TargetChoice? {
    if let choice = TargetChoice.named(text, in: schema) { return choice }
    let near = Suggestion.nearest(to: text, among: schema.names)
    return planning.fail(
      .unknownName, "the table has no column `\(text)` to predict", at: span,
      label: Suggestion.question(near),
      hints: near.isEmpty ? ["the columns are \(schema.names.joined(separator: ", "))"] : [])
  }
}
