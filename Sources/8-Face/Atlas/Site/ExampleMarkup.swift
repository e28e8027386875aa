import Contract
import Reports

extension Example {
  /// Both sides of a case that failed, and how to look at it again.
  var html: String {
    let outcome: Outcome =
      switch verdict {
      case .failed, .known: .broken
      case .differs: .differs
      case .flaky: .unsteady
      default: .unknown
      }
    var rows = ""
    for (name, text) in [
      ("request", request), ("actual", actual), ("expected", expected), ("why", why),
    ] {
      if let text { rows += "<dt>\(name)</dt><dd><code>\(MarkupText.line(text))</code></dd>" }
    }
    let look = again.map { "<pre>\(MarkupText.block($0))</pre>" } ?? ""
    return "<div class=\"example \(outcome.rawValue)\"><p><code>\(MarkupText.line(caseID))</code> "
      + "<small>\(MarkupText.line(place))</small></p>"
      + (rows.isEmpty ? "" : "<dl>\(rows)</dl>") + "\(look)</div>\n"
  }
}

extension Requirement {
  /// A link to its page, from a page in a folder of the site.
  var link: String {
    "<a href=\"../\(Atlas.page(of: id))\">\(MarkupText.line(id))</a>"
  }
}

extension BugReport {
  /// The report as people cite it, leading to where it stands.
  var link: String {
    let path =
      switch source {
      case .number(let number): "issues/\(number)"
      case .commit(let commit): "commit/\(commit)"
      }
    return "<a href=\"https://github.com/\(MarkupText.line(repository))/\(MarkupText.line(path))\">"
      + "\(MarkupText.line(name))</a>"
  }
}
