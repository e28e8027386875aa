import CanonicalJSON
import Catalog
import Testing

/// Every message about a catalog file, word for word.
struct CatalogErrorTests {
  static let messages: [(CatalogError.Reason, String)] = [
    (.notJSON("unexpected '}'"), "not JSON: unexpected '}'"),
    (.missing, "is missing"),
    (.wrongKind(expected: "string", actual: "number"), "is a number, not a string"),
    (.unknownWord("video", allowed: ["t2i", "edit"]), "\"video\" is none of edit, t2i"),
    (.malformed("4x", expected: "a size"), "\"4x\" is not a size"),
    (.unknownMember, "is not known here; check its spelling"),
    (.repeated("seed"), "\"seed\" stands more than once"),
    (.noSuchField("size"), "the provider's input has no field \"size\""),
    (.noSuchModel("x"), "there is no model \"x\" to extend"),
    (
      .unknownDocument,
      "is neither fal's OpenAPI document of a model, nor Replicate's record of one, nor a "
        + "gateway's answer to ?schema=true"
    ),
    (.noSuchReference("#/x"), "\"#/x\" leads to nothing in this document"),
    (.endlessReference("#/x"), "\"#/x\" leads back to itself"),
  ]

  @Test(arguments: messages)
  func `names file, pointer and fault`(reason: CatalogError.Reason, text: String) throws {
    let fault = #expect(throws: CatalogError.self) {
      try ModelCatalog(files: [ModelCatalog.File(name: "m.json", text: "{}")])
    }
    var error = try #require(fault)
    error.pointer = JSONPointer(["offers", "0"])
    error.reason = reason
    #expect(error.description == "m.json#/offers/0: \(text)")
  }
}
