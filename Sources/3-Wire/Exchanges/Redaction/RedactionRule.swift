/// One kind of secret, and the name under which reports speak of it.
package struct RedactionRule: Sendable, Hashable, CustomStringConvertible {
  package let id: String
  /// The kind of secret that it finds, for `recordings rules`.
  package let summary: String

  package var description: String { id }

  /// All rules; where two find the same bytes, the earlier one names them.
  package static let all = [
    environment, falKey, replicateKey, fireworksKey, lumenfallKey, openAIKey, serviceKey, token,
    privateKey, authField, cookieField, accountID, userInfo, credential, signedURL, keyName,
    nesting,
  ]

  package static func named(_ id: String) -> RedactionRule? { all.first { $0.id == id } }

  static let environment = RedactionRule(
    id: "environment",
    summary: "a secret that the environment holds, wherever it turns up"
  )
  static let falKey = RedactionRule(id: "fal-key", summary: "a fal key: <uuid>:<hex>")
  static let replicateKey = RedactionRule(id: "replicate-key", summary: "a Replicate key: r8_…")
  static let fireworksKey = RedactionRule(id: "fireworks-key", summary: "a Fireworks key: fw_…")
  static let lumenfallKey = RedactionRule(id: "lumenfall-key", summary: "a Lumenfall key: lmnfl_…")
  static let openAIKey = RedactionRule(id: "openai-key", summary: "an OpenAI-like key: sk-…")
  static let serviceKey = RedactionRule(
    id: "service-key",
    summary:
      "a key of AWS, GitHub, GitLab, Google, Groq, Hugging Face, npm, PyPI, SendGrid, Slack, "
      + "Stripe, Twilio, xAI and others, by its looks"
  )
  static let token = RedactionRule(id: "web-token", summary: "a JSON web token: eyJ….eyJ….…")
  static let privateKey = RedactionRule(
    id: "private-key",
    summary: "a private key between BEGIN and END lines"
  )
  static let authField = RedactionRule(
    id: "auth-field",
    summary: "what stands in Authorization, X-Api-Key and fields like them"
  )
  static let cookieField = RedactionRule(
    id: "cookie-field",
    summary: "the values in Cookie and Set-Cookie"
  )
  static let accountID = RedactionRule(
    id: "account-id",
    summary:
      "who the account is: OpenAI-Organization, account_id, user_id and names like them, org-…"
  )
  static let userInfo = RedactionRule(id: "user-info", summary: "name and password in a URL")
  static let credential = RedactionRule(
    id: "credential",
    summary: "what follows Bearer, Basic, Key or Token in any text"
  )
  static let signedURL = RedactionRule(
    id: "signed-url",
    summary: "the signature, credential or token of a signed URL; length and place stay"
  )
  static let keyName = RedactionRule(
    id: "key-name",
    summary: "the value behind a name like api_key, secret or password, in any body or query"
  )
  /// Not a secret that was found, but a place where one might stand unseen.
  package static let nesting = RedactionRule(
    id: "nesting",
    summary: "text inside text, so deep that nobody looks into it"
  )

  /// The smaller, the more it says about the bytes it found.
  var rank: Int { RedactionRule.all.firstIndex(of: self) ?? .max }
}

/// Which secrets to look for beyond the rules, and which rules are off, each with why.
package struct RedactionPolicy: Sendable {
  /// Secrets that the environment holds; shorter ones than `shortestSecret` are not looked for.
  package var secrets: [String]
  /// Reasons by the id of the rule that is off.
  package var switchedOff: [String: String]
  /// Values that stand where secrets do and are none, as the keys of stubs.
  package var harmless: Set<String> = []
  /// The fields in which providers are given their keys, whatever those are called.
  package var keyNames: [String] = []

  package init(secrets: [String] = [], switchedOff: [String: String] = [:]) {
    self.secrets = secrets
    self.switchedOff = switchedOff
  }

  /// Below this, a word is too common to be replaced wherever it stands.
  package static let shortestSecret = 8

  /// Finds the secrets of an environment: the values of variables named like keys.
  package static func secrets(in environment: [String: String]) -> [String] {
    environment.sorted { $0.key < $1.key }
      .filter { SecretNames.isKeyLike($0.key) && $0.value.utf8.count >= shortestSecret }
      .map(\.value)
  }
}
