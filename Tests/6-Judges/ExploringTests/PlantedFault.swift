import CanonicalJSON
import Catalog
import FaultyGateways
import HTTPMessages
import Testing

/// A gateway with one fault, and the law that must name it.
struct PlantedFault: Sendable, CustomTestStringConvertible {
  var law: String
  var testDescription: String
  var model = "fal/flux.2-max"
  var mode = Mode.textToImage
  var client: Spoiler = { $0 }
  var upstream: Spoiler = { $0 }

  init(
    _ law: String,
    _ description: String,
    model: String = "fal/flux.2-max",
    mode: Mode = .textToImage,
    client: @escaping Spoiler = { $0 },
    upstream: @escaping Spoiler = { $0 }
  ) {
    self.law = law
    testDescription = "\(law): \(description)"
    self.model = model
    self.mode = mode
    self.client = client
    self.upstream = upstream
  }

  static let all =
    ofSizes + ofSpellings + ofValues + ofAnswers + ofCounts + ofRefusals + ofFailures
    + ofSafety

  private static let ofSizes = [
    PlantedFault(
      "spellings",
      "a listed size by its pixels is another one",
      client: asking { if $0["size"] == "1183x887" { $0["size"] = "1024x1024" } }
    ),
    PlantedFault(
      "pixels-win",
      "aspect_ratio goes before a size in pixels",
      client: asking { if $0["aspect_ratio"] != nil { $0["size"] = nil } }
    ),
    PlantedFault(
      "ratio-is-aspect",
      "a size W:H is not read",
      client: asking { if $0["size"]?.stringValue?.contains(":") == true { $0["size"] = nil } }
    ),
    PlantedFault(
      "scaled-ratio",
      "shapes of large numbers are taken for squares",
      client: asking { asked in
        let sides = (asked["aspect_ratio"]?.stringValue ?? "").split(separator: ":")
        if sides.contains(where: { (Int($0) ?? 0) > 25 }) { asked["aspect_ratio"] = "1:1" }
      }
    ),
    PlantedFault(
      "fixed-point",
      "each wish is made a step larger",
      upstream: sending { input in
        guard let width = input["image_size"]?["width"]?.intValue,
          let height = input["image_size"]?["height"]?.intValue
        else { return }
        input["image_size"] = ["width": .integer(width + 16), "height": .integer(height)]
      }
    ),
    PlantedFault(
      "nearest",
      "shapes off the list are squares",
      client: asking { asked in
        for name in ["size", "aspect_ratio"]
        where asked[name]?.stringValue?.hasSuffix(":100") == true { asked[name] = "1:1" }
      }
    ),
    PlantedFault(
      "mirrored",
      "upright shapes are squares",
      client: asking { if $0["aspect_ratio"] == "9:16" { $0["aspect_ratio"] = "1:1" } }
    ),
    PlantedFault(
      "heard",
      "no size is ever passed on",
      upstream: sending { $0["image_size"] = nil }
    ),
    PlantedFault(
      "usual-size",
      "no size is the provider's own",
      client: asking { asked in
        if ["size", "aspect_ratio", "resolution"].allSatisfy({ asked[$0] == nil }) {
          asked["size"] = "4:3"
        }
      }
    ),
    PlantedFault(
      "edit-size",
      "edits are square",
      mode: .edit,
      upstream: sending(to: "/edit") { input in
        if input["image_size"] != nil { input["image_size"] = ["width": 1024, "height": 1024] }
      }
    ),
  ]

  private static let ofSpellings = [
    PlantedFault(
      "body-spelling",
      "escapes are left as they are",
      client: before { _, body in
        let text = String(decoding: body, as: UTF8.self)
        body = Array(text.replacing("\\u0070", with: "\\\\u0070").utf8)
      }
    ),
    PlantedFault(
      "form-or-body",
      "n in a form is not read",
      mode: .edit,
      client: filling { $0.removeAll { $0.name == "n" } }
    ),
    PlantedFault(
      "null",
      "null is the number five",
      client: asking { asked in
        for name in asked.names where asked[name]?.isNull == true { asked[name] = 5 }
      }
    ),
    PlantedFault(
      "usual-values",
      "two pictures unless told",
      client: asking { if $0["n"] == nil { $0["n"] = 2 } }
    ),
    PlantedFault(
      "again",
      "a seed counts on with each call",
      upstream: { Counting($0) }
    ),
  ]

  private static let ofValues = [
    PlantedFault(
      "unknown",
      "unknown values are flattened to text",
      upstream: sending { input in
        if let value = input["vendor_option"] { input["vendor_option"] = .string(value.text()) }
      }
    ),
    PlantedFault("arrives", "seeds are dropped", upstream: sending { $0["seed"] = nil }),
    PlantedFault(
      "prompt",
      "blanks around a prompt are trimmed",
      upstream: sending { input in
        let words = input["prompt"]?.stringValue?.split(separator: " ") ?? []
        input["prompt"] = .string(words.joined(separator: " "))
      }
    ),
    PlantedFault(
      "pictures",
      "one picture is enough",
      mode: .edit,
      upstream: sending(to: "/edit") { input in
        guard let first = input["image_urls"]?.arrayValue?.first else { return }
        input["image_urls"] = [first]
      }
    ),
    PlantedFault(
      "offer",
      "another model is called",
      upstream: before { request, _ in
        if request.target.path.hasSuffix("/fal-ai/flux-2-max") {
          request.target = "/fal/fal-ai/flux/dev"
        }
      }
    ),
    PlantedFault(
      "unasked",
      "a field of the gateway's own goes along",
      upstream: sending { $0["drop_params"] = true }
    ),
    PlantedFault(
      "sum",
      "never more than three pictures",
      client: asking { if let n = $0["n"]?.intValue, 4...10 ~= n { $0["n"] = 3 } }
    ),
  ]
}
