import CanonicalJSON
import HTTPMessages
import Images
import Testing

@testable import Drift

/// One change at one provider, and the rules that tell of it, there and back.
struct Plant: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var subject: String
  var place: Place
  /// What a night says after the change, and what it says when the change is taken back.
  var there: Set<Rule>
  var back: Set<Rule>
  var edit: @Sendable (inout AlteredProvider.Reply) -> Void
  /// What is otherwise on both sides already.
  var ground: (@Sendable (inout AlteredProvider.Reply) -> Void)?

  init(
    _ name: String,
    _ subject: String,
    _ place: Place,
    _ there: Set<Rule>,
    back: Set<Rule>? = nil,
    edit: @escaping @Sendable (inout AlteredProvider.Reply) -> Void
  ) {
    testDescription = name
    self.subject = subject
    self.place = place
    self.there = there
    self.back = back ?? Set(there.map(\.mirror))
    self.edit = edit
  }

  func planted(in provider: any HTTPHandler) -> AlteredProvider {
    AlteredProvider(grounded(provider)) { [place, edit] request, reply in
      if place.covers(request, reply) { edit(&reply) }
    }
  }

  func grounded(_ provider: any HTTPHandler) -> AlteredProvider {
    AlteredProvider(provider) { [place, ground] request, reply in
      if place.covers(request, reply) { ground?(&reply) }
    }
  }

  func on(ground: @escaping @Sendable (inout AlteredProvider.Reply) -> Void) -> Plant {
    var plant = self
    plant.ground = ground
    return plant
  }

  /// Sets a value, or removes one.
  static func set(
    _ name: String,
    _ subject: String,
    _ place: Place,
    _ pointer: String,
    _ value: JSON?,
    _ there: Set<Rule>,
    back: Set<Rule>? = nil
  ) -> Plant {
    Plant(name, subject, place, there, back: back) { reply in
      guard let json = reply.json else { return }
      reply.json = json.setting(pointer, value)
    }
  }
}

extension Plant {
  private static let input = "/components/schemas/Input/properties"
  private static let output = "/components/schemas/Output"
  private static let image = "/components/schemas/Image/properties"
  private static let fal = "fal/flux.1-dev"
  private static let replicate = "replicate/flux.1-dev"
  private static let record = "/latest_version/openapi_schema/components/schemas"

  /// Changes of what documents say of the input.
  static let ofInputs: [Plant] = [
    .set(
      "a new optional field",
      fal,
      .schema,
      "\(input)/negative_prompt",
      ["type": "string"],
      [.requestPropertyAdded]
    ),
    Plant("a new required field", fal, .schema, [.requestRequiredPropertyAdded]) { reply in
      reply.json = reply.json?.setting("\(input)/license", ["type": "string"])
        .setting("/components/schemas/Input/required/-", "license")
    },
    .set(
      "a field becomes required",
      fal,
      .schema,
      "/components/schemas/Input/required/-",
      "seed",
      [.requestPropertyBecameRequired]
    ),
    .set(
      "a field takes a further type",
      fal,
      .schema,
      "\(input)/seed/type",
      ["integer", "string"],
      [.requestTypeWidened]
    ),
    .set(
      "a field takes another type",
      fal,
      .schema,
      "\(input)/guidance_scale/type",
      "string",
      [.requestTypeChanged]
    ),
    Plant("a string becomes a list", fal, .schema, [.requestStringToArray]) { reply in
      reply.json = reply.json?.setting("\(input)/prompt/type", "array")
        .setting("\(input)/prompt/items", ["type": "string"])
    },
    .set(
      "a field takes null",
      fal,
      .schema,
      "\(input)/seed/nullable",
      true,
      [.requestBecameNullable]
    ),
    .set(
      "a further value",
      fal,
      .schema,
      "\(input)/output_format/enum/-",
      "webp",
      [.requestEnumValueAdded]
    ),
    .set(
      "a list of values is lifted",
      fal,
      .schema,
      "\(input)/output_format/enum",
      nil,
      [.requestEnumOpened]
    ),
    .set(
      "a default changes",
      fal,
      .schema,
      "\(input)/num_inference_steps/default",
      20,
      [.requestDefaultChanged]
    ),
    .set(
      "a default is stated",
      fal,
      .schema,
      "\(input)/seed/default",
      7,
      [.requestDefaultAdded]
    ),
    .set(
      "a maximum falls",
      fal,
      .schema,
      "\(input)/num_inference_steps/maximum",
      40,
      [.requestRangeTightened]
    ),
    .set(
      "a minimum rises",
      fal,
      .schema,
      "\(input)/num_inference_steps/minimum",
      10,
      [.requestRangeTightened]
    ),
    .set(
      "fal limits the width",
      fal,
      .schema,
      "\(input)/image_size/x-fal",
      ["max_width": 2048],
      [.requestBoundAdded]
    ),
    .set(
      "a format is demanded",
      fal,
      .schema,
      "\(input)/prompt/format",
      "uri",
      [.requestFormatAdded]
    ),
    .set(
      "a field is deprecated",
      fal,
      .schema,
      "\(input)/seed/deprecated",
      true,
      [.requestDeprecated]
    ),
    .set(
      "a preset is new",
      fal,
      .schema,
      "\(input)/image_size/anyOf/1/enum/-",
      "cinema",
      [.requestEnumValueAdded]
    ),
    .set(
      "the picture size is no object any more",
      fal,
      .schema,
      "\(input)/image_size/anyOf/0",
      nil,
      [.requestTypeNarrowed, .requestPropertyRemoved]
    ),
    .set(
      "a further ratio behind allOf",
      replicate,
      .schema,
      "\(record)/aspect_ratio/enum/-",
      "2:1",
      [.requestEnumValueAdded]
    ),
    .set(
      "a ratio is gone behind allOf",
      replicate,
      .schema,
      "\(record)/aspect_ratio/enum/0",
      nil,
      [.requestEnumValueRemoved]
    ),
    .set(
      "a default behind allOf",
      replicate,
      .schema,
      "\(record)/Input/properties/output_format/default",
      "png",
      [.requestDefaultChanged]
    ),
    .set(
      "a field of Replicate's is gone",
      replicate,
      .schema,
      "\(record)/Input/properties/go_fast",
      nil,
      [.requestPropertyRemoved]
    ),
  ]

