extension ModelCatalog {
  /// Imagen 4 Generate: facts, their source and how sure they are, as data.
  static let imagen4Generate = #"""
    {
      "id": "imagen-4.0-generate-001", "name": "Imagen 4.0 Generate 001", "creator": "Google",
      "family": "imagen-4", "status": "active", "page": "cut",
      "tags": ["image-generation", "text-to-image"], "modes": ["t2i"], "max_input_images": 0,
      "source": "the gateway's model page, as far as it is known",
      "sizes": {
        "rows": [
          {"size": "1774x2365", "aspect_ratio": "3:4", "resolution": "2K"},
          {"size": "2365x1774", "aspect_ratio": "4:3", "resolution": "2K"},
          {"size": "1536x2731", "aspect_ratio": "9:16", "resolution": "2K"},
          {"size": "2731x1536", "aspect_ratio": "16:9", "resolution": "2K"},
          {"size": "2048x2048", "aspect_ratio": "1:1", "resolution": "2K"},
          {"size": "1183x887", "aspect_ratio": "4:3", "resolution": "1K"},
          {"size": "1024x1024", "aspect_ratio": "1:1", "resolution": "1K"},
          {"size": "887x1182", "aspect_ratio": "3:4", "resolution": "1K"},
          {"size": "768x1365", "aspect_ratio": "9:16", "resolution": "1K"},
          {"size": "1365x768", "aspect_ratio": "16:9", "resolution": "1K"}
        ]
      },
      "parameters": [
        "prompt",
        "negative_prompt",
        "seed",
        "size",
        "aspect_ratio",
        {
          "name": "resolution", "type": "string", "section": "size", "values": ["1K", "2K"],
          "description": "The scale alone; any tier goes to the nearest one that is supported."
        },
        "response_format",
        "output_format",
        "output_compression",
        "n",
        {
          "name": "image_size", "type": "string", "section": "additional",
          "description": "The scale, in the provider’s own word.", "values": ["1K", "2K"],
          "only_at": "replicate"
        },
        {
          "name": "personGeneration", "type": "string", "section": "additional",
          "description": "Whether people may be drawn.",
          "values": ["allow_adult", "dont_allow"], "only_at": "gemini"
        }
      ],
      "offers": [
        {
          "key": "fal/imagen-4.0-generate-001", "level": "inferred",
          "price": {"image": 0.04}, "source": "inferred: the page at hand breaks off before its offers",
          "operations": {
            "t2i": {
              "endpoint": "fal-ai/imagen4/preview", "confidence": "documented",
              "source": "fal-ai/fal-js@9830f25 libs/client/src/types/endpoints.ts; pixels inferred from Imagen 3's",
              "batch": {"field": "num_images", "max": 4},
              "formats": {"jpeg": "jpeg", "png": "png", "webp": "webp"},
              "size": {
                "form": "ratio", "field": "aspect_ratio",
                "ratios": ["1:1", "3:4", "4:3", "9:16", "16:9"],
                "scale": {
                  "field": "resolution",
                  "values": {"1K": 1024, "2K": 2048}, "usual": "1K"
                }
              },
              "delivery": {
                "rule": "table",
                "sizes": {
                  "1:1": "1024x1024", "4:3": "1280x896", "3:4": "896x1280", "16:9": "1408x768",
                  "9:16": "768x1408"
                }
              },
              "fields": {
                "prompt": {"type": "string", "required": true},
                "num_images": {"type": "integer", "default": 1, "min": 1, "max": 4},
                "seed": {"type": "integer"},
                "aspect_ratio": {
                  "type": "string", "default": "1:1",
                  "values": ["1:1", "3:4", "4:3", "9:16", "16:9"]
                },
                "output_format": {
                  "type": "string", "default": "png", "values": ["jpeg", "png", "webp"]
                },
                "safety_tolerance": {
                  "type": "string", "default": "4", "values": ["1", "2", "3", "4", "5", "6"]
                },
                "sync_mode": {"type": "boolean", "default": false},
                "resolution": {"type": "string", "default": "1K", "values": ["1K", "2K"]}
              }
            }
          }
        },
        {
          "key": "gemini/imagen-4.0-generate-001", "level": "inferred",
          "price": {"image": 0.04}, "source": "inferred: the page at hand breaks off before its offers",
          "operations": {
            "t2i": {
              "endpoint": "imagen-4.0-generate-001", "confidence": "documented",
              "source": "Google's documents of the Gemini API; pixels inferred from Imagen 3's",
              "batch": {"field": "sampleCount", "max": 4},
              "formats": {"jpeg": "image/jpeg", "png": "image/png"},
              "renames": {
                "output_format": "mimeType", "output_compression": "compressionQuality"
              },
              "compressed_formats": ["jpeg"],
              "size": {
                "form": "ratio", "field": "aspectRatio",
                "ratios": ["1:1", "3:4", "4:3", "9:16", "16:9"],
                "scale": {
                  "field": "sampleImageSize",
                  "values": {"1K": 1024, "2K": 2048}, "usual": "1K"
                }
              },
              "delivery": {
                "rule": "table",
                "sizes": {
                  "1:1": "1024x1024", "4:3": "1280x896", "3:4": "896x1280", "16:9": "1408x768",
                  "9:16": "768x1408"
                }
              },
              "fields": {
                "prompt": {"type": "string", "required": true},
                "sampleCount": {"type": "integer", "default": 4, "min": 1, "max": 4},
                "aspectRatio": {
                  "type": "string", "default": "1:1",
                  "values": ["1:1", "3:4", "4:3", "9:16", "16:9"]
                },
                "sampleImageSize": {"type": "string", "default": "1K", "values": ["1K", "2K"]},
                "personGeneration": {
                  "type": "string", "default": "allow_adult",
                  "values": ["dont_allow", "allow_adult"]
                },
                "mimeType": {
                  "type": "string", "default": "image/png",
                  "values": ["image/png", "image/jpeg"]
                },
                "compressionQuality": {"type": "integer", "default": 75, "min": 0, "max": 100}
              }
            }
          }
        },
        {
          "key": "replicate/imagen-4.0-generate-001", "level": "inferred",
          "price": {"image": 0.04}, "source": "inferred: the page at hand breaks off before its offers",
          "operations": {
            "t2i": {
              "endpoint": "google/imagen-4", "confidence": "documented",
              "source": "Replicate's pages of the model and of imagen-4-ultra; pixels inferred from Imagen 3's",
              "formats": {"jpeg": "jpg", "png": "png"},
              "size": {
                "form": "ratio", "field": "aspect_ratio",
                "ratios": ["1:1", "3:4", "4:3", "9:16", "16:9"],
                "scale": {
                  "field": "image_size",
                  "values": {"1K": 1024, "2K": 2048}, "usual": "1K"
                }
              },
              "delivery": {
                "rule": "table",
                "sizes": {
                  "1:1": "1024x1024", "4:3": "1280x896", "3:4": "896x1280", "16:9": "1408x768",
                  "9:16": "768x1408"
                }
              },
              "fields": {
                "prompt": {"type": "string", "required": true},
                "aspect_ratio": {
                  "type": "string", "default": "1:1",
                  "values": ["1:1", "3:4", "4:3", "9:16", "16:9"]
                },
                "image_size": {"type": "string", "default": "1K", "values": ["1K", "2K"]},
                "safety_filter_level": {
                  "type": "string", "default": "block_only_high",
                  "values": [
                    "block_low_and_above", "block_medium_and_above", "block_only_high"
                  ]
                },
                "output_format": {"type": "string", "default": "jpg", "values": ["jpg", "png"]}
              }
            }
          }
        }
      ]
    }
    """#
}
