extension Provider {
  /// OpenAI's models as Azure deploys them: the same bodies under other paths, another key field, and refusals of the
  /// door's own.
  static let azure = #"""
    {
      "name": "azure", "title": "Azure OpenAI",
      "source": "MicrosoftDocs/azure-ai-docs, articles/foundry/openai/how-to/dall-e.md, and answers in public code",
      "// key": "documented: api-key; documented for the v1 API: Authorization, as OpenAI's own clients send it",
      "key_variable": "AZURE_OPENAI_API_KEY", "key_field": "api-key", "key_scheme": "",
      "key_others": {"Authorization": "Bearer"},
      "// bases": "documented: the first label is the resource's own name",
      "bases": {"api": "https://resource.openai.azure.com"},
      "hosts": {"api": ["*.openai.azure.com", "*.cognitiveservices.azure.com"]},
      "calls": {
        "submit": {
          "method": "POST", "base": "api",
          "path": "/openai/deployments/{endpoint}/images/generations",
          "query": {"api-version": "2025-04-01-preview"},
          "others": ["/openai/v1/images/generations"]
        },
        "edit": {
          "method": "POST", "base": "api", "path": "/openai/deployments/{endpoint}/images/edits",
          "query": {"api-version": "2025-04-01-preview"},
          "others": ["/openai/v1/images/edits"], "encoding": "multipart"
        }
      },
      "pointers": {
        "model": "/model", "output": "/data", "picture": ["/b64_json", "/url"],
        "error": "/error/message", "code": "/error/code",
        "input_tokens": "/usage/input_tokens",
        "image_tokens": "/usage/input_tokens_details/image_tokens",
        "output_tokens": "/usage/output_tokens"
      },
      "pictures": {
        "out": "base64", "list": true, "names": ["image", "images"],
        "object": {"image_url": "{url}"}
      },
      "// moderation": "documented: contentFilter; seen in newer answers: moderation_blocked",
      "moderation": ["contentFilter", "moderation_blocked", "rejected by the safety system"],
      "account": ["billing_hard_limit_reached", "insufficient_quota"],
      "// unknown_fields": "inferred: as OpenAI's own",
      "unknown_fields": "refused",
      "answers": {
        "unauthenticated": {
          "status": 401, "confidence": "seen", "source": "crmne/ruby_llm's recordings",
          "body": {
            "error": {
              "code": "401",
              "message": "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource."
            }
          }
        },
        "unknown_model": {
          "status": 404, "confidence": "seen", "source": "chatboxai/chatbox#646",
          "body": {
            "error": {
              "code": "DeploymentNotFound",
              "message": "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again."
            }
          }
        },
        "missing": {
          "status": 404, "confidence": "seen", "source": "OkGoDoIt/OpenAI-API-dotnet#179",
          "body": {"error": {"code": "404", "message": "Resource not found"}}
        }
      },
      "// any_model": "documented: whoever deploys a model names the deployment",
      "any_model": "azure/gpt-image-1.5",
      "models": [
        {
          "key": "azure/gpt-image-1.5",
          "source": "Azure's documents; a deployment is called as who made it named it",
          "operations": {
            "t2i": {
              "endpoint": "gpt-image-1.5", "confidence": "documented",
              "source": "Azure's documents: as OpenAI's, without webp",
              "batch": {"field": "n", "max": 10},
              "formats": {"jpeg": "jpeg", "png": "png"},
              "renames": {"output_compression": "output_compression"},
              "compressed_formats": ["jpeg"],
              "size": {
                "form": "ratio", "field": "size", "ratios": ["1:1", "2:3", "3:2"],
                "words": {"1:1": "1024x1024", "2:3": "1024x1536", "3:2": "1536x1024"}
              },
              "delivery": {
                "rule": "table",
                "sizes": {"1:1": "1024x1024", "2:3": "1024x1536", "3:2": "1536x1024"}
              },
              "fields": {
                "prompt": {"type": "string", "required": true, "min_length": 1},
                "n": {"type": "integer", "default": 1, "min": 1, "max": 10},
                "size": {
                  "type": "string", "default": "auto",
                  "values": ["1024x1024", "1024x1536", "1536x1024", "auto"]
                },
                "quality": {
                  "type": "string", "default": "auto",
                  "values": ["low", "medium", "high", "auto"]
                },
                "background": {
                  "type": "string", "default": "auto",
                  "values": ["transparent", "opaque", "auto"]
                },
                "output_format": {
                  "type": "string", "default": "png", "values": ["png", "jpeg"]
                },
                "output_compression": {
                  "type": "integer", "default": 100, "min": 0, "max": 100
                },
                "moderation": {
                  "type": "string", "default": "auto", "values": ["low", "auto"],
                  "confidence": "inferred"
                },
                "stream": {"type": "boolean", "default": false},
                "partial_images": {"type": "integer", "default": 0, "min": 0, "max": 3},
                "user": {"type": "string"}
              }
            },
            "edit": {
              "like": "t2i",
              "images": {"field": "image[]", "list": true, "max": 16},
              "size": {"source_word": "auto"},
              "source_delivery": {
                "rule": "table",
                "sizes": {"1:1": "1024x1024", "2:3": "1024x1536", "3:2": "1536x1024"}
              },
              "fields": {
                "image[]": {"type": "uris", "required": true, "max_items": 16},
                "mask": {"type": "uri"},
                "input_fidelity": {
                  "type": "string", "default": "low", "values": ["low", "high"]
                }
              }
            }
          }
        }
      ]
    }
    """#
}
