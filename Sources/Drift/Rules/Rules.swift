extension Rule {
  /// One line of the table: how bad, what the other way round, and what it means.
  typealias Entry = (severity: Severity, mirror: Rule?, sentence: String)

  /// The table of all rules.
  ///
  /// Severity is the caller's view: a gateway that sends what it sent yesterday and reads what it read yesterday.
  /// A changed default is a warning at least, because it changes every picture that did not say the value.
  var entry: Entry {
    switch direction {
    case .request: requestEntry
    case .response: responseEntry
    case .endpoint: endpointEntry
    }
  }

  private var requestEntry: Entry {
    requestPropertyEntry ?? requestTypeEntry ?? requestValueEntry ?? requestProbeEntry
  }

  private var requestPropertyEntry: Entry? {
    switch self {
    case .requestPropertyAdded:
      (.info, .requestPropertyRemoved, "An optional input field is new.")
    case .requestPropertyRemoved:
      (.breaking, .requestPropertyAdded, "An input field is gone, and what is sent in it is lost.")
    case .requestRequiredPropertyAdded:
      (.breaking, .requestRequiredPropertyRemoved, "An input field is new and must be sent.")
    case .requestRequiredPropertyRemoved:
      (.breaking, .requestRequiredPropertyAdded, "An input field that had to be sent is gone.")
    case .requestPropertyBecameRequired:
      (.breaking, .requestPropertyBecameOptional, "An input field must be sent from now on.")
    case .requestPropertyBecameOptional:
      (.info, .requestPropertyBecameRequired, "An input field need not be sent any more.")
    case .requestDeprecated:
      (.warning, .requestUndeprecated, "An input field is marked as deprecated.")
    case .requestUndeprecated:
      (.info, .requestDeprecated, "An input field is not marked as deprecated any more.")
    default: nil
    }
  }

  private var requestTypeEntry: Entry? {
    switch self {
    case .requestTypeWidened:
      (.info, .requestTypeNarrowed, "An input field takes further types.")
    case .requestTypeNarrowed:
      (.breaking, .requestTypeWidened, "An input field takes fewer types.")
    case .requestTypeChanged: (.breaking, nil, "An input field takes another type.")
    case .requestStringToArray:
      (.breaking, .requestArrayToString, "An input field takes a list in place of one string.")
    case .requestArrayToString:
      (.breaking, .requestStringToArray, "An input field takes one string in place of a list.")
    case .requestBecameNullable:
      (.info, .requestBecameNotNullable, "An input field takes null.")
    case .requestBecameNotNullable:
      (.breaking, .requestBecameNullable, "An input field does not take null any more.")
    case .requestFormatChanged: (.warning, nil, "An input string must have another format.")
    default: nil
    }
  }

  private var requestValueEntry: Entry? {
    switch self {
    case .requestEnumValueAdded:
      (.info, .requestEnumValueRemoved, "An input field takes a further value.")
    case .requestEnumValueRemoved:
      (.breaking, .requestEnumValueAdded, "An input field refuses a value that it took.")
    case .requestEnumOpened:
      (.info, .requestEnumClosed, "An input field is not held to a list of values any more.")
    case .requestEnumClosed:
      (.breaking, .requestEnumOpened, "An input field is held to a list of values.")
    case .requestDefaultChanged:
      (.warning, nil, "A default changed, and with it every picture that did not say the value.")
    case .requestDefaultAdded:
      (.warning, .requestDefaultRemoved, "A default is stated where none was.")
    case .requestDefaultRemoved:
      (.warning, .requestDefaultAdded, "A default is not stated any more.")
    case .requestRangeLoosened:
      (.info, .requestRangeTightened, "A range of input values became wider.")
    case .requestRangeTightened:
      (.breaking, .requestRangeLoosened, "A range of input values became narrower.")
    default: nil
    }
  }

  private var requestProbeEntry: Entry {
    switch self {
    case .requestCheckAdded:
      (.breaking, .requestCheckDropped, "A value is refused that passed.")
    case .requestCheckDropped:
      (.warning, .requestCheckAdded, "A value passes that was refused.")
    case .requestProbeAccepted:
      (.breaking, .requestProbeRefused, "A request that can't be valid is accepted.")
    default: (.info, .requestProbeAccepted, "A request that can't be valid is refused again.")
    }
  }
}

extension Rule {
  private var responseEntry: Entry {
    responsePropertyEntry ?? responseTypeEntry ?? responseValueEntry ?? messageEntry
      ?? pictureEntry
  }

