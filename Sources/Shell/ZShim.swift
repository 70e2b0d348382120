enum Manual { static let text = "" }
enum Reference { static let text = "" }
enum Completions { static func text(for shell: String) -> String { "" } }
