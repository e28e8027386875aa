import Catalog
import Testing

struct ProviderTests {
  @Test func `names each provider and fills in the paths of its calls`() throws {
    let facts = try Provider.shipped()
    #expect(
      facts.map(\.name) == [
        "fal", "fireworks", "replicate", "openai", "gemini", "bfl", "azure", "xai", "together",
        "siliconflow",
      ]
    )
    #expect(
      facts[2].path(.submit, filling: ["endpoint": "black-forest-labs/flux-dev"])
        == "/models/black-forest-labs/flux-dev/predictions"
    )
    #expect(
      facts[0].path(.status, filling: ["app": "fal-ai/flux-pro", "id": "7"])
        == "/fal-ai/flux-pro/requests/7/status"
    )
    #expect(facts[1].path(.upload, filling: [:]) == nil)
    #expect(Set(Provider.known.keys) == Set(facts.map(\.name)))
  }

  static let hosts: [(host: String, provider: String, base: String?)] = [
    ("fal.run", "fal", "sync"), ("queue.fal.run", "fal", "queue"), ("rest.fal.ai", "fal", "rest"),
    ("rest.alpha.fal.ai", "fal", "rest"), ("v3b.fal.media", "fal", "media"),
    ("fal.media", "fal", "media"), ("a.b.fal.media", "fal", nil), ("fal.ai", "fal", "site"),
    ("x.fal.ai", "fal", nil),
    ("api.replicate.com", "replicate", "api"), ("replicate.delivery", "replicate", "media"),
    ("api.fireworks.ai", "fireworks", "api"), ("fireworks.ai", "fireworks", nil),
    ("api.openai.com", "openai", "api"),
    ("generativelanguage.googleapis.com", "gemini", "api"),
    ("mine.openai.azure.com", "azure", "api"), ("api.x.ai", "xai", "api"),
    ("imgen.x.ai", "xai", "media"), ("api.together.xyz", "together", "api"),
    ("api.together.ai", "together", "api"), ("api.siliconflow.com", "siliconflow", "api"),
    ("api.bfl.ai", "bfl", "api"), ("api.us.bfl.ai", "bfl", "api"),
    ("api.eu2.bfl.ai", "bfl", "poll"), ("delivery-us1.bfl.ai", "bfl", "media"),
  ]

  @Test(arguments: hosts.indices)
  func `knows what each host answers as`(index: Int) {
    let row = ProviderTests.hosts[index]
    #expect(Provider.known[row.provider]?.base(ofHost: row.host) == row.base)
  }

  @Test func `says of every fact beside the pages how sure it is, and where it is from`() throws {
    let words: Set<String> = ["documented", "seen", "inferred"]
    for provider in try Provider.shipped() {
      #expect(!provider.source.isEmpty, "\(provider.name)")
      #expect(provider.calls.values.allSatisfy { words.contains($0.confidence) })
      for offer in provider.models {
        #expect(!offer.source.isEmpty, "\(offer.key)")
        for operation in offer.operations.values {
          #expect(!operation.source.isEmpty, "\(offer.key)")
          #expect(words.contains(operation.confidence))
          #expect(operation.fields.allSatisfy { words.contains($0.confidence) }, "\(offer.key)")
        }
      }
      for occasion in ProviderSpeech.Occasion.allCases where provider.speech.says(occasion) {
        let answer = provider.speech.answer(occasion)
        #expect(words.contains(answer.confidence), "\(provider.name) \(occasion)")
      }
    }
  }

  @Test func `says how long things are kept, and how sure that is`() {
    let kept = Provider.known["replicate"]?.limits[.media]
    #expect(kept?.value == 3600)
    #expect(kept?.confidence == "documented")
    #expect(Provider.known["fireworks"]?.limits[.media]?.confidence == "inferred")
  }
}
