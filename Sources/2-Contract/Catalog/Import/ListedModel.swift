import Bytes
import CanonicalJSON

/// One entry of a gateway's list, read for what it says of pictures.
struct ListedModel {
  /// As the gateway calls it: `google/gemini-2.5-flash-image`.
  let name: String
  private let entry: JSON

  static func name(in entry: JSON) -> String? {
    ["id", "model_name", "name"].lazy.compactMap { entry[$0]?.stringValue }.first
  }

  init?(_ entry: JSON) {
    guard let name = ListedModel.name(in: entry), !name.isEmpty else { return nil }
    self.name = name
    self.entry = entry
  }

  /// The last part of its name, in letters that a file's name may have.
  var id: String {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return String(
      last.map { letter in
        letter.isASCII && (letter.isLetter || letter.isNumber) || "._-".contains(letter)
          ? letter : "-"
      }
    )
  }

  var title: String {
    let said = entry["display_name"]?.stringValue ?? entry["name"]?.stringValue
    return VisibleText.line(said ?? name, limit: 80)
  }

  /// LiteLLM says most of it one step below.
  private func value(_ name: String) -> JSON? {
    let value = entry[name] ?? entry["model_info"]?[name] ?? entry["architecture"]?[name]
    return value?.isNull == true ? nil : value
  }

  private func words(_ name: String) -> [String] {
    guard let value = value(name) else { return [] }
    return (value.arrayValue ?? [value]).compactMap { $0.stringValue?.lowercased() }
  }

  /// What it says of its kind, in words; empty where it says nothing.
  private var outputs: [String] {
    // "text+image->text" tells what goes in before what comes out.
    let modality = words("modality").map { $0.split(separator: ">").last.map(String.init) ?? $0 }
    return words("output_modalities") + modality + words("mode") + words("type")
      + words("capabilities") + words("supported_generation_methods")
  }

  private var inputs: [String] {
    let modality = words("modality").filter { $0.contains("->") }.map {
      String($0.prefix { $0 != "-" })
    }
    return words("input_modalities") + modality
  }

  /// Words that names of models that make pictures have.
  private static let names = [
    "image", "flux", "dall-e", "imagen", "diffusion", "sdxl", "recraft", "ideogram", "seedream",
    "kolors", "kontext", "hidream",
  ]

  private var saysItself: Bool { outputs.contains { $0.contains("image") } }

  var makesPictures: Bool {
    guard outputs.isEmpty else { return saysItself }
    return ListedModel.names.contains(where: name.lowercased().contains)
  }

  var modes: [Mode] {
    let edits =
      inputs.contains { $0.contains("image") } || outputs.contains { $0.contains("edit") }
    let isEditOnly =
      words("mode").contains("image_edit") && !words("mode").contains("image_generation")
    return isEditOnly ? [.edit] : edits ? [.textToImage, .edit] : [.textToImage]
  }

  var mostInputs: Int? { value("max_input_images")?.intValue.flatMap { $0 > 0 ? $0 : nil } }

  /// What a model's file says of it beside all that is measured.
  var facts: [(name: String, value: JSON)] {
    var facts: [(name: String, value: JSON)] = []
    let creator = value("creator_organization") ?? value("owned_by")
    if let creator = creator?.stringValue {
      facts.append(("creator", .string(VisibleText.line(creator, limit: 80))))
    }
    for (name, key) in [("family", "family"), ("status", "model_status")] {
      if let text = value(key)?.stringValue {
        facts.append((name, .string(VisibleText.line(text, limit: 80))))
      }
    }
    if let most = value("max_resolution")?.stringValue, PixelSize(most) != nil {
      facts.append(("max_resolution", .string(most)))
    }
    return facts
  }

  /// The sizes that it lists; the usual shapes where it lists none.
  var sizes: JSON {
    guard listedSizes.isEmpty else {
      return ["rows": .array(listedSizes.map(ListedModel.row))]
    }
    return ["ratios": .array(UsualSizes.ratios.map { .string($0) }), "tiers": ["1K"]]
  }

