import CanonicalJSON
package import HTTPMessages
import Images
import Testing

/// A gateway that answers one ruling in another way than we do, and is as right as we are.
package struct OtherAnswer: Sendable, CustomTestStringConvertible {
  package var ruling: String
  package var answer: String
  /// Where the cases stand that ask for it.
  package var prefix: String
  /// Whether a gateway that gives our answer gives this one too.
  package var includesOurs = false
  /// Whether it changes what other demands speak of, so that it goes with no other.
  package var standsAlone = false
  package var client: @Sendable (any HTTPHandler) -> any HTTPHandler = { $0 }
  package var upstream: @Sendable (any HTTPHandler) -> any HTTPHandler = { $0 }

  package var testDescription: String { "\(ruling): \(answer)" }

  package static let all =
    inSizes + inValues + inBodies + inAnswers + inErrors + inShapes + inParameters + inPictures
    + inDoors + inCosts + inFailures + inRouting + inPages

  private static let inSizes = [
    OtherAnswer(
      ruling: "size-spellings",
      answer: "accepted",
      prefix: "wire/sizing/flux.2-max/fal/t2i/malformed",
      client: asking { request in
        for name in ["size", "resolution"] {
          guard let text = request[name]?.stringValue else { continue }
          let read = text.replacing("×", with: "x").replacing(" ", with: "")
          request[name] = .string(read == "AUTO" ? "auto" : read)
        }
      }
    ),
    OtherAnswer(
      ruling: "letter-case",
      answer: "refused",
      prefix: "wire/sizing/flux.2-max/fal/t2i/",
      client: asking { request in
        if request["size"]?.stringValue?.contains("X") == true { request["size"] = "banana" }
        if request["resolution"]?.stringValue?.hasSuffix("k") == true {
          request["resolution"] = "banana"
        }
      }
    ),
    OtherAnswer(
      ruling: "malformed-size",
      answer: "refused",
      prefix: "wire/sizing/flux.2-max/fal/t2i/malformed",
      includesOurs: true,
      client: erring { _, error in
        if error["param"]?.stringValue != nil { error["message"] = "That is no size." }
      }
    ),
    OtherAnswer(
      ruling: "custom-range",
      answer: "accepted",
      prefix: "wire/refusals/flux.2-max/fal/t2i/too-wide",
      client: asking { request in
        let large = ["14143x100", "14143x14142", "99999999999999999999x1"]
        if large.contains(request["size"]?.stringValue ?? "") { request["size"] = "14142x100" }
      }
    ),
    OtherAnswer(
      ruling: "resolution-alone",
      answer: "otherwise",
      prefix: "wire/sizing/flux.2-max/fal/t2i/resolution-alone",
      includesOurs: true,
      client: asking { request in
        guard request["resolution"] == "2K", request["size"] == nil,
          request["aspect_ratio"] == nil
        else { return }
        request["resolution"] = nil
        request["size"] = "auto"
      }
    ),
    OtherAnswer(
      ruling: "auto-without-row",
      answer: "otherwise",
      prefix: "wire/sizing/flux.1-dev/fal/t2i/auto",
      includesOurs: true,
      client: asking { request in
        guard request["model"]?.stringValue?.hasSuffix("flux.1-dev") == true else { return }
        if request["size"] == "auto" { request["size"] = "4:3" }
        if request["aspect_ratio"] == "auto" { request["aspect_ratio"] = "4:3" }
        if request["resolution"] == "auto" { request["aspect_ratio"] = "4:3" }
      }
    ),
    OtherAnswer(
      ruling: "reported-size",
      answer: "otherwise",
      prefix: "wire/size/flux.2-max/fal/t2i/size",
      includesOurs: true,
      client: answering { _, answer in
        if answer["data"] != nil { answer["size"] = "auto" }
      }
    ),
  ]

  private static let inValues = [
    OtherAnswer(
      ruling: "number-text",
      answer: "value",
      prefix: "wire/norm/flux.2-max/fal/t2i/unknown-",
      includesOurs: true,
      upstream: sending { input in
        if let number = input["vendor_option"]?.numberValue, number.text.count > 1 {
          input["vendor_option"] = .number(JSONNumber(number.doubleValue))
        }
      }
    ),
    OtherAnswer(
      ruling: "null",
      answer: "absent",
      prefix: "wire/norm/flux.2-max/fal/t2i/unknown-null",
      upstream: sending { input in
        if input["vendor_option"]?.isNull == true { input["vendor_option"] = nil }
      }
    ),
    OtherAnswer(
      ruling: "foreign-parameters",
      answer: "dropped",
      prefix: "wire/norm/flux.2-max/fal/t2i/image-on-generation",
      includesOurs: true,
      client: answering { _, answer in answer.change("metadata") { $0["dropped"] = nil } }
    ),
    OtherAnswer(
      ruling: "out-of-range",
      answer: "accepted",
      prefix: "wire/refusals/flux.2-max/fal/t2i/safety_tolerance-1",
      client: asking { request in
        let tolerance = request["safety_tolerance"]
        if let word = tolerance?.stringValue ?? tolerance?.numberValue?.text,
          word.count > 1
            || !("1"..."5").contains(word)
        {
          request["safety_tolerance"] = "5"
        }
        if let value = request["output_compression"]?.intValue {
          request["output_compression"] = .integer(min(max(value, 0), 100))
        }
      }
    ),
    OtherAnswer(
      ruling: "jpg",
      answer: "accepted",
      prefix: "wire/refusals/flux.2-max/fal/t2i/jpg",
      client: asking { request in
        if request["output_format"] == "jpg" { request["output_format"] = "jpeg" }
      }
    ),
    OtherAnswer(
      ruling: "unknown-format",
      answer: "accepted",
      prefix: "wire/refusals/flux.2-max/fal/t2i/bmp",
      client: asking { request in
        if request["output_format"] == "bmp" { request["output_format"] = nil }
      }
    ),
    OtherAnswer(
      ruling: "seeds",
      answer: "otherwise",
      prefix: "wire/n/flux.2-max/fal/t2i/seeds",
      includesOurs: true,
      upstream: sending { input in
        if input["seed"] != nil { input["seed"] = 42 }
      }
    ),
    OtherAnswer(
      ruling: "long-prompt",
      answer: "refused",
      prefix: "wire/prompt/long",
      client: asking { request in
        if request["prompt"]?.stringValue.map({ $0.utf8.count > 4000 }) == true {
          request["prompt"] = nil
        }
      }
    ),
  ]

  private static let inBodies = [
    OtherAnswer(
      ruling: "gif-input",
      answer: "accepted",
      prefix: "wire/edit/flux.2-max/fal/edit/refuses-gif",
      client: filling { parts in
        for index in parts.indices where parts[index].body.starts(with: Array("GIF8".utf8)) {
          parts[index].body = plainPicture[...]
          parts[index].contentType = .image("png")
        }
      }
    ),
    OtherAnswer(
      ruling: "repeated-member",
      answer: "accepted",
      prefix: "wire/body/repeated",
      client: asking { request in
        var single = JSONObject()
        for member in request.members { single[member.name] = member.value }
        request = single
      }
    ),
    OtherAnswer(
      ruling: "mistyped",
      answer: "another-status",
      prefix: "wire/refusals/flux.2-max/fal/t2i/",
      standsAlone: true,
      client: mending(from: 400, to: 422)
    ),
    OtherAnswer(
      ruling: "wrong-method",
      answer: "another-status",
      prefix: "wire/http/get-generations",
      client: mending(from: 405, to: 404)
    ),
    OtherAnswer(
      ruling: "415-or-400",
      answer: "400",
      prefix: "wire/http/text-generation",
      client: mending(from: 415, to: 400)
    ),
    OtherAnswer(
      ruling: "large-body",
      answer: "another-status",
      prefix: "wire/prompt/huge",
      client: mending(from: 413, to: 400)
    ),
  ]

  private static let inAnswers = [
    OtherAnswer(
      ruling: "request-id",
      answer: "otherwise",
      prefix: "wire/meta/flux.2-max/fal/t2i/",
      includesOurs: true,
      client: after { _, _, response, _ in response.fields["x-request-id"] = nil }
    ),
    OtherAnswer(
      ruling: "revised-prompt",
      answer: "otherwise",
      prefix: "wire/response/flux.2-max/fal/t2i/prompt",
      includesOurs: true,
      client: answering { _, answer in answer.changePictures { $0["revised_prompt"] = nil } }
    ),
    OtherAnswer(
      ruling: "schema-shape",
      answer: "own",
      prefix: "wire/models/flux.2-max/schema",
      includesOurs: true,
      client: answering { _, answer in
        guard let parameters = answer["parameters"] else { return }
        answer = ["properties": parameters]
      }
    ),
    OtherAnswer(
      ruling: "model-facts",
      answer: "otherwise",
      prefix: "wire/models/flux.2-max/facts",
      includesOurs: true,
      client: answering { _, answer in
        let own = ["id", "object", "created", "owned_by"]
        if answer["object"] == "model" {
          answer = JSONObject(answer.members.filter { own.contains($0.name) })
        }
      }
    ),
  ]

  private static let inErrors = [
    OtherAnswer(
      ruling: "error-types",
      answer: "own",
      prefix: "wire/error/types",
      includesOurs: true,
      client: erring { _, error in error["type"] = "gateway_error" }
    ),
    OtherAnswer(
      ruling: "retry-after",
      answer: "silent",
      prefix: "wire/faults/flux.2-max/fal/t2i/429-pause",
      client: after { _, _, response, _ in response.fields["Retry-After"] = nil }
    ),
    OtherAnswer(
      ruling: "fault-statuses",
      answer: "502",
      prefix: "wire/faults/flux.2-max/fal/t2i/50",
      client: after { _, _, response, _ in
        if response.status.code >= 500 { response.status = 502 }
      }
    ),
    OtherAnswer(
      ruling: "exhausted-429",
      answer: "502",
      prefix: "wire/failover/flux.2-max/any/t2i/all-429",
      client: erring { response, error in
        guard response.status == 429 else { return }
        response.status = 502
        error["code"] = "ALL_PROVIDERS_EXHAUSTED"
        error["type"] = "api_error"
      }
    ),
  ]

  static let plainPicture = PNGEncoder.encode(
    Bitmap(width: 64, height: 48, filling: RGBA(200, 80, 40))
  )

  static func mending(from status: HTTPStatus, to other: HTTPStatus) -> Spoiler {
    after { _, _, response, _ in
      if response.status == status { response.status = other }
    }
  }

  /// What is a fault of a gateway that gives our answer, and none of one that gives another.
  static func planted(
    _ fault: String,
    as answer: String = "otherwise",
    to ruling: String,
    at prefix: String? = nil,
    includesOurs: Bool = true,
    standsAlone: Bool = false
  ) -> OtherAnswer {
    guard let mutant = GatewayMutant.all.first(where: { $0.testDescription == fault }) else {
      preconditionFailure("no planted fault is called \(fault)")
    }
    return OtherAnswer(
      ruling: ruling,
      answer: answer,
      prefix: prefix.map { "wire/\($0)" } ?? mutant.prefix,
      includesOurs: includesOurs,
      standsAlone: standsAlone,
      client: mutant.client,
      upstream: mutant.upstream
    )
  }
}
