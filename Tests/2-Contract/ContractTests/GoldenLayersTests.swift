import Files
import Contract
import Bytes
import TestSupport
import CanonicalJSON
import Testing

struct GoldenLayersTests {
  private let first = #"""
    {"id":"a","requirement":"size.table","request":{"size":"4:3"},"input":{"x":1},"source":"page"}
    {"id":"b","requirement":"n.count","request":{"n":2},"input":{},"absent":["n"],"calls":2,"treatment":"emulated","dropped":["mask"],"grade":"exact","delivers":{"width":1183,"height":887},"source":"page","note":"why"}

    """#

  private func layers(_ files: [String: String], in folder: Folder) -> GoldenLayers {
    GoldenLayers(
      contract: folder,
      project: folder.contains("touchstone") ? Folder(folder.path(of: "touchstone")) : nil
    )
  }

  @Test func `keeps what is new with the user, else in a working copy, and never in a release`()
    throws
  {
    let mark = "golden/requirements.json"
    try withTemporaryFolder([
      "release/share/touchstone/\(mark)": "{}", "copy/\(mark)": "{}", "copy/a/x": "",
      "work/x": "", "mine/touchstone/gateway.json": "{}",
    ]) { folder in
      func kept(from place: String, contract: String? = nil) throws -> String {
        let search = FolderSearch(
          workingDirectory: Folder(folder.path(of: place)),
          executable: folder.path(of: "release/bin/touchstone")
        )
        let (found, path) = try GoldenLayers(search, contract: contract)
          .place(own: "baseline", shared: "golden/drift")
        return String(found.path(of: path).dropFirst(folder.path.count + 1))
      }
      try #expect(kept(from: "mine") == "mine/touchstone/baseline")
      try #expect(kept(from: "copy/a") == "copy/golden/drift")
      try #expect(kept(from: "work", contract: "../copy") == "work/../copy/golden/drift")
      let release = folder.path(of: "release/share/touchstone")
      #expect(throws: GoldenError.nowhereToKeep("golden/drift", contract: release)) {
        try kept(from: "work")
      }
    }
  }

  @Test func `reads expected lines with the offer of their file and their place`() throws {
    let files = ["golden/expected/fal_flux.2-max-edit.edit.jsonl": first]
    try withTemporaryFolder(files) { folder in
      let lines = try layers(files, in: folder).expectedLines()
      #expect(lines.map(\.id) == ["a", "b"])
      #expect(lines.map(\.offer) == ["fal/flux.2-max-edit", "fal/flux.2-max-edit"])
      #expect(lines.map(\.mode) == ["edit", "edit"])
      #expect(lines.map(\.place.line) == [1, 2])
      #expect(lines.map(\.delivers) == [.unstated, .pixels(PixelSize(1183, 887))])
      #expect(lines[1].absent == ["n"])
      #expect(lines[1].callCount == 2)
      #expect(lines[1].dropped == ["mask"])
    }
  }

  @Test func `lays the user's lines over the contract's by id`() throws {
    let files = [
      "golden/expected/fal_flux.2-max.t2i.jsonl": first,
      "touchstone/gateway.json": "{}",
      "touchstone/golden/expected/fal_x.t2i.jsonl": #"""
      {"id":"c","requirement":"n.count","offer":"fal/x","mode":"t2i","request":{},"input":{},"source":"mine"}
      {"id":"a","requirement":"size.table","offer":"fal/x","mode":"t2i","request":{},"input":{"x":2},"delivers":null,"source":"mine"}
      """#,
    ]
    try withTemporaryFolder(files) { folder in
      let lines = try layers(files, in: folder).expectedLines()
      #expect(lines.map(\.id) == ["a", "b", "c"])
      #expect(lines[0].input == ["x": 2])
      #expect(lines[0].delivers == .unknown)
      #expect(lines[0].place == Place(file: "touchstone/golden/expected/fal_x.t2i.jsonl", line: 2))
    }
  }

  struct Fault: CustomTestStringConvertible {
    var testDescription: String
    var file: String
    var text: String
    var message: String
  }

  static let expected = "golden/expected/fal_m.t2i.jsonl"

  static let faults = [
    Fault(
      testDescription: "not JSON",
      file: expected,
      text: "{\"id\":}",
      message: "golden/expected/fal_m.t2i.jsonl:1:7: unexpected '}'"
    ),
    Fault(
      testDescription: "a missing member",
      file: expected,
      text: "\n{\"id\":\"a\"}",
      message: "golden/expected/fal_m.t2i.jsonl:2#/requirement: is missing"
    ),
    Fault(
      testDescription: "a member that means nothing",
      file: expected,
      text: #"{"id":"a","imput":{}}"#,
      message:
        "golden/expected/fal_m.t2i.jsonl:1#/imput: unknown key. Did you mean \"input\"?"
    ),
    Fault(
      testDescription: "a member of the wrong kind",
      file: expected,
      text: #"{"id":"a","requirement":"r","request":[],"source":"s"}"#,
      message: "golden/expected/fal_m.t2i.jsonl:1#/request: must be an object, not an array"
    ),
    Fault(
      testDescription: "an id twice",
      file: expected,
      text: #"""
        {"id":"a","requirement":"r","request":{},"source":"s"}
        {"id":"a","requirement":"r","request":{},"source":"s"}
        """#,
      message: "golden/expected/fal_m.t2i.jsonl:2: \"a\" already stands at "
        + "golden/expected/fal_m.t2i.jsonl:1; give one of them another id"
    ),
    Fault(
      testDescription: "a file named after no offer",
      file: "golden/expected/stray.jsonl",
      text: "",
      message: "golden/expected/stray.jsonl: the name must be PROVIDER_MODEL.MODE.jsonl, "
        + "as fal_flux.2-max.t2i.jsonl"
    ),
  ]

  @Test(arguments: faults)
  func `names file and line of whatever is wrong`(fault: Fault) throws {
    try withTemporaryFolder([fault.file: fault.text]) { folder in
      let error = #expect(throws: (any Error).self) {
        try GoldenLayers(contract: folder).expectedLines()
      }
      #expect(error.map { "\($0)" } == fault.message)
    }
  }

  @Test func `reads a published page's table`() throws {
    let files = [
      "golden/published/m.json": #"""
      {"model":"m","aliases":["n"],"auto":true,"custom":{"min":1,"max":14142},
       "sizes":[{"width":1183,"height":887,"aspect_ratio":"4:3","resolution":"1K"}],"parameters":[]}
      """#
    ]
    try withTemporaryFolder(files) { folder in
      let model = try #require(try GoldenLayers(contract: folder).publishedModels().first)
      #expect(model.custom == 1...14142)
      #expect(model.listsAuto)
      #expect(model.rows.map(\.aspectRatio) == ["4:3"])
    }
  }
}
