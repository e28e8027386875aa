extension ModelCatalog {
  /// FLUX.1 [dev]: facts, their source and how sure they are, as data.
  static let flux1Dev = #"""
    {
      "id": "flux.1-dev", "name": "FLUX.1 [dev]", "creator": "Black Forest Labs",
      "family": "flux.1", "status": "active", "aliases": ["flux-dev"],
      "tags": ["image-generation", "text-to-image", "image-editing"],
      "modes": ["t2i", "edit"], "max_input_images": 1, "max_resolution": "2048x2048",
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
          {"size": "1365x768", "aspect_ratio": "16:9", "resolution": "1K"},
          {"size": "670x1564", "aspect_ratio": "9:21", "resolution": "1K"},
          {"size": "1563x670", "aspect_ratio": "21:9", "resolution": "1K"}
        ]
      },
      "parameters": [
        "prompt", "seed", "size", "aspect_ratio",
        {
          "name": "resolution", "type": "string", "section": "size",
          "description": "The scale alone; any tier goes to the nearest one that is supported.",
          "values": ["1K"]
        },
        "image", "response_format", "output_format", "output_compression", "n", "cfg_scale",
        "strength",
        {
          "name": "acceleration", "type": "string", "only_at": "fal",
          "values": ["high", "none", "regular"], "section": "additional",
          "description": "Trades care for speed."
        },
        {
          "name": "disable_safety_checker", "type": "boolean", "only_at": "replicate",
          "section": "additional", "description": "Switches the provider's safety checker off."
        },
        {
          "name": "enable_safety_checker", "type": "boolean", "only_at": "fal",
          "section": "additional", "description": "Whether the provider's safety checker runs."
        },
        {
          "name": "go_fast", "type": "boolean", "only_at": "replicate", "section": "additional",
          "description": "Uses the faster, rounded weights; a seed no longer repeats a result."
        },
        {
          "name": "megapixels", "type": "string", "only_at": "replicate",
          "values": ["0.25", "1"], "section": "additional",
          "description": "About how many megapixels the picture has."
        },
        "num_inference_steps",
        {
          "name": "output_quality", "type": "integer", "only_at": "replicate", "min": 0,
          "max": 100, "section": "additional",
          "description": "Quality of a saved lossy picture, from 0 to 100."
        },
        {
          "name": "sync_mode", "type": "boolean", "only_at": "fal", "section": "additional",
          "description": "The provider answers with a data URI and keeps no history."
        }
      ],
      "offers": [
        {
          "key": "fal/flux.1-dev", "price": {"image": 0.025}, "source": "gateway model pages",
          "operations": {
            "t2i": {
              "endpoint": "fal-ai/flux/dev", "confidence": "documented",
              "source": "fal-ai/fal-js@381105e libs/client/src/types/endpoints.ts; AppleLamps/zapp@d8eb3cb docs/ (copy of the fal.ai API page, 2025-10-15)",
              "formats": {"jpeg": "jpeg", "png": "png"},
              "renames": {"cfg_scale": "guidance_scale"},
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
                {
                  "name": "num_inference_steps", "type": "integer", "default": 28, "min": 1,
                  "max": 50
                },
                {"name": "seed", "type": "integer"},
                {
                  "name": "guidance_scale", "type": "number", "default": 3.5, "min": 1,
                  "max": 20
                },
                {"name": "sync_mode", "type": "boolean", "default": false},
                {"name": "num_images", "type": "integer", "default": 1, "min": 1, "max": 4},
                {"name": "enable_safety_checker", "type": "boolean", "default": true},
                {
                  "name": "output_format", "type": "string", "default": "jpeg",
                  "values": ["jpeg", "png"]
                },
                {
                  "name": "acceleration", "type": "string", "default": "none",
                  "values": ["none", "regular", "high"]
                }
              ]
            }
          }
        },
        {
          "key": "replicate/flux.1-dev", "price": {"image": 0.025},
          "source": "gateway model pages",
          "operations": {
            "t2i": {
              "endpoint": "black-forest-labs/flux-dev", "confidence": "seen",
              "source": "replicate/cog-flux@51e81e0 predict.py; stored model schemas",
              "size": {
                "form": "ratio", "field": "aspect_ratio",
                "ratios": [
                  "1:1", "16:9", "21:9", "3:2", "2:3", "4:5", "5:4", "3:4", "4:3", "9:16",
                  "9:21"
                ],
                "scale": {
                  "field": "megapixels", "values": {"0.25": 512, "1": 1024}, "usual": "1",
                  "follows_pixels": true
                }
              },
              "delivery": {
                "rule": "table",
                "sizes": {
                  "1:1": "1024x1024", "16:9": "1344x768", "21:9": "1536x640", "3:2": "1216x832",
                  "2:3": "832x1216", "4:5": "896x1088", "5:4": "1088x896", "3:4": "896x1152",
                  "4:3": "1152x896", "9:16": "768x1344", "9:21": "640x1536"
                }
              },
              "formats": {"jpeg": "jpg", "png": "png", "webp": "webp"},
              "renames": {
                "cfg_scale": "guidance", "strength": "prompt_strength",
                "output_compression": "output_quality"
              },
              "batch": {"field": "num_outputs", "max": 4},
              "fields": [
                {"name": "prompt", "type": "string", "required": true, "confidence": "seen"},
                {
                  "name": "aspect_ratio", "type": "string", "default": "1:1",
                  "values": [
                    "1:1", "16:9", "21:9", "3:2", "2:3", "4:5", "5:4", "3:4", "4:3", "9:16",
                    "9:21"
                  ],
                  "confidence": "seen"
                },
                {"name": "image", "type": "uri", "confidence": "seen"},
                {
                  "name": "prompt_strength", "type": "number", "default": 0.8, "min": 0,
                  "max": 1, "confidence": "seen"
                },
                {
                  "name": "num_outputs", "type": "integer", "default": 1, "min": 1, "max": 4,
                  "confidence": "seen"
                },
                {
                  "name": "num_inference_steps", "type": "integer", "default": 28, "min": 1,
                  "max": 50, "confidence": "seen"
                },
                {
                  "name": "guidance", "type": "number", "default": 3, "min": 0, "max": 10,
                  "confidence": "seen"
                },
                {"name": "seed", "type": "integer", "confidence": "seen"},
                {
                  "name": "output_format", "type": "string", "default": "webp",
                  "values": ["webp", "jpg", "png"], "confidence": "seen"
                },
                {
                  "name": "output_quality", "type": "integer", "default": 80, "min": 0,
                  "max": 100, "confidence": "seen"
                },
                {
                  "name": "disable_safety_checker", "type": "boolean", "default": false,
                  "confidence": "seen"
                },
                {"name": "go_fast", "type": "boolean", "default": true, "confidence": "seen"},
                {
                  "name": "megapixels", "type": "string", "default": "1",
                  "values": ["1", "0.25"], "confidence": "seen"
                }
              ]
            },
            "edit": {
              "like": "t2i", "size": null, "delivery": null,
              "source_delivery": {"rule": "fit", "longest": 1440, "step": 16},
              "images": {"field": "image"}
            }
          }
        }
      ]
    }
    """#
}
