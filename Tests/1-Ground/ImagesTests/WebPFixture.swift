import Bytes
import Testing

/// A WebP written by libwebp 1.6, and the digest of the pixels that libwebp decodes it to.
struct WebPFixture: CustomTestStringConvertible {
  var name: String
  var width: Int
  var height: Int
  var file: [UInt8]
  var digest: UInt64

  var testDescription: String { name }

  private init(_ name: String, _ width: Int, _ height: Int, _ digest: UInt64, _ base64: String) {
    self.name = name
    self.width = width
    self.height = height
    self.digest = digest
    file = (try? Base64.decode(base64)) ?? []
  }

  static let all = [
    WebPFixture(
      "lossy with 4x4 blocks",
      37,
      29,
      0x277F65DE2AF12C26,
      """
      UklGRpoAAABXRUJQVlA4II4AAAAQBQCdASolAB0APrVGm0mnLyIhNVQMAeAWiWwAnTM0PJ9gAOBjieWlRtKgMFSk\
      f/GAAP7xbTAPYAqRoaIEzO+2plm0ZtNsk3/k2OlpzNSQzEfVuBLdjC7rR6pWLPoC3ykIkE0AuERrqIZkMa/ih+rs\
      4W9rw6C/9Z6L+0mU5rNReEWQXnxu+BEg/YlTQAAA
      """
    ),
    WebPFixture(
      "lossy with alpha",
      19,
      23,
      0x8422935A9A1DC4A0,
      """
      UklGRq4AAABXRUJQVlA4WAoAAAAQAAAAEgAAFgAAQUxQSCoAAAABb0AmbdO/9Jx/t9MQEUl7wlQkG6/Ae2SRRRZZ\
      ZJGFTH4j+h/wyOrZ429WUDggXgAAAHAEAJ0BKhMAFwA/MYK1U66opSK39VgB0CYJagCsMxgBNUeaU16q9r9GfEWA\
      AP4V1iYy9QtGlxqgP2Mzq+TF9rcc7Mrzou2Ix/7y7Ossc1h0Uava4+ig7y1UnSwgAAA=
      """
    ),
    WebPFixture(
      "lossless with predictors",
      21,
      18,
      0xEAC4E283E7A9FE62,
      """
      UklGRn4CAABXRUJQVlA4THICAAAvFEAEEA2QSdvQvvXveExDRP+jAkr97kBB2zaM+YPeHwc1bRvBOUPoPeONJxZM\
      8c5w6v8EAAF+FwRez1psgBjJdtvmJ3wGUJJzKML9N6YI4P834yoo2ZEkuVbV2Shf8YA/HMDcadQTkCNJcq38G/J1\
      NsoW/DcCL/Sb/QK4kEnbhrJrAhr+fhj273Pv1h1/2HS8venzt7d9Vu/U7+ee3aru1GFT3bHtVqf9dNpevbWX7ZYd\
      HW+XWFxZtrCN2nijuEHCbc4hlWLbtN103Eo2/d7kn2v1du83tq+T8X/TEW/PKIdTDv29viUJwwBaCpR6U930cpNt\
      9X3TtplvedtYb8jDgwDlYN/vIpECmNFaFOZNH1stt7dtmrf63tp647BRv04Aa/0L0EolJUBoQkFCWtwqYYgAYb4B\
      SOJ/wfa56iIxlCdSGaAaImSBUmHBNwSM9ePVevPTpjs66k0OE9EqJdEFw7CCEkNdy3YDRdABMWAYYOw7JYAoBZJI\
      dEiZEPj4PEIiiyakKAhrggGUgLKgBAODRILUA3OoG1biASq9NES5tRiGbFgCiUADWkNJeCRMQBy+z4YgkYUaUkRZ\
      AmgA7mhlQENJAFkKOlitG/QnWEEIAiKkFYVBsOLB8CgNLhwEVYS64S8vyoa0CAU9KHZBKEqMIsWDQ1QLCkkkuEQR\
      hHgaFD1BUKTQlqCHZ2KAygOj5Yj/SAAMiTMARuBeXAXuCUIiUBIWTCFxCyKiMIAsE6hki8IzBRKiCqKsIDRowpQI\
      foz8F1dQoWCACsyFIZhaigCHhtZSoLhgRO/JA3MDCQHcI1jiDIa500SKAIsEwDbPLqC0AA==
      """
    ),
    WebPFixture(
      "lossless with a palette",
      40,
      30,
      0x362ECDEEA195B171,
      """
      UklGRuYAAABXRUJQVlA4TNkAAAAvJ0AHAG9AEAgS4AQDTjAsQbZNOQ84ggMSZNsU8JwnGOD8h0sOZiCcGIwjHamB\
      E23/26QeVY/awyYKnQe31xHSGzBuMA8AdkOugKpjROJ4epnmP1JOENF/Bm7bNqJ6e98zHrAkSVSaFC6OYLVJuSDA\
      JKutPGbtr4efAjP5jw3lQ5E26L+0W85RiKY5LmHzSLsMCNORB7jUF9Juqn020m2fDbSdfWPhM9tr5rIn2EDMwZiG\
      sWlbG/fHrkmhUGgUCo7Nh2NYAWRBtCyzmFAG4NJrIybQsz4v5DYKAA==
      """
    ),
    WebPFixture(
      "animated",
      24,
      16,
      0xA14A08936A48C1F0,
      """
      UklGRlIBAABXRUJQVlA4WAoAAAASAAAAFwAADwAAQU5JTQYAAAAAAAAAAABBTk1GqgAAAAIAAAAAABMAAA8AAAAA\
      AAJBTFBIJwAAAAF/ICRIcbJLRMTMzATTkKwoPJbH8lhiiSWWWDqDviP6H3KqZw+eAgBWUDggYgAAAHADAJ0BKhQA\
      EAA+0VymTKglI6IwCAEAGglsAJ0yhHcAV3+cAAD+Z//752v9x68szWXDxhEVxQ9fbYI09gK1wuYI+yePov0rpxy1\
      /t3aN3HXiQ507WZprztiHICs3zu4AAAAQU5NRnQAAAAAAAAAAAASAAAPAAAAAAAAVlA4IFwAAAAUAwCdASoTABAA\
      PtFipk0DAIAAAaCWw9AxjHkLMACytsAA/tXX/752v9x68s/mMKoxB5CuBH1N32aw2E/9v488AUm5mgHRfXwyIeMU\
      2fjRGXbt6LLfyhFuvBAAAA==
      """
    ),
  ]
}
