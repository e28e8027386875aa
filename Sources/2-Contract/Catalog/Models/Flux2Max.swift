extension ModelCatalog {
  /// FLUX.2 [max]: facts, their source and how sure they are, as data.
  static let flux2Max = #"""
    {
      "id": "flux.2-max", "name": "FLUX.2 [max]", "creator": "Black Forest Labs",
      "family": "flux.2", "status": "active", "aliases": ["flux-2-max"],
      "tags": ["image-generation", "text-to-image", "image-editing", "photorealistic", "high-quality"],
      "modes": ["t2i", "edit"], "max_input_images": 10, "max_resolution": "2048x2048",
      "source": "published model page; limits, tags and prices from the gateway's model pages",
      "sizes": {
        "auto": true, "custom": {"min": 1, "max": 14142},
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
          "values": ["auto", "1K"]
        },
        "image", "response_format", "output_format", "output_compression", "n",
        {
          "name": "enable_safety_checker", "type": "boolean", "only_at": "fal",
          "section": "additional", "description": "Whether the provider's safety checker runs."
        },
        {
          "name": "height", "type": "integer", "only_at": "replicate", "section": "additional",
          "description": "The height of a custom size, rounded by the provider to a multiple of 16."
        },
        {
          "name": "output_quality", "type": "integer", "only_at": "replicate", "min": 0,
          "max": 100, "section": "additional",
          "description": "Quality of a saved lossy picture, from 0 to 100."
        },
        {
          "name": "safety_tolerance", "type": "string", "values": ["1", "2", "3", "4", "5"],
          "section": "additional", "description": "How much is let through: 1 is the strictest."
        },
        {
          "name": "sync_mode", "type": "boolean", "only_at": "fal", "section": "additional",
          "description": "The provider answers with a data URI and keeps no history."
        },
        {
          "name": "width", "type": "integer", "only_at": "replicate", "section": "additional",
          "description": "The width of a custom size, rounded by the provider to a multiple of 16."
        }
      ],
      "offers": [
        {
          "key": "fal/flux.2-max",
          "price": {"first_megapixel": 0.07, "further_megapixel": 0.03},
          "source": "gateway model pages; further megapixels: third party",
          "operations": {
            "t2i": {
              "endpoint": "fal-ai/flux-2-max", "confidence": "documented",
              "source": "fal-ai/fal-js@381105e libs/client/src/types/endpoints.ts; fal llms.txt for fal-ai/flux-2-max/edit public code",
              "formats": {"jpeg": "jpeg", "png": "png"},
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
                {
                  "name": "safety_tolerance", "type": "string", "default": "2",
                  "values": ["1", "2", "3", "4", "5"]
                },
                {"name": "enable_safety_checker", "type": "boolean", "default": true},
                {
                  "name": "output_format", "type": "string", "default": "jpeg",
                  "values": ["jpeg", "png"]
                },
                {"name": "sync_mode", "type": "boolean", "default": false}
              ]
            }
          }
        },
        {
          "key": "fal/flux.2-max-edit",
          "price": {"first_megapixel": 0.07, "further_megapixel": 0.03},
          "source": "gateway model pages; further megapixels: third party",
          "operations": {
            "edit": {
              "endpoint": "fal-ai/flux-2-max/edit", "confidence": "documented",
              "source": "fal-ai/fal-js@381105e libs/client/src/types/endpoints.ts; fal llms.txt for fal-ai/flux-2-max/edit public code",
              "source_delivery": {"rule": "step", "step": 16},
              "images": {"field": "image_urls", "list": true, "max": 10},
              "formats": {"jpeg": "jpeg", "png": "png"},
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
                  "name": "image_size", "type": "image_size", "default": "auto",
                  "values": [
                    "auto", "square_hd", "square", "portrait_4_3", "portrait_16_9",
                    "landscape_4_3", "landscape_16_9"
                  ]
                },
                {"name": "seed", "type": "integer"},
                {
                  "name": "safety_tolerance", "type": "string", "default": "2",
                  "values": ["1", "2", "3", "4", "5"]
                },
                {"name": "enable_safety_checker", "type": "boolean", "default": true},
                {
                  "name": "output_format", "type": "string", "default": "jpeg",
                  "values": ["jpeg", "png"]
                },
                {"name": "sync_mode", "type": "boolean", "default": false},
                {"name": "image_urls", "type": "uris", "required": true}
              ]
            }
          }
        },
        {
          "key": "replicate/flux.2-max", "source": "gateway model pages",
          "operations": {
            "t2i": {
              "endpoint": "black-forest-labs/flux-2-max", "confidence": "documented",
              "source": "Volpestyle/game-asset-pipeline@0864d61 docs/models/replicate/flux-2-max.md (copy of the model page); flux-2-flex listing for the enums",
              "formats": {"jpeg": "jpg", "png": "png", "webp": "webp"},
              "renames": {"output_compression": "output_quality"},
              "size": {
                "form": "ratio", "field": "aspect_ratio",
                "ratios": ["1:1", "16:9", "3:2", "2:3", "4:5", "5:4", "9:16", "3:4", "4:3"],
                "source_word": "match_input_image",
                "scale": {
                  "field": "resolution",
                  "values": {
                    "0.5 MP": 724.0773439350247, "1 MP": 1024, "2 MP": 1448.1546878700494,
                    "4 MP": 2048
                  },
                  "usual": "1 MP"
                },
                "custom": {
                  "word": "custom", "width": "width", "height": "height", "min": 256,
                  "max": 2048, "step": 16
                }
              },
              "delivery": {"rule": "step", "step": 16},
              "source_delivery": {"rule": "step", "step": 16},
              "fields": [
                {"name": "prompt", "type": "string", "required": true},
                {"name": "input_images", "type": "uris", "default": [], "max_items": 8},
                {
                  "name": "aspect_ratio", "type": "string", "default": "1:1",
                  "values": [
                    "match_input_image", "custom", "1:1", "16:9", "3:2", "2:3", "4:5", "5:4",
                    "9:16", "3:4", "4:3"
                  ],
                  "confidence": "inferred"
                },
                {
                  "name": "resolution", "type": "string", "default": "1 MP",
                  "values": ["match_input_image", "0.5 MP", "1 MP", "2 MP", "4 MP"],
                  "confidence": "inferred"
                },
                {
                  "name": "width", "type": "integer", "min": 256, "max": 2048, "step": 16,
                  "confidence": "inferred"
                },
                {
                  "name": "height", "type": "integer", "min": 256, "max": 2048, "step": 16,
                  "confidence": "inferred"
                },
                {
                  "name": "safety_tolerance", "type": "integer", "default": 2, "min": 1,
                  "max": 5
                },
                {"name": "seed", "type": "integer"},
                {
                  "name": "output_format", "type": "string", "default": "webp",
                  "values": ["webp", "jpg", "png"]
                },
                {
                  "name": "output_quality", "type": "integer", "default": 80, "min": 0,
                  "max": 100
                }
              ]
            },
            "edit": {
              "like": "t2i", "images": {"field": "input_images", "list": true, "max": 8}
            }
          }
        }
      ]
    }
    """#
}
