import CanonicalJSON

/// A refusal as OpenAI words it.
struct OpenAIRefusal: Error, Sendable, Equatable {
  enum Kind: String, Sendable {
    case request = "invalid_request_error"
    case user = "image_generation_user_error"
    case server = "server_error"
    case inputImages = "input-images"
  }

  var status = 400
  var kind = Kind.request
  /// The field to blame; nil is said as null.
  var parameter: String?
  /// Nil is said as null.
  var code: String?
  var message: String
  /// What stands beside the usual members.
  var more: JSONObject = [:]
  var retryAfter: Int?

  var body: JSON {
    var error: JSONObject = [
      "message": .string(message), "type": .string(kind.rawValue),
      "param": parameter.map(JSON.string) ?? .null, "code": code.map(JSON.string) ?? .null,
    ]
    for member in more.members { error[member.name] = member.value }
    return ["error": .object(error)]
  }
}

extension OpenAIRefusal {
  static func missing(_ name: String) -> OpenAIRefusal {
    OpenAIRefusal(
      parameter: name,
      code: "missing_required_parameter",
      message: "Missing required parameter: '\(name)'."
    )
  }

  static func unknown(_ name: String) -> OpenAIRefusal {
    OpenAIRefusal(
      parameter: name,
      code: "unknown_parameter",
      message: "Unknown parameter: '\(name)'."
    )
  }

  static func empty(_ name: String) -> OpenAIRefusal {
    OpenAIRefusal(
      parameter: name,
      code: "empty_array",
      message:
        "Invalid '\(name)': empty array. Expected an array with minimum length 1, but got an empty array instead."
    )
  }

  static func wrongType(_ name: String, _ wanted: String, given: JSON) -> OpenAIRefusal {
    OpenAIRefusal(
      parameter: name,
      code: "invalid_type",
      message: "Invalid type for '\(name)': expected \(wanted), but got \(article(given)) instead."
    )
  }

  private static func article(_ value: JSON) -> String {
    switch value {
    case .null: "null"
    case .bool: "a boolean"
    case .number(let number): number.intValue == nil ? "a decimal" : "an integer"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  static func misnamed(_ name: String, _ hint: String) -> OpenAIRefusal {
    OpenAIRefusal(
      parameter: name,
      code: "invalid_value",
      message: "Unknown parameter: '\(name)'. \(hint)"
    )
  }

  static func unknownModel(_ model: String) -> OpenAIRefusal {
    OpenAIRefusal(
      kind: .user,
      parameter: "model",
      code: "invalid_value",
      message: "The model '\(model)' does not exist."
    )
  }

  /// Nobody documents its words.
  static func unknownFile(_ id: String) -> OpenAIRefusal {
    OpenAIRefusal(parameter: "images", code: "invalid_value", message: "No such File object: \(id)")
  }

  static func unsupportedType(_ type: String) -> OpenAIRefusal {
    OpenAIRefusal(
      parameter: "image",
      code: "unsupported_file_mimetype",
      message:
        "Invalid file 'image': unsupported mimetype ('\(type)'). Supported file formats are 'image/jpeg', 'image/png', and 'image/webp'."
    )
  }

  static let severalStreamed = OpenAIRefusal(message: "Streaming is only supported with n=1.")

  static let compressedPNG = OpenAIRefusal(
    kind: .user,
    code: "invalid_png_output_compression",
    message: "Compression less than 100 is not supported for PNG output format"
  )

  /// That it is refused is documented, its words are not.
  static let transparentJPEG = OpenAIRefusal(
    kind: .user,
    parameter: "background",
    code: "invalid_value",
    message:
      "Transparent background is not supported for the output format 'jpeg'. Supported formats are 'png' and 'webp'."
  )

  static func moderated(_ stage: String, _ id: String) -> OpenAIRefusal {
    OpenAIRefusal(
      kind: .user,
      code: "moderation_blocked",
      message:
        "Your request was rejected by the safety system. If you believe this is an error, contact us at help.openai.com and include the request ID \(id). safety_violations=[sexual].",
      more: ["moderation_details": ["moderation_stage": .string(stage), "categories": ["sexual"]]]
    )
  }
}
