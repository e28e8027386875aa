package import Contract
package import Terminal

extension TextStyle {
  package func paint(_ text: String, as verdict: Verdict) -> String {
    switch verdict {
    case .passed: escape(text, "32")
    case .failed: escape(text, "1;31")
    case .errored, .flaky, .fixed: escape(text, "33")
    case .differs, .known, .skipped: escape(text, "36")
    }
  }
}
