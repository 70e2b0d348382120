import Numerics

/// Rows in the hands of libxgboost.
final class BoosterMatrix {
  let handle: XGBoostLibrary.Handle
  let rows: Int
  private let library: XGBoostLibrary

  init(_ library: XGBoostLibrary, _ features: Matrix, _ target: Target?) throws(LearningError) {
    // Beyond the reach of its numbers the library would see infinity, and refuse.
    let reach = Double(Float.greatestFiniteMagnitude)
    let floats = features.values.map { $0.isNaN ? Float.nan : Float(max(-reach, min(reach, $0))) }
    var created: XGBoostLibrary.Handle?
    let result = library.createMatrix(
      floats, UInt64(features.rows), UInt64(features.columns), .nan, &created)
    guard result == 0, let created else { throw library.error }
    handle = created
    rows = features.rows
    self.library = library
    guard let target else { return }
    let labels: [Float] =
      switch target {
      case .numbers(let numbers): numbers.map { Float(max(-reach, min(reach, $0))) }
      case .classes(let classes, _): classes.map(Float.init)
      }
    guard library.setFloats(handle, "label", labels, UInt64(labels.count)) == 0 else { throw library.error }
  }

  deinit { _ = library.freeMatrix(handle) }
}

/// A model in the hands of libxgboost.
final class Booster {
  private let handle: XGBoostLibrary.Handle
  private let library: XGBoostLibrary
  /// The booster reads them as long as it learns.
  private let matrices: [BoosterMatrix]

  enum Prediction: Int32 {
    case values = 0
    case contributions = 4
  }

  init(_ library: XGBoostLibrary, matrices: [BoosterMatrix]) throws(LearningError) {
    var created: XGBoostLibrary.Handle?
    let handles = matrices.map { Optional($0.handle) }
    guard library.createBooster(handles, UInt64(handles.count), &created) == 0, let created else {
      throw library.error
    }
    handle = created
    self.library = library
    self.matrices = matrices
  }

  convenience init(_ library: XGBoostLibrary, image: [UInt8]) throws(LearningError) {
    try self.init(library, matrices: [])
    try check(library.load(handle, image, UInt64(image.count)))
    try set("nthread", "1")
  }

  deinit { _ = library.freeBooster(handle) }

  private func check(_ result: Int32) throws(LearningError) {
    if result != 0 { throw library.error }
  }

  private func set(_ name: String, _ value: String) throws(LearningError) {
    try check(library.setParameter(handle, name, value))
  }

  func set(_ parameters: BoostingParameters, _ task: LearningTask) throws(LearningError) {
    switch task {
    case .regression: try set("objective", "reg:squarederror")
    case .classification(2): try set("objective", "binary:logistic")
    case .classification(let classes):
      try set("objective", "multi:softprob")
      try set("num_class", "\(classes)")
    }
    try set("nthread", "1")
    try set("tree_method", "hist")
    try set("max_depth", "\(parameters.depth)")
    try set("eta", "\(parameters.learningRate)")
    try set("min_child_weight", "\(parameters.minWeight)")
    try set("subsample", "\(parameters.rowShare)")
    try set("colsample_bytree", "\(parameters.columnShare)")
    try set("lambda", "\(parameters.ridge)")
    try set("seed", "\(parameters.seed & 0x7FFF_FFFF)")
    try set("verbosity", "0")
  }

  func update(_ iteration: Int, _ matrix: BoosterMatrix) throws(LearningError) {
    try check(library.update(handle, Int32(iteration), matrix.handle))
  }

  /// The error that is kept small, on other rows.
  func error(on matrix: BoosterMatrix, _ iteration: Int) throws(LearningError) -> Double {
    var text: UnsafePointer<CChar>?
    let result = "held".withCString { name in
      library.evaluate(handle, Int32(iteration), [matrix.handle], [name], 1, &text)
    }
    try check(result)
    // As in "[3]\theld-rmse:0.25".
    guard let text, let number = String(cString: text).split(separator: ":").last.flatMap({ Double($0) })
    else {
      throw .damagedModel
    }
    return number
  }

  func predict(_ matrix: BoosterMatrix, _ kind: Prediction) throws(LearningError) -> [Double] {
    var count: UInt64 = 0
    var values: UnsafePointer<Float>?
    try check(library.predict(handle, matrix.handle, kind.rawValue, 0, 0, &count, &values))
    // SAFETY: the library's buffer of so many numbers holds until the booster is used again.
    return UnsafeBufferPointer(start: values, count: Int(count)).map(Double.init)
  }

  /// The first so many trees, as bytes.
  func image(trees: Int) throws(LearningError) -> [UInt8] {
    var sliced: XGBoostLibrary.Handle?
    try check(library.slice(handle, 0, Int32(trees), 1, &sliced))
    guard let sliced else { throw library.error }
    defer { _ = library.freeBooster(sliced) }
    var count: UInt64 = 0
    var bytes: UnsafePointer<CChar>?
    try check(library.save(sliced, "{\"format\": \"ubj\"}", &count, &bytes))
    // SAFETY: the library's buffer of so many bytes holds until the booster is used again.
    return UnsafeBufferPointer(start: bytes, count: Int(count)).map { UInt8(bitPattern: $0) }
  }
}

extension XGBoostLibrary {
  fileprivate var error: LearningError {
    .library("libxgboost", lastError().map { String(cString: $0) } ?? "")
  }
}
