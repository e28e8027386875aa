import CanonicalJSON
import Foundation
import HTTPMessages

extension GatewayMutant {
  /// Faults in what becomes of single values, on their way in and on their way out.
  static let ofValues: [GatewayMutant] = inputs + spellings + outputs

  private static let norm = "norm/flux.2-max/fal/t2i"

  private static let inputs = [
    GatewayMutant(
      "prompts composed anew",
      "\(norm)/prompt",
      ["norm.renamed"],
      upstream: prompting { $0.precomposedStringWithCanonicalMapping }
    ),
    GatewayMutant(
      "blanks around a prompt trimmed",
      "norm/flux.2-max/fal/t2i/prompt-blanks",
      ["norm.renamed"],
      client: asking { request in
        guard let prompt = request["prompt"]?.stringValue else { return }
        let rest = prompt.drop(while: \.isWhitespace)
        let end = rest.lastIndex { !$0.isWhitespace }.map { rest.index(after: $0) }
        request["prompt"] = .string(String(rest[..<(end ?? rest.startIndex)]))
      }
    ),
    GatewayMutant(
      "blanks before a prompt trimmed",
      "norm/flux.2-max/fal/t2i/prompt-blanks",
      ["norm.renamed"],
      client: asking { request in
        guard let prompt = request["prompt"]?.stringValue else { return }
        request["prompt"] = .string(String(prompt.drop(while: \.isWhitespace)))
      }
    ),
    GatewayMutant(
      "white space in prompts tidied up",
      "\(norm)/prompt",
      ["norm.renamed"],
      upstream: prompting { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    ),
    GatewayMutant(
      "what is false not passed on",
      "\(norm)/unknown-false",
      ["norm.unknown"],
      upstream: sending { if $0["vendor_option"] == false { $0["vendor_option"] = nil } }
    ),
    GatewayMutant(
      "no text taken for no field",
      "\(norm)/unknown-no-text",
      ["norm.unknown"],
      upstream: sending { if $0["vendor_option"] == "" { $0["vendor_option"] = nil } }
    ),
    GatewayMutant(
      "text that looks like a number made one",
      "norm/flux.2-max/fal/edit/unknown-numeral",
      ["norm.unknown"],
      upstream: sending { if $0["vendor_option"] == "1.50" { $0["vendor_option"] = 1.5 } }
    ),
    GatewayMutant(
      "a seed of zero lost",
      "params/flux.2-max/fal/t2i/seed-zero",
      ["norm.passthrough"],
      upstream: sending { if $0["seed"] == 0 { $0["seed"] = nil } }
    ),
    GatewayMutant(
      "seeds read as floating point",
      "params/flux.2-max/replicate/t2i/seed-long",
      ["norm.passthrough"],
      upstream: sending { input in
        if let seed = input["seed"]?.doubleValue { input["seed"] = .integer(Int(seed)) }
      }
    ),
    GatewayMutant(
      "the pages' own examples of passing through dropped",
      "params/flux.1-dev/replicate/t2i/style",
      ["norm.passthrough"],
      upstream: sending { $0["style"] = nil }
    ),
    GatewayMutant(
      "null passed on for what it knows",
      "\(norm)/null",
      ["norm.null"],
      client: asking { request in
        // Under a name that the reference doesn't know, so that it goes on.
        if request["seed"]?.isNull == true { request["seed_"] = .null }
      }
    ),
    GatewayMutant(
      "the user's name given to the provider",
      "\(norm)/consumed",
      ["norm.consumed"],
      upstream: sending { $0["user"] = "somebody" }
    ),
    GatewayMutant(
      "a picture on a generation passed over in silence",
      "\(norm)/image",
      ["norm.only-at"],
      client: answering { _, answer in answer.change("metadata") { $0["dropped"] = nil } }
    ),
    GatewayMutant(
      "raw fields laid over the plan",
      "params/flux.2-max/fal/t2i/size-wins",
      ["norm.precedence"],
      upstream: sending { input in
        if input["image_size"] == ["width": 512, "height": 640] {
          input["image_size"] = ["width": 640, "height": 704]
        }
      }
    ),
    GatewayMutant(
      "guidance beyond the provider's range clamped",
      "refusals/flux.1-dev/fal/t2i/cfg_scale-above-here",
      ["norm.range"],
      client: asking { request in
        if let scale = request["cfg_scale"]?.doubleValue, scale > 20 { request["cfg_scale"] = 20 }
      }
    ),
    GatewayMutant(
      "a parameter left out where its only taker refuses it",
      "routing/flux.1-kontext-max/nobody",
      ["norm.range"],
      client: asking { request in
        if request["model"] == "flux.1-kontext-max" { request["cfg_scale"] = nil }
      }
    ),
    GatewayMutant(
      "another model's values taken",
      "refusals/flux.2-max/fal/t2i/safety_tolerance-3",
      ["norm.range"],
      client: asking { request in
        if request["safety_tolerance"] == "6" { request["safety_tolerance"] = "5" }
      }
    ),
    GatewayMutant(
      "a listed value refused",
      "values/flux.1-kontext-max/fal/t2i/safety_tolerance-6",
      ["norm.passthrough"],
      client: after { _, asked, response, _ in
        if (try? JSON(parsing: asked))?["safety_tolerance"] == "6" { response.status = 400 }
      }
    ),
    GatewayMutant(
      "only what is true passed on",
      "values/flux.1-dev/fal/t2i/enable_safety_checker-false",
      ["norm.passthrough"],
      upstream: sending { input in
        if input["enable_safety_checker"] == false { input["enable_safety_checker"] = nil }
      }
    ),
    GatewayMutant(
      "any word taken for a yes",
      "refusals/flux.2-max/fal/t2i/sync_mode-mistyped",
      ["body.malformed"],
      client: asking { request in
        if request["sync_mode"]?.boolValue == nil { request["sync_mode"] = true }
      }
    ),
    GatewayMutant(
      "the first provider asked whatever the row",
      "sizes/flux.1-kontext-max/any/t2i",
      ["size.table"],
      client: asking { request in
        if request["model"] == "flux.1-kontext-max" {
          request["model"] = "fal/flux.1-kontext-max"
        }
      }
    ),
  ]

  private static let spellings = [
    GatewayMutant(
      "a charset refused",
      "http/spelt-charset",
      ["http.spellings"],
      client: after { request, _, response, _ in
        if request.fields[.contentType]?.contains("charset") == true { response.status = 415 }
      }
    ),
    GatewayMutant(
      "only one way to write Bearer",
      "http/spelt-scheme",
      ["http.spellings"],
      client: after { request, _, response, _ in
        if request.fields[.authorization]?.hasPrefix("bearer") == true { response.status = 401 }
      }
    ),
    GatewayMutant(
      "fields behind the file not read",
      "http/spelt-file-first",
      ["http.spellings"],
      client: filling { parts in
        if let file = parts.firstIndex(where: { $0.name == "image" }) {
          parts = Array(parts[...file])
        }
      }
    ),
    GatewayMutant(
      "escapes left as they are",
      "http/spelt-escapes",
      ["http.spellings"],
      client: before { _, body in
        let text = String(decoding: body, as: UTF8.self)
        body = Array(text.replacing("caf\\u00e9", with: "caf\\\\u00e9").utf8)
      }
    ),
    GatewayMutant(
      "edits for anybody",
      "auth/edits/no-key",
      ["auth.bearer"],
      client: before { request, _ in
        if request.target.path.hasSuffix("/edits") {
          request.fields[.authorization] = "Bearer test-key"
        }
      }
    ),
    GatewayMutant(
      "a malformed size refused without a word",
      "sizing/flux.2-max/fal/t2i/malformed-size-1",
      ["size.malformed"],
      client: erring { _, error in error["message"] = "Bad request" }
    ),
  ]

  private static let outputs = [
    GatewayMutant(
      "the time of creation in thousandths",
      "response/flux.2-max/fal/t2i/shape",
      ["response.shape"],
      client: answering { _, answer in answer["created"] = 1_700_000_000_000 }
    ),
    GatewayMutant(
      "JSON called text",
      "response/flux.2-max/fal/t2i/shape",
      ["response.shape"],
      client: after { _, _, response, _ in response.fields[.contentType] = "text/plain" }
    ),
    GatewayMutant(
      "half a usage",
      "response/flux.2-max/fal/t2i/types",
      ["response.types"],
      client: answering { _, answer in answer["usage"] = ["total_tokens": 0] }
    ),
    GatewayMutant(
      "one id for every request",
      "meta/flux.2-max/fal/t2i/ids",
      ["meta.headers"],
      client: after { _, _, response, _ in
        response.fields["X-Lumenfall-Request-Id"] = "req_1"
        response.fields["x-request-id"] = "req_1"
      }
    ),
    GatewayMutant(
      "no id on a refusal",
      "meta/flux.2-max/fal/t2i/refused",
      ["meta.headers"],
      client: after { _, _, response, _ in
        if response.status.code >= 400 { response.fields["X-Lumenfall-Request-Id"] = nil }
      }
    ),
    GatewayMutant(
      "what was executed without who did it",
      "meta/flux.2-max/fal/t2i/body",
      ["meta.body"],
      client: answering { _, answer in
        answer.change("metadata") { $0["executed_model"] = "flux.2-max" }
      }
    ),
    GatewayMutant(
      "the first provider named although another served",
      "failover/flux.2-max/any/t2i/503",
      ["meta.headers"],
      client: after { _, _, response, _ in response.fields["X-Lumenfall-Provider"] = "fal" }
    ),
    GatewayMutant(
      "another price where another provider served",
      "failover/flux.1-kontext-max/any/t2i/503",
      ["cost.no-markup"],
      client: answering { _, answer in answer.change("metadata") { $0["cost"] = 0.07 } }
    ),
    GatewayMutant(
      "its key in an answer that succeeds",
      "keys/flux.2-max/fal/t2i/downstream",
      ["keys.downstream"],
      client: after { _, _, response, _ in response.fields["X-Upstream-Auth"] = "Key any:key" }
    ),
    GatewayMutant(
      "an estimate that does not add up",
      "dry-run/flux.2-max/fal/t2i/1",
      ["cost.no-markup"],
      client: answering { _, answer in
        answer["components"] = .array((answer["components"]?.arrayValue ?? []).map(\.halved))
      }
    ),
    GatewayMutant(
      "a reference billed by what it was before it was made smaller",
      "dry-run/flux.2-max/fal/edit/large-reference",
      ["cost.no-markup"],
      client: answering { _, answer in answer["total_cost_micros"] = 250_000 }
    ),
    GatewayMutant(
      "the last event twice",
      "stream/flux.2-max/fal/t2i/partial",
      ["stream.emulated"],
      client: after { _, _, _, body in body += body }
    ),
    GatewayMutant(
      "events without a size",
      "stream/flux.2-max/fal/t2i/completed",
      ["stream.emulated"],
      client: after { _, _, _, body in
        let text = String(decoding: body, as: UTF8.self)
        body = Array(text.replacing("\"size\"", with: "\"area\"").utf8)
      }
    ),
    GatewayMutant(
      "a picture named after another format",
      "output/flux.2-max/fal/t2i/label-webp",
      ["output.truthful"],
      client: { renaming($0) }
    ),
    GatewayMutant(
      "a model without its family",
      "models/flux.2-max/facts",
      ["models.facts"],
      client: answering { _, answer in answer["family"] = nil }
    ),
    GatewayMutant(
      "a model where its schema was asked",
      "models/flux.2-max/schema",
      ["models.schema", "models.schema-shape"],
      client: before { request, _ in
        if request.target.path.contains("/models/") {
          request.target = HTTPTarget(request.target.path)
        }
      }
    ),
    GatewayMutant(
      "a schema without the values of a parameter",
      "models/flux.2-max/schema",
      ["models.schema-shape"],
      client: answering { _, answer in
        answer["parameters"] = .array(
          (answer["parameters"]?.arrayValue ?? []).map { parameter in
            var object = parameter.objectValue ?? [:]
            object["values"] = .null
            return .object(object)
          }
        )
      }
    ),
  ]
}

/// Changes the prompt on its way to the provider.
private func prompting(_ change: @escaping @Sendable (String) -> String) -> Spoiler {
  sending { input in
    if let prompt = input["prompt"]?.stringValue { input["prompt"] = .string(change(prompt)) }
  }
}

/// Hosts pictures under names that end in `.png`, whatever they are.
private func renaming(_ next: any HTTPHandler) -> any HTTPHandler {
  let named = answering { _, answer in
    answer.changePictures { picture in
      let url = picture["url"]?.stringValue ?? ""
      picture["url"] = .string(url.replacing(".webp", with: ".png"))
    }
  }
  return before { request, _ in
    if request.target.path.hasPrefix("/files/") {
      request.target = HTTPTarget(request.target.text.replacing(".png", with: ".webp"))
    }
  }(named(next))
}

extension JSON {
  /// A component of half the cost.
  fileprivate var halved: JSON {
    guard var object = objectValue, let cost = object["total_cost"]?.intValue else { return self }
    object["total_cost"] = .integer(cost / 2)
    return .object(object)
  }
}
