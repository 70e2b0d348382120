import Language

/// Every function of one row, by theme. A new one is one entry in one of the files of this folder.
package enum FunctionLibrary {
  package static let scalar: [ScalarFunction] =
    NumberFunctions.all + TextFunctions.all + DateFunctions.all + ListFunctions.all

  package static let signatures: [FunctionSignature] = scalar.map(\.signature)

  private static let byName = Dictionary(uniqueKeysWithValues: scalar.map { ($0.signature.name, $0) })

  static func scalar(named name: String) -> ScalarFunction? { byName[name] }
}
