extension Provider {
  /// Together's images: OpenAI's path and lists, with sides and steps of their own, and no path for edits.
  static let together = #"""
    {
      "name": "together", "title": "Together AI",
      "source": "togethercomputer/openapi@090263a, openapi.yaml, and docs.together.ai",
      "key_variable": "TOGETHER_API_KEY", "key_scheme": "Bearer",
      "bases": {"api": "https://api.together.ai/v1"},
      "// hosts": "seen: the older name that most clients have",
      "hosts": {"api": ["api.together.xyz"]},
      "calls": {"submit": {"method": "POST", "base": "api", "path": "/images/generations"}},
      "pointers": {
        "model": "/model", "id": "/id", "output": "/data", "picture": ["/url", "/b64_json"],
        "error": "/error/message", "code": "/error/code"
      },
      "// pictures": "documented: index and type beside each; seen: URLs where no response_format is said",
      "pictures": {
        "out": "url", "list": true, "beside": {"index": "{index}", "type": "url"},
        "chosen": {
          "by": "response_format",
          "words": {
            "base64": {
              "out": "base64", "at": "/b64_json",
              "beside": {"index": "{index}", "type": "b64_json"}
            },
            "b64_json": {
              "out": "base64", "at": "/b64_json",
              "beside": {"index": "{index}", "type": "b64_json"}
            }
          }
        }
      },
      "// unknown_fields": "inferred: nobody says that they are refused",
      "unknown_fields": "ignored",
      "answers": {
        "done": {"body": {"model": "{model}", "object": "list"}},
        "// errors": "documented: their shape; inferred: their words and statuses",
        "invalid": {
          "status": 400, "confidence": "inferred",
          "body": {
            "error": {
              "message": "{message}", "type": "invalid_request_error", "param": "{field}",
              "code": null
            }
          }
        },
        "unauthenticated": {
          "status": 401, "confidence": "inferred",
          "body": {
            "error": {
              "message": "Invalid API key provided.", "type": "invalid_request_error",
              "param": null, "code": "invalid_api_key"
            }
          }
        },
        "unknown_model": {
          "status": 404, "confidence": "inferred",
          "body": {
            "error": {
              "message": "Unable to access model {model}.", "type": "invalid_request_error",
              "param": "model", "code": "model_not_available"
            }
          }
        },
        "error": {
          "confidence": "inferred",
          "body": {
            "error": {"message": "{message}", "type": "server_error", "param": null, "code": null}
          }
        }
      },
      "// any_model": "inferred: one document describes what every model takes",
      "any_model": "together/flux.1-schnell",
      "models": [
        {
          "key": "together/flux.1-schnell",
          "source": "togethercomputer/openapi@090263a; no price was found",
          "operations": {
            "t2i": {
              "endpoint": "black-forest-labs/FLUX.1-schnell",
              "source": "togethercomputer/openapi@090263a",
              "batch": {"field": "n", "max": 4},
              "formats": {"jpeg": "jpeg", "png": "png"},
              "renames": {"cfg_scale": "guidance_scale", "num_inference_steps": "steps"},
              "size": {"form": "sides", "width": "width", "height": "height"},
              "fields": {
                "prompt": {"type": "string", "required": true},
                "width": {"type": "integer", "default": 1024},
                "height": {"type": "integer", "default": 1024},
                "steps": {"type": "integer", "default": 20},
                "// n": "docs.together.ai's overview: 1 to 4",
                "n": {"type": "integer", "default": 1, "min": 1, "max": 4},
                "seed": {"type": "integer"},
                "guidance_scale": {"type": "number", "default": 3.5},
                "negative_prompt": {"type": "string"},
                "image_url": {"type": "uri"},
                "reference_images": {"type": "uris"},
                "disable_safety_checker": {"type": "boolean"},
                "output_format": {
                  "type": "string", "default": "jpeg", "values": ["jpeg", "png"]
                },
                "// response_format": "inferred: b64_json, OpenAI's word, is taken, too",
                "response_format": {"type": "string", "values": ["base64", "url", "b64_json"]}
              }
            }
          }
        }
      ]
    }
    """#
}
