import CanonicalJSON
import HTTPMessages
import Images

@testable import Drift

extension Plant {
  private static let fal = "fal/flux.2-max"
  private static let replicate = "replicate/flux.1-dev"
  private static let fireworks = "fireworks/flux.1-kontext-max"

  /// Changes of finished answers.
  static let ofResults: [Plant] = [
    Plant("images is one string", fal, .result, [.responseArrayToString]) { reply in
      reply.json = reply.json?.setting("/images", reply.json?["images"]?[0]?["url"])
    },
    .set("the seed is a string", fal, .result, "/seed", "seven of nine", [.responseTypeChanged]),
    .set("the seed is gone", fal, .result, "/seed", nil, [.responsePropertyRemoved]),
    .set("a further member", fal, .result, "/model", "m", [.responsePropertyAdded]),
    .set(
      "a member of each image is null",
      fal,
      .result,
      "/images/*/file_name",
      .null,
      [.responsePropertyRemoved]
    ),
    .set(
      "the seed has a fraction",
      fal,
      .result,
      "/seed",
      1.5,
      [.responseTypeWidened],
      // One whole number does not show that fractions have gone.
      back: []
    ),
    .set(
      "another media type is named",
      fal,
      .result,
      "/images/*/content_type",
      "image/x-jpeg",
      [.responseEnumValueAdded],
      back: [.responseEnumValueAdded]
    ),
    Plant("pictures lie at another host", fal, .result, [.mediaHostChanged]) { reply in
      reply.json = reply.json?.mappingStrings {
        $0.replacing("https://fal.run/", with: "https://cdn.example.org/")
      }
    },
    Plant("another content type", fal, .result, [.responseMediaTypeChanged]) { reply in
      reply.fields[.contentType] = "text/json"
    },
    Plant("201 in place of 200", fal, .result, [.responseStatusChanged]) { $0.status = 201 },
    Plant("the billed units are not told", fal, .result, [.responseFieldRemoved]) { reply in
      reply.fields["X-Fal-Billable-Units"] = nil
    },
    Plant("the same costs more", fal, .result, [.priceRaised]) { reply in
      reply.fields["X-Fal-Billable-Units"] = "2.0"
    },
    Plant("one output in place of a list", replicate, .result, [.responseArrayToString]) { reply in
      reply.json = reply.json?.setting("/output", reply.json?["output"]?[0])
    },
    .set(
      "a date in words",
      replicate,
      .result,
      "/created_at",
      "yesterday at noon",
      [.responseStringKindChanged]
    ),
    .set(
      "a status that was never heard of",
      replicate,
      .result,
      "/status",
      "finished",
      [.responseEnumValueAdded],
      back: [.responseEnumValueAdded]
    ),
    .set("an object becomes a list", replicate, .result, "/urls", [], [.responseTypeChanged]),
    .set(
      "Replicate tells no logs",
      replicate,
      .result,
      "/logs",
      nil,
      [.responsePropertyRemoved]
    ),
    .set(
      "Fireworks tells no seed",
      fireworks,
      .result,
      "/result/seed",
      nil,
      [.responsePropertyRemoved]
    ),
    .set(
      "Fireworks' progress is an object",
      fireworks,
      .result,
      "/progress",
      ["percent": 5],
      [.responsePropertyAdded]
    ),
    Plant("other pixels", fal, .picture, [.picturePixelsChanged]) { reply in
      reply.bytes = Plant.picture(width: 500, height: 512)
    },
    Plant("another format", fal, .picture, [.pictureFormatChanged]) { reply in
      let bitmap = Bitmap(width: 528, height: 496, filling: RGBA(9, 9, 9))
      reply.bytes = (try? Image.encode(bitmap, as: .gif)) ?? []
    },
    Plant("a hundred times the bytes", fal, .picture, [.pictureBytesChanged]) { reply in
      var noise = Bitmap(width: 528, height: 496, filling: RGBA(0, 0, 0))
      for index in noise.rgba.indices where index % 4 != 3 {
        noise.rgba[index] = UInt8(truncatingIfNeeded: (index &* 2_654_435_761) >> 11)
      }
      reply.bytes = (try? Image.encode(noise, as: .jpeg)) ?? []
    },
  ]

  private static func picture(width: Int, height: Int) -> [UInt8] {
    let bitmap = Bitmap(width: width, height: height, filling: RGBA(9, 9, 9))
    return (try? Image.encode(bitmap, as: .jpeg)) ?? []
  }

  /// Changes of refusals, and of what is said of work that nobody knows.
  static let ofRefusals: [Plant] = [
    Plant("400 in place of 422", fal, .refusal, [.responseStatusChanged]) { $0.status = 400 },
    .set(
      "the fault is one sentence",
      fal,
      .refusal,
      "/detail",
      "Something is wrong",
      [.errorBodyChanged]
    ),
    Plant("faults name themselves otherwise", fal, .refusal, [.errorBodyChanged]) { reply in
      reply.json = reply.json?.mappingStrings { $0 == "missing" ? "value_error.missing" : $0 }
    },
    Plant("a check is dropped", fal, .refusal, [.requestCheckDropped]) { reply in
      reply.removeFaults { $0["loc"]?[1] == "output_format" }
    },
    Plant("the prompt may be missing", fal, .refusal, [.requestPropertyBecameOptional]) { reply in
      reply.removeFaults { $0["loc"]?[1] == "prompt" }
    },
    Plant("a further value passes", fal, .refusal, [.requestEnumValueAdded]) { reply in
      reply.json = reply.json?.mappingStrings {
        $0.replacing("'jpeg' or 'png'", with: "'jpeg' or 'png' or 'webp'")
      }
    },
    Plant("a least value rises", "fal/flux.1-dev", .refusal, [.requestRangeTightened]) { reply in
      reply.json = reply.json?.mappingStrings {
        $0.hasPrefix("ensure this value is greater") ? $0.replacing(" 1", with: " 3") : $0
      }
    },
    Plant("a ratio passes no more", replicate, .refusal, [.requestEnumValueRemoved]) { reply in
      reply.json = reply.json?.mappingStrings { $0.replacing("\"21:9\", ", with: "") }
    },
    Plant("a number becomes text", fireworks, .refusal, [.requestTypeChanged]) { reply in
      reply.json = reply.json?.mappingStrings {
        $0.replacing("valid integer", with: "valid string")
      }
    },
    Plant("the impossible is accepted", replicate, .refusal, [.requestProbeAccepted]) { reply in
      reply.status = 201
      reply.json = ["id": "0123456789abcdefghijklmnop", "status": "starting", "output": .null]
    },
    .set(
      "unknown work is told otherwise",
      fal,
      .missing,
      "/status",
      ["code": "NOT_FOUND"],
      [.errorBodyChanged]
    ),
    Plant("unknown work is 200", "fal/flux.1-dev", .missing, [.responseStatusChanged]) { reply in
      reply.status = 200
    },
    .set(
      "a refusal of Replicate's has no title",
      replicate,
      .refusal,
      "/title",
      nil,
      [.errorBodyChanged]
    ),
  ]

  static let all = ofInputs + ofOutputs + ofResults + ofRefusals
}

extension AlteredProvider.Reply {
  mutating func removeFaults(_ isGone: (JSON) -> Bool) {
    guard let detail = json?["detail"]?.arrayValue else { return }
    json = json?.setting("/detail", .array(detail.filter { !isGone($0) }))
  }
}
