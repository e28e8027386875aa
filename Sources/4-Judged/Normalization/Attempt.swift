import Bytes
package import CanonicalJSON
package import Catalog

/// One request at one operation of an offer: everything that is needed to send it, and what it will deliver.
package struct Attempt: Sendable {
  package let offer: Offer
  package let operation: Operation
  /// The model input of a call for one picture, without its seed.
  let input: JSONObject
  let seed: Int?
  /// Whether the provider's batch field takes over n.
  let batch: Operation.Batch?
  /// How many pictures the client wants.
  package let count: Int
  package let treatments: [Treatment]
  package let output: OutputPlan
  package let size: SizeChoice
  let sources: [PixelSize?]

  /// A call to the provider, for the pictures at `positions` of the answer.
  package struct Call: Sendable, Equatable {
    package let endpoint: String
    package let input: JSONObject
    package let positions: Range<Int>
  }

  /// Whether its call streams drafts before the picture.
  package var asksForDrafts: Bool {
    treatments.contains { $0.parameter == "partial_images" && $0.kind == .passthrough }
  }

  package var dropped: [Treatment] { treatments.filter { $0.kind == .dropped } }

  /// All calls of the request.
  package var calls: [Call] { calls(for: Array(0..<count)) }

  /// The calls for the pictures at `positions`: batches as large as the provider takes, one after the other.
  ///
  /// A call's seed is the client's plus the number of pictures before it, so that a picture keeps its
  /// seed whichever attempt makes it.
  package func calls(for positions: [Int]) -> [Call] {
    var calls: [Call] = []
    var rest = positions.sorted()[...]
    while let first = rest.first {
      let limit = batch?.maximum ?? 1
      let run = rest.enumerated().prefix(limit).prefix { $0.element == first + $0.offset }.count
      calls.append(call(for: first..<first + run))
      rest = rest.dropFirst(run)
    }
    return calls
  }

  private func call(for positions: Range<Int>) -> Call {
    var input = input
    if let seed { input["seed"] = .integer(seed + positions.lowerBound) }
    if let batch, positions.count > 1 || operation.usualCount > 1 {
      input[batch.field] = .integer(positions.count)
    }
    return Call(
      endpoint: operation.endpoint,
      input: operation.ordered(input),
      positions: positions
    )
  }

  /// The price of `count` pictures of the size that this attempt delivers; nil where it is unknown.
  package func cost(pictures count: Int) -> Money? {
    let inputs = operation.images == nil ? [] : sources
    return offer.price?.cost(pixels: size.delivers, inputs: inputs).map { $0 * count }
  }
}

extension Operation {
  /// The provider's own fields in the order of its documents, then the others as the client sent them.
  func ordered(_ input: JSONObject) -> JSONObject {
    let known = fields.compactMap { field in
      input[field.name].map { JSONObject.Member(name: field.name, value: $0) }
    }
    return JSONObject(known + input.members.filter { field($0.name) == nil })
  }
}
