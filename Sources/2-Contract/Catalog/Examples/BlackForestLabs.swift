extension ExampleProvider {
  /// Black Forest Labs' own API: submitted, then polled at the URL that the answer gives.
  static let blackForestLabs = ExampleProvider(
    name: "bfl",
    files: [
      ModelCatalog.File(name: "providers/bfl.json", text: bflProvider),
      ModelCatalog.File(name: "catalog/flux.1-dev.bfl.json", text: bflDev),
      ModelCatalog.File(name: "catalog/flux.1-kontext-max.bfl.json", text: bflKontextMax),
      ModelCatalog.File(name: "catalog/flux.2-max.bfl.json", text: bflTwoMax),
      ModelCatalog.File(name: "catalog/flux1.1-pro.bfl.json", text: bflPro),
    ]
  )

  private static let bflProvider = #"""
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
      }
    }

    """#

  private static let bflKontextMax = #"""
    {
      "extends": "flux.1-kontext-max",
      "offers": {
        "bfl/flux.1-kontext-max": {
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
        }
      }
    }

    """#
}
