import CanonicalJSON
import HTTPMessages

extension GatewayMutant {
  /// Faults in what a gateway says before any provider is asked.
  static let ofSurface: [GatewayMutant] = doors + models + errors

  private static let doors = [
    GatewayMutant(
      "any key taken",
      "auth/generations/wrong-key",
      ["auth.bearer"],
      client: before { request, _ in request.fields[.authorization] = "Bearer test-key" }
    ),
    GatewayMutant(
      "the models shown to anybody",
      "auth/models/no-key",
      ["auth.bearer"],
      client: before { request, _ in
        if request.target.path.hasSuffix("/models") {
          request.fields[.authorization] = "Bearer test-key"
        }
      }
    ),
    GatewayMutant(
      "only one of two base paths",
      "base-path/v1",
      ["base-path"],
      client: before { request, _ in
        if request.target.path.hasPrefix("/v1/") { request.target = "/nowhere" }
      }
    ),
    GatewayMutant(
      "404 for a wrong method",
      "http/get-generations",
      ["http.refusals"],
      client: after { _, _, response, _ in
        if response.status == 405 { response.status = 404 }
      }
    ),
    GatewayMutant(
      "any type read as JSON",
      "http/text-generation",
      ["http.refusals"],
      client: before { request, _ in request.fields[.contentType] = "application/json" }
    ),
    GatewayMutant(
      "an empty prompt refused",
      "examples/flux.2-max/generation",
      ["examples.published"],
      client: asking { request in
        if request["prompt"] == "" { request["prompt"] = nil }
      }
    ),
    GatewayMutant(
      "a prompt made up",
      "refusals/flux.2-max/fal/t2i/prompt",
      ["prompt.required", "body.malformed"],
      client: asking { request in
        if request["prompt"]?.stringValue == nil { request["prompt"] = "a picture" }
      }
    ),
    GatewayMutant(
      "a model made up",
      "refusals/flux.2-max/fal/t2i/model",
      ["model.required"],
      client: asking { request in
        if request["model"]?.stringValue == nil { request["model"] = "flux.2-max" }
      }
    ),
    GatewayMutant(
      "the last of two prompts taken",
      "body/repeated",
      ["body.malformed"],
      client: asking { request in
        var single = JSONObject()
        for member in request.members { single[member.name] = member.value }
        request = single
      }
    ),
    GatewayMutant(
      "any format of answers taken for the default",
      "refusals/flux.2-max/fal/t2i/format",
      ["format.invalid"],
      client: asking { request in
        if request["response_format"] == "base64" { request["response_format"] = nil }
      }
    ),
    GatewayMutant(
      "any format of pictures taken for the default",
      "refusals/flux.2-max/fal/t2i/bmp",
      ["output.invalid"],
      client: asking { request in
        if request["output_format"] == "bmp" { request["output_format"] = nil }
      }
    ),
    GatewayMutant(
      "pixels beyond the range clamped",
      "refusals/flux.2-max/fal/t2i/too-wide",
      ["size.custom-range"],
      client: asking { request in
        if request["size"] == "14143x100" { request["size"] = "14142x100" }
      }
    ),
  ]

  private static let models = [
    GatewayMutant(
      "a model missing from the list",
      "models/list",
      ["models.list"],
      client: answering { _, answer in
        answer["data"] = .array((answer["data"]?.arrayValue ?? []).dropLast())
      }
    ),
    GatewayMutant(
      "no hint at what was meant",
      "models/flux.2-max/unknown",
      ["models.get"],
      client: erring { _, error in error["message"] = "Model not found" }
    ),
    GatewayMutant(
      "aliases not known",
      "models/flux-2-max/",
      ["models.alias"],
      client: before { request, body in
        request.target = HTTPTarget(request.target.text.replacing("flux-2-max", with: "nobody"))
        let text = String(decoding: body, as: UTF8.self)
        body = Array(text.replacing("flux-2-max", with: "nobody").utf8)
      }
    ),
    GatewayMutant(
      "names in any case",
      "models/flux.2-max/case-request",
      ["models.case"],
      client: asking { request in
        request["model"] = .string(request["model"]?.stringValue?.lowercased() ?? "")
      }
    ),
    GatewayMutant(
      "a schema without sizes",
      "models/flux.2-max/schema",
      ["models.schema-shape"],
      client: answering { _, answer in answer["sizes"] = nil }
    ),
  ]

  private static let errors = [
    GatewayMutant(
      "200 with an error",
      "refusals/flux.2-max/fal/t2i/eleven",
      ["n.range"],
      client: after { _, _, response, _ in response.status = 200 }
    ),
    GatewayMutant(
      "errors as bare text",
      "refusals/flux.2-max/fal/t2i/ratio",
      ["error.shape"],
      client: after { _, _, response, body in
        if response.status == 400 { body = Array("Bad Request".utf8) }
      }
    ),
    GatewayMutant(
      "errors without param",
      "error/param/size",
      ["error.param"],
      client: erring { _, error in error["param"] = nil }
    ),
    GatewayMutant(
      "another field blamed",
      "error/param/n",
      ["error.param"],
      client: erring { _, error in error["param"] = "size" }
    ),
    GatewayMutant(
      "types of its own",
      "error/types/size",
      ["error.types"],
      client: erring { _, error in error["type"] = "validation_error" }
    ),
    GatewayMutant(
      "codes of its own",
      "error/codes/size",
      ["error.codes"],
      client: erring { _, error in error["code"] = "invalid_size" }
    ),
  ]
}
