/// `1 row`, `12 rows`: how many of what, for messages.
package func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
