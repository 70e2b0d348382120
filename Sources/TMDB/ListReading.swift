import Files
import Tables

/// The genres as TMDB numbers them.
package struct GenreList: Sendable, Hashable {
  package private(set) var names: [Int64: String] = [:]

  package init(names: [Int64: String]) { self.names = names }

  init(_ body: [UInt8]) throws(BadAnswer) {
    var names: [Int64: String] = [:]
    var fields = FieldReader()
    try JSONScanner.read(body) { scanner throws(JSONProblem) in
      try scanner.eachMember { key, scanner throws(JSONProblem) in
        guard scanner.key(key) == "genres" else {
          _ = try scanner.value()
          return
        }
        try scanner.eachItem { scanner throws(JSONProblem) in
          var (id, name): (Int64?, String?) = (nil, nil)
          try scanner.eachMember { key, scanner throws(JSONProblem) in
            let cell = try scanner.value()
            switch scanner.key(key) {
            case "id": id = fields.whole("the id of a genre", cell, scanner)
            case "name": name = fields.text("the name of a genre", cell, scanner)
            default: break
            }
          }
          if let id, let name { names[id] = name }
        }
      }
    }
    if let problem = fields.problem { throw BadAnswer(reason: problem) }
    guard !names.isEmpty else { throw BadAnswer(reason: "the answer has no genres") }
    self.names = names
  }

  /// The number of a genre by its name.
  package func number(of name: String) -> Int64? { names.filter { $0.value == name }.keys.min() }
}

/// A page of what has changed.
struct ChangePage {
  private(set) var pageCount = 0
  private(set) var ids: [Int64] = []

  init(_ body: [UInt8]) throws(BadAnswer) {
    var (pageCount, ids): (Int, [Int64]) = (0, [])
    var fields = FieldReader()
    var hasResults = false
    try JSONScanner.read(body) { scanner throws(JSONProblem) in
      try scanner.eachMember { key, scanner throws(JSONProblem) in
        switch scanner.key(key) {
        case "total_pages": pageCount = Int(fields.whole("total_pages", try scanner.value(), scanner) ?? 0)
        case "results":
          hasResults = true
          try scanner.eachItem { scanner throws(JSONProblem) in
            try scanner.eachMember { key, scanner throws(JSONProblem) in
              let cell = try scanner.value()
              if scanner.key(key) == "id", let id = fields.whole("id", cell, scanner) { ids.append(id) }
            }
          }
        default: _ = try scanner.value()
        }
      }
    }
    if let problem = fields.problem { throw BadAnswer(reason: problem) }
    guard hasResults else { throw BadAnswer(reason: "the answer has no results") }
    (self.pageCount, self.ids) = (pageCount, ids)
  }
}

/// What TMDB says in place of an answer.
struct Refusal {
  /// TMDB's own number: 34 is something that does not exist.
  private(set) var code: Int64?

  init(_ body: [UInt8]) throws(BadAnswer) {
    var code: Int64?
    var fields = FieldReader()
    try JSONScanner.read(body) { scanner throws(JSONProblem) in
      try scanner.eachMember { key, scanner throws(JSONProblem) in
        let cell = try scanner.value()
        if scanner.key(key) == "status_code" { code = fields.whole("status_code", cell, scanner) }
      }
    }
    self.code = code
  }
}
