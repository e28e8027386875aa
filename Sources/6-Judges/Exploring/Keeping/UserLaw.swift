import Bytes
package import CanonicalJSON
import Catalog
import Conformance
import Contract

/// Laws that people write as data: two asks, and what they come to.
package enum UserLaw {
  /// Where a project keeps them.
  package static let folder = "laws"

  private enum Expectation: String, CaseIterable { case equal, refused, delivers }

  /// Reads `{"sentence", "asks": [{members}, {members}], "expect": "equal|refused|delivers"}`, with `level`, `model`,
  /// `mode` and, where pictures are expected, `size`.
  ///
  /// The members of an ask are laid over whatever else is asked, so that the law is tried beside everything.
  package static func law(_ node: JSONNode, id: String) throws(JSONFault) -> Law {
    try node.allowing(["sentence", "level", "model", "mode", "asks", "expect", "size"])
    let asks = try asks(node.required("asks"))
    let scope = Scope(
      model: try node.optional("model")?.string(),
      mode: try node.optional("mode")?.word(Mode.self)
    )
    let expectation = try node.required("expect").word(Expectation.self)
    let size = try size(node, expectation)
    var law = Law(
      id: id,
      sentence: try node.required("sentence").string(),
      level: try node.optional("level")?.word(Level.self) ?? .policy
    ) { ask, subject in
      scope.related(by: asks, ask, subject)
    } judge: { trial in
      switch expectation {
      case .equal: Broken.unlike(trial)
      case .refused: unrefused(trial)
      case .delivers: undelivered(trial, size)
      }
    }
    law.looks = expectation == .delivers
    law.prepare = { ask, generator, _ in
      let base = expectation == .equal ? ask : generator.subject.plain
      return base.lacking(asks.flatMap(\.names)).saying(asks[0])
    }
    return law
  }

  private static func asks(_ node: JSONNode) throws(JSONFault) -> [JSONObject] {
    var asks: [JSONObject] = []
    for ask in try node.elements() {
      let members = try ask.object()
      for name in ["model", "image", "image[]", "mask"] where members[name] != nil {
        throw ask.node(name, .null).failure(.other("is no member of a law's ask"))
      }
      asks.append(members)
    }
    guard 1...8 ~= asks.count else {
      throw node.failure(.malformed("\(asks.count) asks", expected: "1 to 8 of them"))
    }
    return asks
  }

  private static func size(
    _ node: JSONNode,
    _ expectation: Expectation
  ) throws(JSONFault) -> PixelSize? {
    guard let size = node.optional("size") else { return nil }
    guard expectation == .delivers, let pixels = PixelSize(try size.string()) else {
      throw size.failure(.malformed(size.value.text(), expected: "1024x1024, beside \"delivers\""))
    }
    return pixels
  }

  /// The models and the mode that a law is about.
  private struct Scope: Sendable {
    var model: String?
    var mode: Mode?

    func related(by asks: [JSONObject], _ ask: Ask, _ subject: Subject) -> [Ask]? {
      let isMeant =
        (model == nil || model == subject.name || model == subject.model?.id)
        && (mode == nil || mode == subject.mode)
      guard isMeant, asks[0].members.allSatisfy({ ask.fields[$0.name] == $0.value }) else {
        return nil
      }
      return asks.map { ask.lacking(asks[0].names).saying($0) }
    }
  }

  private static func unrefused(_ trial: Trial) -> Broken? {
    guard let index = trial.sides.firstIndex(where: { !$0.isRefused }) else { return nil }
    let status = trial.sides[index].status.map(JSON.integer)
    return Broken(asks: Set([0, index]).sorted(), [Law.wrong(["status"], status, "4xx")])
  }

  private static func undelivered(_ trial: Trial, _ size: PixelSize?) -> Broken? {
    for (index, sides) in trial.sides.enumerated() {
      let asks = Set([0, index]).sorted()
      guard sides.isServed else {
        return Broken(asks: asks, [Law.wrong(["status"], sides.status.map(JSON.integer), 200)])
      }
      let seen = sides.pictures.compactMap { $0.look?.pixels }
      guard sides.pictures.isEmpty || size.map({ own in seen.contains { $0 != own } }) == true
      else { continue }
      let shown = JSON.array(seen.map { .string("\($0)") })
      return Broken(
        asks: asks,
        [Law.wrong(["data"], shown, .string(size.map { "\($0)" } ?? "a picture"))]
      )
    }
    return nil
  }
}
