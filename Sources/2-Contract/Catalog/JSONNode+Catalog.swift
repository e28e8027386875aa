import Bytes
import CanonicalJSON

/// A fact of the catalog's files that only the catalog knows.
enum CatalogFact {
  case noSuchField(String)
  case noSuchModel(String)
  case unknownDocument
  /// A text that is no JSON and no page either.
  case unknownPage
  /// An OpenAPI document in which nothing makes pictures.
  case noImageOperation
  /// A list without a model that makes pictures, or without the one that was asked for.
  case noListedModel(String?, known: [String])
  case errorAnswer(String)
  case noSuchReference(String)
  case endlessReference(String)
  case taken(String)
  case shippedProvider(String)
}

extension CatalogFact: CustomStringConvertible {
  var description: String {
    switch self {
    case .noSuchField(let name): "the provider's input has no field \"\(name)\""
    case .noSuchModel(let id): "there is no model \"\(id)\" to extend"
    case .unknownDocument:
      "is neither an OpenAPI document, nor Replicate's record of a model, nor a gateway's list of "
        + "models, nor its answer to ?schema=true"
    case .noImageOperation:
      "has no operation that makes pictures: a POST whose body has a prompt, and whose path or summary "
        + "tells of images"
    case .noListedModel(nil, _):
      "lists no model that makes pictures; name one of it with --as, if one does"
    case .noListedModel(let name?, let known):
      "does not list \"\(name)\"; it lists \(known.prefix(8).joined(separator: ", "))"
    case .unknownPage:
      "is neither JSON nor a model's page: a page, as llms.txt and /api have them, names the model's id and "
        + "its sizes or parameters in tables"
    case .errorAnswer(let message):
      "is an answer that refuses, not a document: \(message)"
    case .noSuchReference(let text): "\"\(text)\" leads to nothing in this document"
    case .endlessReference(let text): "\"\(text)\" leads back to itself"
    case .taken(let name): "\"\(name)\" stands more than once"
    case .shippedProvider(let name):
      "\"\(name)\" is known without a file: take the file away, choose another name, or say only what is "
        + "otherwise, with \"extends\""
    }
  }
}

extension JSONNode {
  func failure(_ fact: CatalogFact) -> JSONFault { failure(.other("\(fact)")) }

  /// Reads a step, of which values must be multiples.
  func step() throws(JSONFault) -> Int {
    let step = try int()
    guard step > 0 else { throw failure(.malformed("\(step)", expected: "a step, 1 or more")) }
    return step
  }

  /// How many of something there may be.
  func count() throws(JSONFault) -> Int {
    let count = try int()
    guard count > 0 else { throw failure(.malformed("\(count)", expected: "a count, 1 or more")) }
    return count
  }

  func ratio() throws(JSONFault) -> AspectRatio {
    let text = try string()
    guard let ratio = AspectRatio(text) else {
      throw failure(.malformed(text, expected: "a shape such as 16:9"))
    }
    return ratio
  }

  func tier() throws(JSONFault) -> Tier {
    let text = try string()
    guard let tier = Tier(text) else {
      throw failure(.malformed(text, expected: "a scale such as 1K"))
    }
    return tier
  }

  func pixels() throws(JSONFault) -> PixelSize {
    let text = try string()
    guard let pixels = PixelSize(text), pixels.width > 0, pixels.height > 0 else {
      throw failure(.malformed(text, expected: "a size such as 1024x1024"))
    }
    return pixels
  }

  func range() throws(JSONFault) -> ClosedRange<Int> {
    let least = try required("min").int()
    let most = try required("max").int()
    guard least <= most else {
      throw failure(.malformed("\(least)...\(most)", expected: "a range, min before max"))
    }
    return least...most
  }
}
