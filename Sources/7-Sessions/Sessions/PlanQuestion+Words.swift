package import CanonicalJSON
package import Catalog

extension PlanQuestion {
  /// A request as words of a call tell it: `key=value` adds to what is written.
  ///
  /// Without a mode it is an edit where there is an image.
  package init(
    model: String,
    words: [String],
    addedTo written: JSONObject,
    mode: Mode?
  ) throws(Fault) {
    var request = written
    for word in words {
      guard let mark = word.firstIndex(of: "="), mark != word.startIndex else {
        throw .notAParameter(word)
      }
      request.append(String(word[..<mark]), .string(String(word[word.index(after: mark)...])))
    }
    let hasImage = request.members.contains { ["image", "image[]"].contains($0.name) }
    let mode = mode ?? (hasImage ? .edit : .textToImage)
    if request["prompt"] == nil { request.append("prompt", "") }
    if mode == .edit, !hasImage { request.append("image", "<image 1>") }
    self.init(model: model, mode: mode, request: request, isForm: !words.isEmpty)
  }

  /// The object in the text of a file.
  package static func written(_ bytes: [UInt8], in file: String) throws(Fault) -> JSONObject {
    let value: JSON
    do {
      value = try JSON(parsing: bytes)
    } catch {
      throw .notARequest(file, why: error.description)
    }
    guard let request = value.objectValue else {
      throw .notARequest(file, why: "it is a \(value.kind), not an object")
    }
    return request
  }

  /// What is no request.
  package enum Fault: Error, Equatable, CustomStringConvertible {
    case notAParameter(String)
    case notARequest(String, why: String)

    package var description: String {
      switch self {
      case .notAParameter(let word):
        "'\(word)' is not a parameter; write key=value, such as size=16:9"
      case .notARequest(let file, let why): "\(file) does not hold a request: \(why)"
      }
    }
  }
}
