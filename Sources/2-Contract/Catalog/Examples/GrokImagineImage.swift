extension ExampleProvider {
  /// What a model's file says beside its offers, of a model that no page describes: its shapes are the provider's own.
  static let grokImagineImage = #"""
    {
      "id": "grok-imagine-image", "name": "Grok Imagine", "creator": "xAI",
      "source": "docs.x.ai; that a gateway lists the provider's own shapes is inferred",
      "modes": ["t2i", "edit"], "max_input_images": 3,
      "sizes": {
        "auto": true,
        "ratios": [
          "1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "9:19.5", "19.5:9", "9:20", "20:9",
          "1:2", "2:1"
        ],
        "tiers": ["1K", "2K"]
      },
      "parameters": [
        "prompt", "size", "aspect_ratio", "resolution", "image", "response_format",
        "output_format", "output_compression", "n"
      ]
    }
    """#
}
