/// A JSON object on one line, its members in the order in which they are given.
package struct JSONObject {
  private var members: [String] = []

  package init() {}

  package var text: String { "{" + members.joined(separator: ",") + "}" }

  package func with(_ key: String, raw json: String) -> JSONObject {
    var longer = self
    longer.members.append(JSONText.quote(key) + ":" + json)
    return longer
  }

  package func with(_ key: String, text: String?) -> JSONObject {
    with(key, raw: text.map(JSONText.quote) ?? "null")
  }

  package func with(_ key: String, _ number: Int?) -> JSONObject {
    with(key, raw: number.map { String($0) } ?? "null")
  }
}
