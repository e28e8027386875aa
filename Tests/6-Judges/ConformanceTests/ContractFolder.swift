import Files
import Contract
import Bytes
import CanonicalJSON

@testable import Conformance

/// The contract that these sources stand in.
let contract = GoldenLayers(
  contract: Folder(#filePath).ancestry.first { $0.contains("golden/requirements.json") }
    ?? Folder("/")
)

/// How the oracle's answer differs from a line's fields and pixels; nil where it does not.
func disagreement(_ oracle: SizeOracle, _ line: ExpectedLine) -> String? {
  guard case .fields(let fields, let delivers) = oracle.answer(to: line.request) else {
    return "refused"
  }
  for name in oracle.sizeFields {
    let said = line.input[name]
    if let said, fields[name].map({ $0.isSameValue(as: said) }) != true {
      return "\(name) is \(fields[name]?.text() ?? "nothing"), not \(said.text())"
    }
    if said == nil, let extra = fields[name] { return "\(name) is \(extra.text()), not nothing" }
  }
  if case .pixels(let pixels) = line.delivers,
    delivers != .pixels(width: pixels.width, height: pixels.height)
  {
    return "delivers \(delivers), not \(pixels)"
  }
  return nil
}