  /// Changes of what documents say of the output and the endpoint.
  static let ofOutputs: [Plant] = [
    Plant("a new member that is always there", fal, .schema, [.responsePropertyAdded]) { reply in
      reply.json = reply.json?.setting("\(output)/properties/model", ["type": "string"])
        .setting("\(output)/required/-", "model")
    },
    .set(
      "a new member at times",
      fal,
      .schema,
      "\(output)/properties/model",
      ["type": "string"],
      [.responseOptionalPropertyAdded]
    ),
    .set(
      "a member may be missing",
      fal,
      .schema,
      "\(output)/required/0",
      nil,
      [.responsePropertyBecameOptional]
    ),
    .set(
      "images becomes one string",
      fal,
      .schema,
      "\(output)/properties/images",
      ["type": "string"],
      [.responseArrayToString]
    ),
    .set(
      "a whole number may have a fraction",
      fal,
      .schema,
      "\(output)/properties/seed/type",
      "number",
      [.responseTypeWidened]
    ),
    .set(
      "a number becomes a string",
      fal,
      .schema,
      "\(output)/properties/seed/type",
      "string",
      [.responseTypeChanged]
    ),
    .set(
      "a member may be null",
      fal,
      .schema,
      "\(image)/content_type/nullable",
      true,
      [.responseBecameNullable]
    ),
    .set(
      "a member is held to a list",
      fal,
      .schema,
      "\(image)/content_type/enum",
      ["image/jpeg"],
      [.responseEnumClosed]
    ),
    .set(
      "what a missing member stands for",
      fal,
      .schema,
      "\(image)/content_type/default",
      "image/png",
      [.responseDefaultChanged]
    ),
    .set(
      "a range is stated",
      fal,
      .schema,
      "\(image)/width/minimum",
      1,
      [.responseBoundAdded]
    ),
    .set(
      "a format is stated",
      fal,
      .schema,
      "\(image)/url/format",
      "uri",
      [.responseFormatAdded]
    ),
    .set(
      "a member is deprecated",
      fal,
      .schema,
      "\(image)/content_type/deprecated",
      true,
      [.responseDeprecated]
    ),
    .set(
      "the endpoint is deprecated",
      fal,
      .schema,
      "/paths/~1fal-ai~1flux~1dev/post/deprecated",
      true,
      [.endpointDeprecated]
    ),
    Plant("the endpoint is gone", fal, .endpoint, [.endpointGone]) { reply in
      reply.status = 404
      reply.json = ["detail": "Not Found"]
    },
    Plant.set(
      "a member has a further value",
      fal,
      .schema,
      "\(image)/content_type/enum/-",
      "image/avif",
      [.responseEnumValueAdded]
    ).on { reply in
      reply.json = reply.json?.setting("\(image)/content_type/enum", ["image/jpeg", "image/png"])
    },
    .set(
      "another version of the model",
      replicate,
      .schema,
      "/latest_version/id",
      "5599ed30",
      [.modelVersionChanged]
    ),
    .set(
      "the output was a list",
      replicate,
      .schema,
      "\(record)/Output",
      ["type": "string"],
      [.responseArrayToString]
    ),
    Plant("Replicate's model is gone", replicate, .endpoint, [.endpointGone]) { reply in
      reply.status = 404
      reply.json = ["detail": "The requested resource could not be found.", "status": 404]
    },
  ]
}
