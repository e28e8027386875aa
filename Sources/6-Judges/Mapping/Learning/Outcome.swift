package import CanonicalJSON

/// What an ask comes to, as a map holds it.
package struct Outcome: Sendable, Equatable {
  /// The fields that the calls hold otherwise than the plain ask's, a list where the calls differ; nil where
  /// nobody was called.
  package var upstream: JSON?
  /// How many calls there were.
  package var calls: Int
  /// Where they went, where that is elsewhere than the plain ask's.
  package var place: String?
  /// The fields of the plain ask's call that they lack.
  package var without: [String] = []
  package var answer: JSON
  package var delivers: String?

  package var isServed: Bool { answer == 200 }
}

/// The plain ask's call, which others are told apart from.
struct Ground: Sendable {
  /// The plain ask's only call, or the first of them.
  var plain: Observed.Call?
  /// The fields that say a size here: those that differ among asks for sizes.
  var sized: Set<String> = []
  /// The fields that are otherwise each time that the same is asked.
  var varying: Set<String> = []

  /// The whole of what an ask came to, nothing left out but what varies.
  static func whole(varying: Set<String>) -> Ground { Ground(varying: varying) }

  func outcome(of observed: Observed, to ask: JSONObject) -> Outcome {
    let shown = observed.calls.map { told($0.input, ask) }
    let isAlike = shown.allSatisfy { $0 == shown.first }
    let places = Set(observed.calls.map(\.place))
    let isElsewhere = plain.map { places != [$0.place] } ?? true
    return Outcome(
      upstream: shown.isEmpty ? nil : isAlike ? shown[0] : .array(shown),
      calls: shown.count,
      place: isElsewhere && !places.isEmpty ? places.sorted().joined(separator: ", ") : nil,
      without: observed.calls.first.map { lacking($0.input) } ?? [],
      answer: observed.answer,
      delivers: observed.delivers
    )
  }

  /// The fields that are worth telling, sorted.
  private func told(_ input: JSONObject, _ ask: JSONObject) -> JSON {
    let isAboutSize = MapAsk.isAboutSize(ask)
    let told = input.members.filter { member in
      guard !varies(member, ask) else { return false }
      if isAboutSize, sized.contains(member.name) { return true }
      return plain?.input[member.name].map { $0 != member.value } ?? true
    }
    return .object(JSONObject(told.sorted { $0.name < $1.name }))
  }

  /// What was asked for is no accident.
  private func varies(_ member: JSONObject.Member, _ ask: JSONObject) -> Bool {
    varying.contains(member.name)
      && !ask.members.contains { $0.value.isSameValue(as: member.value) }
  }

  private func lacking(_ input: JSONObject) -> [String] {
    (plain?.input.names ?? []).filter { input[$0] == nil && !varying.contains($0) }.sorted()
  }
}
