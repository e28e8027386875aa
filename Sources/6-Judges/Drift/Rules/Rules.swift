extension Rule {
  /// One line of the table: what changed, how bad it is, the other way round, and what it means.
  typealias Entry = (direction: Direction, severity: Severity, mirror: Rule?, sentence: String)

  /// The table of all rules.
  ///
  /// Severity is the caller's view: a gateway that sends what it sent yesterday and reads what it read yesterday.
  /// A changed default is a warning at least, because it changes every picture that did not say the value.
  var entry: Entry {
    switch self {
    case .requestPropertyAdded:
      (.request, .info, .requestPropertyRemoved, "An optional input field is new.")
    case .requestPropertyRemoved:
      (
        .request, .breaking, .requestPropertyAdded,
        "An input field is gone, and what is sent in it is lost."
      )
    case .requestRequiredPropertyAdded:
      (
        .request, .breaking, .requestRequiredPropertyRemoved,
        "An input field is new and must be sent."
      )
    case .requestRequiredPropertyRemoved:
      (
        .request, .breaking, .requestRequiredPropertyAdded,
        "An input field that had to be sent is gone."
      )
    case .requestPropertyBecameRequired:
      (
        .request, .breaking, .requestPropertyBecameOptional,
        "An input field must be sent from now on."
      )
    case .requestPropertyBecameOptional:
      (.request, .info, .requestPropertyBecameRequired, "An input field need not be sent any more.")
    case .requestTypeWidened:
      (.request, .info, .requestTypeNarrowed, "An input field takes further types.")
    case .requestTypeNarrowed:
      (.request, .breaking, .requestTypeWidened, "An input field takes fewer types.")
    case .requestTypeChanged: (.request, .breaking, nil, "An input field takes another type.")
    case .requestStringToArray:
      (
        .request, .breaking, .requestArrayToString,
        "An input field takes a list in place of one string."
      )
    case .requestArrayToString:
      (
        .request, .breaking, .requestStringToArray,
        "An input field takes one string in place of a list."
      )
    case .requestBecameNullable:
      (.request, .info, .requestBecameNotNullable, "An input field takes null.")
    case .requestBecameNotNullable:
      (.request, .breaking, .requestBecameNullable, "An input field does not take null any more.")
    case .requestEnumValueAdded:
      (.request, .info, .requestEnumValueRemoved, "An input field takes a further value.")
    case .requestEnumValueRemoved:
      (.request, .breaking, .requestEnumValueAdded, "An input field refuses a value that it took.")
    case .requestEnumOpened:
      (
        .request, .info, .requestEnumClosed,
        "An input field is not held to a list of values any more."
      )
    case .requestEnumClosed:
      (.request, .breaking, .requestEnumOpened, "An input field is held to a list of values.")
    case .requestDefaultChanged:
      (
        .request, .warning, nil,
        "A default changed, and with it every picture that did not say the value."
      )
    case .requestDefaultAdded:
      (.request, .warning, .requestDefaultRemoved, "A default is stated where none was.")
    case .requestDefaultRemoved:
      (.request, .warning, .requestDefaultAdded, "A default is not stated any more.")
    case .requestConstantAdded:
      (
        .request, .breaking, .requestConstantRemoved,
        "An input field is held to one value."
      )
    case .requestConstantRemoved:
      (
        .request, .info, .requestConstantAdded, "An input field is not held to one value any more."
      )
    case .requestConstantChanged:
      (.request, .breaking, nil, "An input field is held to another value.")
    case .requestBoundAdded:
      (
        .request, .warning, .requestBoundRemoved,
        "A bound of input values is stated where none was."
      )
    case .requestBoundRemoved:
      (.request, .info, .requestBoundAdded, "A bound of input values is not stated any more.")
    case .requestRangeLoosened:
      (.request, .info, .requestRangeTightened, "A range of input values became wider.")
    case .requestRangeTightened:
      (.request, .breaking, .requestRangeLoosened, "A range of input values became narrower.")
    case .requestFormatAdded:
      (.request, .breaking, .requestFormatRemoved, "An input value must have a format.")
    case .requestFormatRemoved:
      (.request, .info, .requestFormatAdded, "An input value need not have a format any more.")
    case .requestFormatChanged:
      (.request, .breaking, nil, "An input value must have another format.")
    case .requestPatternAdded:
      (.request, .breaking, .requestPatternRemoved, "An input string must match a pattern.")
    case .requestPatternRemoved:
      (.request, .info, .requestPatternAdded, "An input string need not match a pattern any more.")
    case .requestPatternChanged:
      (.request, .warning, nil, "An input string must match another pattern.")
    case .requestChoiceAdded:
      (.request, .info, .requestChoiceRemoved, "An input value may have a further form.")
    case .requestChoiceRemoved:
      (.request, .breaking, .requestChoiceAdded, "A form of an input value is not taken any more.")
    case .requestDiscriminatorChanged:
      (.request, .info, nil, "The forms of an input value are told apart in another way.")
    case .requestClauseAdded:
      (.request, .breaking, .requestClauseRemoved, "An input value must meet a further condition.")
    case .requestClauseRemoved:
      (.request, .info, .requestClauseAdded, "An input value need not meet a condition any more.")
    case .requestClauseChanged:
      (.request, .breaking, nil, "An input value must meet another condition.")
    case .requestClosed:
      (.request, .breaking, .requestOpened, "Input fields that are not listed are refused.")
    case .requestOpened:
      (.request, .info, .requestClosed, "Input fields that are not listed are taken.")
    case .requestPropertyBecameReadOnly:
      (
        .request, .warning, .requestPropertyBecameWritable,
        "An input field is only read, and what is sent in it is ignored."
      )
    case .requestPropertyBecameWritable:
      (
        .request, .info, .requestPropertyBecameReadOnly,
        "A field that was only read may be sent."
      )
    case .requestBodyAdded:
      (.request, .info, .requestBodyRemoved, "Requests may have a body.")
    case .requestBodyRemoved:
      (.request, .breaking, .requestBodyAdded, "Requests have no body any more.")
    case .requestBodyBecameRequired:
      (.request, .breaking, .requestBodyBecameOptional, "Requests must have a body.")
    case .requestBodyBecameOptional:
      (.request, .info, .requestBodyBecameRequired, "Requests need not have a body any more.")
    case .requestMediaTypeAdded:
      (.request, .info, .requestMediaTypeRemoved, "Requests may come in a further media type.")
    case .requestMediaTypeRemoved:
      (
        .request, .breaking, .requestMediaTypeAdded,
        "Requests in a media type are not taken any more."
      )
    case .requestDeprecated:
      (.request, .warning, .requestUndeprecated, "An input field is marked as deprecated.")
    case .requestUndeprecated:
      (.request, .info, .requestDeprecated, "An input field is not marked as deprecated any more.")
    case .requestCheckAdded:
      (.request, .breaking, .requestCheckDropped, "A value is refused that passed.")
    case .requestCheckDropped:
      (.request, .warning, .requestCheckAdded, "A value passes that was refused.")
    case .requestProbeAccepted:
      (.request, .breaking, .requestProbeRefused, "A request that can't be valid is accepted.")
    case .requestProbeRefused:
      (.request, .info, .requestProbeAccepted, "A request that can't be valid is refused again.")

    case .responsePropertyAdded:
      (.response, .info, .responsePropertyRemoved, "Answers always hold a further member.")
    case .responsePropertyRemoved:
      (.response, .breaking, .responsePropertyAdded, "A member that every answer held is gone.")
    case .responseOptionalPropertyAdded:
      (.response, .info, .responseOptionalPropertyRemoved, "Answers may hold a further member.")
    case .responseOptionalPropertyRemoved:
      (
        .response, .warning, .responseOptionalPropertyAdded,
        "A member that answers might hold is gone."
      )
    case .responsePropertyBecameRequired:
      (
        .response, .info, .responsePropertyBecameOptional,
        "A member that might be missing is always there."
      )
    case .responsePropertyBecameOptional:
      (
        .response, .breaking, .responsePropertyBecameRequired,
        "A member that was always there may be missing."
      )
    case .responseTypeWidened:
      (.response, .breaking, .responseTypeNarrowed, "A member of answers comes in a further type.")
    case .responseTypeNarrowed:
      (.response, .info, .responseTypeWidened, "A member of answers comes in fewer types.")
    case .responseTypeChanged:
      (.response, .breaking, nil, "A member of answers comes in another type.")
    case .responseStringToArray:
      (.response, .breaking, .responseArrayToString, "A member that was one string is a list.")
    case .responseArrayToString:
      (.response, .breaking, .responseStringToArray, "A member that was a list is one string.")
    case .responseBecameNullable:
      (.response, .breaking, .responseBecameNotNullable, "A member that was never null may be.")
    case .responseBecameNotNullable:
      (.response, .info, .responseBecameNullable, "A member that might be null never is.")
    case .responseEnumValueAdded:
      (.response, .warning, .responseEnumValueRemoved, "A member has a value that it never had.")
    case .responseEnumValueRemoved:
      (.response, .info, .responseEnumValueAdded, "A member never has a value that it had.")
    case .responseEnumOpened:
      (
        .response, .warning, .responseEnumClosed,
        "A member is not held to a list of values any more."
      )
    case .responseEnumClosed:
      (.response, .info, .responseEnumOpened, "A member is held to a list of values.")
    case .responseDefaultChanged:
      (.response, .warning, nil, "What a missing member stands for changed.")
    case .responseConstantAdded:
      (.response, .info, .responseConstantRemoved, "A member has one value.")
    case .responseConstantRemoved:
      (
        .response, .breaking, .responseConstantAdded,
        "A member that had one value may have others."
      )
    case .responseConstantChanged:
      (.response, .breaking, nil, "A member that had one value has another.")
    case .responseBoundAdded:
      (.response, .info, .responseBoundRemoved, "A bound of a member is stated where none was.")
    case .responseBoundRemoved:
      (.response, .breaking, .responseBoundAdded, "A bound of a member is not stated any more.")
    case .responseRangeLoosened:
      (.response, .breaking, .responseRangeTightened, "A member may lie outside its former range.")
    case .responseRangeTightened:
      (.response, .info, .responseRangeLoosened, "A member lies in a narrower range.")
    case .responseFormatAdded:
      (.response, .info, .responseFormatRemoved, "A member of answers has a format.")
    case .responseFormatRemoved:
      (
        .response, .breaking, .responseFormatAdded,
        "A member of answers need not have a format any more."
      )
    case .responseFormatChanged:
      (.response, .breaking, nil, "A member of answers has another format.")
    case .responsePatternAdded:
      (.response, .info, .responsePatternRemoved, "A string of answers matches a pattern.")
    case .responsePatternRemoved:
      (
        .response, .warning, .responsePatternAdded,
        "A string of answers need not match a pattern any more."
      )
    case .responsePatternChanged:
      (.response, .warning, nil, "A string of answers matches another pattern.")
    case .responseChoiceAdded:
      (.response, .breaking, .responseChoiceRemoved, "A member of answers has a further form.")
    case .responseChoiceRemoved:
      (.response, .info, .responseChoiceAdded, "A member of answers never has one of its forms.")
    case .responseDiscriminatorChanged:
      (.response, .info, nil, "The forms of a member are told apart in another way.")
    case .responseClauseAdded:
      (.response, .info, .responseClauseRemoved, "A member of answers meets a further condition.")
    case .responseClauseRemoved:
      (
        .response, .breaking, .responseClauseAdded,
        "A member of answers need not meet a condition any more."
      )
    case .responseClauseChanged:
      (.response, .breaking, nil, "A member of answers meets another condition.")
    case .responseClosed:
      (.response, .info, .responseOpened, "Answers hold no members but those that are listed.")
    case .responseOpened:
      (.response, .info, .responseClosed, "Answers may hold members that are not listed.")
    case .responsePropertyBecameWriteOnly:
      (
        .response, .warning, .responsePropertyBecameReadable,
        "A member is only sent, and never answered."
      )
    case .responsePropertyBecameReadable:
      (
        .response, .info, .responsePropertyBecameWriteOnly,
        "A member that was only sent is answered, too."
      )
    case .responseMediaTypeAdded:
      (.response, .info, .responseMediaTypeRemoved, "Answers may come in a further media type.")
    case .responseMediaTypeRemoved:
      (
        .response, .breaking, .responseMediaTypeAdded,
        "Answers never come in one of their media types."
      )
    case .responseStringKindChanged:
      (.response, .warning, nil, "The strings of a member look otherwise.")
    case .responseDeprecated:
      (.response, .warning, .responseUndeprecated, "A member of answers is marked as deprecated.")
    case .responseUndeprecated:
      (
        .response, .info, .responseDeprecated,
        "A member of answers is not marked as deprecated any more."
      )
    case .responsePathChanged: (.response, .info, nil, "URLs of answers have another kind of path.")
    case .responseMediaTypeChanged:
      (.response, .breaking, nil, "An answer has another Content-Type.")
    case .responseStatusChanged: (.response, .breaking, nil, "An answer has another status.")
    case .responseFieldAdded:
      (.response, .info, .responseFieldRemoved, "Answers have a further header field.")
    case .responseFieldRemoved:
      (.response, .warning, .responseFieldAdded, "A header field that every answer had is gone.")
    case .errorBodyChanged: (.response, .warning, nil, "A refusal is told in another form.")
    case .mediaHostChanged: (.response, .warning, nil, "Files are fetched from another host.")
    case .pictureFormatChanged:
      (.response, .breaking, nil, "The same request gives a picture of another format.")
    case .picturePixelsChanged:
      (.response, .breaking, nil, "The same request gives a picture of other pixels.")
    case .pictureModeChanged:
      (.response, .warning, nil, "The same request gives a picture of another colour mode.")
    case .pictureMetadataChanged:
      (.response, .warning, nil, "Pictures of the same request carry other metadata.")
    case .pictureBytesChanged:
      (.response, .info, nil, "Pictures of the same request have a very different number of bytes.")

    case .endpointAdded: (.endpoint, .info, .endpointGone, "An endpoint that was gone is there.")
    case .endpointGone: (.endpoint, .breaking, .endpointAdded, "The endpoint is gone.")
    case .endpointDeprecated:
      (.endpoint, .warning, .endpointUndeprecated, "The endpoint is marked as deprecated.")
    case .endpointUndeprecated:
      (.endpoint, .info, .endpointDeprecated, "The endpoint is not marked as deprecated any more.")
    case .modelVersionChanged:
      (.endpoint, .info, nil, "The provider serves another version of the model.")
    case .priceRaised: (.endpoint, .warning, .priceLowered, "The same picture costs more.")
    case .priceLowered: (.endpoint, .info, .priceRaised, "The same picture costs less.")

    case .pageRowAdded: (.page, .warning, .pageRowRemoved, "The page lists a further size.")
    case .pageRowRemoved:
      (.page, .breaking, .pageRowAdded, "The page does not list a size any more.")
    case .pageRowChanged:
      (.page, .breaking, nil, "The page gives a row of sizes other pixels or terms.")
    case .pageRowsReordered: (.page, .info, nil, "The page lists its sizes in another order.")
    case .pageCustomChanged: (.page, .warning, nil, "The page admits other custom sizes.")
    case .pageParameterAdded:
      (.page, .warning, .pageParameterRemoved, "The page lists a further parameter.")
    case .pageParameterRemoved:
      (.page, .breaking, .pageParameterAdded, "The page does not list a parameter any more.")
    case .pageParametersReordered:
      (.page, .info, nil, "The page lists its parameters in another order.")
    case .pageTypeChanged: (.page, .breaking, nil, "The page gives a parameter another type.")
    case .pageBecameRequired:
      (.page, .breaking, .pageBecameOptional, "The page says that a parameter must be sent.")
    case .pageBecameOptional:
      (.page, .info, .pageBecameRequired, "The page says that a parameter need not be sent.")
    case .pageDefaultChanged: (.page, .warning, nil, "The page states another default, or none.")
    case .pageValueAdded: (.page, .info, .pageValueRemoved, "The page lists a further value.")
    case .pageValueRemoved:
      (.page, .breaking, .pageValueAdded, "The page does not list a value any more.")
    case .pageValuesClosed:
      (.page, .breaking, .pageValuesOpened, "The page holds a parameter to a list of values.")
    case .pageValuesOpened:
      (.page, .info, .pageValuesClosed, "The page does not hold a parameter to a list any more.")
    case .pageModeAdded:
      (.page, .info, .pageModeRemoved, "The page gives a parameter a further mode.")
    case .pageModeRemoved:
      (.page, .breaking, .pageModeAdded, "The page takes a mode from a parameter.")
    case .pageOnlyAtChanged:
      (.page, .warning, nil, "The page has a parameter at another provider alone, or at all.")
    case .pageOfferAdded: (.page, .info, .pageOfferRemoved, "The page names a further offer.")
    case .pageOfferRemoved:
      (.page, .breaking, .pageOfferAdded, "The page does not name an offer any more.")
    case .pageEndpointChanged:
      (.page, .warning, nil, "The page names another endpoint of an offer.")
    case .pagePriceRaised: (.page, .warning, .pagePriceLowered, "The page asks a higher price.")
    case .pagePriceLowered: (.page, .info, .pagePriceRaised, "The page asks a lower price.")
    case .pageAliasAdded: (.page, .info, .pageAliasRemoved, "The page names a further alias.")
    case .pageAliasRemoved:
      (.page, .breaking, .pageAliasAdded, "The page does not name an alias any more.")
    case .pageStatusChanged: (.page, .warning, nil, "The page gives the model another status.")
    case .pageFactChanged: (.page, .info, nil, "The page states another fact of the model.")
    }
  }
}
