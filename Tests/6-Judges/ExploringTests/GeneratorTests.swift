import CanonicalJSON
import Conformance
import FaultyGateways
import Testing

@testable import Exploring

struct GeneratorTests {
  @Test func `dice throw the numbers of SplitMix64`() {
    var dice = Dice(seed: 1_234_567)
    #expect(dice.next() == 6_457_827_717_110_365_317)
    #expect(dice.next() == 3_203_168_211_198_807_973)
  }

  @Test func `a turn's asks depend on seed and turn alone`() throws {
    let generator = AskGenerator(try LawTrial().subjects()[0])
    func asks(_ seed: UInt64) -> [String] {
      (0..<50).map { turn in
        var dice = Dice(seed: seed, turn: turn)
        return generator.ask(using: &dice).json.text()
      }
    }
    #expect(asks(1) == asks(1))
    #expect(asks(1) != asks(2))
    #expect(Set(asks(1)).count > 40)
  }

  @Test func `asks reach the edges of what may be asked`() throws {
    let generator = AskGenerator(try LawTrial().subjects(["fal/flux.2-max"])[0])
    var dice = Dice(seed: 1)
    let asks = (0..<3000).map { _ in generator.ask(using: &dice) }
    let text = asks.map { $0.json.text() }.joined()
    for edge in [
      "9007199254740993", "2147483648", "\"n\":10", "\"n\":1", "deepest", "\u{1F600}", "1024x1024",
      ":100\"", "0.5K",
    ] {
      #expect(text.contains(edge), "\(edge)")
    }
  }

  @Test func `a shape of calls is kept once`() {
    var corpus = Corpus()
    var sides = Sides()
    sides.status = 200
    sides.calls = [Sides.Call(place: "fal a", input: ["seed": 1])]
    let ask = Ask(path: "/images/generations")
    corpus.note(ask, sides)
    sides.calls[0].input = ["seed": 2]
    corpus.note(ask, sides)
    #expect(corpus.asks.count == 1)
    sides.calls[0].input = ["seed": "2"]
    corpus.note(ask, sides)
    #expect(corpus.asks.count == 2)
  }
}
