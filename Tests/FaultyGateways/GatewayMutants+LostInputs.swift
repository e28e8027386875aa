import Bytes
import CanonicalJSON
import Files
import HTTPMessages

extension GatewayMutant {
  /// Gateways that lose what a client hands in, or hand in what no client did.
  static let ofLostInputs: [GatewayMutant] = [
    GatewayMutant(
      "an edit's picture under a name that the provider does not know",
      "params/\(kontext)/image",
      ["norm.renamed"],
      upstream: sending(to: "/replicate/") { input in
        input["image"] = input["input_image"]
        input["input_image"] = nil
      }
    ),
    GatewayMutant(
      "an edit's picture left out",
      "edit/\(kontext)/multipart",
      ["edit.multipart"],
      upstream: sending(to: "/replicate/") { $0["input_image"] = nil }
    ),
    GatewayMutant(
      "a form read as text",
      "edit/\(edit)/exact-png",
      ["edit.bytes"],
      client: before { request, body in
        guard request.fields[.contentType]?.hasPrefix("multipart/") == true else { return }
        body = Array(String(decoding: body, as: UTF8.self).utf8)
      }
    ),
    GatewayMutant(
      "a picture that nothing calls a JPEG taken for a PNG",
      "edit/\(edit)/exact-unlabelled",
      ["edit.bytes"],
      upstream: handingIn { $0.replacing("data:image/jpeg", with: "data:image/png") }
    ),
    GatewayMutant(
      "a file of its own read where a path names it",
      "net/flux.1-kontext-max/fal/edit/file-path",
      ["net.private"],
      client: asking { request in
        guard let path = request["image"]?.stringValue, let picture = dataURI(at: path) else {
          return
        }
        request["image"] = nil
        request["images"] = [["image_url": .string(picture)]]
      }
    ),
    GatewayMutant(
      "a file of its own read where a URL names it",
      "net/flux.1-kontext-max/fal/edit/file-url",
      ["net.private"],
      client: asking { request in
        let url = request["images"]?[0]?["image_url"]?.stringValue ?? ""
        guard url.hasPrefix("file://"), let picture = dataURI(at: String(url.dropFirst(7))) else {
          return
        }
        request["images"] = [["image_url": .string(picture)]]
      }
    ),
    GatewayMutant(
      "n ignored",
      "n/\(fal)/3",
      ["n.count"],
      client: asking { $0["n"] = nil }
    ),
    GatewayMutant(
      "a setting of the gateway's own sent along on edits",
      "n/\(edit)/nothing-else",
      ["norm.nothing-else"],
      upstream: sending(to: "flux-2-max/edit") { $0["drop_params"] = true }
    ),
    GatewayMutant(
      "unknown fields dropped on edits",
      "norm/\(edit)/unknown-word",
      ["norm.unknown"],
      upstream: sending(to: "flux-2-max/edit") { $0["vendor_option"] = nil }
    ),
    GatewayMutant(
      "a quality made auto",
      "params/\(fal)/quality",
      ["norm.passthrough"],
      upstream: sending { input in
        if input["quality"] != nil { input["quality"] = "auto" }
      }
    ),
    GatewayMutant(
      "a seed never passed on",
      "params/\(fal)/seed",
      ["norm.passthrough"],
      upstream: sending { $0["seed"] = nil }
    ),
    GatewayMutant(
      "an empty seed taken for none",
      "refusals/\(edit)/seed-empty",
      ["body.malformed"],
      client: filling { $0.removeAll { $0.name == "seed" && $0.body.isEmpty } }
    ),
  ]

  private static let fal = "flux.2-max/fal/t2i"
  private static let edit = "flux.2-max/fal/edit"
  private static let kontext = "flux.1-kontext-max/replicate/edit"

  private static func dataURI(at path: String) -> String? {
    guard let bytes = try? Folder("/").bytes(at: path) else { return nil }
    return "data:image/png;base64,\(Base64.encode(bytes))"
  }
}
