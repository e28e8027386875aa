/// The models that take their width and height apart.
extension ExampleProvider {
  static let bflPro = #"""
    {
      "extends": "flux1.1-pro",
      "offers": {
        "bfl/flux1.1-pro": {
          "price": {"image": 0.04}, "source": "Black Forest Labs' price list",
          "operations": {
            "t2i": {
              "endpoint": "flux-pro-1.1",
              "source": "Black Forest Labs' OpenAPI document of 2026-05-01",
              "formats": {"jpeg": "jpeg", "png": "png", "webp": "webp"},
              "size": {"form": "sides", "width": "width", "height": "height"},
              "fields": {
                "prompt": {"type": "string", "nullable": true, "default": ""},
                "width": {
                  "type": "integer", "default": 1024, "min": 256, "max": 1440, "multiple_of": 32
                },
                "height": {
                  "type": "integer", "default": 768, "min": 256, "max": 1440, "multiple_of": 32
                },
                "seed": {"type": "integer", "nullable": true},
                "prompt_upsampling": {"type": "boolean", "default": false},
                "safety_tolerance": {"type": "integer", "default": 2, "min": 0, "max": 6},
                "output_format": {
                  "type": "string", "nullable": true, "default": "jpeg",
                  "values": ["jpeg", "png", "webp"]
                }
              }
            }
          }
        }
      }
    }

    """#

  static let bflDev = #"""
    {
      "extends": "flux.1-dev",
      "offers": {
        "bfl/flux.1-dev": {
          "source": "Black Forest Labs' OpenAPI document of 2026-05-01; no price was found",
          "operations": {
            "t2i": {
              "endpoint": "flux-dev", "renames": {
                "cfg_scale": "guidance", "num_inference_steps": "steps"
              },
              "source": "Black Forest Labs' OpenAPI document of 2026-05-01",
              "formats": {"jpeg": "jpeg", "png": "png", "webp": "webp"},
              "size": {"form": "sides", "width": "width", "height": "height"},
              "fields": {
                "prompt": {"type": "string", "default": ""},
                "width": {
                  "type": "integer", "default": 1024, "min": 256, "max": 1440, "multiple_of": 32
                },
                "height": {
                  "type": "integer", "default": 768, "min": 256, "max": 1440, "multiple_of": 32
                },
                "steps": {"type": "integer", "default": 28, "min": 1, "max": 50},
                "guidance": {"type": "number", "default": 3.0, "min": 1.5, "max": 5},
                "seed": {"type": "integer", "nullable": true},
                "prompt_upsampling": {"type": "boolean", "default": false},
                "safety_tolerance": {"type": "integer", "default": 2, "min": 0, "max": 6},
                "output_format": {
                  "type": "string", "nullable": true, "default": "jpeg",
                  "values": ["jpeg", "png", "webp"]
                }
              }
            }
          }
        }
      }
    }

    """#

  static let bflTwoMax = #"""
    {
      "extends": "flux.2-max",
      "offers": {
        "bfl/flux.2-max": {
          "price": {"first_megapixel": 0.07, "further_megapixel": 0.03},
          "source": "Black Forest Labs' price list",
          "operations": {
            "t2i": {
              "endpoint": "flux-2-max",
              "source": "Black Forest Labs' OpenAPI document of 2026-05-01",
              "formats": {"jpeg": "jpeg", "png": "png", "webp": "webp"},
              "size": {
                "form": "sides", "width": "width", "height": "height", "max_pixels": 4194304
              },
              "fields": {
                "prompt": {"type": "string", "required": true},
                "width": {"type": "integer", "default": 0, "min": 64, "step": 16},
                "height": {"type": "integer", "default": 0, "min": 64, "step": 16},
                "seed": {"type": "integer", "nullable": true},
                "safety_tolerance": {"type": "integer", "default": 2, "min": 0, "max": 5},
                "output_format": {
                  "type": "string", "nullable": true, "default": "jpeg",
                  "values": ["jpeg", "png", "webp"]
                }
              }
            },
            "edit": {
              "like": "t2i",
              "images": {
                "field": "input_image",
                "more": [
                  "input_image_2", "input_image_3", "input_image_4", "input_image_5",
                  "input_image_6", "input_image_7", "input_image_8"
                ]
              },
              "source_delivery": {"rule": "step", "step": 16},
              "fields": {
                "input_image": {"type": "uri", "nullable": true},
                "input_image_2": {"type": "uri", "nullable": true},
                "input_image_3": {"type": "uri", "nullable": true},
                "input_image_4": {"type": "uri", "nullable": true},
                "input_image_5": {"type": "uri", "nullable": true},
                "input_image_6": {"type": "uri", "nullable": true},
                "input_image_7": {"type": "uri", "nullable": true},
                "input_image_8": {"type": "uri", "nullable": true}
              }
            }
          }
        }
      }
    }

    """#
}
