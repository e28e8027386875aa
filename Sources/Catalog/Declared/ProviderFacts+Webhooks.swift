import CanonicalJSON

extension ProviderFacts.Webhooks {
  init(_ node: CatalogNode) throws(CatalogError) {
    try node.allowing(["url", "secret", "signature_field", "signature_prefix"])
    url = try node.required("url").jsonPointer()
    secret = try node.optional("secret")?.jsonPointer()
    signatureField = try node.optional("signature_field")?.string()
    signaturePrefix = try node.optional("signature_prefix")?.string() ?? ""
    guard (secret == nil) == (signatureField == nil) else {
      throw node.node(secret == nil ? "secret" : "signature_field", .null).failure(.missing)
    }
  }
}

extension CatalogNode {
  func jsonPointer() throws(CatalogError) -> JSONPointer {
    let text = try string()
    guard let pointer = JSONPointer(text) else {
      throw failure(.malformed(text, expected: "a JSON pointer"))
    }
    return pointer
  }
}
