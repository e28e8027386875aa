extension ModelCatalog {
  /// FLUX1.1 [pro]: facts, their source and how sure they are, as data.
  static let flux11Pro = #"""
    {
      "id": "flux1.1-pro", "name": "FLUX1.1 [pro]", "creator": "Black Forest Labs",
      "family": "flux1.1", "status": "active", "aliases": ["flux-pro-1.1"],
      "tags": ["image-generation", "text-to-image"], "modes": ["t2i"], "max_input_images": 0,
      "max_resolution": "2048x2048",
      "source": "published model page; limits and prices from the gateway's model pages",
      "sizes": {
        "auto": false, "custom": {"min": 1, "max": 14142},
        "rows": [
          {"size": "1183x887", "aspect_ratio": "4:3", "resolution": "1K"},
          {"size": "916x1145", "aspect_ratio": "4:5", "resolution": "1K"},
          {"size": "1145x916", "aspect_ratio": "5:4", "resolution": "1K"},
          {"size": "1024x1024", "aspect_ratio": "1:1", "resolution": "1K"},
          {"size": "887x1182", "aspect_ratio": "3:4", "resolution": "1K"},
          {"size": "836x1254", "aspect_ratio": "2:3", "resolution": "1K"},
          {"size": "1254x836", "aspect_ratio": "3:2", "resolution": "1K"},
          {"size": "768x1365", "aspect_ratio": "9:16", "resolution": "1K"},
          {"size": "1365x768", "aspect_ratio": "16:9", "resolution": "1K"}
        ]
      },
      "parameters": [
        "prompt", "seed", "size", "aspect_ratio",
        {
          "name": "resolution", "type": "string", "section": "size",
          "description": "The scale alone; any tier goes to the nearest one that is supported.",
          "values": ["1K"]
        },
        "response_format", "output_format", "output_compression", "n",
        {
          "name": "enhance_prompt", "type": "boolean", "only_at": "fal", "section": "additional",
          "description": "Lets the provider improve the prompt first."
        },
        {
          "name": "height", "type": "integer", "only_at": "replicate", "section": "additional",
          "description": "The height of a custom size, rounded by the provider to a multiple of 32."
        },
        {
          "name": "image_prompt", "type": "string", "only_at": "replicate",
          "section": "additional", "description": "A picture that guides the composition."
        },
        {
          "name": "output_quality", "type": "integer", "only_at": "replicate", "min": 0,
          "max": 100, "section": "additional",
          "description": "Quality of a saved lossy picture, from 0 to 100."
        },
        {
          "name": "prompt_upsampling", "type": "boolean", "only_at": "replicate",
          "section": "additional",
          "description": "Lets the provider rewrite the prompt for more variety."
        },
        {
          "name": "safety_tolerance", "type": "string", "values": ["1", "2", "3", "4", "5", "6"],
          "section": "additional", "description": "How much is let through: 1 is the strictest."
        },
        {
          "name": "sync_mode", "type": "boolean", "only_at": "fal", "section": "additional",
          "description": "The provider answers with a data URI and keeps no history."
        },
        {
          "name": "width", "type": "integer", "only_at": "replicate", "section": "additional",
          "description": "The width of a custom size, rounded by the provider to a multiple of 32."
        }
      ],
      "offers": [
        {
          "key": "fal/flux1.1-pro", "price": {"image": 0.04}, "source": "gateway model pages",
          "operations": {
            "t2i": {
              "endpoint": "fal-ai/flux-pro/v1.1", "confidence": "documented",
              "source": "fal-ai/fal-js@381105e libs/client/src/types/endpoints.ts; third-party sheet public code",
              "formats": {"jpeg": "jpeg", "png": "png"},
              "batch": {"field": "num_images", "max": 4},
              "size": {
                "form": "pixels", "field": "image_size", "min": 1, "max": 14142,
                "presets": {
                  "square_hd": "1024x1024", "square": "512x512", "portrait_4_3": "768x1024",
                  "portrait_16_9": "576x1024", "landscape_4_3": "1024x768",
                  "landscape_16_9": "1024x576"
                }
              },
              "delivery": {"rule": "exact"},
              "fields": [
                {"name": "prompt", "type": "string", "required": true},
                {
                  "name": "image_size", "type": "image_size", "default": "landscape_4_3",
                  "values": [
                    "square_hd", "square", "portrait_4_3", "portrait_16_9", "landscape_4_3",
                    "landscape_16_9"
                  ]
                },
                {"name": "seed", "type": "integer"},
                {"name": "sync_mode", "type": "boolean", "default": false},
                {
                  "name": "num_images", "type": "integer", "default": 1, "min": 1, "max": 4,
                  "confidence": "inferred"
                },
                {
                  "name": "output_format", "type": "string", "default": "jpeg",
                  "values": ["jpeg", "png"]
                },
                {
                  "name": "safety_tolerance", "type": "string", "default": "2",
                  "values": ["1", "2", "3", "4", "5", "6"]
                },
                {"name": "enhance_prompt", "type": "boolean", "default": false}
              ]
            }
          }
        },
        {
          "key": "replicate/flux1.1-pro", "price": {"image": 0.04},
          "source": "gateway model pages",
          "operations": {
            "t2i": {
              "endpoint": "black-forest-labs/flux-1.1-pro", "confidence": "documented",
              "source": "copies of the model page / version 96ccd0e7",
              "formats": {"jpeg": "jpg", "png": "png", "webp": "webp"},
              "renames": {"output_compression": "output_quality"},
              "size": {
                "form": "ratio", "field": "aspect_ratio",
                "ratios": ["1:1", "16:9", "3:2", "2:3", "4:5", "5:4", "9:16", "3:4", "4:3"],
                "custom": {
                  "word": "custom", "width": "width", "height": "height", "min": 256,
                  "max": 1440, "step": 32
                }
              },
              "delivery": {"rule": "step", "step": 32},
              "fields": [
                {"name": "prompt", "type": "string", "required": true},
                {"name": "image_prompt", "type": "uri"},
                {
                  "name": "aspect_ratio", "type": "string", "default": "1:1",
                  "values": ["custom", "1:1", "16:9", "3:2", "2:3", "4:5", "5:4", "9:16", "3:4", "4:3"]
                },
                {"name": "width", "type": "integer", "min": 256, "max": 1440, "step": 32},
                {"name": "height", "type": "integer", "min": 256, "max": 1440, "step": 32},
                {
                  "name": "safety_tolerance", "type": "integer", "default": 2, "min": 1,
                  "max": 6
                },
                {"name": "seed", "type": "integer"},
                {"name": "prompt_upsampling", "type": "boolean", "default": false},
                {
                  "name": "output_format", "type": "string", "default": "webp",
                  "values": ["webp", "jpg", "png"]
                },
                {
                  "name": "output_quality", "type": "integer", "default": 80, "min": 0,
                  "max": 100
                }
              ]
            }
          }
        }
      ]
    }
    """#
}
