extension ModelCatalog {
  /// FLUX.1 Krea [dev]: facts, their source and how sure they are, as data.
  static let flux1KreaDev = #"""
    {
      "id": "flux.1-krea-dev", "name": "FLUX.1 Krea [dev]", "creator": "Black Forest Labs",
      "family": "flux.1", "status": "active", "input_modalities": ["text"], "page": "cut",
      "tags": ["image-generation", "text-to-image", "aesthetic", "stylized"],
      "modes": ["t2i", "edit"], "max_input_images": 1, "max_resolution": "2048x2048",
      "source": "the gateway's model page, as far as it is known; Custom is inferred from fal's free pixels, as are its tags and how many pictures an edit takes",
      "sizes": {
        "auto": false,
        "custom": {"min": 1, "max": 14142},
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
        "prompt",
        "seed",
        "size",
        "aspect_ratio",
        {
          "name": "resolution", "type": "string", "section": "size", "values": ["1K"],
          "description": "The scale alone; any tier goes to the nearest one that is supported."
        },
        "image",
        "response_format",
        "output_format",
        "output_compression",
        "n"
      ],
      "offers": [
        {
          "key": "fal/flux.1-krea-dev",
          "price": {"image": 0.025}, "source": "the gateway's model page",
          "operations": {
            "t2i": {
              "endpoint": "fal-ai/flux/krea", "confidence": "documented",
              "source": "fal-ai/fal-js@381105e libs/client/src/types/endpoints.ts; fal's llms.txt of the sibling fal-ai/flux-1",
              "batch": {"field": "num_images", "max": 4},
              "formats": {"jpeg": "jpeg", "png": "png"},
              "renames": {"cfg_scale": "guidance_scale"},
              "size": {
                "form": "pixels", "field": "image_size", "min": 1, "max": 14142,
                "presets": {
                  "square_hd": "1024x1024", "square": "512x512", "portrait_4_3": "768x1024",
                  "portrait_16_9": "576x1024", "landscape_4_3": "1024x768",
                  "landscape_16_9": "1024x576"
                }
              },
              "delivery": {"rule": "exact"},
              "fields": {
                "prompt": {"type": "string", "required": true},
                "image_size": {
                  "type": "image_size", "default": "landscape_4_3",
                  "values": [
                    "square_hd", "square", "portrait_4_3", "portrait_16_9", "landscape_4_3",
                    "landscape_16_9"
                  ]
                },
                "num_inference_steps": {"type": "integer", "default": 28, "min": 1, "max": 50},
                "seed": {"type": "integer"},
                "guidance_scale": {
                  "type": "number", "default": 4.5, "min": 1, "max": 20,
                  "confidence": "inferred"
                },
                "sync_mode": {"type": "boolean", "default": false},
                "num_images": {"type": "integer", "default": 1, "min": 1, "max": 4},
                "enable_safety_checker": {"type": "boolean", "default": true},
                "output_format": {
                  "type": "string", "default": "jpeg", "values": ["jpeg", "png"]
                },
                "acceleration": {
                  "type": "string", "default": "none", "values": ["none", "regular", "high"]
                }
              }
            }
          }
        },
        {
          "key": "fal/flux.1-krea-dev-edit",
          "price": {"image": 0.025}, "source": "the gateway's model page",
          "operations": {
            "edit": {
              "endpoint": "fal-ai/flux/krea/image-to-image", "confidence": "documented",
              "source": "fal-ai/fal-js@381105e libs/client/src/types/endpoints.ts; fal's llms.txt of the sibling fal-ai/flux-1",
              "batch": {"field": "num_images", "max": 4},
              "formats": {"jpeg": "jpeg", "png": "png"},
              "renames": {"cfg_scale": "guidance_scale"},
              "fields": {
                "prompt": {"type": "string", "required": true},
                "num_inference_steps": {"type": "integer", "default": 28, "min": 1, "max": 50},
                "seed": {"type": "integer"},
                "guidance_scale": {
                  "type": "number", "default": 4.5, "min": 1, "max": 20,
                  "confidence": "inferred"
                },
                "sync_mode": {"type": "boolean", "default": false},
                "num_images": {"type": "integer", "default": 1, "min": 1, "max": 4},
                "enable_safety_checker": {"type": "boolean", "default": true},
                "output_format": {
                  "type": "string", "default": "jpeg", "values": ["jpeg", "png"]
                },
                "acceleration": {
                  "type": "string", "default": "none", "values": ["none", "regular", "high"]
                },
                "image_url": {"type": "uri", "required": true},
                "strength": {"type": "number", "default": 0.95, "min": 0, "max": 1}
              },
              "images": {"field": "image_url"},
              "source_delivery": {"rule": "exact"}
            }
          }
        },
        {
          "key": "replicate/flux.1-krea-dev",
          "price": {"image": 0.025}, "source": "the gateway's model page",
          "operations": {
            "t2i": {
              "endpoint": "black-forest-labs/flux-krea-dev", "confidence": "seen",
              "source": "replicate/cog-flux@51e81e0 predict.py; Replicate's page of the model",
              "batch": {"field": "num_outputs", "max": 4},
              "formats": {"jpeg": "jpg", "png": "png", "webp": "webp"},
              "renames": {
                "cfg_scale": "guidance", "strength": "prompt_strength",
                "output_compression": "output_quality"
              },
              "size": {
                "form": "ratio", "field": "aspect_ratio",
                "ratios": [
                  "1:1", "16:9", "21:9", "3:2", "2:3", "4:5", "5:4", "3:4", "4:3", "9:16",
                  "9:21"
                ],
                "scale": {
                  "field": "megapixels",
                  "values": {"0.25": 512, "1": 1024}, "usual": "1", "follows_pixels": true
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
              "fields": {
                "prompt": {"type": "string", "required": true},
                "aspect_ratio": {
                  "type": "string", "default": "1:1",
                  "values": [
                    "1:1", "16:9", "21:9", "3:2", "2:3", "4:5", "5:4", "3:4", "4:3", "9:16",
                    "9:21"
                  ]
                },
                "image": {"type": "uri"},
                "prompt_strength": {"type": "number", "default": 0.8, "min": 0, "max": 1},
                "num_outputs": {"type": "integer", "default": 1, "min": 1, "max": 4},
                "num_inference_steps": {"type": "integer", "default": 28, "min": 1, "max": 50},
                "guidance": {"type": "number", "default": 3, "min": 0, "max": 10},
                "seed": {"type": "integer"},
                "output_format": {
                  "type": "string", "default": "webp", "values": ["webp", "jpg", "png"]
                },
                "output_quality": {"type": "integer", "default": 80, "min": 0, "max": 100},
                "disable_safety_checker": {"type": "boolean", "default": false},
                "go_fast": {"type": "boolean", "default": true},
                "megapixels": {"type": "string", "default": "1", "values": ["1", "0.25"]}
              }
            },
            "edit": {
              "like": "t2i", "size": null, "delivery": null,
              "images": {"field": "image"},
              "source_delivery": {"rule": "fit", "longest": 1440, "step": 16}
            }
          }
        }
      ]
    }
    """#
}
