extension ProviderFacts {
  static let fal = #"""
    {
      "name": "fal", "title": "fal.ai",
      "key_variable": "FAL_KEY", "key_scheme": "Key",
      "bases": {
        "sync": "https://fal.run", "queue": "https://queue.fal.run",
        "rest": "https://rest.fal.ai", "media": "https://v3.fal.media",
        "site": "https://fal.ai"
      },
      "hosts": {"rest": ["rest.alpha.fal.ai"], "media": ["fal.media", "*.fal.media"]},
      "calls": {
        "submit": {"method": "POST", "base": "sync", "path": "/{endpoint}"},
        "enqueue": {"method": "POST", "base": "queue", "path": "/{endpoint}"},
        "status": {"method": "GET", "base": "queue", "path": "/{app}/requests/{id}/status"},
        "result": {"method": "GET", "base": "queue", "path": "/{app}/requests/{id}"},
        "cancel": {"method": "PUT", "base": "queue", "path": "/{app}/requests/{id}/cancel"},
        "schema": {
          "method": "GET", "base": "site",
          "path": "/api/openapi/queue/openapi.json?endpoint_id={endpoint}", "open": true
        }
      },
      "limits": {
        "result_seconds": {"value": 3600}, "media_seconds": {"value": 604800}
      },
      "pointers": {
        "images": "/images", "image": "/url", "prompt": "/prompt", "seed": "/seed",
        "id": "/request_id", "status": "/status", "error": "/detail"
      },
      "source": "fal's documents and official clients"
    }
    """#

  static let replicate = #"""
    {
      "name": "replicate", "title": "Replicate",
      "key_variable": "REPLICATE_API_TOKEN", "key_scheme": "Bearer",
      "bases": {"api": "https://api.replicate.com/v1", "media": "https://replicate.delivery"},
      "calls": {
        "submit": {"method": "POST", "base": "api", "path": "/models/{endpoint}/predictions"},
        "status": {"method": "GET", "base": "api", "path": "/predictions/{id}"},
        "cancel": {"method": "POST", "base": "api", "path": "/predictions/{id}/cancel"},
        "upload": {"method": "POST", "base": "api", "path": "/files"},
        "schema": {"method": "GET", "base": "api", "path": "/models/{endpoint}"}
      },
      "limits": {
        "wait_seconds": {"value": 60}, "data_uri_bytes": {"value": 262144},
        "result_seconds": {"value": 3600}, "media_seconds": {"value": 3600}
      },
      "pointers": {
        "input": "/input", "images": "/output", "id": "/id", "status": "/status",
        "error": "/error", "problem": "/detail"
      },
      "source": "Replicate's OpenAPI document and official clients"
    }
    """#

  static let fireworks = #"""
    {
      "name": "fireworks", "title": "Fireworks AI",
      "key_variable": "FIREWORKS_API_KEY", "key_scheme": "Bearer",
      "bases": {"api": "https://api.fireworks.ai/inference/v1"},
      "calls": {
        "submit": {"method": "POST", "base": "api", "path": "/workflows/{endpoint}"},
        "status": {"method": "POST", "base": "api", "path": "/workflows/{endpoint}/get_result"},
        "text_to_image": {
          "method": "POST", "base": "api", "path": "/workflows/{endpoint}/text_to_image",
          "confidence": "seen"
        }
      },
      "limits": {
        "result_seconds": {"value": 600, "confidence": "inferred"},
        "media_seconds": {"value": 600, "confidence": "inferred"}
      },
      "pointers": {
        "image": "/result/sample", "id": "/request_id", "status": "/status",
        "error": "/error/message"
      },
      "source": "Fireworks' documents and clients in public code"
    }
    """#
}
