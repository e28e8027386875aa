import Testing

/// A call as somebody pastes it, the faulty gateway that it was made at, and what must come of it.
struct PastedCall: Sendable, CustomTestStringConvertible {
  /// The faulty gateway, by its description.
  var gateway: String
  var requirement: String
  /// The members that the smallest ask has beside model and prompt.
  var members: [String]
  var command: String

  var testDescription: String { "\(requirement): \(gateway)" }

  /// What a command finds where it reads a picture.
  let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  private init(_ gateway: String, _ requirement: String, _ members: [String], _ command: String) {
    self.gateway = gateway
    self.requirement = requirement
    self.members = members
    self.command = command
  }

  /// A generation with these members beside prompt and key.
  private static func curl(_ members: String) -> String {
    """
    curl https://gateway.example/v1/images/generations -H "Authorization: Bearer $KEY" \\
      -H "Content-Type: application/json" -d '{"prompt": "a fox in the snow", \(members)}'
    """
  }

  static let all = [
    PastedCall(
      "sizes never passed on",
      "size.table",
      ["size"],
      curl(#""model": "fal/flux.2-max", "size": "1365x768", "seed": 5, "n": 2"#)
    ),
    PastedCall(
      "aspect_ratio not read",
      "size.nearest-ratio",
      ["aspect_ratio"],
      curl(#""model": "fal/flux.2-max", "aspect_ratio": "9:4", "seed": 5"#)
    ),
    PastedCall(
      "n ignored",
      "n.count",
      ["n"],
      curl(#""model": "fal/flux.2-max", "n": 4, "size": "4:3", "response_format": "url""#)
    ),
    PastedCall(
      "unknown fields dropped",
      "norm.unknown",
      ["vendor_option"],
      curl(#""model": "fal/flux.2-max", "vendor_option": {"deep": [1, 2]}, "n": 1"#)
    ),
    PastedCall(
      "a seed never passed on",
      "norm.passthrough",
      ["seed"],
      curl(#""model": "fal/flux.2-max", "seed": 77, "size": "1:1""#)
    ),
    PastedCall(
      "a parameter under the client's name",
      "norm.renamed",
      ["cfg_scale"],
      curl(#""model": "fal/flux.1-kontext-max", "cfg_scale": 4.5, "aspect_ratio": "16:9""#)
    ),
    PastedCall(
      "a tolerance not converted",
      "norm.converted",
      ["safety_tolerance"],
      curl(#""model": "replicate/flux.2-max", "safety_tolerance": "3", "seed": 9"#)
    ),
    PastedCall(
      "a URL where base64 was asked",
      "format.b64",
      ["response_format"],
      curl(#""model": "fal/flux.2-max", "response_format": "b64_json", "size": "2:3""#)
    ),
    PastedCall(
      "output_format ignored",
      "output.converted",
      ["output_format"],
      curl(#""model": "fal/flux.2-max", "output_format": "webp", "seed": 3"#)
    ),
    PastedCall(
      "each picture bought twice, to be sure",
      "money.paid",
      [],
      curl(#""model": "fal/flux.2-max", "size": "16:9", "seed": 3"#)
    ),
    PastedCall(
      "the client's key in a field of its own",
      "keys.upstream",
      [],
      curl(#""model": "fal/flux.2-max", "size": "16:9""#)
    ),
    PastedCall(
      "n beyond its range clamped",
      "n.range",
      ["n"],
      curl(#""model": "fal/flux.2-max", "n": 14, "size": "16:9""#)
    ),
    PastedCall(
      "a malformed size taken for the default",
      "size.malformed",
      ["size"],
      curl(#""model": "fal/flux.2-max", "size": "banana", "seed": 1"#)
    ),
    PastedCall(
      "a listed value refused",
      "norm.passthrough",
      ["safety_tolerance"],
      curl(#""model": "fal/flux.1-kontext-max", "safety_tolerance": "6", "aspect_ratio": "1:1""#)
    ),
    PastedCall(
      "another picture sent",
      "edit.multipart",
      [],
      """
      curl https://gateway.example/v1/images/edits -F model=fal/flux.2-max -F prompt=snow \\
        -F image=@cat.png -F size=4:3 -F seed=4
      """
    ),
  ]
}
