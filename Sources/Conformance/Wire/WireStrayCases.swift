import CanonicalJSON
import Exchanges
import Findings
import HTTPMessages

/// What is left when all other cases are over: calls that are nobody's, or came after their answer.
struct WireStrayCases {
  let cases: WireCases

  var all: [Case] {
    var question = WireQuestion(
      id: "wire/strays",
      ["error.no-amplification"],
      ClientRequest(method: .get, path: "/models"),
      expectation: "no call that belongs to no case, none after its case was judged"
    )
    question.phase = .alone
    let (gateway, catalog) = (cases.gateway, cases.catalog)
    return [
      cases.item(question) { (_: CaseToken) in
        let strays = UpstreamCall.all(gateway.journal.all, catalog)
          .filter { call in call.exchange.token.map { !gateway.isExcused($0) } ?? true }
        let found = strays.prefix(5).map { call in
          Mismatch(
            side: .upstream,
            pointer: JSONPointer(["calls"]),
            actual: call.input,
            why: call.exchange.token == nil
              ? "a call to \(call.provider) that belongs to no case"
              : "a call to \(call.provider) after its case was over"
          )
        }
        return [Judgement("error.no-amplification", Array(found))]
      }
    ]
  }
}
