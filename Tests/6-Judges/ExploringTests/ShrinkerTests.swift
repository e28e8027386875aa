import CanonicalJSON
import Conformance
import Testing

@testable import Exploring

struct ShrinkerTests {
  private func ask(_ members: JSONObject) -> Ask {
    var ask = Ask(path: "/images/generations")
    ask.fields = ["model": "m", "prompt": .string(Subject.prompt)]
    return ask.saying(members)
  }

  private func smallest(_ ask: Ask, shows: (Ask) -> Bool) async -> Ask {
    await Shrinker.smallest(of: ask, attempts: 400) { shows($0) }
  }

  @Test func `every candidate is lighter than the ask, so that shrinking ends`() {
    let asks = [
      ask([:]), ask(["n": 7, "size": "1000x600", "seed": 9_007_199_254_740_993]),
      ask(["vendor_option": ["deep": [1, "two", ["x": false]]], "user": "caf\u{E9}"]),
    ]
    for ask in asks {
      let weight = Shrinker.weight(of: ask)
      for candidate in Shrinker.candidates(of: ask) {
        #expect(Shrinker.weight(of: candidate).lexicographicallyPrecedes(weight))
      }
    }
    #expect(Shrinker.candidates(of: asks[0]).isEmpty)
  }

  @Test func `members that say nothing are left out`() async {
    let large = ask(["n": 3, "size": "16:9", "seed": 42, "user": "u", "quality": "high"])
    let found = await smallest(large) { $0.fields["seed"] != nil && $0.fields["quality"] != nil }
    #expect(Set(found.fields.names) == ["model", "prompt", "seed", "quality"])
  }

  @Test func `numbers become the smallest that show it`() async {
    let found = await smallest(ask(["n": 9])) { ($0.fields["n"]?.intValue ?? 0) > 3 }
    #expect(found.fields["n"] == 4)
  }

  @Test func `texts become shorter`() async {
    let found = await smallest(ask(["user": "somebody with a colon: here"])) {
      $0.fields["user"]?.stringValue?.contains(":") == true
    }
    #expect(found.fields["user"] == ":")
  }

  @Test func `words of a list stay whole, and what makes a provider fail stays as it is`() async {
    let wrong = ask(["response_format": "jpeg"])
    #expect(await smallest(wrong) { $0.fields["response_format"] != nil }.json == wrong.json)
    let failing = ask(["prompt": "a red cube [fault: status=503]", "n": 2])
    #expect(await smallest(failing) { _ in true }.fields["prompt"] == failing.fields["prompt"])
  }

  @Test func `deep values lose what is not needed`() async {
    let large = ask(["vendor_option": ["a": 1, "b": [1, [false, "x"]], "c": "y"]])
    let found = await smallest(large) {
      ($0.fields["vendor_option"]?.text() ?? "").contains("false")
    }
    #expect(found.fields["vendor_option"] == false)
  }

  @Test func `sizes become those that everybody knows`() async {
    let found = await smallest(ask(["size": "137:100"])) {
      $0.fields["size"]?.stringValue?.contains(":") == true
    }
    #expect(found.fields["size"] == "1:1")
  }

  @Test func `the words for the stubs go, unless they matter`() async {
    let faulty = ask(["prompt": .string("a long prompt" + Subject.small)])
    #expect(await smallest(faulty) { _ in true }.fields["prompt"] == .string(Subject.prompt))
  }

  @Test func `an edit has one PNG in the end`() async {
    var edit = ask(["n": 2])
    edit.path = "/images/edits"
    edit.pictures = [.of(.webp), .of(.jpeg), .of(.png)]
    edit.encoding = .form(pictures: "image[]")
    let found = await smallest(edit) { _ in true }
    #expect(found.pictures == [.of(.png)])
    #expect(found.json["form"] == "image")
  }
}
