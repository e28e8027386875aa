import HTTPMessages

/// The names behind which secrets stand.
enum SecretNames {
  /// Whether a value of this name is a secret in any body, query or text.
  static func isKeyLike(_ name: String) -> Bool { isKeyLike(plain: plain(Array(name.utf8)[...])) }

  static func isKeyLike(plain name: [UInt8]) -> Bool {
    if isOne(name) { return true }
    // Lists of tokens are mostly those of a language.
    let isList = name.last == UInt8(ascii: "s") && !ends(name, with: [tokens])
    return isList && isOne(Array(name.dropLast()))
  }

  private static func isOne(_ name: [UInt8]) -> Bool {
    if keyLike.contains(name) || ends(name, with: keyEndings) { return true }
    if ends(name, with: [token]) {
      return !ends(Array(name.dropLast(token.count)), with: countedTokens)
    }
    return ends(name, with: [key]) && ends(Array(name.dropLast(key.count)), with: keyKinds)
  }

  /// Whether a number may be such a value: counts of tokens are none.
  static func mayBeNumber(plain name: [UInt8]) -> Bool { !ends(name, with: [token]) }

  /// Whether a query parameter of this name signs its URL, or opens it.
  static func signs(plain name: [UInt8]) -> Bool { signing.contains(name) }

  static func isAccount(plain name: [UInt8]) -> Bool { accounts.contains(name) }

  /// Whether the whole value of a field of this name is a secret.
  static func isAuthField(_ name: HTTPFieldName) -> Bool {
    isAuthField(plain: plain(Array(name.canonical.utf8)[...]))
  }

  static func isAuthField(plain: [UInt8]) -> Bool {
    isKeyLike(plain: plain) || authFields.contains(plain)
  }

  static func isCookieField(_ name: HTTPFieldName) -> Bool {
    name.canonical == "cookie" || name.canonical == "set-cookie"
  }

  static func isCookies(plain name: [UInt8]) -> Bool { cookies.contains(name) }

  /// Whether a member of a secret object says something about it rather than what it is.
  static func describes(plain name: [UInt8]) -> Bool {
    descriptions.contains(name) || ends(name, with: descriptiveEndings)
  }

  /// In lower case, without what separates words.
  static func plain(_ name: ArraySlice<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(name.count)
    for byte in name {
      switch byte {
      case 0x20, 0x2D, 0x2E, 0x5F: break
      case 0x41...0x5A: plain.append(byte | 0x20)
      default: plain.append(byte)
      }
    }
    return plain
  }

  private static func ends(_ name: [UInt8], with endings: [[UInt8]]) -> Bool {
    endings.contains { name.count >= $0.count && name.suffix($0.count).elementsEqual($0) }
  }

  private static func list(_ text: String) -> [[UInt8]] {
    text.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
  }

  private static func words(_ text: String) -> Set<[UInt8]> { Set(list(text)) }
}

extension SecretNames {
  private static let token = Array("token".utf8)
  private static let tokens = Array("tokens".utf8)
  private static let key = Array("key".utf8)
  private static let keyLike = words(
    """
    authorization proxyauthorization jwt passwd pwd pass passphrase passcode credential bearer
    falkey sessionid authheader connectionstring basicauth
    """
  )
  private static let keyEndings = list(
    """
    apikey apisecret secret password passphrase keysecret credential
    connectionstring secretvalue
    """
  )
  /// Tokens of languages and pages, which open nothing.
  private static let countedTokens = list(
    """
    max min num total prompt completion input output cached reasoning
    per image text audio page next stop eos bos pad unk mask
    sep cls special first last top new trigger class placeholder
    """
  )
  /// Words before "key" in the names of secret keys.
  private static let keyKinds = list(
    """
    access account admin anthropic api app auth aws azure bearer
    client cohere consumer deploy encryption fal fireworks function
    functions gateway gemini github gitlab google groq hmac host
    license lumenfall master mistral openai openrouter private rapidapi
    replicate root secret secretaccess server service session shared
    sharedaccess signature signing ssh stripe subscription together user
    webhook xai
    """
  )
  private static let signing = words(
    """
    sig signature token key policy keypairid awsaccesskeyid xamzsignature xamzcredential
    xamzsecuritytoken xgoogsignature xgoogcredential googleaccessid hmac auth hdnts xosssignature
    ossaccesskeyid
    """
  )
  private static let accounts = words(
    """
    accountid organizationid orgid openaiorganization openaiproject userid xfalwebhookuserid
    customerid accountsid
    """
  )
  private static let cookies = words("cookie cookies setcookie setcookies cookiejar")
  private static let descriptions = words(
    """
    type name kind scope scopes description label title url uri provider algorithm alg format
    status state region issuer iss created updated expires expiry environment env mode in header
    path domain httponly secure samesite maxage size priority
    """
  )
  private static let descriptiveEndings = list("type at in name url uri")
  private static let authFields = words(
    """
    wwwauthenticatetoken xkey xfalwebhooksignature webhooksignature xslacksignature stripesignature
    xhubsignature xhubsignature256 xtwiliosignature
    """
  )
}
