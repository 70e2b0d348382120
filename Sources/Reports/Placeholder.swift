import CMark
import PangoCairo

package func checkLibraries() -> String {
  guard let text = hq_pango_open() else { return String(cString: cmark_version_string()) }
  return String(cString: text)
}
