extension Provider {
  /// OpenAI's Images API for the models that answer base64 alone; errors and answers as its documents, clients and
  /// public recordings show them.
  static let openAI = #"""
    {
      "name": "openai", "title": "OpenAI",
      "key_variable": "OPENAI_API_KEY", "key_scheme": "Bearer", "key_sample": "sk-any",
      "bases": {"api": "https://api.openai.com/v1"},
      "calls": {
        "submit": {"method": "POST", "base": "api", "path": "/images/generations"},
        "edit": {
          "method": "POST", "base": "api", "path": "/images/edits", "encoding": "multipart"
        }
      },
      "pointers": {
        "model": "/model", "output": "/data", "picture": ["/b64_json", "/url"],
        "error": "/error/message", "code": "/error/code",
        "input_tokens": "/usage/input_tokens",
        "image_tokens": "/usage/input_tokens_details/image_tokens",
        "output_tokens": "/usage/output_tokens",
        "// cost": "a picture is billed by its tokens, as many for each size and quality",
        "cost": "/usage/output_tokens"
      },
      "pictures": {
        "out": "base64", "list": true, "names": ["image", "images"],
        "object": {"image_url": "{url}"}
      },
      "moderation": ["moderation_blocked", "rejected by the safety system"],
      "account": ["billing_hard_limit_reached", "insufficient_quota"],
      "unknown_fields": "refused",
      "source": "OpenAI's OpenAPI document of 2026-08-21 and answers in public code"
    }
    """#
}
