extension Provider {
  static let fal = #"""
    {
      "name": "fal", "title": "fal.ai",
      "key_variable": "FAL_KEY", "key_scheme": "Key", "key_sample": "any:key",
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
        "upload": {"method": "POST", "base": "rest", "path": "/storage/upload/initiate"},
        "schema": {
          "method": "GET", "base": "site",
          "path": "/api/openapi/queue/openapi.json?endpoint_id={endpoint}", "open": true
        }
      },
      "limits": {
        "result_seconds": {"value": 3600}, "media_seconds": {"value": 604800}
      },
      "pointers": {
        "output": "/images", "picture": "/url", "prompt": "/prompt", "seed": "/seed",
        "id": "/request_id", "status": "/status", "error": "/detail", "upload": "/file_url"
      },
      "head": {"cost": "x-fal-billable-units"},
      "problems": {"field": "/loc", "message": "/msg", "type": "/type"},
      "moderation": ["content_policy_violation"],
      "statuses": {"IN_QUEUE": "waiting", "IN_PROGRESS": "waiting", "COMPLETED": "done"},
      "source": "fal's documents and official clients"
    }
    """#

  static let replicate = #"""
    {
      "name": "replicate", "title": "Replicate",
      "key_variable": "REPLICATE_API_TOKEN", "key_scheme": "Bearer", "key_sample": "r8_any",
      "bases": {"api": "https://api.replicate.com/v1", "media": "https://replicate.delivery"},
      "hosts": {"media": ["*.replicate.delivery"]},
      "calls": {
        "submit": {
          "method": "POST", "base": "api", "path": "/models/{endpoint}/predictions",
          "fields": {"Prefer": "wait={wait}"}
        },
        "status": {"method": "GET", "base": "api", "path": "/predictions/{id}"},
        "cancel": {"method": "POST", "base": "api", "path": "/predictions/{id}/cancel"},
        "upload": {"method": "POST", "base": "api", "path": "/files", "part": "content"},
        "schema": {"method": "GET", "base": "api", "path": "/models/{endpoint}"}
      },
      "limits": {
        "wait_seconds": {"value": 60}, "data_uri_bytes": {"value": 262144},
        "result_seconds": {"value": 3600}, "media_seconds": {"value": 3600}
      },
      "pointers": {
        "input": "/input", "output": "/output", "id": "/id", "status": "/status",
        "error": ["/error", "/invalid_fields", "/detail"], "upload": "/urls/get"
      },
      "problems": {"field": "/field", "message": "/description"},
      "moderation": ["flagged as sensitive", "NSFW"],
      "statuses": {
        "starting": "waiting", "processing": "waiting", "succeeded": "done", "failed": "failed",
        "canceled": "failed", "aborted": "failed"
      },
      "source": "Replicate's OpenAPI document and official clients"
    }
    """#

  static let fireworks = #"""
    {
      "name": "fireworks", "title": "Fireworks AI",
      "key_variable": "FIREWORKS_API_KEY", "key_scheme": "Bearer", "key_sample": "fw_any",
      "bases": {
        "api": "https://api.fireworks.ai/inference/v1", "media": "https://delivery.fireworks.ai"
      },
      "hosts": {"media": ["delivery-eu1.bfl.ai", "delivery-us1.bfl.ai"]},
      "calls": {
        "submit": {"method": "POST", "base": "api", "path": "/workflows/{endpoint}"},
        "status": {
          "method": "POST", "base": "api", "path": "/workflows/{endpoint}/get_result",
          "body": {"id": "{id}"}
        },
        "direct": {
          "method": "POST", "base": "api", "path": "/workflows/{endpoint}/text_to_image",
          "endpoints": ["flux-1-dev-fp8", "flux-1-schnell-fp8"], "fields": {"Accept": "image/png"},
          "confidence": "seen"
        }
      },
      "limits": {
        "result_seconds": {"value": 600, "confidence": "inferred"},
        "media_seconds": {"value": 600, "confidence": "inferred"}
      },
      "pointers": {
        "output": ["/result/sample", "/base64"], "id": "/request_id",
        "status": ["/status", "/finishReason"], "seed": "/seed",
        "error": ["/error", "/error/message", "/error_message"]
      },
      "head": {"status": "Finish-Reason", "seed": "Seed"},
      "statuses": {
        "Pending": "waiting", "Ready": "done", "Complete": "done", "Finished": "done",
        "SUCCESS": "done", "Request Moderated": "moderated", "Content Moderated": "moderated",
        "CONTENT_FILTERED": "moderated", "Task not found": "missing", "Error": "failed"
      },
      "source": "Fireworks' documents and clients in public code"
    }
    """#
}
