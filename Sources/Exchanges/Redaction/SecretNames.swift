import HTTPMessages

/// The names behind which secrets stand.
enum SecretNames {
  /// Whether a value of this name is a secret in any body, query or text.
  static func isKeyLike(_ name: String) -> Bool {
    let plain = plain(name)
    return keyLike.contains(plain) || keyEndings.contains { plain.hasSuffix($0) }
  }

  /// Whether a query parameter of this name signs its URL, or opens it.
  static func signs(_ name: String) -> Bool { signing.contains(plain(name)) }

  static func isAccount(_ name: String) -> Bool { accounts.contains(plain(name)) }

  /// Whether the whole value of a field of this name is a secret.
  static func isAuthField(_ name: HTTPFieldName) -> Bool {
    authFields.contains(name.canonical) || isKeyLike(name.canonical)
  }

  static func isCookieField(_ name: HTTPFieldName) -> Bool {
    name.canonical == "cookie" || name.canonical == "set-cookie"
  }

  /// In lower case, without what separates words.
  private static func plain(_ name: String) -> String {
    String(
      decoding: name.utf8.lazy.filter { $0 != 0x2D && $0 != 0x5F && $0 != 0x2E }
        .map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 },
      as: UTF8.self
    )
  }

  private static let keyLike: Set = [
    "authorization", "proxyauthorization", "token", "jwt", "credentials", "passwd", "falkey",
    "privatekey", "accesskey", "sessionkey", "sessionid",
  ]
  private static let keyEndings = [
    "apikey", "apitoken", "apisecret", "accesstoken", "refreshtoken", "authtoken", "idtoken",
    "sessiontoken", "securitytoken", "bearertoken", "secret", "secretkey", "secretaccesskey",
    "password", "authkey", "keysecret",
  ]
  private static let signing: Set = [
    "sig", "signature", "token", "key", "policy", "keypairid", "awsaccesskeyid", "xamzsignature",
    "xamzcredential", "xamzsecuritytoken", "xgoogsignature", "xgoogcredential", "googleaccessid",
    "hmac", "auth", "hdnts",
  ]
  private static let accounts: Set = [
    "accountid", "organizationid", "orgid", "openaiorganization", "openaiproject", "userid",
    "xfalwebhookuserid", "customerid",
  ]
  private static let authFields: Set = [
    "authorization", "proxy-authorization", "www-authenticate-token", "x-api-key", "api-key",
    "x-auth-token", "x-amz-security-token", "x-fal-webhook-signature", "webhook-signature",
    "x-goog-api-key", "x-fal-key",
  ]
}
