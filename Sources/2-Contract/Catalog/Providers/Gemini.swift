extension Provider {
  /// Google's Gemini API: pictures inline both ways, shapes instead of pixels, one picture a call, and refusals that are
  /// answers of 200.
  static let gemini = #"""
    {
      "name": "gemini", "title": "Google Gemini",
      "key_variable": "GEMINI_API_KEY", "key_field": "x-goog-api-key", "key_scheme": "",
      "bases": {"api": "https://generativelanguage.googleapis.com/v1beta"},
      "calls": {
        "submit": {
          "method": "POST", "base": "api", "path": "/models/{endpoint}:generateContent",
          "layout": "generate-content"
        },
        "direct": {
          "method": "POST", "base": "api", "path": "/models/{endpoint}:predict",
          "layout": "predict", "endpoints": ["imagen-4.0-generate-001"]
        }
      },
      "pointers": {
        "output": ["/candidates/0/content/parts", "/predictions"],
        "picture": ["/inlineData/data", "/bytesBase64Encoded"],
        "status": ["/promptFeedback/blockReason", "/candidates/0/finishReason"],
        "error": ["/error/message", "/predictions/0/raiFilteredReason"],
        "code": "/error/status", "retry": "/error/details",
        "input_tokens": "/usageMetadata/promptTokenCount",
        "output_tokens": "/usageMetadata/candidatesTokenCount"
      },
      "pictures": {"out": "base64", "list": true},
      "statuses": {
        "STOP": "done", "NO_IMAGE": "failed", "MAX_TOKENS": "failed", "IMAGE_OTHER": "failed",
        "SAFETY": "moderated", "OTHER": "moderated", "BLOCKLIST": "moderated",
        "PROHIBITED_CONTENT": "moderated", "IMAGE_SAFETY": "moderated",
        "IMAGE_PROHIBITED_CONTENT": "moderated", "IMAGE_RECITATION": "moderated",
        "RECITATION": "moderated", "SPII": "moderated"
      },
      "moderation": ["could not be submitted", "filtered out because"],
      "account": ["API key not valid", "unregistered callers"],
      "unknown_fields": "refused",
      "source": "Google's documents of the Gemini API and answers in public code"
    }
    """#
}
