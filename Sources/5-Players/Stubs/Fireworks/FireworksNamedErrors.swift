import CanonicalJSON

extension NamedError {
  /// Fireworks' bodies beside its error object: older ones, and ones that other routes give.
  static let fireworks: [NamedError] = [
    NamedError(
      name: "invalid_api_key",
      status: 401,
      body: [
        "fault": [
          "faultstring": "Invalid ApiKey",
          "detail": ["errorcode": "oauth.v2.InvalidApiKey"],
        ]
      ]
    ),
    NamedError(
      name: "model_not_found",
      status: 404,
      body: ["error": "Model not found, inaccessible, and/or not deployed"]
    ),
    NamedError(
      name: "bad_request",
      status: 400,
      body: ["error_message": "The request could not be read."]
    ),
  ]
}
