import CanonicalJSON
import Catalog

/// The contract for models that no catalog knows: any size, up to ten input pictures, drawn by fal's stub.
///
/// It claims nothing of the real model; answers that come by it are marked.
enum GenericModel {
  /// Whether a name may stand for a model.
  static func isServed(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 200 && !name.contains(where: \.isWhitespace)
  }

  /// A catalog of this one model.
  static func catalog(_ name: String) throws(JSONFault) -> ModelCatalog {
    let patch: JSON = ["extends": "generic", "id": .string(name), "name": .string(name)]
    let base = try ModelCatalog(files: [.init(name: "generic", text: document)])
    let named = try ModelCatalog(files: [.init(name: name, text: patch.text())], over: base)
    return named
  }

  private static let document = """
    {
      "id": "generic", "status": "generic", "modes": ["t2i", "edit"], "max_input_images": 10,
      "tags": ["generic"], "source": "no page; served because any model was asked for",
      "sizes": {
        "auto": true, "custom": {"min": 1, "max": 14142},
        "rows": [
          {"size": "1024x1024", "aspect_ratio": "1:1", "resolution": "1K"},
          {"size": "1183x887", "aspect_ratio": "4:3", "resolution": "1K"},
          {"size": "887x1182", "aspect_ratio": "3:4", "resolution": "1K"},
          {"size": "1254x836", "aspect_ratio": "3:2", "resolution": "1K"},
          {"size": "836x1254", "aspect_ratio": "2:3", "resolution": "1K"},
          {"size": "1365x768", "aspect_ratio": "16:9", "resolution": "1K"},
          {"size": "768x1365", "aspect_ratio": "9:16", "resolution": "1K"},
          {"size": "2048x2048", "aspect_ratio": "1:1", "resolution": "2K"},
          {"size": "2731x1536", "aspect_ratio": "16:9", "resolution": "2K"},
          {"size": "1536x2731", "aspect_ratio": "9:16", "resolution": "2K"}
        ]
      },
      "parameters": [
        {"name": "prompt", "type": "string", "required": true, "section": "core"},
        {"name": "seed", "type": "integer", "section": "core"},
        {"name": "size", "type": "string", "section": "size"},
        {"name": "aspect_ratio", "type": "string", "section": "size"},
        {"name": "resolution", "type": "string", "section": "size"},
        {
          "name": "image", "type": "file", "required": true, "modes": ["edit"],
          "section": "media"
        },
        {
          "name": "response_format", "type": "string", "default": "url",
          "values": ["url", "b64_json"], "section": "output"
        },
        {
          "name": "output_format", "type": "string",
          "values": ["png", "jpeg", "gif", "webp", "avif"], "section": "output"
        },
        {
          "name": "output_compression", "type": "integer", "min": 0, "max": 100,
          "section": "output"
        },
        {"name": "n", "type": "integer", "default": 1, "min": 1, "max": 10, "section": "output"}
      ],
      "offers": [
        {
          "key": "fal/generic",
          "operations": {
            "t2i": {
              "endpoint": "fal-ai/flux-2-max", \(terms)
              "fields": [\(fields)]
            },
            "edit": {
              "endpoint": "fal-ai/flux-2-max/edit", \(terms)
              "source_delivery": {"rule": "step", "step": 16},
              "images": {"field": "image_urls", "list": true, "max": 10},
              "fields": [\(fields), {"name": "image_urls", "type": "uris", "required": true}]
            }
          }
        }
      ]
    }
    """

  private static let terms = """
    "formats": {"jpeg": "jpeg", "png": "png"},
    "size": {
      "form": "pixels", "field": "image_size", "min": 1, "max": 14142,
      "presets": {"square_hd": "1024x1024"}
    },
    "delivery": {"rule": "exact"},
    """

  private static let fields = """
    {"name": "prompt", "type": "string", "required": true},
    {"name": "image_size", "type": "image_size"},
    {"name": "seed", "type": "integer"},
    {"name": "output_format", "type": "string", "default": "jpeg", "values": ["jpeg", "png"]}
    """
}