  private var listedSizes: [PixelSize] {
    let texts = words("supported_sizes") + words("sizes") + words("supported_resolutions")
    var sizes: [PixelSize] = []
    for size in texts.compactMap({ PixelSize($0) }) where size.area > 0 && !sizes.contains(size) {
      sizes.append(size)
    }
    return sizes
  }

  /// A size with the shape and the scale that it comes nearest to.
  private static func row(_ size: PixelSize) -> JSON {
    let side = Double(size.area).squareRoot()
    let tier = [("0.5K", 512.0), ("1K", 1024.0), ("2K", 2048.0), ("4K", 4096.0)].min {
      max($0.1 / side, side / $0.1) < max($1.1 / side, side / $1.1)
    }
    return [
      "size": .string("\(size)"), "aspect_ratio": .string(DraftSizing.ratio(of: size)),
      "resolution": .string(tier?.0 ?? "1K"),
    ]
  }

  private var told: [String] { words("supported_parameters") + words("supported_openai_params") }

  /// The parameters that every page has, and those told that pages describe alike.
  var parameters: [String] {
    let usual = ["prompt", "size", "aspect_ratio", "resolution"]
    let edit = modes.contains(.edit) ? ["image"] : []
    let more = ["response_format", "output_format", "output_compression", "n"]
    let all = usual + edit + more
    let own = told.filter { StandardParameter.names.contains($0) && !all.contains($0) }
    return usual + edit + own + more
  }

  /// Each guess by the member that holds it.
  var guesses: [(pointer: String, why: String)] {
    var guesses: [(pointer: String, why: String)] = []
    if id != name { guesses.append(("id", "the gateway calls it \(name)")) }
    if !saysItself {
      guesses.append(
        ("modes", "that it makes pictures is a guess by its name; the list does not say")
      )
    } else if inputs.isEmpty, modes == [.textToImage] {
      guesses.append(
        ("modes", "the list does not say whether it edits; that it does not is a guess")
      )
    }
    if modes.contains(.edit), mostInputs == nil {
      guesses.append(("max_input_images", "the list does not say how many pictures an edit takes"))
    }
    let why =
      listedSizes.isEmpty
      ? "the list tells no sizes; the usual nine at 1K are a guess"
      : "which shape and scale each size has is measured, not said"
    guesses.append(("sizes", why))
    guesses.append(("parameters", parametersGuess))
    guesses.append(("offers", offersGuess))
    return guesses
  }

  private var parametersGuess: String {
    let silent = told.filter { !parameters.contains($0) }
    guard !told.isEmpty else { return "the list tells no parameters; the usual ones are a guess" }
    return "only the usual ones are listed"
      + (silent.isEmpty ? "" : "; these pass unchanged, unlisted and unchecked: ")
      + silent.joined(separator: ", ")
  }

  /// Who serves it, and for how much, as far as the list tells.
  private var offersGuess: String {
    let keys = value("providers")?.arrayValue?.compactMap { provider -> String? in
      let key = provider["config_key"] ?? provider["provider"] ?? provider["name"]
      let ids = provider["provider_model_ids"]?.arrayValue?.compactMap(\.stringValue) ?? []
      return key?.stringValue.map { ids.isEmpty ? $0 : "\($0) (\(ids.joined(separator: ", ")))" }
    }
    let upstream = entry["litellm_params"]?["model"]?.stringValue.map { [$0] }
    let served = (keys ?? upstream ?? []).joined(separator: ", ")
    let price = value("output_cost_per_image") ?? value("pricing")?["image"]
    let cost = price.map { "; it tells a price of \($0.stringValue ?? $0.text()) an image" } ?? ""
    let who =
      served.isEmpty
      ? "the list does not say who serves it" : "the list says it is served by \(served)"
    return VisibleText.line(
      "\(who)\(cost); import a provider's document with --as \(id)",
      limit: 400
    )
  }
}
