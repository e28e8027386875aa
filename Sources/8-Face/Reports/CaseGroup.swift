import Terminal

/// Cases whose ids begin with one step, and what they have in common.
package struct CaseGroup: Sendable {
  package let name: String
  package let meaning: String

  package func text(columns: Int) -> String {
    "\(name)\n  \(WrappedRows.wrapped(meaning, by: 2, columns: columns))\n"
  }

  package static let all: [CaseGroup] = [
    CaseGroup(
      name: "law",
      meaning:
        "each published size against the rule that its shape and tier give: no gateway is asked"
    ),
    CaseGroup(
      name: "n",
      meaning: "how many pictures a request asks for, and how many calls and seeds that becomes"
    ),
    CaseGroup(
      name: "params",
      meaning: "what each parameter becomes at each offer, by the lines that people wrote down"
    ),
    CaseGroup(
      name: "refusals",
      meaning: "requests that must be refused with 400, and that no provider may be called for"
    ),
    CaseGroup(
      name: "responses",
      meaning: "what a gateway answers when its providers answer as recordings have it"
    ),
    CaseGroup(
      name: "routing",
      meaning: "which offers are tried for a model's name, and in which order"
    ),
    CaseGroup(
      name: "sizes",
      meaning: "every published size at each offer, by the lines that people wrote down"
    ),
    CaseGroup(
      name: "sizing",
      meaning: "sizes on no list, by a second calculation of the contract's rules"
    ),
    CaseGroup(
      name: "spellings",
      meaning: "one size written in several ways, which must all give the same"
    ),
    CaseGroup(
      name: "values",
      meaning: "values of parameters: those that are passed on, and those that become others"
    ),
    CaseGroup(
      name: "wire",
      meaning:
        "real requests over real connections, with stub providers on the other side; the other groups ask for plans"
    ),
  ]
}
