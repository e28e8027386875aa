#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Certificates for `localhost`, `127.0.0.1` and `::1`, made once with the openssl tool, that guard nothing.
///
/// All but the expired and the future one are valid from 2020 to 2099.
enum TLSCertificates {
  /// Issued all of them but `selfSigned`.
  static let authority = """
    -----BEGIN CERTIFICATE-----
    MIIBZjCCAQugAwIBAgIBATAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5UZXN0IGF1
    dGhvcml0eTAgFw0yMDAxMDEwMDAwMDBaGA8yMDk5MTIzMTIzNTk1OVowGTEXMBUG
    A1UEAwwOVGVzdCBhdXRob3JpdHkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAT7
    4GBjOsYoU8Yv0HF/ILs+yIfu66ZKZmKXRw3ge7rYp0fv/r9iGKi6xthuTJgpw8fF
    tKzS4FZBsrN81CdP7j9uo0IwQDAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB/wQE
    AwICBDAdBgNVHQ4EFgQUGjeMsBnPMXFBsZZntWwodJRsJK4wCgYIKoZIzj0EAwID
    SQAwRgIhAJAfjV4OQvkSH5TReCU1ImiYxHL0clqu5VlAfQFo2OVCAiEA6M/E3mbP
    AhNhuN2sQ5SbGXuiDgIKSrBHbb5NLTUjDMs=
    -----END CERTIFICATE-----
    """

  /// Sound for a client that trusts `authority`.
  static let sound = """
    -----BEGIN CERTIFICATE-----
    MIIBmzCCAUKgAwIBAgIBAjAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5UZXN0IGF1
    dGhvcml0eTAgFw0yMDAxMDEwMDAwMDBaGA8yMDk5MTIzMTIzNTk1OVowFDESMBAG
    A1UEAwwJbG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEM2yFcygA
    QUqH6ENLj4+bvYt1CUUWMEv8+wYLi2Rk3e74qppM0abqRF2chjc8XhoeB1YvY6Jh
    IYASGJp2xQB21qN+MHwwLAYDVR0RBCUwI4IJbG9jYWxob3N0hwR/AAABhxAAAAAA
    AAAAAAAAAAAAAAABMAwGA1UdEwEB/wQCMAAwHQYDVR0OBBYEFItX1fyOekdkKM7q
    Klij5pKX/XDbMB8GA1UdIwQYMBaAFBo3jLAZzzFxQbGWZ7VsKHSUbCSuMAoGCCqG
    SM49BAMCA0cAMEQCIFUliu+SrYlzittfXCtk72QX+LMDLDnuqdAr9PlfjXw1AiB8
    +zXNP9FD8orly5KE3UMyOZ3DE9l5DdltSZ1ML0huNg==
    -----END CERTIFICATE-----
    """

  /// Valid on the first day of 2020 only.
  static let expired = """
    -----BEGIN CERTIFICATE-----
    MIIBmjCCAUCgAwIBAgIBAzAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5UZXN0IGF1
    dGhvcml0eTAeFw0yMDAxMDEwMDAwMDBaFw0yMDAxMDIwMDAwMDBaMBQxEjAQBgNV
    BAMMCWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABDNshXMoAEFK
    h+hDS4+Pm72LdQlFFjBL/PsGC4tkZN3u+KqaTNGm6kRdnIY3PF4aHgdWL2OiYSGA
    EhiadsUAdtajfjB8MCwGA1UdEQQlMCOCCWxvY2FsaG9zdIcEfwAAAYcQAAAAAAAA
    AAAAAAAAAAAAATAMBgNVHRMBAf8EAjAAMB0GA1UdDgQWBBSLV9X8jnpHZCjO6ipY
    o+aSl/1w2zAfBgNVHSMEGDAWgBQaN4ywGc8xcUGxlme1bCh0lGwkrjAKBggqhkjO
    PQQDAgNIADBFAiEAmBwEjIBx6RjSC3uf7sWIZ5lFRzNJJsBOnM65P+8qZD0CICbh
    UWhp+kXCgmZ3Lq4FVq8dlaWjPLYHylFPExeAOam0
    -----END CERTIFICATE-----
    """

