package import CanonicalJSON

extension ModelCatalog {
  /// The models of the gateway's published pages.
  package static func shipped() throws(JSONFault) -> ModelCatalog {
    try parsed.get()
  }

  /// Read once: nothing changes it, and many ask for it.
  private static let parsed = Result { () throws(JSONFault) in
    try ModelCatalog(files: shippedFiles)
  }

  /// One file a model; to add one here is to add its file and its line.
  static let shippedFiles = [
    File(name: "flux.1-dev.json", text: flux1Dev),
    File(name: "flux.1-kontext-max.json", text: flux1KontextMax),
    File(name: "flux.1-krea-dev.json", text: flux1KreaDev),
    File(name: "flux.1-schnell.json", text: flux1Schnell),
    File(name: "flux.2-flex.json", text: flux2Flex),
    File(name: "flux.2-max.json", text: flux2Max),
    File(name: "flux.2-pro.json", text: flux2Pro),
    File(name: "flux1.1-pro.json", text: flux11Pro),
    File(name: "gemini-2.5-flash-image.json", text: gemini25FlashImage),
    File(name: "gpt-image-1-mini.json", text: gptImage1Mini),
    File(name: "gpt-image-1.5.json", text: gptImage15),
    File(name: "imagen-4.0-generate-001.json", text: imagen4Generate),
  ]
}
