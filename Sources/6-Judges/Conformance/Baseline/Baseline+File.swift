package import Contract
import CanonicalJSON

extension Baseline {
  /// Reads a line for the contract's revision, then one for each expectation.
  package init(parsing bytes: [UInt8], file: String) throws {
    let records = try JSONNode.lines(of: bytes, file: file)
    guard let head = records.first else { throw BaselineError.noHead(file: file) }
    guard head.value["contract"] != nil, head.value["requirement"] == nil else {
      throw BaselineError.noHead(file: file)
    }
    try head.allowing(["contract", "gateway"])
    contract = try head.required("contract").int()
    failures = []
    var places: [[String]: Place] = [:]
    for record in records.dropFirst() {
      let failure = try ExpectedFailure(record)
      if let first = places.updateValue(record.place, forKey: failure.scope) {
        throw BaselineError.repeated(failure.requirement, first: first, second: record.place)
      }
      failures.append(failure)
    }
  }

  /// The file's text, sorted.
  package func text(gateway: String) -> String {
    let head: JSON = ["contract": .integer(contract ?? 0), "gateway": .string(gateway)]
    let lines = failures.sorted { $0.scope.lexicographicallyPrecedes($1.scope) }.map(\.json)
    return ([head] + lines).map { $0.text() + "\n" }.joined()
  }
}

extension ExpectedFailure {
  fileprivate init(_ record: JSONNode) throws {
    try record.allowing(["requirement", "offer", "case", "reason", "until"])
    let until = try record.optional("until")?.string()
    let day = until.flatMap(Day.init)
    if let until, day == nil { throw BaselineError.notADay(until, record.place) }
    let reason = try record.required("reason").string()
    guard !reason.allSatisfy(\.isWhitespace) else { throw BaselineError.noReason(record.place) }
    self.init(
      requirement: try record.required("requirement").string(),
      offer: try record.optional("offer")?.string(),
      caseID: try record.optional("case")?.string(),
      reason: reason,
      until: day,
      place: record.place
    )
  }

  fileprivate var json: JSON {
    var line: JSONObject = ["requirement": .string(requirement)]
    if let offer { line.append("offer", .string(offer)) }
    if let caseID { line.append("case", .string(caseID)) }
    line.append("reason", .string(reason))
    if let until { line.append("until", .string("\(until)")) }
    return .object(line)
  }
}

/// A fault in a file of expected failures.
package enum BaselineError: Error, Equatable {
  case noHead(file: String)
  case notADay(String, Place)
  case noReason(Place)
  case repeated(String, first: Place, second: Place)
}

extension BaselineError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noHead(let file):
      "\(file):1: must be {\"contract\":N}, the revision that the file was written for; "
        + "'touchstone check --write-expected --reason TEXT' writes it"
    case .notADay(let text, let place):
      "\(place): \"until\" is \"\(text)\" but must be a day as 2026-12-31"
    case .noReason(let place): "\(place): \"reason\" must say why the failure stands"
    case .repeated(let requirement, let first, let second):
      "\(second): says of \(requirement) what already stands at \(first); delete one of them"
    }
  }
}
