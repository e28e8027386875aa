extension ModelCatalog {
  /// Gemini 2.5 Flash Image: facts, their source and how sure they are, as data.
  static let gemini25FlashImage = #"""
    {
      "id": "gemini-2.5-flash-image", "name": "Nano Banana", "creator": "Google",
      "family": "gemini-2.5-flash-image", "status": "active", "output_modalities": ["text", "image"], "page": "cut",
      "aliases": ["gemini-2.5-flash-image-preview"],
      "tags": ["image-generation", "multimodal", "fast"], "modes": ["t2i", "edit"],
      "max_input_images": 3, "max_output_images": 10,
      "source": "the gateway's model page, as far as it is known; vertex's offer is left out, whose wire facts are not",
      "sizes": {
        "auto": true,
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
          {"size": "1563x670", "aspect_ratio": "21:9", "resolution": "1K"}
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
        "n"
      ],
      "offers": [
        {
          "key": "fal/gemini-2.5-flash-image",
          "price": {"image": 0.039}, "source": "the gateway's model page",
          "operations": {
            "t2i": {
              "endpoint": "fal-ai/gemini-25-flash-image", "confidence": "documented",
              "source": "fal-ai/fal-js@381105e libs/client/src/types/endpoints.ts; its batch is inferred",
              "batch": {"field": "num_images", "max": 4},
              "formats": {"jpeg": "jpeg", "png": "png", "webp": "webp"},
              "size": {
                "form": "ratio", "field": "aspect_ratio",
                "ratios": [
                  "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"
                ]
              },
              "delivery": {
                "rule": "table",
                "sizes": {
                  "1:1": "1024x1024", "3:2": "1248x832", "2:3": "832x1248", "4:3": "1184x864",
                  "3:4": "864x1184", "5:4": "1152x896", "4:5": "896x1152", "16:9": "1344x768",
                  "9:16": "768x1344", "21:9": "1536x672"
                }
              },
              "fields": {
                "prompt": {"type": "string", "required": true},
                "num_images": {"type": "integer", "default": 1, "min": 1, "max": 4},
                "seed": {"type": "integer"},
                "aspect_ratio": {
                  "type": "string", "default": "1:1",
                  "values": [
                    "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"
                  ]
                },
                "output_format": {
                  "type": "string", "default": "png", "values": ["jpeg", "png", "webp"]
                },
                "safety_tolerance": {
                  "type": "string", "default": "4", "values": ["1", "2", "3", "4", "5", "6"]
                },
                "sync_mode": {"type": "boolean", "default": false},
                "limit_generations": {"type": "boolean", "default": false}
              }
            }
          }
        },
        {
          "key": "fal/gemini-2.5-flash-image-edit",
          "price": {"image": 0.039}, "source": "the gateway's model page",
          "operations": {
            "edit": {
              "endpoint": "fal-ai/gemini-25-flash-image/edit", "confidence": "documented",
              "source": "fal-ai/fal-js@381105e libs/client/src/types/endpoints.ts; its batch is inferred",
              "batch": {"field": "num_images", "max": 4},
              "formats": {"jpeg": "jpeg", "png": "png", "webp": "webp"},
              "size": {
                "form": "ratio", "field": "aspect_ratio",
                "ratios": [
                  "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"
                ]
              },
              "delivery": {
                "rule": "table",
                "sizes": {
                  "1:1": "1024x1024", "3:2": "1248x832", "2:3": "832x1248", "4:3": "1184x864",
                  "3:4": "864x1184", "5:4": "1152x896", "4:5": "896x1152", "16:9": "1344x768",
                  "9:16": "768x1344", "21:9": "1536x672"
                }
              },
              "fields": {
                "prompt": {"type": "string", "required": true},
                "num_images": {"type": "integer", "default": 1, "min": 1, "max": 4},
                "seed": {"type": "integer"},
                "aspect_ratio": {
                  "type": "string", "default": "auto",
                  "values": [
                    "auto", "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9",
                    "21:9"
                  ]
                },
                "output_format": {
                  "type": "string", "default": "png", "values": ["jpeg", "png", "webp"]
                },
                "safety_tolerance": {
                  "type": "string", "default": "4", "values": ["1", "2", "3", "4", "5", "6"]
                },
                "sync_mode": {"type": "boolean", "default": false},
                "limit_generations": {"type": "boolean", "default": false},
                "image_urls": {"type": "uris", "required": true}
              },
              "images": {"field": "image_urls", "list": true, "max": 3},
              "source_delivery": {
                "rule": "table",
                "sizes": {
                  "1:1": "1024x1024", "3:2": "1248x832", "2:3": "832x1248", "4:3": "1184x864",
                  "3:4": "864x1184", "5:4": "1152x896", "4:5": "896x1152", "16:9": "1344x768",
                  "9:16": "768x1344", "21:9": "1536x672"
                }
              }
            }
          }
        },
        {
          "key": "gemini/gemini-2.5-flash-image",
          "price": {"million_tokens": {"text": 0.3, "image": 0.3, "output": 30}},
          "source": "the gateway's model page",
          "operations": {
            "t2i": {
              "endpoint": "gemini-2.5-flash-image", "confidence": "documented",
              "source": "Google's documents of the Gemini API and answers in public code",
              "size": {
                "form": "ratio", "field": "aspectRatio",
                "ratios": [
                  "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"
                ]
              },
              "delivery": {
                "rule": "table",
                "sizes": {
                  "1:1": "1024x1024", "3:2": "1248x832", "2:3": "832x1248", "4:3": "1184x864",
                  "3:4": "864x1184", "5:4": "1152x896", "4:5": "896x1152", "16:9": "1344x768",
                  "9:16": "768x1344", "21:9": "1536x672"
                }
              },
              "fields": {
                "prompt": {"type": "string", "required": true},
                "aspectRatio": {
                  "type": "string",
                  "values": [
                    "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"
                  ]
                },
                "seed": {"type": "integer"}
              }
            },
            "edit": {
              "like": "t2i",
              "images": {"field": "images", "list": true, "max": 3},
              "source_delivery": {
                "rule": "table",
                "sizes": {
                  "1:1": "1024x1024", "3:2": "1248x832", "2:3": "832x1248", "4:3": "1184x864",
                  "3:4": "864x1184", "5:4": "1152x896", "4:5": "896x1152", "16:9": "1344x768",
                  "9:16": "768x1344", "21:9": "1536x672"
                }
              },
              "fields": {"images": {"type": "uris", "required": true}}
            }
          }
        },
        {
          "key": "replicate/gemini-2.5-flash-image",
          "price": {"image": 0.039}, "source": "the gateway's model page",
          "operations": {
            "t2i": {
              "endpoint": "google/gemini-2.5-flash-image", "confidence": "inferred",
              "source": "Replicate's page of google/nano-banana, its twin",
              "formats": {"jpeg": "jpg", "png": "png"},
              "size": {
                "form": "ratio", "field": "aspect_ratio",
                "ratios": [
                  "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"
                ],
                "source_word": "match_input_image"
              },
              "delivery": {
                "rule": "table",
                "sizes": {
                  "1:1": "1024x1024", "3:2": "1248x832", "2:3": "832x1248", "4:3": "1184x864",
                  "3:4": "864x1184", "5:4": "1152x896", "4:5": "896x1152", "16:9": "1344x768",
                  "9:16": "768x1344", "21:9": "1536x672"
                }
              },
              "source_delivery": {
                "rule": "table",
                "sizes": {
                  "1:1": "1024x1024", "3:2": "1248x832", "2:3": "832x1248", "4:3": "1184x864",
                  "3:4": "864x1184", "5:4": "1152x896", "4:5": "896x1152", "16:9": "1344x768",
                  "9:16": "768x1344", "21:9": "1536x672"
                }
              },
              "fields": {
                "prompt": {"type": "string", "required": true},
                "image_input": {"type": "uris", "default": []},
                "aspect_ratio": {
                  "type": "string", "default": "match_input_image",
                  "values": [
                    "match_input_image", "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4",
                    "9:16", "16:9", "21:9"
                  ]
                },
                "output_format": {"type": "string", "default": "jpg", "values": ["jpg", "png"]}
              }
            },
            "edit": {"like": "t2i", "images": {"field": "image_input", "list": true, "max": 3}}
          }
        }
      ]
    }
    """#
}
