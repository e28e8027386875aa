package import CanonicalJSON

/// A public report of a bug in some gateway, and the case that fails where a gateway has that bug.
///
/// It is replayed at an offer of the shipped models, whichever provider it was reported of.
package struct BugReport: Sendable, Equatable {
  package enum Source: Sendable, Equatable {
    /// An issue or a pull request.
    case number(Int)
    /// A commit whose source shows it; nobody has reported it.
    case commit(String)
  }

  /// On GitHub, as `owner/name`.
  package var repository: String
  package var source: Source
  /// In this project's own words.
  package var symptom: String
  package var requirement: String
  package var caseID: String
  /// The faulty gateway that shows the same.
  package var gateway: String
  /// The part of all this that is a reading of this project's, and not said by the report.
  package var reading: String?

  /// As people cite it: `owner/name#12`, `owner/name@1a2b3c4d`.
  package var name: String {
    switch source {
    case .number(let number): "\(repository)#\(number)"
    case .commit(let commit): "\(repository)@\(commit)"
    }
  }
}

extension BugReport {
  package static let file = "golden/gateways/bugs.json"

  /// Reads `{"reports":[{"repository","number" or "commit","symptom","requirement","case","gateway","reading"?}]}`.
  package static func all(
    _ root: JSONNode,
    heldTo requirements: RequirementList
  ) throws(JSONFault) -> [BugReport] {
    try root.allowing(["reports"])
    let ids = requirements.all.map(\.id)
    var reports: [BugReport] = []
    for node in try root.required("reports").elements() {
      let report = try BugReport(node, among: ids)
      guard !reports.contains(where: { $0.name == report.name }) else {
        throw node.failure(.malformed(report.name, expected: "a report that stands here once"))
      }
      reports.append(report)
    }
    return reports
  }

  private init(_ node: JSONNode, among requirements: [String]) throws(JSONFault) {
    try node.allowing([
      "repository", "number", "commit", "symptom", "requirement", "case", "gateway", "reading",
    ])
    let repository = try node.required("repository")
    self.init(
      repository: try repository.string(),
      source: try BugReport.source(node),
      symptom: try node.required("symptom").string(),
      requirement: try node.required("requirement").name(among: requirements, what: "requirement"),
      caseID: try node.required("case").string(),
      gateway: try node.required("gateway").string(),
      reading: try node.optional("reading")?.string()
    )
    guard self.repository.split(separator: "/").count == 2 else {
      throw repository.failure(.malformed(self.repository, expected: "OWNER/NAME"))
    }
  }

  private static func source(_ node: JSONNode) throws(JSONFault) -> Source {
    guard let commit = node.optional("commit") else {
      return .number(try node.required("number").int())
    }
    if let number = node.optional("number") {
      throw number.failure(.other("stands beside commit; a report has one of both"))
    }
    return .commit(try commit.string())
  }
}

extension BugReport: CustomStringConvertible {
  package var description: String { "\(name): \(symptom)" }
}
