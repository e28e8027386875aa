/// The tokens that a provider counted for an answer.
package struct TokenUsage: Sendable, Equatable {
  /// All that went in.
  package var input: Int
  /// Those of the input that stand for pictures.
  package var images: Int
  package var output: Int

  package init(input: Int, images: Int, output: Int) {
    self.input = input
    self.images = images
    self.output = output
  }

  package static func + (first: TokenUsage, second: TokenUsage) -> TokenUsage {
    TokenUsage(
      input: first.input + second.input,
      images: first.images + second.images,
      output: first.output + second.output
    )
  }
}

/// What a million tokens of each kind cost.
package struct TokenPrices: Sendable, Equatable {
  package let text: Money
  package let image: Money
  package let output: Money
}

extension Price {
  /// The cost of an answer by its tokens; nil where they don't make the price.
  package func cost(of usage: TokenUsage) -> Money? {
    guard case .perToken(let prices) = self else { return nil }
    let parts = [
      (usage.input - usage.images, prices.text), (usage.images, prices.image),
      (usage.output, prices.output),
    ]
    // A million millionths of a dollar a million tokens: sums stay small, whatever an answer counts.
    let millionths = parts.reduce(0.0) { $0 + Double($1.0) * Double($1.1.millionths) / 1e6 }
    return Money(dollars: millionths / 1e6)
  }
}
