import CanonicalJSON
import Testing

@testable import Catalog

/// Providers' files: what they may say, and what is wrong with those that say it badly.
struct DeclaredProviderTests {
  private static let plain = #"""
    {
      "name": "acme", "key_variable": "K", "key_scheme": "", "bases": {"api": "https://a.example"},
      "calls": {"submit": {"method": "POST", "base": "api", "path": "/{endpoint}"}},
      "pointers": {"output": "/image"}
    }
    """#

  private static func changed(_ patch: String) throws -> ModelCatalog.File {
    let value = try JSON(parsing: plain).merging(JSON(parsing: patch))
    return ModelCatalog.File(name: "acme.json", text: value.text())
  }

  @Test func `a plain one takes eight lines`() throws {
    let catalog = try ModelCatalog(files: []).declaring([DeclaredProviderTests.changed("{}")])
    let facts = try #require(catalog.provider("acme"))
    #expect(!facts.isPolled)
    #expect(facts.speech.answer(.missing).status == 404)
    #expect(facts.stubBases(at: "http://x") == ["api": "http://x/acme"])
  }

  @Test func `an order may have its model in the body instead`() throws {
    let file = try DeclaredProviderTests.changed(
      #"{"calls": {"submit": {"path": "/draw"}}, "pointers": {"model": "/model"}}"#
    )
    #expect(try ModelCatalog(files: []).declaring([file]).provider("acme") != nil)
  }

  static let faults: [(patch: String, message: String)] = [
    (
      #"{"name": "fal"}"#,
      #"acme.json#/name: "fal" is known without a file: take the file away, choose another name, or say "#
        + #"only what is otherwise, with "extends""#
    ),
    (#"{"name": "media"}"#, #"acme.json#/name: "media" stands more than once"#),
    (
      #"{"name": "a/b"}"#,
      #"acme.json#/name: "a/b" is not a model's id: letters, digits, '.', '_' and '-'"#
    ),
    (#"{"calls": {"submit": null}}"#, "acme.json#/calls/submit: is missing"),
    (
      #"{"calls": {"submit": {"base": "web"}}}"#,
      #"acme.json#/calls/submit/base: must be one of api, not "web""#
    ),
    (
      #"{"calls": {"submit": {"path": "/draw"}}}"#,
      "acme.json#/calls/submit/path: \"/draw\" is not a path with {endpoint} in it, or let "
        + "\"pointers\" say where an order has its \"model\""
    ),
    (#"{"pointers": {"output": null}}"#, "acme.json#/pointers/output: is missing"),
    (
      #"{"pointers": {"output": "image"}}"#,
      #"acme.json#/pointers/output: "image" is not a JSON pointer"#
    ),
    (
      #"{"calls": {"status": {"method": "GET", "base": "api", "path": "/{id}"}}}"#,
      "acme.json#/pointers/id: is missing"
    ),
    (
      #"""
      {"calls": {"status": {"method": "GET", "base": "api", "path": "/{id}"}},
       "pointers": {"id": "/id", "status": "/s"}, "statuses": {"ok": "done"}}
      """#,
      "acme.json#/statuses/waiting: is missing"
    ),
    (
      #"{"statuses": {"ok": "fine"}}"#,
      #"acme.json#/statuses/ok: must be one of done, failed, missing, moderated, waiting, not "fine""#
    ),
    (
      #"{"answers": {"nothing": {}}}"#,
      #"acme.json#/answers/nothing: must be one of "#
    ),
    (
      #"{"answers": {"done": {"status": 7}}}"#,
      #"acme.json#/answers/done/status: "7" is not a status"#
    ),
    (
      #"{"answers": {"done": {"body": []}}}"#,
      "acme.json#/answers/done/body: must be an object, not an array"
    ),
    (
      #"{"pictures": {"out": "gif"}}"#,
      #"acme.json#/pictures/out: must be one of base64, data-uri, url, not "gif""#
    ),
    (
      #"{"pictures": {"chosen": {"by": "f", "words": {"b": {"out": "gif"}}}}}"#,
      #"acme.json#/pictures/chosen/words/b/out: must be one of base64, data-uri, url, not "gif""#
    ),
    (#"{"pictures": {"chosen": {"by": "f"}}}"#, "acme.json#/pictures/chosen/words: is missing"),
    (
      #"{"calls": {"submit": {"query": {"v": 1}}}}"#,
      "acme.json#/calls/submit/query/v: must be a string, not a number"
    ),
    (
      #"{"calls": {"submit": {"others": "/x"}}}"#,
      "acme.json#/calls/submit/others: must be an array, not a string"
    ),
    (#"{"key_others": {"K": 1}}"#, "acme.json#/key_others/K: must be a string, not a number"),
    (
      #"{"unknown_fields": "some"}"#,
      #"acme.json#/unknown_fields: must be one of ignored, refused, not "some""#
    ),
    (#"{"any_model": "acme/x"}"#, #"acme.json#/any_model: must be one of "#),
    (#"{"hooks": {}}"#, "acme.json#/hooks: unknown key"),
    (#"{"webhooks": {}}"#, "acme.json#/webhooks/url: is missing"),
    (
      #"{"webhooks": {"url": "hook"}}"#,
      #"acme.json#/webhooks/url: "hook" is not a JSON pointer"#
    ),
    (
      #"{"webhooks": {"url": "/hook", "secret": "/secret"}}"#,
      "acme.json#/webhooks/signature_field: is missing"
    ),
    (
      #"{"webhooks": {"url": "/hook", "signature_field": "X-Sign"}}"#,
      "acme.json#/webhooks/secret: is missing"
    ),
  ]

  @Test(arguments: faults)
  func `names what is wrong with one`(_ fault: (patch: String, message: String)) throws {
    let file = try DeclaredProviderTests.changed(fault.patch)
    let error = #expect(throws: JSONFault.self) {
      try ModelCatalog(files: []).declaring([file])
    }
    #expect(error?.description.hasPrefix(fault.message) == true, "\(String(describing: error))")
  }

  static let paths: [(template: String, path: String, values: [String: String]?)] = [
    ("/v1/{endpoint}", "/v1/flux", ["endpoint": "flux"]),
    ("/v1/{endpoint}", "/v1/a/b/c", ["endpoint": "a/b/c"]),
    ("/v1/{endpoint}", "/v1/", nil),
    ("/v1/{endpoint}", "/v2/x", nil),
    ("/run/{endpoint}/draw", "/run/a/draw/draw", ["endpoint": "a/draw"]),
    ("/run/{endpoint}/draw", "/run/a/paint", nil),
    ("/get?id={id}", "/get?id=7", ["id": "7"]),
    ("/fixed", "/fixed", [:]),
    ("/fixed", "/fixed/more", nil),
  ]

  @Test(arguments: paths)
  func `reads a path by its template`(
    _ row: (template: String, path: String, values: [String: String]?)
  ) {
    #expect(PathTemplate(row.template).values(in: row.path) == row.values)
  }

  @Test func `names offers that nobody can call`() throws {
    let text = #"{"extends": "flux1.1-pro", "offers": {"acme/x": {"operations": {}}}}"#
    let catalog = try ModelCatalog(
      files: [.init(name: "x", text: text)],
      over: ModelCatalog.shipped()
    )
    #expect(catalog.strandedOffers.map(\.key) == ["acme/x"])
    let declared = try catalog.declaring([DeclaredProviderTests.changed("{}")])
    #expect(declared.strandedOffers.isEmpty)
  }

  @Test func `one that extends a shipped provider says only what is otherwise`() throws {
    let patch =
      #"{"extends": "bfl", "bases": {"api": "https://eu.example"}, "models": {"bfl/flux.1-dev": null}}"#
    let catalog = try ModelCatalog.shipped().declaring([.init(name: "mine.json", text: patch)])
    let provider = try #require(catalog.provider("bfl"))
    #expect(provider.bases["api"] == "https://eu.example")
    #expect(provider.bases["poll"] == "https://api.us1.bfl.ai")
    #expect(provider.models.count == 3)
    #expect(catalog.everyProvider.filter { $0.name == "bfl" }.count == 1)
    #expect(catalog.operations(endpoint: "flux-dev", at: "bfl").isEmpty)
  }

  @Test(arguments: ["fal", "nobody"])
  func `none extends a provider of the pages, or one that there is not`(name: String) throws {
    let file = ModelCatalog.File(name: "mine.json", text: #"{"extends": "\#(name)"}"#)
    let error = #expect(throws: JSONFault.self) {
      try ModelCatalog.shipped().declaring([file])
    }
    #expect(
      error?.description
        == #"mine.json#/extends: must be one of azure, bfl, siliconflow, together, xai, not "\#(name)""#
    )
  }

  @Test func `models of a provider's own are all offered by it`() throws {
    let file = try DeclaredProviderTests.changed(
      #"{"models": [{"key": "other/x", "operations": {}}]}"#
    )
    let error = #expect(throws: JSONFault.self) { try ModelCatalog(files: []).declaring([file]) }
    #expect(
      error?.description == #"acme.json#/models/0/key: "other/x" is not acme/model"#
    )
  }

  @Test func `a provider's own models are no offers, and known by their endpoints`() throws {
    let catalog = try ModelCatalog.shipped()
    #expect(!catalog.offers.contains { $0.offer.provider == "bfl" })
    #expect(catalog.furtherProviders == [])
    let found = catalog.operations(endpoint: "flux-2-max", at: "bfl")
    #expect(found.map(\.mode) == [.textToImage, .edit])
    #expect(catalog.orders(at: "/bfl/v1/flux-2-max").map(\.provider.name) == ["bfl"])
    #expect(catalog.orders(at: "/elsewhere/v1/flux-2-max").isEmpty)
    let added = try ExampleProvider("bfl").catalog()
    #expect(added.furtherProviders == ["bfl"])
    #expect(added.operations(endpoint: "flux-2-max", at: "bfl").count == 2)
  }

  @Test func `a call may have further paths, and a query that is wanted on the first alone`() throws
  {
    let file = try DeclaredProviderTests.changed(
      #"{"calls": {"submit": {"path": "/run/{endpoint}", "query": {"v": "2"}, "others": ["/v1/draw"]}}}"#
    )
    let provider = try #require(ModelCatalog(files: []).declaring([file]).provider("acme"))
    let call = try #require(provider.calls[.submit])
    #expect(call.sentQuery == "?v=2")
    #expect(provider.call("POST", atBase: "api", target: "/run/a?v=1")?.values == ["endpoint": "a"])
    #expect(provider.call("POST", atBase: "api", target: "/v1/draw")?.values == [:])
    for (target, lacks) in [("/run/a?v=1", false), ("/run/a?w=1&v", false), ("/run/a", true)] {
      #expect(call.lacksQuery(in: target) == lacks, "\(target)")
    }
    #expect(!call.lacksQuery(in: "/v1/draw"))
  }

  @Test func `one model may stand for all that no file names`() throws {
    let catalog = try ModelCatalog.shipped()
    let any = catalog.operations(endpoint: "my-deployment", at: "azure")
    #expect(any.map(\.mode) == [.textToImage, .edit])
    #expect(catalog.operations(endpoint: "grok-9", at: "xai").isEmpty)
    #expect(catalog.operations(endpoint: "", at: "azure").isEmpty)
    let path = "/azure/openai/deployments/mine/images/edits"
    #expect(catalog.orders(at: path).map(\.provider.name) == ["azure"])
  }

  @Test func `every example is sound, and adds offers at its provider alone`() throws {
    let counts = ["azure": 1, "bfl": 4, "siliconflow": 1, "together": 1, "xai": 1]
    let shipped = try ModelCatalog.shipped().offers.count
    let examples = try ExampleProvider.all()
    #expect(examples.map(\.name) == counts.keys.sorted())
    for example in examples {
      let catalog = try example.catalog()
      #expect(catalog.furtherProviders == [example.name])
      #expect(catalog.offers.count == shipped + (counts[example.name] ?? 0))
      #expect(catalog.strandedOffers.isEmpty)
    }
    let grok = try ExampleProvider("xai").catalog().model("grok-imagine-image")
    #expect(grok?.modes == [.textToImage, .edit])
  }

  @Test func `the shipped example is sound`() throws {
    let catalog = try ExampleProvider("bfl").catalog()
    #expect(catalog.provider("bfl")?.isPolled == true)
    #expect(catalog.model("flux.1-kontext-max")?.offers.count == 5)
    #expect(catalog.strandedOffers.isEmpty)
  }
}
