/// The source of a requirement: a page, a ruling of our own, or plain safety, which needs none.
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

  /// Whether fewer can dispute it, of two pages.
  func isStronger(than other: Level) -> Bool {
    let pages: [Level] = [.published, .documented, .openai]
    return (pages.firstIndex(of: self) ?? pages.count)
      < (pages.firstIndex(of: other) ?? pages.count)
  }
}
