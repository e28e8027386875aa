/// A kind of change; the raw value is the rule's id, which reports and suppressions name.
package enum Rule: String, Sendable, CaseIterable {
  case requestPropertyAdded = "request-property-added"
  case requestPropertyRemoved = "request-property-removed"
  case requestRequiredPropertyAdded = "request-required-property-added"
  case requestRequiredPropertyRemoved = "request-required-property-removed"
  case requestPropertyBecameRequired = "request-property-became-required"
  case requestPropertyBecameOptional = "request-property-became-optional"
  case requestTypeWidened = "request-type-widened"
  case requestTypeNarrowed = "request-type-narrowed"
  case requestTypeChanged = "request-type-changed"
  case requestStringToArray = "request-string-to-array"
  case requestArrayToString = "request-array-to-string"
  case requestBecameNullable = "request-became-nullable"
  case requestBecameNotNullable = "request-became-not-nullable"
  case requestEnumValueAdded = "request-enum-value-added"
  case requestEnumValueRemoved = "request-enum-value-removed"
  case requestEnumOpened = "request-enum-opened"
  case requestEnumClosed = "request-enum-closed"
  case requestDefaultChanged = "request-default-changed"
  case requestDefaultAdded = "request-default-added"
  case requestDefaultRemoved = "request-default-removed"
  case requestRangeLoosened = "request-range-loosened"
  case requestRangeTightened = "request-range-tightened"
  case requestFormatChanged = "request-format-changed"
  case requestDeprecated = "request-deprecated"
  case requestUndeprecated = "request-undeprecated"
  case requestCheckAdded = "request-check-added"
  case requestCheckDropped = "request-check-dropped"
  case requestProbeAccepted = "request-probe-accepted"
  case requestProbeRefused = "request-probe-refused"

  case responsePropertyAdded = "response-property-added"
  case responsePropertyRemoved = "response-property-removed"
  case responseOptionalPropertyAdded = "response-optional-property-added"
  case responseOptionalPropertyRemoved = "response-optional-property-removed"
  case responsePropertyBecameRequired = "response-property-became-required"
  case responsePropertyBecameOptional = "response-property-became-optional"
  case responseTypeWidened = "response-type-widened"
  case responseTypeNarrowed = "response-type-narrowed"
  case responseTypeChanged = "response-type-changed"
  case responseStringToArray = "response-string-to-array"
  case responseArrayToString = "response-array-to-string"
  case responseBecameNullable = "response-became-nullable"
  case responseBecameNotNullable = "response-became-not-nullable"
  case responseEnumValueAdded = "response-enum-value-added"
  case responseEnumValueRemoved = "response-enum-value-removed"
  case responseEnumOpened = "response-enum-opened"
  case responseEnumClosed = "response-enum-closed"
  case responseDefaultChanged = "response-default-changed"
  case responseRangeLoosened = "response-range-loosened"
  case responseRangeTightened = "response-range-tightened"
  case responseFormatChanged = "response-format-changed"
  case responseDeprecated = "response-deprecated"
  case responseUndeprecated = "response-undeprecated"
  case responsePathChanged = "response-url-path-changed"
  case responseMediaTypeChanged = "response-media-type-changed"
  case responseStatusChanged = "response-status-changed"
  case responseFieldAdded = "response-field-added"
  case responseFieldRemoved = "response-field-removed"
  case errorBodyChanged = "error-body-changed"
  case mediaHostChanged = "media-host-changed"
  case pictureFormatChanged = "picture-format-changed"
  case picturePixelsChanged = "picture-pixels-changed"
  case pictureBytesChanged = "picture-bytes-changed"

  case endpointAdded = "endpoint-added"
  case endpointGone = "endpoint-gone"
  case endpointDeprecated = "endpoint-deprecated"
  case endpointUndeprecated = "endpoint-undeprecated"
  case modelVersionChanged = "model-version-changed"
  case priceRaised = "price-raised"
  case priceLowered = "price-lowered"
}

extension Rule {
  package var id: String { rawValue }

  /// The id of the requirement that a finding of this rule names.
  package var requirement: String { "drift.\(rawValue)" }

  package var direction: Direction { entry.direction }

  package var severity: Severity { entry.severity }

  /// The rule that the same change has when before and after are swapped.
  package var mirror: Rule { entry.mirror ?? self }

  /// The meaning, in one sentence.
  package var sentence: String { entry.sentence }
}
