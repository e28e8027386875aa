import CanonicalJSON
import Testing

@testable import Catalog

/// Every fact that only the catalog knows, word for word.
struct CatalogFactTests {
  static let messages: [(CatalogFact, String)] = [
    (.noSuchField("size"), "the provider's input has no field \"size\""),
    (.noSuchModel("x"), "there is no model \"x\" to extend"),
    (
      .unknownDocument,
      "is neither an OpenAPI document, nor Replicate's record of a model, nor a gateway's list of "
        + "models, nor its answer to ?schema=true"
    ),
    (.noSuchReference("#/x"), "\"#/x\" leads to nothing in this document"),
    (.endlessReference("#/x"), "\"#/x\" leads back to itself"),
    (.taken("seed"), "\"seed\" stands more than once"),
  ]

  @Test(arguments: messages)
  func `names file, pointer and fact`(fact: CatalogFact, text: String) {
    let node = JSONNode(.null, file: "m.json", pointer: JSONPointer(["offers", "0"]))
    #expect(node.failure(fact).description == "m.json#/offers/0: \(text)")
  }
}
