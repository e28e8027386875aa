import CanonicalJSON

/// The canonical parameters that pages describe alike, so that a file may name them in one word.
enum StandardParameter {
  /// The definition that a bare name stands for; anything else as it is.
  static func expanded(_ element: JSON) -> JSON {
    guard let name = element.stringValue, let definition = definitions[name] else { return element }
    return definition
  }

  /// A model's document with every parameter in full, so that short and long files say the same.
  static func spelledOut(_ document: JSON) -> JSON {
    guard var object = document.objectValue, let list = object["parameters"]?.arrayValue else {
      return document
    }
    object["parameters"] = .array(list.map(expanded))
    return .object(object)
  }

  static let names = Set(definitions.keys)

  /// The type of one that pages describe alike.
  static func kind(of name: String) -> String? { definitions[name]?["type"]?.stringValue }

  private static let definitions: [String: JSON] = {
    let list = (try? JSON(parsing: text))?.arrayValue ?? []
    return Dictionary(list.compactMap { entry in entry["name"]?.stringValue.map { ($0, entry) } }) {
      first,
      _ in first
    }
  }()

  private static let text = #"""
    [
      {
        "name": "prompt", "type": "string", "required": true, "section": "core",
        "description": "What to draw, or what to change in the picture."
      },
      {
        "name": "seed", "type": "integer", "section": "core",
        "description": "Repeats a result: the same seed and input give the same picture."
      },
      {
        "name": "negative_prompt", "type": "string", "section": "core",
        "description": "What the picture should not show."
      },
      {
        "name": "size", "type": "string", "section": "size",
        "description": "Pixels as WxH, or a shape as W:H. WxH decides shape and scale alone."
      },
      {
        "name": "aspect_ratio", "type": "string", "section": "size",
        "description": "The shape alone; any ratio goes to the nearest one that is supported."
      },
      {
        "name": "resolution", "type": "string", "section": "size",
        "description": "The scale alone; any tier goes to the nearest one that is supported."
      },
      {
        "name": "image", "type": "file", "required": true, "modes": ["edit"], "section": "media",
        "description": "The picture to edit: PNG, JPEG or WebP."
      },
      {
        "name": "response_format", "type": "string", "default": "url",
        "values": ["url", "b64_json"], "section": "output",
        "description": "Whether pictures come as URLs or as base64 text."
      },
      {
        "name": "output_format", "type": "string",
        "values": ["png", "jpeg", "gif", "webp", "avif"], "section": "output",
        "description": "The file format; converted where the provider lacks it."
      },
      {
        "name": "output_compression", "type": "integer", "min": 0, "max": 100,
        "section": "output",
        "description": "How hard lossy formats are compressed: 100 is best, 0 is smallest."
      },
      {
        "name": "n", "type": "integer", "default": 1, "min": 1, "max": 10, "section": "output",
        "description": "How many pictures; made by parallel calls where the provider has no batch."
      },
      {
        "name": "cfg_scale", "type": "number", "section": "additional",
        "description": "Guidance: higher values keep closer to the prompt."
      },
      {
        "name": "num_inference_steps", "type": "integer", "section": "additional",
        "description": "How many denoising steps are made."
      },
      {
        "name": "strength", "type": "number", "modes": ["edit"], "min": 0, "max": 1,
        "section": "additional",
        "description": "How far the picture may change: 0 keeps it, 1 redraws it."
      }
    ]
    """#
}

extension JSONNode {
  /// The node with a bare name replaced by what it stands for.
  func standardParameter() throws(JSONFault) -> JSONNode {
    guard let name = value.stringValue else { return self }
    guard StandardParameter.names.contains(name) else {
      throw failure(.unknownWord(name, allowed: Array(StandardParameter.names)))
    }
    return holding(StandardParameter.expanded(value))
  }
}
