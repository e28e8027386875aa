import Contract
import CanonicalJSON
import Catalog
import HTTPMessages

/// One fault, one blame: what follows from a fault that another requirement names is not told again.
extension Question {
  /// The judgements where another model or provider was called than the one that was forced; nil where none was.
  ///
  /// Whatever else differs then follows from it.
  func misdirection(_ seen: Evidence) -> [Judgement]? {
    guard let subject, provider != nil, let call = seen.calls.first else { return nil }
    let (blamed, found) =
      call.provider == subject.offer.provider
      ? (RequirementName.routeOffer, call.goesElsewhere(than: subject.operation.endpoint))
      : (.routePrefix, seen.stays(at: subject.offer.provider))
    guard !found.isEmpty else { return nil }
    return blame(blamed, found, else: requirements.map { Judgement($0, .met) })
  }

  /// The judgements without what follows from more calls than pictures were asked for.
  func unfolded(_ judgements: [Judgement], _ seen: Evidence) -> [Judgement] {
    // Whoever makes another number of pictures than was asked is wrong about that, not about calls.
    guard let count = mostCalls, seen.calls.count > max(count, seen.items.count) else {
      return judgements
    }
    let most = max(count, seen.items.count)
    let surplus = seen.asks(atMost: most)
    let isNamed = judgements.contains { $0.requirement == .errorNoAmplification }
    return isNamed ? judgements : blame(.errorNoAmplification, surplus, else: judgements)
  }

  /// One requirement that is not met, and the others skipped as far as they are not met either.
  private func blame(
    _ requirement: RequirementName,
    _ mismatches: [Mismatch],
    else judgements: [Judgement]
  ) -> [Judgement] {
    let why = "follows from what \(requirement.id) names"
    let others = judgements.filter { $0.requirement != requirement }.map { judgement in
      Judgement(judgement.requirement, .skipped(why: why))
    }
    return others + [Judgement(requirement, mismatches)]
  }

  /// How many calls its pictures take if each is asked for by itself; nil where nobody can say.
  private var mostCalls: Int? {
    guard subject != nil, ask.method == .post, case .some = ask.mode else { return nil }
    switch ask.encoding {
    case .raw: return nil
    case .json, .form: break
    }
    guard let n = ask.fields["n"], !n.isNull else { return 1 }
    return (n.intValue ?? n.stringValue.flatMap { Int($0) }).flatMap { 1...10 ~= $0 ? $0 : nil }
  }
}

extension RequirementName {
  static let routeOffer = RequirementName("route.offer")
}
