extension Provider {
  /// Black Forest Labs' own API: submitted, then polled at the URL that the answer gives.
  ///
  /// No page of the gateway lists an offer there, so the models are known to the stub alone.
  static let blackForestLabs = #"""
    {
      "name": "bfl", "title": "Black Forest Labs",
      "source": "Black Forest Labs' OpenAPI document of 2026-05-01 and clients in public code",
      "key_variable": "BFL_API_KEY", "key_field": "x-key", "key_scheme": "",
      "bases": {
        "api": "https://api.bfl.ai", "poll": "https://api.us1.bfl.ai",
        "media": "https://delivery-us1.bfl.ai"
      },
      "hosts": {
        "api": ["api.eu.bfl.ai", "api.us.bfl.ai"], "poll": ["api.eu2.bfl.ai"]
      },
      "calls": {
        "submit": {"method": "POST", "base": "api", "path": "/v1/{endpoint}"},
        "status": {
          "method": "GET", "base": "poll", "path": "/v1/get_result?id={id}", "open": true
        }
      },
      "pointers": {
        "id": "/id", "poll": "/polling_url", "status": "/status", "output": "/result/sample",
        "prompt": "/result/prompt", "seed": "/result/seed", "error": "/detail", "cost": "/cost"
      },
      "webhooks": {
        "url": "/webhook_url", "secret": "/webhook_secret",
        "signature_field": "X-BFL-Signature", "signature_prefix": "sha256="
      },
      "pictures": {"in": "base64", "out": "url"},
      "limits": {
        "media_seconds": {"value": 600}, "result_seconds": {"value": 600},
        "cost_micros": {"value": 10000}
      },
      "statuses": {
        "Pending": "waiting", "Ready": "done", "Request Moderated": "moderated",
        "Content Moderated": "moderated", "Error": "failed", "Task not found": "missing"
      },
      "answers": {
        "submitted": {"body": {"input_mp": 0.0, "output_mp": 1.0}},
        "hooked": {"body": {"webhook_url": "{webhook}", "input_mp": 0.0, "output_mp": 1.0}},
        "waiting": {"body": {"result": null, "progress": 0.6}},
        "done": {"body": {"progress": null, "details": null}},
        "moderated": {
          "status": 200, "body": {"result": null, "progress": null, "details": null}
        },
        "missing": {"status": 404, "body": {"result": null, "progress": null}},
        "invalid": {
          "status": 422,
          "body": {"detail": [{"loc": ["body", "{field}"], "msg": "{message}", "type": "{type}"}]}
        },
        "unauthenticated": {
          "status": 403, "body": {"detail": "Not authenticated - Invalid Authentication"}
        }
      },
      "models": [
        {
          "key": "bfl/flux.1-dev",
          "source": "Black Forest Labs' OpenAPI document of 2026-05-01; no price was found",
          "operations": {
            "t2i": {
              "endpoint": "flux-dev", "renames": {
                "cfg_scale": "guidance", "num_inference_steps": "steps"
              },
              "source": "Black Forest Labs' OpenAPI document of 2026-05-01",
              "formats": {"jpeg": "jpeg", "png": "png", "webp": "webp"},
              "size": {"form": "sides", "width": "width", "height": "height"},
              "fields": {
                "prompt": {"type": "string", "default": ""},
                "width": {
                  "type": "integer", "default": 1024, "min": 256, "max": 1440, "multiple_of": 32
                },
                "height": {
                  "type": "integer", "default": 768, "min": 256, "max": 1440, "multiple_of": 32
                },
                "steps": {"type": "integer", "default": 28, "min": 1, "max": 50},
                "guidance": {"type": "number", "default": 3.0, "min": 1.5, "max": 5},
                "seed": {"type": "integer", "nullable": true},
                "prompt_upsampling": {"type": "boolean", "default": false},
                "safety_tolerance": {"type": "integer", "default": 2, "min": 0, "max": 6},
                "output_format": {
                  "type": "string", "nullable": true, "default": "jpeg",
                  "values": ["jpeg", "png", "webp"]
                }
              }
            }
          }
        },
        {
          "key": "bfl/flux.1-kontext-max",
          "price": {"image": 0.08}, "source": "Black Forest Labs' price list",
          "operations": {
            "t2i": {
              "endpoint": "flux-kontext-max",
              "source": "Black Forest Labs' OpenAPI document of 2026-05-01",
              "formats": {"jpeg": "jpeg", "png": "png", "webp": "webp"},
              "size": {
                "form": "ratio", "field": "aspect_ratio",
                "ratios": [
                  "4:3", "4:5", "5:4", "1:1", "3:4", "1:2", "2:1", "2:3", "3:2", "9:16", "16:9",
                  "9:21", "21:9"
                ]
              },
              "delivery": {"rule": "step", "step": 32},
              "fields": {
                "prompt": {"type": "string", "required": true},
                "seed": {"type": "integer", "nullable": true},
                "aspect_ratio": {"type": "string", "nullable": true},
                "output_format": {
                  "type": "string", "nullable": true, "default": "png",
                  "values": ["jpeg", "png", "webp"]
                },
                "prompt_upsampling": {"type": "boolean", "default": false},
                "safety_tolerance": {"type": "integer", "default": 2, "min": 0, "max": 6}
              }
            },
            "edit": {
              "like": "t2i",
              "images": {"field": "input_image"}, "source_delivery": {"rule": "step", "step": 32},
              "fields": {
                "input_image": {"type": "uri", "nullable": true},
                "safety_tolerance": {"max": 2, "confidence": "inferred"}
              }
            }
          }
        },
        {
          "key": "bfl/flux.2-max",
          "price": {"first_megapixel": 0.07, "further_megapixel": 0.03},
          "source": "Black Forest Labs' price list",
          "operations": {
            "t2i": {
              "endpoint": "flux-2-max",
              "source": "Black Forest Labs' OpenAPI document of 2026-05-01",
              "formats": {"jpeg": "jpeg", "png": "png", "webp": "webp"},
              "size": {
                "form": "sides", "width": "width", "height": "height", "max_pixels": 4194304
              },
              "fields": {
                "prompt": {"type": "string", "required": true},
                "width": {"type": "integer", "default": 0, "min": 64, "step": 16},
                "height": {"type": "integer", "default": 0, "min": 64, "step": 16},
                "seed": {"type": "integer", "nullable": true},
                "safety_tolerance": {"type": "integer", "default": 2, "min": 0, "max": 5},
                "output_format": {
                  "type": "string", "nullable": true, "default": "jpeg",
                  "values": ["jpeg", "png", "webp"]
                }
              }
            },
            "edit": {
              "like": "t2i",
              "images": {
                "field": "input_image",
                "more": [
                  "input_image_2", "input_image_3", "input_image_4", "input_image_5",
                  "input_image_6", "input_image_7", "input_image_8"
                ]
              },
              "source_delivery": {"rule": "step", "step": 16},
              "fields": {
                "input_image": {"type": "uri", "nullable": true},
                "input_image_2": {"type": "uri", "nullable": true},
                "input_image_3": {"type": "uri", "nullable": true},
                "input_image_4": {"type": "uri", "nullable": true},
                "input_image_5": {"type": "uri", "nullable": true},
                "input_image_6": {"type": "uri", "nullable": true},
                "input_image_7": {"type": "uri", "nullable": true},
                "input_image_8": {"type": "uri", "nullable": true}
              }
            }
          }
        },
        {
          "key": "bfl/flux1.1-pro",
          "price": {"image": 0.04}, "source": "Black Forest Labs' price list",
          "operations": {
            "t2i": {
              "endpoint": "flux-pro-1.1",
              "source": "Black Forest Labs' OpenAPI document of 2026-05-01",
              "formats": {"jpeg": "jpeg", "png": "png", "webp": "webp"},
              "size": {"form": "sides", "width": "width", "height": "height"},
              "fields": {
                "prompt": {"type": "string", "nullable": true, "default": ""},
                "width": {
                  "type": "integer", "default": 1024, "min": 256, "max": 1440, "multiple_of": 32
                },
                "height": {
                  "type": "integer", "default": 768, "min": 256, "max": 1440, "multiple_of": 32
                },
                "seed": {"type": "integer", "nullable": true},
                "prompt_upsampling": {"type": "boolean", "default": false},
                "safety_tolerance": {"type": "integer", "default": 2, "min": 0, "max": 6},
                "output_format": {
                  "type": "string", "nullable": true, "default": "jpeg",
                  "values": ["jpeg", "png", "webp"]
                }
              }
            }
          }
        }
      ]
    }
    """#
}
