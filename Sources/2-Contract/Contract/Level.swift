/// The source of a requirement, from the pages themselves down to rulings of our own; and what needs no
/// source.
package enum Level: String, Sendable, CaseIterable {
  /// A page of the published tables says so.
  case published
  /// Another page of the same people says so.
  case documented
  /// The OpenAI API says so.
  case openai
  /// No page says so; reasoned here and never presented as published.
  case policy
  /// No page has to say so: a gateway's users lose keys, money or their network by it.
  case safety
}
