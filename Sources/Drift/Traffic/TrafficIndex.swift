import Catalog
import HTTPMessages

/// Finds the endpoint and the call behind a request's method and URL.
struct TrafficIndex: Sendable {
  struct Call: Sendable {
    /// The name of the call in the provider's facts.
    var name: String
    /// The place of the subject.
    var place: Int
  }

  let subjects: [Subject]
  /// Calls whose path holds the endpoint, by method and address.
  private var exact: [String: Call] = [:]
  /// Calls whose path holds an id, by method, host and the path with the id left out.
  private var templates: [(method: String, host: String, path: [String], call: Call)] = []

  init(_ subjects: [Subject]) {
    self.subjects = subjects
    for (place, subject) in subjects.enumerated() {
      let app = subject.endpoint.split(separator: "/").prefix(2).joined(separator: "/")
      let values = ["endpoint": subject.endpoint, "app": app, "id": TrafficIndex.mark]
      for (name, call) in subject.facts.calls where name != "upload" {
        guard let base = subject.facts.bases[call.base],
          let path = subject.facts.path(name, filling: values),
          let url = HTTPURL(base + path)
        else { continue }
        let found = Call(name: name, place: place)
        if path.contains(TrafficIndex.mark) {
          for host in [url.authority] + (subject.facts.hosts[call.base] ?? []) {
            templates.append((call.method, host, url.target.segments, found))
          }
        } else {
          exact["\(call.method) \(url.authority)\(url.target.text)"] = found
        }
      }
    }
  }

  private static let mark = "{id}"

  /// `issuer` is the subject whose work the request names, where the recording has shown it.
  func call(_ method: String, _ url: HTTPURL, id issuer: Int?) -> Call? {
    let address = "\(method) \(url.authority)\(url.target.text)"
    if let call = exact[address] ?? exact[String(address.prefix { $0 != "?" })] { return call }
    let segments = url.target.segments
    let fitting = templates.filter { template in
      template.method == method && template.host == url.authority
        && template.path.count == segments.count
        && zip(template.path, segments).allSatisfy { $0 == TrafficIndex.mark || $0 == $1 }
    }
    if let issuer { return fitting.first { $0.call.place == issuer }?.call }
    // Work of unknown origin tells nothing, unless only one endpoint can have ordered it.
    return Set(fitting.map(\.call.place)).count == 1 ? fitting.first?.call : nil
  }
}
