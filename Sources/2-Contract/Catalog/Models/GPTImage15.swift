extension ModelCatalog {
  /// GPT Image 1.5: facts, their source and how sure they are, as data.
  static let gptImage15 = #"""
    {
      "id": "gpt-image-1.5", "name": "GPT Image 1.5", "creator": "OpenAI", "family": "gpt-image",
      "status": "active", "page": "cut", "tags": ["image-generation", "text-to-image", "image-editing"],
      "modes": ["t2i", "edit"], "max_input_images": 10, "max_output_images": 1,
      "max_resolution": "1536x1536",
      "source": "the gateway's model page, as far as it is known",
      "sizes": {
        "rows": [
          {"size": "1024x1536", "aspect_ratio": "2:3", "resolution": "1K"},
          {"size": "1536x1024", "aspect_ratio": "3:2", "resolution": "1K"},
          {"size": "1024x1024", "aspect_ratio": "1:1", "resolution": "1K"},
          {"size": "836x1254", "aspect_ratio": "2:3", "resolution": "1K"},
          {"size": "1254x836", "aspect_ratio": "3:2", "resolution": "1K"}
        ]
      },
      "parameters": [
        "prompt",
        {
          "name": "quality", "type": "string", "values": ["high", "low", "medium"],
          "words": {"hd": "high", "standard": "medium"}, "modes": ["t2i"], "section": "core",
          "description": "How much work goes into the picture."
        },
        "size", "aspect_ratio",
        {
          "name": "resolution", "type": "string", "section": "size", "values": ["1K"],
          "description": "The scale alone; any tier goes to the nearest one that is supported."
        },
        "image", "response_format", "output_format",
        {
          "name": "output_compression", "type": "integer", "default": 90, "min": 0, "max": 100,
          "only_at": "replicate", "section": "output",
          "description": "How hard lossy formats are compressed: 100 is best, 0 is smallest."
        },
        "n",
        {
          "name": "background", "type": "string", "values": ["opaque", "transparent"],
          "section": "additional", "description": "What stands behind the subject."
        }
      ],
      "offers": [
        {
          "key": "fal/gpt-image-1.5", "level": "inferred", "source": "fal's types; the page at hand breaks off before its offers",
          "operations": {
            "t2i": {
              "endpoint": "fal-ai/gpt-image-1.5", "confidence": "documented",
              "source": "fal-ai/fal-js@381105e libs/client/src/types/endpoints.ts; its batch is inferred",
              "batch": {"field": "num_images", "max": 4},
              "formats": {"jpeg": "jpeg", "png": "png", "webp": "webp"},
              "size": {
                "form": "ratio", "field": "image_size", "ratios": ["1:1", "3:2", "2:3"],
                "words": {"1:1": "1024x1024", "2:3": "1024x1536", "3:2": "1536x1024"}
              },
              "delivery": {
                "rule": "table",
                "sizes": {"1:1": "1024x1024", "2:3": "1024x1536", "3:2": "1536x1024"}
              },
              "fields": [
                {"name": "prompt", "type": "string", "required": true},
                {
                  "name": "image_size", "type": "string", "default": "1024x1024",
                  "values": ["1024x1024", "1536x1024", "1024x1536"]
                },
                {
                  "name": "background", "type": "string", "default": "auto",
                  "values": ["auto", "transparent", "opaque"]
                },
                {
                  "name": "quality", "type": "string", "default": "high",
                  "values": ["low", "medium", "high"]
                },
                {"name": "num_images", "type": "integer", "default": 1, "min": 1, "max": 4},
                {
                  "name": "output_format", "type": "string", "default": "png",
                  "values": ["jpeg", "png", "webp"]
                },
                {"name": "sync_mode", "type": "boolean", "default": false}
              ]
            }
          }
        },
        {
          "key": "fal/gpt-image-1.5-edit", "level": "inferred", "source": "fal's types; the page at hand breaks off before its offers",
          "operations": {
            "edit": {
              "endpoint": "fal-ai/gpt-image-1.5/edit", "confidence": "documented",
              "source": "fal-ai/fal-js@381105e libs/client/src/types/endpoints.ts; its batch is inferred",
              "batch": {"field": "num_images", "max": 4},
              "formats": {"jpeg": "jpeg", "png": "png", "webp": "webp"},
              "images": {"field": "image_urls", "list": true, "max": 10},
              "source_delivery": {
                "rule": "table",
                "sizes": {"1:1": "1024x1024", "2:3": "1024x1536", "3:2": "1536x1024"}
              },
              "size": {
                "form": "ratio", "field": "image_size", "ratios": ["1:1", "3:2", "2:3"],
                "words": {"1:1": "1024x1024", "2:3": "1024x1536", "3:2": "1536x1024"}
              },
              "delivery": {
                "rule": "table",
                "sizes": {"1:1": "1024x1024", "2:3": "1024x1536", "3:2": "1536x1024"}
              },
              "fields": [
                {"name": "prompt", "type": "string", "required": true},
                {"name": "image_urls", "type": "uris", "required": true},
                {
                  "name": "input_fidelity", "type": "string", "default": "high",
                  "values": ["low", "high"]
                },
                {"name": "mask_image_url", "type": "uri"},
                {
                  "name": "image_size", "type": "string", "default": "auto",
                  "values": ["auto", "1024x1024", "1536x1024", "1024x1536"]
                },
                {
                  "name": "background", "type": "string", "default": "auto",
                  "values": ["auto", "transparent", "opaque"]
                },
                {
                  "name": "quality", "type": "string", "default": "high",
                  "values": ["low", "medium", "high"]
                },
                {"name": "num_images", "type": "integer", "default": 1, "min": 1, "max": 4},
                {
                  "name": "output_format", "type": "string", "default": "png",
                  "values": ["jpeg", "png", "webp"]
                },
                {"name": "sync_mode", "type": "boolean", "default": false}
              ]
            }
          }
        },
        {
          "key": "openai/gpt-image-1.5",
          "price": {"million_tokens": {"text": 5, "image": 8, "output": 32}},
          "source": "OpenAI's documents and price list",
          "operations": {
            "t2i": {
              "endpoint": "gpt-image-1.5", "confidence": "documented",
              "source": "OpenAI's OpenAPI document of 2026-08-21",
              "batch": {"field": "n", "max": 10},
              "formats": {"jpeg": "jpeg", "png": "png", "webp": "webp"},
              "renames": {"output_compression": "output_compression"},
              "compressed_formats": ["jpeg", "webp"],
              "size": {
                "form": "ratio", "field": "size", "ratios": ["1:1", "2:3", "3:2"],
                "words": {"1:1": "1024x1024", "2:3": "1024x1536", "3:2": "1536x1024"}
              },
              "delivery": {
                "rule": "table",
                "sizes": {"1:1": "1024x1024", "2:3": "1024x1536", "3:2": "1536x1024"}
              },
              "fields": [
                {"name": "prompt", "type": "string", "required": true, "min_length": 1},
                {"name": "n", "type": "integer", "default": 1, "min": 1, "max": 10},
                {
                  "name": "size", "type": "string", "default": "auto",
                  "values": ["1024x1024", "1024x1536", "1536x1024", "auto"]
                },
                {
                  "name": "quality", "type": "string", "default": "auto",
                  "values": ["low", "medium", "high", "auto"]
                },
                {
                  "name": "background", "type": "string", "default": "auto",
                  "values": ["transparent", "opaque", "auto"]
                },
                {
                  "name": "output_format", "type": "string", "default": "png",
                  "values": ["png", "jpeg", "webp"]
                },
                {
                  "name": "output_compression", "type": "integer", "default": 100, "min": 0,
                  "max": 100
                },
                {
                  "name": "moderation", "type": "string", "default": "auto",
                  "values": ["low", "auto"]
                },
                {"name": "stream", "type": "boolean", "default": false},
                {
                  "name": "partial_images", "type": "integer", "default": 0, "min": 0, "max": 3
                },
                {"name": "user", "type": "string"}
              ]
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
                "moderation": {"confidence": "inferred"},
                "image[]": {"type": "uris", "required": true, "max_items": 16},
                "mask": {"type": "uri"},
                "input_fidelity": {"type": "string", "default": "low", "values": ["low", "high"]}
              }
            }
          }
        },
        {
          "key": "replicate/gpt-image-1.5", "level": "inferred", "source": "Replicate's page of the model",
          "operations": {
            "t2i": {
              "endpoint": "openai/gpt-image-1.5", "confidence": "documented",
              "source": "Replicate's page of the model; its delivery is inferred from OpenAI's",
              "batch": {"field": "number_of_images", "max": 10},
              "formats": {"jpeg": "jpeg", "png": "png", "webp": "webp"},
              "renames": {"output_compression": "output_compression"},
              "compressed_formats": ["jpeg", "webp"],
              "size": {
                "form": "ratio", "field": "aspect_ratio", "ratios": ["1:1", "3:2", "2:3"]
              },
              "delivery": {
                "rule": "table",
                "sizes": {"1:1": "1024x1024", "2:3": "1024x1536", "3:2": "1536x1024"}
              },
              "fields": [
                {"name": "prompt", "type": "string", "required": true},
                {
                  "name": "aspect_ratio", "type": "string", "default": "1:1",
                  "values": ["1:1", "3:2", "2:3"]
                },
                {
                  "name": "input_fidelity", "type": "string", "default": "low",
                  "values": ["low", "high"]
                },
                {"name": "input_images", "type": "uris"},
                {
                  "name": "number_of_images", "type": "integer", "default": 1, "min": 1,
                  "max": 10
                },
                {
                  "name": "quality", "type": "string", "default": "auto",
                  "values": ["low", "medium", "high", "auto"]
                },
                {
                  "name": "background", "type": "string", "default": "auto",
                  "values": ["auto", "transparent", "opaque"]
                },
                {
                  "name": "output_compression", "type": "integer", "default": 90, "min": 0,
                  "max": 100
                },
                {
                  "name": "output_format", "type": "string", "default": "webp",
                  "values": ["png", "jpeg", "webp"]
                },
                {
                  "name": "moderation", "type": "string", "default": "auto",
                  "values": ["auto", "low"]
                },
                {"name": "user_id", "type": "string"}
              ]
            },
            "edit": {
              "like": "t2i", "images": {"field": "input_images", "list": true, "max": 10}
            }
          }
        }
      ]
    }
    """#
}
