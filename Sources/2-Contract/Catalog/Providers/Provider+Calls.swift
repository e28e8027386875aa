package import CanonicalJSON

extension Provider {
  /// The purpose of a call.
  package enum CallName: String, Sendable, CaseIterable {
    case submit
    /// Orders work that is followed, where `submit` is answered at once.
    case enqueue
    /// Orders what is answered at once at the endpoints that it names, where `submit` is followed.
    case direct
    /// Orders edits, where they have a path of their own.
    case edit
    case status
    case result
    case cancel
    case upload
    case schema

    /// Whether it orders pictures.
    package var isOrder: Bool {
      switch self {
      case .submit, .enqueue, .direct, .edit: true
      case .status, .result, .cancel, .upload, .schema: false
      }
    }
  }

  /// One call; the holes of its path are filled in: `{endpoint}`, `{app}` and `{id}`.
  package struct Call: Sendable, Equatable {
    package let method: String
    package let base: String
    package let path: PathTemplate
    /// Whether it wants no key.
    package let isOpen: Bool
    /// How an order's input is written.
    package let encoding: Encoding
    /// How an order's input lies in its body.
    package let layout: BodyLayout
    /// The endings of the endpoints that it serves; nil where it serves all.
    package let endpoints: [String]?
    /// The body that it sends besides an order's input, with holes as the path has them.
    package let body: JSON?
    /// Fields of its own, with holes as the path has them.
    package let fields: [String: String]
    /// The part of the form that an upload's file stands in.
    package let part: String?
    /// What its query must hold, each name with the value that clients here send.
    package let query: [String: String]
    /// Further paths that lead to the same call; their query is nobody's concern.
    package let others: [PathTemplate]
    package let confidence: String

    package enum Encoding: String, Sendable, CaseIterable {
      case json
      case multipart
    }
  }

  /// The values that fill the holes of a path.
  package static func values(endpoint: String = "", id: String = "") -> [String: String] {
    // Some know work by the owner and the app of its model alone.
    let app = endpoint.split(separator: "/").prefix(2).joined(separator: "/")
    return ["endpoint": endpoint, "app": app, "id": id]
  }

  /// The path of a call, or nil where the provider has no such call.
  package func path(_ call: CallName, filling values: [String: String]) -> String? {
    calls[call]?.path.filled(values)
  }

  /// The call that orders pictures at an endpoint.
  package func ordering(
    at endpoint: String,
    edits: Bool = false,
    queued: Bool = false
  ) -> CallName {
    if queued, calls[.enqueue] != nil { return .enqueue }
    if calls[.direct]?.serves(endpoint) == true { return .direct }
    return edits && calls[.edit] != nil ? .edit : .submit
  }

  /// Whether what an order is answered has to be followed.
  package func isFollowed(_ order: CallName) -> Bool {
    switch order {
    case .enqueue: true
    case .submit, .edit: calls[.status] != nil && calls[.enqueue] == nil
    case .direct, .status, .result, .cancel, .upload, .schema: false
    }
  }

  /// Whether ordinary work is followed by polls, rather than answered at once.
  package var isPolled: Bool { isFollowed(.submit) }

  /// The call that a request makes at one of the bases, and what fills the holes of its path; of several
  /// whose paths would do, the one that says most.
  ///
  /// What the base's own URL has for a path may stand before it.
  package func call(
    _ method: String,
    atBase base: String,
    target: String
  ) -> (name: CallName, values: [String: String])? {
    let candidates = calls.filter { $0.value.method == method && $0.value.base == base }
      .sorted {
        ($1.value.path.text.count, $0.key.rawValue) < ($0.value.path.text.count, $1.key.rawValue)
      }
    let head = path(ofBase: base)
    let targets =
      !head.isEmpty && target.hasPrefix(head + "/")
      ? [String(target.dropFirst(head.count)), target] : [target]
    for target in targets {
      for (name, call) in candidates {
        if let values = call.values(in: target) { return (name, values) }
      }
    }
    return nil
  }
}

extension Provider.Call {
  /// Whether it serves an endpoint.
  package func serves(_ endpoint: String) -> Bool {
    endpoints?.contains { endpoint.hasSuffix($0) } ?? true
  }

  /// The values in a target that fill the holes of one of its paths; nil where another call is meant.
  package func values(in target: String) -> [String: String]? {
    ([path] + others).lazy.compactMap { $0.values(inTarget: target) }.first
  }

  /// Whether a target leaves out what the query of this call must hold.
  package func lacksQuery(in target: String) -> Bool {
    guard !query.isEmpty, path.values(inTarget: target) != nil else { return false }
    let text = target.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    let names = text.split(separator: "&").map { $0.prefix { $0 != "=" } }
    return query.keys.contains { !names.contains(Substring($0)) }
  }

  /// The query that clients here send, from its question mark on; empty where none is wanted.
  package var sentQuery: String {
    guard !query.isEmpty else { return "" }
    let words = query.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return (path.text.contains("?") ? "&" : "?") + words.joined(separator: "&")
  }

  /// The id of the work that a request names in its path, or in its body.
  package func id(_ values: [String: String], in body: [UInt8]) -> String {
    if let id = values["id"] { return id }
    let named = self.body?.place(of: "{id}").flatMap { (try? JSON(parsing: body))?[$0] }
    return named?.stringValue ?? ""
  }

  /// The body that it sends besides an order's input.
  package func body(filling values: [String: String]) -> JSON? {
    body?.filling(values.mapValues(JSON.string))
  }
}

extension JSON {
  /// Where a text stands in members of members; nil where it doesn't.
  func place(of text: String) -> JSONPointer? {
    if stringValue == text { return JSONPointer() }
    for member in objectValue?.members ?? [] {
      if let inner = member.value.place(of: text) {
        return JSONPointer([member.name] + inner.tokens)
      }
    }
    return nil
  }
}
