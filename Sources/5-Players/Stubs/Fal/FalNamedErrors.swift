import CanonicalJSON

extension NamedError {
  /// fal's errors: those of models have a place and a type, those of the platform a text and a type.
  static let fal: [NamedError] = models + platform

  private static let models: [NamedError] = [
    model(
      "image_too_small",
      422,
      message: "Image is too small",
      context: ["min_height": 512, "min_width": 512]
    ),
    model(
      "image_too_large",
      422,
      message: "Image is too large",
      context: ["max_height": 4096, "max_width": 4096]
    ),
    model("image_load_error", 422, message: "Failed to load the image"),
    model("file_download_error", 422, message: "Failed to download the file"),
    model("file_too_large", 422, message: "File is too large", context: ["max_size": 10_485_760]),
    model(
      "unsupported_image_format",
      422,
      message: "Unsupported image format",
      context: ["supported_formats": [".png", ".jpg", ".webp"]]
    ),
    model("face_detection_error", 422, message: "Could not detect a face in the image"),
    model("feature_not_supported", 422, message: "This feature is not supported"),
    model("no_media_generated", 422, message: "No media was generated"),
    model("generation_timeout", 504, message: "Generation timeout"),
    model("internal_server_error", 500, message: "Internal server error"),
    model("downstream_service_error", 400, message: "Downstream service error"),
    model("downstream_service_unavailable", 500, message: "Downstream service unavailable"),
    model("concurrent_requests_limit", 429, message: "Too many concurrent requests"),
  ]

  private static let platform: [NamedError] = [
    flat("request_timeout", 504, detail: "Request timed out"),
    flat("startup_timeout", 504, detail: "Startup timed out"),
    flat("runner_scheduling_failure", 503, detail: "Runner scheduling failure"),
    flat("runner_connection_timeout", 503, detail: "Runner connection timeout"),
    flat("runner_disconnected", 503, detail: "Runner disconnected"),
    flat("runner_connection_refused", 503, detail: "Runner connection refused"),
    flat("runner_connection_error", 503, detail: "Runner connection error"),
    flat("runner_incomplete_response", 502, detail: "Runner incomplete response"),
    flat("runner_server_error", 500, detail: "Runner server error"),
    flat("internal_error", 500, detail: "Internal error"),
    flat("client_disconnected", 499, detail: "Client disconnected"),
    flat("client_cancelled", 499, detail: "Client cancelled"),
    flat("bad_request", 400, detail: "Bad request"),
  ]

  /// Only the types are documented, and what `ctx` holds; the texts are ours.
  private static func model(
    _ type: String,
    _ status: Int,
    message: String,
    context: JSONObject = [:]
  ) -> NamedError {
    let isOfPicture = ["image", "file", "unsupported", "face"].contains {
      type.hasPrefix($0)
    }
    var entry: JSONObject = [
      "loc": isOfPicture ? ["body", "image_url"] : ["body"],
      "msg": .string(message),
      "type": .string(type),
      "url": .string("https://docs.fal.ai/errors#\(type)"),
    ]
    if !context.isEmpty { entry["ctx"] = .object(context) }
    return NamedError(name: type, status: status, body: ["detail": [.object(entry)]])
  }

  private static func flat(_ type: String, _ status: Int, detail: String) -> NamedError {
    let body: JSON = ["detail": .string(detail), "error_type": .string(type)]
    return NamedError(name: type, status: status, body: body)
  }
}
