import CanonicalJSON
import HTTPMessages

extension GatewayMutant {
  /// Faults in what reaches the provider.
  static let ofRequests: [GatewayMutant] = sizes + counts + parameters

  private static let sizes = [
    GatewayMutant(
      "another size for one row",
      "sizes/flux.2-max/fal/t2i/4x3",
      ["size.table"],
      upstream: sending { input in
        if input["image_size"] == ["width": 1183, "height": 887] {
          input["image_size"] = ["width": 1024, "height": 768]
        }
      }
    ),
    GatewayMutant(
      "another preset for a row",
      "sizes/flux.2-max/fal/t2i/16x9",
      ["size.table"],
      upstream: sending { $0["image_size"] = "landscape_16_9" }
    ),
    GatewayMutant(
      "another model called",
      "sizes/flux.2-max/fal/t2i/4x3",
      ["route.offer"],
      upstream: before { request, _ in
        if request.target.path.hasSuffix("/fal-ai/flux-2-max") {
          request.target = "/fal/fal-ai/flux/dev"
        }
      }
    ),
    GatewayMutant(
      "sizes ignored on edits",
      "sizes/flux.1-kontext-max/fal/edit/16x9",
      ["edit.size"],
      upstream: sending(to: "kontext/max") { $0["aspect_ratio"] = nil }
    ),
    GatewayMutant(
      "edits without a size made square",
      "size/flux.1-kontext-max/fal/edit/follows-120x80-silent",
      ["size.edit-default"],
      upstream: sending(to: "kontext/max") { $0["aspect_ratio"] = "1:1" }
    ),
    GatewayMutant(
      "the provider's own default size",
      "sizes/flux.2-max/fal/t2i/none",
      ["size.default"],
      upstream: sending { $0["image_size"] = nil }
    ),
    GatewayMutant(
      "a malformed size taken for the default",
      "refusals/flux.2-max/fal/t2i/banana",
      ["size.malformed"],
      client: asking { request in
        if request["size"] == "banana" { request["size"] = nil }
      }
    ),
  ]

  private static let counts = [
    GatewayMutant(
      "one call after the other",
      "n/flux.2-max/fal/t2i/overlap",
      ["n.emulated"],
      upstream: { OneAtATime($0) }
    ),
    GatewayMutant(
      "one seed for all",
      "n/flux.2-max/fal/t2i/seeds",
      ["n.seed"],
      upstream: sending { input in
        if input["seed"] != nil { input["seed"] = 42 }
      }
    ),
    GatewayMutant(
      "two pictures unless told",
      "n/flux.2-max/fal/t2i/default",
      ["n.default"],
      client: asking { request in
        if request["n"] == nil { request["n"] = 2 }
      }
    ),
    GatewayMutant(
      "n ignored on edits",
      "n/flux.1-kontext-max/replicate/edit/3",
      ["edit.n"],
      client: filling { $0.removeAll { $0.name == "n" } }
    ),
    GatewayMutant(
      "n beyond its range clamped",
      "refusals/flux.2-max/fal/t2i/eleven",
      ["n.range"],
      client: asking { request in
        if let n = request["n"]?.intValue { request["n"] = .integer(min(n, 10)) }
      }
    ),
  ]

  private static let parameters = [
    GatewayMutant(
      "a field that nobody asked for",
      "sizes/flux.2-max/fal/t2i/4x3",
      ["norm.nothing-else"],
      upstream: sending { $0["style"] = "vivid" }
    ),
    GatewayMutant(
      "a field that nobody asked for, in the second call",
      "params/flux.2-max/fal/t2i/n-6-seed",
      ["norm.nothing-else"],
      upstream: sending { input in
        if input["seed"] != 42 { input["style"] = "vivid" }
      }
    ),
    GatewayMutant(
      "unknown fields dropped",
      "norm/flux.2-max/fal/t2i/unknown-nested",
      ["norm.unknown"],
      upstream: sending { $0["vendor_option"] = nil }
    ),
    GatewayMutant(
      "numbers rewritten",
      "norm/flux.2-max/fal/t2i/unknown-float-text",
      ["norm.unknown"],
      upstream: sending { input in
        if input["vendor_option"] != nil { input["vendor_option"] = 1.5 }
      }
    ),
    GatewayMutant(
      "numbers made text",
      "params/flux.2-max/fal/t2i/seed",
      ["norm.passthrough"],
      upstream: sending { input in
        if let seed = input["seed"] { input["seed"] = .string(seed.text()) }
      }
    ),
    GatewayMutant(
      "a parameter under the client's name",
      "params/flux.1-kontext-max/fal/t2i/cfg_scale",
      ["norm.renamed"],
      upstream: sending { input in
        if let scale = input["guidance_scale"] {
          input["guidance_scale"] = nil
          input["cfg_scale"] = scale
        }
      }
    ),
    GatewayMutant(
      "a tolerance not converted",
      "params/flux.2-max/replicate/t2i/safety_tolerance",
      ["norm.converted"],
      upstream: sending { input in
        if let value = input["safety_tolerance"] {
          input["safety_tolerance"] = .string(value.text())
        }
      }
    ),
    GatewayMutant(
      "an explicit null passed on",
      "params/flux.2-max/fal/t2i/null",
      ["norm.null"],
      upstream: sending { $0["seed"] = .null }
    ),
    GatewayMutant(
      "dropped parameters not named",
      "params/flux.2-max/replicate/t2i/sync_mode",
      ["norm.only-at"],
      client: answering { _, answer in answer.change("metadata") { $0["dropped"] = nil } }
    ),
    GatewayMutant(
      "the answer's format sent upstream",
      "format/flux.2-max/fal/t2i/never-upstream",
      ["format.never-upstream"],
      upstream: sending { $0["response_format"] = "b64_json" }
    ),
    GatewayMutant(
      "long prompts cut",
      "prompt/long",
      ["prompt.length"],
      upstream: sending { input in
        let prompt = input["prompt"]?.stringValue ?? ""
        guard prompt.count > 4000 else { return }
        input["prompt"] = .string(String(prompt.prefix(4000)) + prompt.suffix(12))
      }
    ),
  ]
}
