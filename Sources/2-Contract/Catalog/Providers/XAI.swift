extension Provider {
  /// xAI's images: OpenAI's paths and answers, shapes instead of sizes, edits in JSON alone, and flat refusals.
  static let xAI = #"""
    {
      "name": "xai", "title": "xAI",
      "source": "docs.x.ai, xai-org/xai-sdk-python@4dab6a4, crmne/ruby_llm's recordings and reports in public code",
      "key_variable": "XAI_API_KEY", "key_scheme": "Bearer", "key_sample": "xai-any",
      "// media": "seen in recordings",
      "bases": {"api": "https://api.x.ai/v1", "media": "https://imgen.x.ai"},
      "calls": {
        "submit": {"method": "POST", "base": "api", "path": "/images/generations"},
        "edit": {"method": "POST", "base": "api", "path": "/images/edits"}
      },
      "pointers": {
        "model": "/model", "output": "/data", "picture": ["/url", "/b64_json"],
        "error": ["/error", "/error/message"], "code": "/code"
      },
      "// pictures": "documented: an edit's image or images; seen: mime_type beside each made one",
      "pictures": {
        "out": "url", "list": true, "names": ["image", "images"],
        "object": {"url": "{url}", "type": "image_url"},
        "beside": {"mime_type": "{media_type}"},
        "chosen": {
          "by": "response_format",
          "words": {
            "b64_json": {
              "out": "base64", "at": "/b64_json", "beside": {"mime_type": "{media_type}"}
            }
          }
        }
      },
      "// moderation": "seen: imagine:content-moderated, and billed all the same",
      "moderation": ["content-moderated"],
      "// unknown_fields": "size is seen to be refused, style documented as not supported; of others nothing is known",
      "unknown_fields": ["size", "style"],
      "answers": {
        "// done": "seen: no created, and usage in ticks, of which a stub takes none",
        "done": {"body": {"usage": {"cost_in_usd_ticks": 0}}, "confidence": "seen"},
        "unknown_field": {
          "status": 400, "confidence": "seen", "source": "rikkahub/rikkahub#1602",
          "body": {"code": "400", "error": "Argument not supported: {field}"}
        },
        "invalid": {
          "status": 400, "confidence": "inferred",
          "body": {"code": "Client specified an invalid argument", "error": "{message}"}
        },
        "unauthenticated": {
          "status": 400, "confidence": "seen", "source": "continuedev/continue#10778",
          "body": {
            "code": "Client specified an invalid argument",
            "error": "Incorrect API key provided: xa***ny. You can obtain an API key from https://console.x.ai."
          }
        },
        "unknown_model": {
          "status": 404, "confidence": "inferred",
          "body": {
            "code": "Some requested entity was not found",
            "error": "The model {model} does not exist or your team does not have access to it."
          }
        },
        "moderated": {
          "status": 400, "confidence": "seen",
          "body": {"code": "imagine:content-moderated", "error": "{message}"}
        },
        "error": {"body": {"code": "{message}", "error": "{message}"}, "confidence": "inferred"}
      },
      "models": [
        {
          "key": "xai/grok-imagine-image", "source": "docs.x.ai; no price was found",
          "operations": {
            "t2i": {
              "endpoint": "grok-imagine-image", "source": "docs.x.ai",
              "batch": {"field": "n", "max": 10},
              "size": {
                "form": "ratio", "field": "aspect_ratio",
                "ratios": [
                  "1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "9:19.5", "19.5:9", "9:20",
                  "20:9", "1:2", "2:1"
                ],
                "scale": {
                  "field": "resolution", "values": {"1k": 1024, "2k": 2048}, "usual": "1k"
                }
              },
              "// delivery": "inferred of 1248x832, which is seen where no shape is asked for",
              "delivery": {"rule": "step", "step": 16},
              "fields": {
                "prompt": {"type": "string", "required": true},
                "n": {"type": "integer", "default": 1, "min": 1, "max": 10},
                "aspect_ratio": {
                  "type": "string", "default": "3:2", "confidence": "seen",
                  "values": [
                    "1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "9:19.5", "19.5:9",
                    "9:20", "20:9", "1:2", "2:1", "auto"
                  ]
                },
                "resolution": {"type": "string", "values": ["1k", "2k"]},
                "quality": {"type": "string", "confidence": "seen"},
                "response_format": {
                  "type": "string", "default": "url", "values": ["url", "b64_json"]
                },
                "// output_format": "inferred: pictures are seen to be JPEG, and no field says so",
                "output_format": {
                  "type": "string", "default": "jpeg", "values": ["jpeg"],
                  "confidence": "inferred"
                }
              }
            },
            "edit": {
              "like": "t2i",
              "images": {"field": "images", "list": true, "max": 3},
              "// source_delivery": "documented: the shape of the first; its pixels are inferred",
              "source_delivery": {"rule": "step", "step": 16},
              "fields": {
                "images": {"type": "uris", "required": true, "max_items": 3},
                "aspect_ratio": {"default": null}
              }
            }
          }
        },
        {
          "key": "xai/grok-2-image", "source": "docs.x.ai, the older guide",
          "operations": {
            "t2i": {
              "endpoint": "grok-2-image", "source": "docs.x.ai, the older guide",
              "batch": {"field": "n", "max": 10},
              "fields": {
                "prompt": {"type": "string", "required": true},
                "n": {"type": "integer", "default": 1, "min": 1, "max": 10},
                "response_format": {
                  "type": "string", "default": "url", "values": ["url", "b64_json"]
                },
                "output_format": {
                  "type": "string", "default": "jpeg", "values": ["jpeg"],
                  "confidence": "inferred"
                }
              }
            }
          }
        }
      ]
    }
    """#
}