  private var responsePropertyEntry: Entry? {
    switch self {
    case .responsePropertyAdded:
      (.info, .responsePropertyRemoved, "Answers always hold a further member.")
    case .responsePropertyRemoved:
      (.breaking, .responsePropertyAdded, "A member that every answer held is gone.")
    case .responseOptionalPropertyAdded:
      (.info, .responseOptionalPropertyRemoved, "Answers may hold a further member.")
    case .responseOptionalPropertyRemoved:
      (.warning, .responseOptionalPropertyAdded, "A member that answers might hold is gone.")
    case .responsePropertyBecameRequired:
      (.info, .responsePropertyBecameOptional, "A member that might be missing is always there.")
    case .responsePropertyBecameOptional:
      (.breaking, .responsePropertyBecameRequired, "A member that was always there may be missing.")
    case .responseDeprecated:
      (.warning, .responseUndeprecated, "A member of answers is marked as deprecated.")
    case .responseUndeprecated:
      (.info, .responseDeprecated, "A member of answers is not marked as deprecated any more.")
    default: nil
    }
  }

  private var responseTypeEntry: Entry? {
    switch self {
    case .responseTypeWidened:
      (.breaking, .responseTypeNarrowed, "A member of answers comes in a further type.")
    case .responseTypeNarrowed:
      (.info, .responseTypeWidened, "A member of answers comes in fewer types.")
    case .responseTypeChanged: (.breaking, nil, "A member of answers comes in another type.")
    case .responseStringToArray:
      (.breaking, .responseArrayToString, "A member that was one string is a list.")
    case .responseArrayToString:
      (.breaking, .responseStringToArray, "A member that was a list is one string.")
    case .responseBecameNullable:
      (.breaking, .responseBecameNotNullable, "A member that was never null may be.")
    case .responseBecameNotNullable:
      (.info, .responseBecameNullable, "A member that might be null never is.")
    case .responseFormatChanged: (.warning, nil, "A string of answers has another format.")
    default: nil
    }
  }

  private var responseValueEntry: Entry? {
    switch self {
    case .responseEnumValueAdded:
      (.warning, .responseEnumValueRemoved, "A member has a value that it never had.")
    case .responseEnumValueRemoved:
      (.info, .responseEnumValueAdded, "A member never has a value that it had.")
    case .responseEnumOpened:
      (.warning, .responseEnumClosed, "A member is not held to a list of values any more.")
    case .responseEnumClosed:
      (.info, .responseEnumOpened, "A member is held to a list of values.")
    case .responseDefaultChanged: (.warning, nil, "What a missing member stands for changed.")
    case .responseRangeLoosened:
      (.warning, .responseRangeTightened, "A member may lie outside its former range.")
    case .responseRangeTightened:
      (.info, .responseRangeLoosened, "A member lies in a narrower range.")
    default: nil
    }
  }

  private var messageEntry: Entry? {
    switch self {
    case .responsePathChanged: (.info, nil, "URLs of answers have another kind of path.")
    case .responseMediaTypeChanged: (.breaking, nil, "An answer has another Content-Type.")
    case .responseStatusChanged: (.breaking, nil, "An answer has another status.")
    case .responseFieldAdded:
      (.info, .responseFieldRemoved, "Answers have a further header field.")
    case .responseFieldRemoved:
      (.warning, .responseFieldAdded, "A header field that every answer had is gone.")
    case .errorBodyChanged: (.warning, nil, "A refusal is told in another form.")
    case .mediaHostChanged: (.warning, nil, "Files are fetched from another host.")
    default: nil
    }
  }

  private var pictureEntry: Entry {
    switch self {
    case .pictureFormatChanged:
      (.breaking, nil, "The same request gives a picture of another format.")
    case .picturePixelsChanged:
      (.breaking, nil, "The same request gives a picture of other pixels.")
    default: (.info, nil, "Pictures of the same request have a very different number of bytes.")
    }
  }

  private var endpointEntry: Entry {
    switch self {
    case .endpointAdded: (.info, .endpointGone, "An endpoint that was gone is there.")
    case .endpointGone: (.breaking, .endpointAdded, "The endpoint is gone.")
    case .endpointDeprecated:
      (.warning, .endpointUndeprecated, "The endpoint is marked as deprecated.")
    case .endpointUndeprecated:
      (.info, .endpointDeprecated, "The endpoint is not marked as deprecated any more.")
    case .modelVersionChanged: (.info, nil, "The provider serves another version of the model.")
    case .priceRaised: (.warning, .priceLowered, "The same picture costs more.")
    default: (.info, .priceRaised, "The same picture costs less.")
    }
  }
}
