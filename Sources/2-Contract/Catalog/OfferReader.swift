import CanonicalJSON

extension Price {
  init(_ node: JSONNode) throws(JSONFault) {
    try node.allowing(["image", "first_megapixel", "further_megapixel", "million_tokens"])
    if let image = node.optional("image") {
      self = .perImage(try image.money())
    } else if let tokens = node.optional("million_tokens") {
      try tokens.allowing(["text", "image", "output"])
      self = .perToken(
        TokenPrices(
          text: try tokens.required("text").money(),
          image: try tokens.required("image").money(),
          output: try tokens.required("output").money()
        )
      )
    } else {
      self = .perMegapixel(
        first: try node.required("first_megapixel").money(),
        further: try node.required("further_megapixel").money()
      )
    }
  }
}

extension JSONNode {
  func money() throws(JSONFault) -> Money { Money(dollars: try double()) }
}

extension Operation {
  /// Checks that every field that the operation writes is one of the provider's input.
  func checkFields(_ node: JSONNode) throws(JSONFault) {
    var written = Array(renames.values)
    if let batch { written.append(batch.field) }
    if let images { written += images.fields }
    written += sizing.fields
    for name in written.sorted() where field(name) == nil {
      throw node.failure(.noSuchField(name))
    }
  }
}

extension JSONNode {
  func words() throws(JSONFault) -> [String: String] {
    var words: [String: String] = [:]
    for (name, member) in try members() { words[name] = try member.string() }
    return words
  }
}

extension JSONNode {
  /// The members, where one may be `like` another and say only what differs.
  func alikeMembers() throws(JSONFault) -> [(name: String, node: JSONNode)] {
    var alike: [(name: String, node: JSONNode)] = []
    for (name, member) in try members() {
      guard let like = member.optional("like") else {
        alike.append((name, member))
        continue
      }
      let word = try like.string()
      guard let model = value[word], word != name, model["like"] == nil else {
        let names = try object().names.filter { $0 != name }
        throw like.failure(.unknownWord(word, allowed: names))
      }
      var patch = try member.object()
      patch["like"] = nil
      alike.append((name, node(name, CatalogPatch.merged(model, .object(patch)))))
    }
    return alike
  }
}
