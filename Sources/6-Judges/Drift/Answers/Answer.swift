package import CanonicalJSON
package import HTTPMessages

/// One answer of a provider, cut down to what its shape is made of.
package struct Answer: Sendable {
  package var kind: AnswerKind
  package var status: Int
  package var fields: HTTPFields
  /// Nil where the body is no JSON.
  package var body: JSON?
  package var picture: PictureFacts?
  /// The cost of the work as the answer says it, in the provider's own unit.
  package var billed: String?
  /// The part of the request that decides over the picture; nil where that is not known.
  package var asked: String?
  /// Strings that were sent, and so may come back.
  package var hidden: Set<String>

  package init(
    _ kind: AnswerKind,
    status: Int,
    fields: HTTPFields = [:],
    body: JSON? = nil,
    picture: PictureFacts? = nil,
    billed: String? = nil,
    asked: String? = nil,
    hidden: Set<String> = []
  ) {
    self.kind = kind
    self.status = status
    self.fields = fields
    self.body = body
    self.picture = picture
    self.billed = billed
    self.asked = asked
    self.hidden = hidden
  }
}

extension JSON {
  /// Every string in this value, at any depth.
  package var strings: Set<String> {
    switch self {
    case .string(let text): [text]
    case .array(let values): values.reduce(into: []) { $0.formUnion($1.strings) }
    case .object(let object): object.members.reduce(into: []) { $0.formUnion($1.value.strings) }
    default: []
    }
  }
}
