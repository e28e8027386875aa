import Bytes
import CanonicalJSON
import HTTPMessages
import Images

extension GatewayMutant {
  /// Faults in pictures, those that go in and those that come out.
  static let ofPictures: [GatewayMutant] = inputs + outputs

  private static let edits = "edit/flux.2-max/fal/edit"

  private static let inputs = [
    GatewayMutant(
      "an edit's picture written anew",
      "\(edits)/exact-png",
      ["edit.bytes"],
      upstream: handingIn { url in
        guard let bitmap = try? Image.decode(decoded(url)) else { return url }
        let bytes = PNGEncoder.encode(bitmap)
        return "data:image/png;base64,\(Base64.encode(bytes))"
      }
    ),
    GatewayMutant(
      "the second picture dropped",
      "\(edits)/brackets-3",
      ["edit.image-array"],
      upstream: sending { input in
        if let urls = input["image_urls"]?.arrayValue { input["image_urls"] = .array([urls[0]]) }
      }
    ),
    GatewayMutant(
      "pictures in reverse order",
      "\(edits)/repeated-3",
      ["edit.image-array"],
      upstream: sending { input in
        if let urls = input["image_urls"]?.arrayValue {
          input["image_urls"] = .array(urls.reversed())
        }
      }
    ),
    GatewayMutant(
      "image[] not understood",
      "\(edits)/brackets",
      ["edit.image-array"],
      client: filling { $0.removeAll { $0.name == "image[]" } }
    ),
    GatewayMutant(
      "another picture sent",
      "\(edits)/multipart",
      ["edit.multipart"],
      upstream: handingIn { _ in
        let bytes = PNGEncoder.flat(PixelSize(120, 80), color: RGBA(9, 200, 9))
        return "data:image/png;base64,\(Base64.encode(bytes))"
      }
    ),
    GatewayMutant(
      "a GIF let in",
      "\(edits)/refuses-gif",
      ["edit.formats"],
      client: filling { parts in
        for index in parts.indices where parts[index].isFile {
          guard let bitmap = try? Image.decode(Array(parts[index].body)) else { continue }
          parts[index].body = PNGEncoder.encode(bitmap)[...]
        }
      }
    ),
    GatewayMutant(
      "a picture made up where none was sent",
      "\(edits)/none",
      ["edit.required"],
      client: filling { parts in
        let bytes = PNGEncoder.flat(PixelSize(8, 8), color: RGBA(9, 9, 9))
        parts.append(MultipartPart(name: "image", filename: "x.png", body: bytes[...]))
      }
    ),
    GatewayMutant(
      "pictures beyond the most left out",
      "edit/flux.1-kontext-max/fal/edit/too-many",
      ["edit.max-images"],
      client: filling { parts in
        let files = parts.filter(\.isFile)
        parts.removeAll(where: \.isFile)
        parts += files.prefix(1)
      }
    ),
    GatewayMutant(
      "nine pictures sent to whoever takes eight",
      "edit/flux.2-max/fal/edit/9",
      ["edit.max-images"],
      client: filling { parts in
        for index in parts.indices where parts[index].name == "model" {
          parts[index].body = Array("replicate/flux.2-max".utf8)[...]
        }
      }
    ),
    GatewayMutant(
      "a mask sent to a model without one",
      "\(edits)/mask",
      ["edit.mask"],
      upstream: sending { $0["mask"] = "data:image/png;base64,AAAA" }
    ),
    GatewayMutant(
      "edits as JSON not taken",
      "\(edits)/body",
      ["edit.json"],
      client: before { request, body in
        if (try? JSON(parsing: body))?["images"] != nil { body = Array("{}".utf8) }
      }
    ),
    GatewayMutant(
      "an edit taken for a generation",
      "edit/flux1.1-pro/fal/t2i/edit",
      ["edit.mode", "error.no-amplification"],
      client: before { request, body in
        guard request.target.path.hasSuffix("/edits") else { return }
        request.target = "/openai/v1/images/generations"
        request.fields[.contentType] = "application/json"
        body = Array(#"{"model":"fal/flux1.1-pro","prompt":"a fox"}"#.utf8)
      }
    ),
  ]

  private static let outputs = [
    GatewayMutant(
      "base64 of a picture written anew",
      "format/flux.2-max/fal/t2i/identical",
      ["format.same-bytes"],
      client: rewriting { bitmap in try? Image.encode(bitmap, as: .jpeg, quality: 80) }
    ),
    GatewayMutant(
      "output_format ignored",
      "output/flux.2-max/fal/t2i/format-webp",
      ["output.converted"],
      client: asking { $0["output_format"] = nil }
    ),
    GatewayMutant(
      "output_format ignored on edits",
      "output/flux.2-max/fal/edit/format-webp",
      ["edit.format"],
      client: filling { $0.removeAll { $0.name == "output_format" } }
    ),
    GatewayMutant(
      "the wrong label on a converted picture",
      "output/flux.2-max/fal/t2i/label-webp",
      ["output.truthful"],
      client: answering { _, answer in
        if answer["output_format"] != nil { answer["output_format"] = "png" }
      }
    ),
    GatewayMutant(
      "the wrong type on a hosted picture",
      "format/flux.2-max/fal/t2i/fetchable",
      ["output.truthful"],
      client: after { request, _, response, _ in
        if request.target.path.hasPrefix("/files/") {
          response.fields[.contentType] = "image/webp"
        }
      }
    ),
    GatewayMutant(
      "a hosted picture that ends in the middle",
      "format/flux.2-max/fal/t2i/fetchable",
      ["format.url"],
      client: after { request, _, _, body in
        if request.target.path.hasPrefix("/files/") { body = Array(body.prefix(body.count / 2)) }
      }
    ),
    GatewayMutant(
      "output_compression ignored",
      "output/flux.2-max/fal/t2i/compression-jpeg",
      ["output.compression"],
      client: asking { $0["output_compression"] = nil }
    ),
    GatewayMutant(
      "a lossless picture compressed with loss",
      "output/flux.2-max/fal/t2i/compression-png",
      ["output.compression"],
      client: { gateway in
        let base64 = asking { $0["response_format"] = "b64_json" }
        return base64(
          rewriting { bitmap in
            guard let lossy = try? Image.encode(bitmap, as: .jpeg, quality: 15) else { return nil }
            return (try? Image.decode(lossy)).map { PNGEncoder.encode($0) }
          }(gateway)
        )
      }
    ),
    GatewayMutant(
      "stripes through a converted picture",
      "output/flux.2-max/fal/t2i/format-gif",
      ["output.converted"],
      client: { gateway in
        let base64 = asking { $0["response_format"] = "b64_json" }
        return base64(
          rewriting { bitmap in
            var striped = bitmap
            for y in stride(from: 0, to: bitmap.height, by: 4) {
              for x in 0..<bitmap.width { striped[x, y] = RGBA(0, 0, 0) }
            }
            return try? Image.encode(striped, as: .gif)
          }(gateway)
        )
      }
    ),
  ]

  static func decoded(_ url: String) -> [UInt8] {
    (try? Base64.decode(String(url.drop { $0 != "," }.dropFirst()))) ?? []
  }

  /// Changes each picture that is handed in.
  static func handingIn(_ change: @escaping @Sendable (String) -> String) -> Spoiler {
    sending { input in
      if let urls = input["image_urls"]?.arrayValue {
        input["image_urls"] = .array(urls.map { .string(change($0.stringValue ?? "")) })
      }
    }
  }

  /// Draws each picture of an answer anew.
  private static func rewriting(
    _ change: @escaping @Sendable (Bitmap) -> [UInt8]?
  ) -> Spoiler {
    answering { _, answer in
      answer.changePictures { picture in
        guard let text = picture["b64_json"]?.stringValue, let bytes = try? Base64.decode(text),
          let bitmap = try? Image.decode(bytes), let drawn = change(bitmap)
        else { return }
        picture["b64_json"] = .string(Base64.encode(drawn))
      }
    }
  }
}
