extension ModelCatalog {
  /// FLUX.1 Kontext [max]: facts, their source and how sure they are, as data.
  static let flux1KontextMax = #"""
    {
      "id": "flux.1-kontext-max", "name": "FLUX.1 Kontext [max]", "creator": "Black Forest Labs",
      "family": "flux.1-kontext", "status": "active", "aliases": ["flux-kontext-max"],
      "tags": [
        "image-generation", "text-to-image", "image-editing", "typography",
        "character-consistency"
      ],
      "modes": ["t2i", "edit"], "max_input_images": 1, "max_resolution": "2048x2048",
      "source": "published model page and llms.txt",
      "sizes": {
        "auto": true, "custom": null,
        "rows": [
          {"size": "1183x887", "aspect_ratio": "4:3", "resolution": "1K"},
          {"size": "916x1145", "aspect_ratio": "4:5", "resolution": "1K"},
          {"size": "1145x916", "aspect_ratio": "5:4", "resolution": "1K"},
          {"size": "1024x1024", "aspect_ratio": "1:1", "resolution": "1K"},
          {"size": "887x1182", "aspect_ratio": "3:4", "resolution": "1K"},
          {"size": "724x1448", "aspect_ratio": "1:2", "resolution": "1K"},
          {"size": "1448x724", "aspect_ratio": "2:1", "resolution": "1K"},
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
          "values": ["auto", "1K"]
        },
        "image", "response_format", "output_format", "output_compression", "n", "cfg_scale",
        {
          "name": "enhance_prompt", "type": "boolean", "only_at": "fal", "section": "additional",
          "description": "Lets the provider improve the prompt first."
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
        }
      ],
      "offers": [
        {
          "key": "fal/flux.1-kontext-max", "level": "published", "price": {"image": 0.08},
          "source": "https://fal.ai/models/fal-ai/flux-pro/kontext/max/text-to-image",
          "operations": {
            "t2i": {
              "endpoint": "fal-ai/flux-pro/kontext/max/text-to-image",
              "confidence": "documented",
              "source": "fal-ai/fal-js@381105e libs/client/src/types/endpoints.ts; AppleLamps/zapp@d8eb3cb docs/ (copy of the fal.ai API page, 2025-10-15)",
              "renames": {"cfg_scale": "guidance_scale"},
              "batch": {"field": "num_images", "max": 4},
              "formats": {"jpeg": "jpeg", "png": "png"},
              "size": {
                "form": "ratio", "field": "aspect_ratio",
                "ratios": ["21:9", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "9:21"]
              },
              "delivery": {"rule": "step", "step": 32},
              "fields": [
                {"name": "prompt", "type": "string", "required": true},
                {"name": "seed", "type": "integer"},
                {
                  "name": "guidance_scale", "type": "number", "default": 3.5, "min": 1,
                  "max": 20
                },
                {"name": "sync_mode", "type": "boolean", "default": false},
                {"name": "num_images", "type": "integer", "default": 1, "min": 1, "max": 4},
                {
                  "name": "output_format", "type": "string", "default": "jpeg",
                  "values": ["jpeg", "png"]
                },
                {
                  "name": "safety_tolerance", "type": "string", "default": "2",
                  "values": ["1", "2", "3", "4", "5", "6"]
                },
                {"name": "enhance_prompt", "type": "boolean", "default": false},
                {
                  "name": "aspect_ratio", "type": "string", "default": "1:1",
                  "values": ["21:9", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "9:21"]
                }
              ]
            }
          }
        },
        {
          "key": "fal/flux.1-kontext-max-edit", "level": "published", "price": {"image": 0.08},
          "source": "https://fal.ai/models/fal-ai/flux-pro/kontext/max/text-to-image",
          "operations": {
            "edit": {
              "endpoint": "fal-ai/flux-pro/kontext/max", "confidence": "documented",
              "source": "fal-ai/fal-js@381105e libs/client/src/types/endpoints.ts; AppleLamps/zapp@d8eb3cb docs/ (copy of the fal.ai API page, 2025-10-15); imgly/plugins@464eabb packages/plugin-ai-image-generation-web/src/fal-ai/FluxProKontextMaxEdit.json",
              "source_delivery": {"rule": "step", "step": 32}, "images": {"field": "image_url"},
              "renames": {"cfg_scale": "guidance_scale"},
              "batch": {"field": "num_images", "max": 4},
              "formats": {"jpeg": "jpeg", "png": "png"},
              "size": {
                "form": "ratio", "field": "aspect_ratio",
                "ratios": ["21:9", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "9:21"]
              },
              "delivery": {"rule": "step", "step": 32},
              "fields": [
                {"name": "prompt", "type": "string", "required": true},
                {"name": "seed", "type": "integer"},
                {
                  "name": "guidance_scale", "type": "number", "default": 3.5, "min": 1,
                  "max": 20
                },
                {"name": "sync_mode", "type": "boolean", "default": false},
                {"name": "num_images", "type": "integer", "default": 1, "min": 1, "max": 4},
                {
                  "name": "output_format", "type": "string", "default": "jpeg",
                  "values": ["jpeg", "png"]
                },
                {
                  "name": "safety_tolerance", "type": "string", "default": "2",
                  "values": ["1", "2", "3", "4", "5", "6"]
                },
                {"name": "enhance_prompt", "type": "boolean", "default": false},
                {
                  "name": "aspect_ratio", "type": "string",
                  "values": ["21:9", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "9:21"]
                },
                {"name": "image_url", "type": "uri", "required": true}
              ]
            }
          }
        },
        {
          "key": "fireworks/flux.1-kontext-max", "level": "published", "price": {"image": 0.08},
          "source": "https://fireworks.ai/pricing",
          "operations": {
            "t2i": {
              "endpoint": "accounts/fireworks/models/flux-kontext-max",
              "confidence": "documented",
              "source": "docs.fireworks.ai kontext pages (copies); vercel/ai@ed857f50 packages/fireworks",
              "formats": {"jpeg": "jpeg", "png": "png"},
              "size": {
                "form": "ratio", "field": "aspect_ratio",
                "ratios": [
                  "4:3", "4:5", "5:4", "1:1", "3:4", "1:2", "2:1", "2:3", "3:2", "9:16", "16:9",
                  "9:21", "21:9"
                ]
              },
              "delivery": {"rule": "step", "step": 32},
              "fields": [
                {"name": "prompt", "type": "string", "required": true},
                {"name": "input_image", "type": "uri", "nullable": true},
                {"name": "seed", "type": "integer", "nullable": true},
                {"name": "aspect_ratio", "type": "string", "nullable": true},
                {
                  "name": "output_format", "type": "string", "default": "png",
                  "values": ["jpeg", "png"], "confidence": "inferred"
                },
                {"name": "webhook_url", "type": "string", "nullable": true},
                {"name": "webhook_secret", "type": "string", "nullable": true},
                {"name": "prompt_upsampling", "type": "boolean", "default": false},
                {
                  "name": "safety_tolerance", "type": "integer", "default": 2, "min": 0,
                  "max": 6
                }
              ]
            },
            "edit": {
              "like": "t2i",
              "source_delivery": {"rule": "step", "step": 32},
              "images": {"field": "input_image"}, "fields": {"safety_tolerance": {"max": 2}}
            }
          }
        },
        {
          "key": "replicate/flux.1-kontext-max", "level": "published", "price": {"image": 0.08},
          "source": "https://replicate.com/black-forest-labs/flux-kontext-max",
          "operations": {
            "t2i": {
              "endpoint": "black-forest-labs/flux-kontext-max", "confidence": "documented",
              "source": "replicate model page copies; docs.pinkfish.ai; TS interface in public code; enum also matches the 13 sizes in the Lumenfall seed",
              "formats": {"jpeg": "jpg", "png": "png"},
              "size": {
                "form": "ratio", "field": "aspect_ratio",
                "ratios": [
                  "1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "4:5", "5:4", "21:9",
                  "9:21", "2:1", "1:2"
                ],
                "source_word": "match_input_image"
              },
              "delivery": {"rule": "step", "step": 32},
              "source_delivery": {"rule": "step", "step": 32},
              "fields": [
                {"name": "prompt", "type": "string", "required": true},
                {"name": "input_image", "type": "uri"},
                {
                  "name": "aspect_ratio", "type": "string", "default": "match_input_image",
                  "values": [
                    "match_input_image", "1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3",
                    "4:5", "5:4", "21:9", "9:21", "2:1", "1:2"
                  ],
                  "confidence": "seen"
                },
                {"name": "seed", "type": "integer"},
                {
                  "name": "output_format", "type": "string", "default": "png",
                  "values": ["jpg", "png"]
                },
                {
                  "name": "safety_tolerance", "type": "integer", "default": 2, "min": 0,
                  "max": 6
                },
                {"name": "prompt_upsampling", "type": "boolean", "default": false}
              ]
            },
            "edit": {
              "like": "t2i",
              "images": {"field": "input_image"}, "fields": {"safety_tolerance": {"max": 2}}
            }
          }
        }
      ]
    }
    """#
}
