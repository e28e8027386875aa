extension ModelCatalog {
  /// FLUX.2 [flex]: facts, their source and how sure they are, as data.
  static let flux2Flex = #"""
    {
      "id": "flux.2-flex", "name": "FLUX.2 [flex]", "creator": "Black Forest Labs",
      "family": "flux.2", "status": "active", "page": "cut", "aliases": ["flux-2-flex"],
      "tags": [
        "image-generation", "text-to-image", "image-editing", "text-rendering",
        "creative-control"
      ],
      "modes": ["t2i", "edit"], "max_input_images": 10, "max_resolution": "2048x2048",
      "source": "the gateway's model page, as far as it is known; Custom is inferred from fal's free pixels, as are its alias, tags and prices",
      "sizes": {
        "auto": true,
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
          {"size": "1365x768", "aspect_ratio": "16:9", "resolution": "1K"}
        ]
      },
      "parameters": [
        "prompt",
        "seed",
        "size",
        "aspect_ratio",
        {
          "name": "resolution", "type": "string", "section": "size", "values": ["auto", "1K"],
          "description": "The scale alone; any tier goes to the nearest one that is supported."
        },
        "image",
        "response_format",
        "output_format",
        "output_compression",
        "n",
        "cfg_scale"
      ],
      "offers": [
        {
          "key": "fal/flux.2-flex", "level": "inferred",
          "price": {"first_megapixel": 0.06, "further_megapixel": 0.06},
          "source": "inferred: the page at hand breaks off before its offers",
          "operations": {
            "t2i": {
              "endpoint": "fal-ai/flux-2-flex", "confidence": "documented",
              "source": "fal-ai/fal-js@381105e libs/client/src/types/endpoints.ts",
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
              "fields": {
                "prompt": {"type": "string", "required": true},
                "image_size": {
                  "type": "image_size", "default": "landscape_4_3",
                  "values": [
                    "square_hd", "square", "portrait_4_3", "portrait_16_9", "landscape_4_3",
                    "landscape_16_9"
                  ]
                },
                "guidance_scale": {"type": "number", "default": 3.5, "min": 1.5, "max": 10},
                "num_inference_steps": {"type": "integer", "default": 28, "min": 2, "max": 50},
                "seed": {"type": "integer"},
                "safety_tolerance": {
                  "type": "string", "default": "2", "values": ["1", "2", "3", "4", "5"]
                },
                "enable_safety_checker": {"type": "boolean", "default": true},
                "output_format": {
                  "type": "string", "default": "jpeg", "values": ["jpeg", "png"]
                },
                "sync_mode": {"type": "boolean", "default": false}
              },
              "renames": {"cfg_scale": "guidance_scale"}
            }
          }
        },
        {
          "key": "fal/flux.2-flex-edit", "level": "inferred",
          "price": {"first_megapixel": 0.06, "further_megapixel": 0.06},
          "source": "inferred: the page at hand breaks off before its offers",
          "operations": {
            "edit": {
              "endpoint": "fal-ai/flux-2-flex/edit", "confidence": "documented",
              "source": "fal-ai/fal-js@381105e libs/client/src/types/endpoints.ts",
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
              "fields": {
                "prompt": {"type": "string", "required": true},
                "image_size": {
                  "type": "image_size", "default": "auto",
                  "values": [
                    "auto", "square_hd", "square", "portrait_4_3", "portrait_16_9",
                    "landscape_4_3", "landscape_16_9"
                  ]
                },
                "guidance_scale": {"type": "number", "default": 3.5, "min": 1.5, "max": 10},
                "num_inference_steps": {"type": "integer", "default": 28, "min": 2, "max": 50},
                "seed": {"type": "integer"},
                "safety_tolerance": {
                  "type": "string", "default": "2", "values": ["1", "2", "3", "4", "5"]
                },
                "enable_safety_checker": {"type": "boolean", "default": true},
                "output_format": {
                  "type": "string", "default": "jpeg", "values": ["jpeg", "png"]
                },
                "sync_mode": {"type": "boolean", "default": false},
                "image_urls": {"type": "uris", "required": true}
              },
              "renames": {"cfg_scale": "guidance_scale"},
              "images": {"field": "image_urls", "list": true, "max": 10},
              "source_delivery": {"rule": "step", "step": 16}
            }
          }
        },
        {
          "key": "replicate/flux.2-flex", "level": "inferred",
          "price": {"first_megapixel": 0.06, "further_megapixel": 0.06},
          "source": "inferred: the page at hand breaks off before its offers",
          "operations": {
            "t2i": {
              "endpoint": "black-forest-labs/flux-2-flex", "confidence": "documented",
              "source": "Replicate's page of the model; copies of its schema",
              "formats": {"jpeg": "jpg", "png": "png", "webp": "webp"},
              "renames": {"cfg_scale": "guidance", "output_compression": "output_quality"},
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
              "fields": {
                "prompt": {"type": "string", "required": true},
                "input_images": {"type": "uris", "default": [], "max_items": 10},
                "aspect_ratio": {
                  "type": "string", "default": "1:1",
                  "values": [
                    "match_input_image", "custom", "1:1", "16:9", "3:2", "2:3", "4:5", "5:4",
                    "9:16", "3:4", "4:3"
                  ]
                },
                "resolution": {
                  "type": "string", "default": "1 MP",
                  "values": ["match_input_image", "0.5 MP", "1 MP", "2 MP", "4 MP"]
                },
                "width": {"type": "integer", "min": 256, "max": 2048, "step": 16},
                "height": {"type": "integer", "min": 256, "max": 2048, "step": 16},
                "safety_tolerance": {"type": "integer", "default": 2, "min": 1, "max": 5},
                "seed": {"type": "integer"},
                "prompt_upsampling": {"type": "boolean", "default": true},
                "steps": {"type": "integer", "default": 30, "min": 1, "max": 50},
                "guidance": {"type": "number", "default": 4.5, "min": 1.5, "max": 10},
                "output_format": {
                  "type": "string", "default": "webp", "values": ["webp", "jpg", "png"]
                },
                "output_quality": {"type": "integer", "default": 80, "min": 0, "max": 100}
              }
            },
            "edit": {
              "like": "t2i",
              "images": {"field": "input_images", "list": true, "max": 10}
            }
          }
        }
      ]
    }
    """#
}
