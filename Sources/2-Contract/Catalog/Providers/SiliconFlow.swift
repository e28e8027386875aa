extension Provider {
  /// SiliconFlow's images: OpenAI's path, with names, answers and refusals of its own.
  static let siliconFlow = #"""
    {
      "name": "siliconflow", "title": "SiliconFlow",
      "source": "docs.siliconflow.cn and api-docs.siliconflow.cn, images/generations; docs.siliconflow.com, error codes",
      "key_variable": "SILICONFLOW_API_KEY", "key_scheme": "Bearer", "key_sample": "sk-any",
      "bases": {"api": "https://api.siliconflow.cn/v1"},
      "hosts": {"api": ["api.siliconflow.com", "api.ap.siliconflow.com"]},
      "calls": {"submit": {"method": "POST", "base": "api", "path": "/images/generations"}},
      "pointers": {
        "model": "/model", "output": "/images", "picture": "/url", "seed": "/seed",
        "error": "/message"
      },
      "pictures": {"out": "url", "list": true},
      "limits": {"media_seconds": {"value": 3600}},
      "// unknown_fields": "inferred: nobody says that they are refused",
      "unknown_fields": "ignored",
      "answers": {
        "// done": "documented: timings; seen: created",
        "done": {"body": {"timings": {"inference": 0.5}, "created": "{created}"}},
        "unknown_model": {
          "status": 400, "source": "docs.siliconflow.com, error codes",
          "body": {
            "code": 20012, "message": "Model does not exist. Please check it carefully.",
            "data": null
          }
        },
        "invalid": {
          "status": 400, "confidence": "inferred",
          "body": {"code": 20015, "message": "{message}", "data": null}
        },
        "// unauthenticated": "documented: 401; inferred: its body",
        "unauthenticated": {
          "status": 401, "confidence": "inferred", "body": {"message": "Invalid token"}
        },
        "moderated": {
          "status": 400, "confidence": "inferred",
          "body": {"code": 20015, "message": "{message}", "data": null}
        },
        "error": {
          "confidence": "inferred", "body": {"code": 50000, "message": "{message}", "data": null}
        }
      },
      "moderation": ["moderated"],
      "// any_model": "inferred: one document describes what every model takes",
      "any_model": "siliconflow/flux.1-schnell",
      "models": [
        {
          "key": "siliconflow/flux.1-schnell",
          "source": "seen in public code; no price was found",
          "operations": {
            "t2i": {
              "endpoint": "black-forest-labs/FLUX.1-schnell", "confidence": "seen",
              "source": "docs.siliconflow.cn, images/generations",
              "batch": {"field": "batch_size", "max": 4},
              "renames": {"cfg_scale": "guidance_scale"},
              "// size": "documented: widthxheight; inferred: what sides it takes",
              "size": {"form": "text", "field": "image_size", "min": 64, "max": 4096},
              "fields": {
                "prompt": {"type": "string", "required": true},
                "negative_prompt": {"type": "string"},
                "image_size": {
                  "type": "string", "default": "1024x1024", "confidence": "inferred"
                },
                "batch_size": {"type": "integer", "default": 1, "min": 1, "max": 4},
                "seed": {"type": "integer", "min": 0, "max": 9999999999},
                "num_inference_steps": {
                  "type": "integer", "default": 20, "min": 1, "max": 100
                },
                "guidance_scale": {"type": "number", "default": 7.5, "min": 0, "max": 20},
                "image": {"type": "uri"}
              }
            }
          }
        }
      ]
    }
    """#
}