  /// Valid from 2098.
  static let future = """
    -----BEGIN CERTIFICATE-----
    MIIBnjCCAUSgAwIBAgIBBDAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5UZXN0IGF1
    dGhvcml0eTAiGA8yMDk4MDEwMTAwMDAwMFoYDzIwOTkxMjMxMjM1OTU5WjAUMRIw
    EAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQzbIVz
    KABBSofoQ0uPj5u9i3UJRRYwS/z7BguLZGTd7viqmkzRpupEXZyGNzxeGh4HVi9j
    omEhgBIYmnbFAHbWo34wfDAsBgNVHREEJTAjgglsb2NhbGhvc3SHBH8AAAGHEAAA
    AAAAAAAAAAAAAAAAAAEwDAYDVR0TAQH/BAIwADAdBgNVHQ4EFgQUi1fV/I56R2Qo
    zuoqWKPmkpf9cNswHwYDVR0jBBgwFoAUGjeMsBnPMXFBsZZntWwodJRsJK4wCgYI
    KoZIzj0EAwIDSAAwRQIgW2/ViQIsUIUi1KrjSwLz7BEE0OXxS37GYUR1rc5MDOsC
    IQDhA4KIrLdc2puxqHVoOP8qYIlWtEcME1HjoYzet9IjJQ==
    -----END CERTIFICATE-----
    """

  /// Vouches for itself.
  static let selfSigned = """
    -----BEGIN CERTIFICATE-----
    MIIBZTCCAQqgAwIBAgIBBTAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
    c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjA5OTEyMzEyMzU5NTlaMBQxEjAQBgNVBAMM
    CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABDNshXMoAEFKh+hD
    S4+Pm72LdQlFFjBL/PsGC4tkZN3u+KqaTNGm6kRdnIY3PF4aHgdWL2OiYSGAEhia
    dsUAdtajSzBJMBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcEfwAAATAMBgNVHRMBAf8E
    AjAAMB0GA1UdDgQWBBSLV9X8jnpHZCjO6ipYo+aSl/1w2zAKBggqhkjOPQQDAgNJ
    ADBGAiEAzflu+cJLkY8oRLsEhZcEi2KSiMSxDVjBaIRIUWfRI+sCIQDXr5Fx1OPh
    3XTZkcdA+g2nt4NViUAmacbENOvPz5EyNw==
    -----END CERTIFICATE-----
    """

  /// The key of every certificate but the authority's.
  static let key = """
    -----BEGIN EC PRIVATE KEY-----
    MHcCAQEEILk8+lS0rhJgddqS/6JRHJSfJHdoIiNNgZoqPBoT0s3HoAoGCCqGSM49
    AwEHoUQDQgAEM2yFcygAQUqH6ENLj4+bvYt1CUUWMEv8+wYLi2Rk3e74qppM0abq
    RF2chjc8XhoeB1YvY6JhIYASGJp2xQB21g==
    -----END EC PRIVATE KEY-----
    """

  /// A key that is no other certificate's.
  static let authorityKey = """
    -----BEGIN EC PRIVATE KEY-----
    MHcCAQEEIDkqBEXmHWJzfxEBmid3nM2vJ90aOuT408kSTA87UtnpoAoGCCqGSM49
    AwEHoUQDQgAE++BgYzrGKFPGL9BxfyC7PsiH7uumSmZil0cN4Hu62KdH7/6/Yhio
    usbYbkyYKcPHxbSs0uBWQbKzfNQnT+4/bg==
    -----END EC PRIVATE KEY-----
    """

  /// Gives `body` the path of a file that holds `text`, and removes it afterwards.
  @discardableResult
  static func withFile<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
    let path = FileManager.default.temporaryDirectory.path + "/touchstone-\(UUID().uuidString).pem"
    try Data(text.utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }
}
