import Bytes
import Foundation
import Images

extension ProgramLoad {
  /// The verbs that are started, each with what is asked of it.
  static func all(
    recordings: String,
    scratch: String
  ) throws -> [(verb: [String], loads: [ProgramLoad])] {
    let picture = scratch + "/edited.png"
    try Data(noise()).write(to: URL(filePath: picture))
    let proxy = ["record", "--proxy", "--upstream", "stubs", "--recordings", scratch + "/recorded"]
    return [
      (["replay", "--recordings", recordings, "--reuse"], replay), (["stub"], stub),
      (["serve"], serve(picture)), (proxy, recorded),
    ]
  }

  private static let replay = [
    ProgramLoad(
      name: "replay, one among 1000 by JSON body",
      path: RecordedAnswers.path,
      lua: RecordedAnswers.lua(count: 1000)
    ),
    ProgramLoad(name: "replay, URLs led here", path: RecordedAnswers.linksPath),
    ProgramLoad(name: "replay, gzip", path: RecordedAnswers.gzipPath),
    ProgramLoad(name: "replay, 1.3 MB", path: "/media/picture.png", isLarge: true),
  ]

  private static let stub = [
    ProgramLoad(name: "a static answer", path: "/__touchstone/health"),
    ProgramLoad(
      name: "stub, fal, a picture that is at hand",
      path: RecordedAnswers.path,
      lua: posting(#"{"prompt":"a lighthouse","seed":7}"#)
    ),
    ProgramLoad(
      name: "stub, fal, a new picture of a megapixel",
      path: RecordedAnswers.path,
      lua: posting(#"{"prompt":"a lighthouse","image_size":"square_hd","seed":SEED}"#)
    ),
    ProgramLoad(
      name: "stub, Replicate, a picture that is at hand",
      path: "/replicate/v1/models/black-forest-labs/flux-dev/predictions",
      lua: posting(#"{"input":{"prompt":"a lighthouse","seed":7}}"#, key: "Bearer r8_any")
    ),
    ProgramLoad(
      name: "stub, Fireworks, an order",
      path: "/fireworks/inference/v1/workflows/accounts/fireworks/models/flux-kontext-max",
      lua: posting(#"{"prompt":"a lighthouse","seed":7}"#, key: "Bearer fw_any")
    ),
  ]

  private static func serve(_ picture: String) -> [ProgramLoad] {
    let generations = "/v1/images/generations"
    return [
      ProgramLoad(name: "serve, url", path: generations, lua: generation(#""n":1"#)),
      ProgramLoad(name: "serve, n=4", path: generations, lua: generation(#""n":4"#)),
      ProgramLoad(
        name: "serve, b64_json",
        path: generations,
        lua: generation(#""response_format":"b64_json""#)
      ),
      ProgramLoad(name: "serve, edit of a megabyte", path: "/v1/images/edits", lua: edit(picture)),
    ]
  }

  private static let recorded = [
    ProgramLoad(
      name: "record --proxy, a picture that is at hand",
      path: RecordedAnswers.path,
      lua: posting(#"{"prompt":"a lighthouse","seed":7}"#)
    )
  ]

  private static func generation(_ member: String) -> String {
    posting(
      #"{"model":"fal/flux.2-max","prompt":"a lighthouse","seed":7,"size":"1:1",\#(member)}"#,
      key: "Bearer any"
    )
  }

  /// Has wrk post a body, another number in the place of SEED each time.
  private static func posting(_ body: String, key: String = "Key any:key") -> String {
    """
    wrk.headers["Content-Type"] = "application/json"
    wrk.headers["Authorization"] = "\(key)"
    local number = 0
    function request()
      number = number + 1
      local body = string.gsub([[\(body)]], "SEED", tostring(number))
      return wrk.format("POST", nil, nil, body)
    end
    """
  }

  /// Has wrk post a form with the picture of that file.
  private static func edit(_ file: String) -> String {
    """
    wrk.method = "POST"
    wrk.headers["Authorization"] = "Bearer any"
    wrk.headers["Content-Type"] = "multipart/form-data; boundary=part"
    local file = io.open([[\(file)]], "rb")
    local part = "--part\\r\\nContent-Disposition: form-data; name="
    wrk.body = part .. '"model"\\r\\n\\r\\nfal/flux.2-max\\r\\n'
      .. part .. '"prompt"\\r\\n\\r\\na lighthouse\\r\\n'
      .. part .. '"image"; filename="a.png"\\r\\nContent-Type: image/png\\r\\n\\r\\n'
      .. file:read("*a") .. "\\r\\n--part--\\r\\n"
    """
  }

  /// A PNG of about a megabyte: what no encoder makes smaller.
  private static func noise() throws -> [UInt8] {
    var bitmap = Bitmap(width: 640, height: 512)
    var state: UInt64 = 1
    for index in bitmap.rgba.indices where index & 3 != 3 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      bitmap.rgba[index] = UInt8(truncatingIfNeeded: state >> 56)
    }
    return try Image.encode(bitmap, as: .png)
  }
}
