import Contract
import Bytes
import CanonicalJSON
import Catalog

extension UpstreamCall {
  /// The members of the input that say a size.
  func sizes(at place: OfferInMode) -> JSONObject {
    let names = place.operation.sizing.fields
    return JSONObject((input.objectValue?.members ?? []).filter { names.contains($0.name) })
  }

  /// Whether the provider delivers exactly the pixels that it would for other members.
  ///
  /// Edits here are of a picture of 120x80.
  func isEquivalent(to members: JSONObject, at place: OfferInMode) -> Bool {
    let source = place.mode == .edit ? PixelSize(120, 80) : nil
    guard !isPlanned, let input = input.objectValue,
      let own = place.operation.delivers(input: input, source: source)
    else { return false }
    return own == place.operation.delivers(input: members, source: source)
  }

  /// Where the input says another size than `members` do, with any of `others` beside them.
  ///
  /// Another spelling of the same pixels is no other size.
  func differs(
    from members: JSONObject,
    without others: [String],
    at place: OfferInMode
  ) -> [Mismatch] {
    let found = goesElsewhere(than: place.operation.endpoint) + lacks(members) + holds(others)
    let names = place.operation.sizing.fields
    let isAboutSizes = found.allSatisfy { mismatch in
      let tokens = mismatch.pointer?.tokens ?? []
      return tokens.count > 1 && names.contains(tokens[1])
    }
    return isAboutSizes && isEquivalent(to: members, at: place) ? [] : found
  }
}
