/// The names of a schema's changes on the way in and on the way out.
struct SchemaWords {
  let direction: Direction

  init(_ direction: Direction) { self.direction = direction }

  private func word(_ request: Rule, _ response: Rule) -> Rule {
    direction == .request ? request : response
  }

  var optionalAdded: Rule { word(.requestPropertyAdded, .responseOptionalPropertyAdded) }
  var optionalRemoved: Rule { word(.requestPropertyRemoved, .responseOptionalPropertyRemoved) }
  var requiredAdded: Rule { word(.requestRequiredPropertyAdded, .responsePropertyAdded) }
  var requiredRemoved: Rule { word(.requestRequiredPropertyRemoved, .responsePropertyRemoved) }
  var becameRequired: Rule {
    word(.requestPropertyBecameRequired, .responsePropertyBecameRequired)
  }
  var becameOptional: Rule {
    word(.requestPropertyBecameOptional, .responsePropertyBecameOptional)
  }
  var typeWidened: Rule { word(.requestTypeWidened, .responseTypeWidened) }
  var typeNarrowed: Rule { word(.requestTypeNarrowed, .responseTypeNarrowed) }
  var typeChanged: Rule { word(.requestTypeChanged, .responseTypeChanged) }
  var stringToArray: Rule { word(.requestStringToArray, .responseStringToArray) }
  var arrayToString: Rule { word(.requestArrayToString, .responseArrayToString) }
  var becameNullable: Rule { word(.requestBecameNullable, .responseBecameNullable) }
  var becameNotNullable: Rule { word(.requestBecameNotNullable, .responseBecameNotNullable) }
  var enumValueAdded: Rule { word(.requestEnumValueAdded, .responseEnumValueAdded) }
  var enumValueRemoved: Rule { word(.requestEnumValueRemoved, .responseEnumValueRemoved) }
  var enumOpened: Rule { word(.requestEnumOpened, .responseEnumOpened) }
  var enumClosed: Rule { word(.requestEnumClosed, .responseEnumClosed) }
  var defaultChanged: Rule { word(.requestDefaultChanged, .responseDefaultChanged) }
  var defaultAdded: Rule { word(.requestDefaultAdded, .responseDefaultChanged) }
  var defaultRemoved: Rule { word(.requestDefaultRemoved, .responseDefaultChanged) }
  var constantAdded: Rule { word(.requestConstantAdded, .responseConstantAdded) }
  var constantRemoved: Rule { word(.requestConstantRemoved, .responseConstantRemoved) }
  var constantChanged: Rule { word(.requestConstantChanged, .responseConstantChanged) }
  var boundAdded: Rule { word(.requestBoundAdded, .responseBoundAdded) }
  var boundRemoved: Rule { word(.requestBoundRemoved, .responseBoundRemoved) }
  var rangeLoosened: Rule { word(.requestRangeLoosened, .responseRangeLoosened) }
  var rangeTightened: Rule { word(.requestRangeTightened, .responseRangeTightened) }
  var formatAdded: Rule { word(.requestFormatAdded, .responseFormatAdded) }
  var formatRemoved: Rule { word(.requestFormatRemoved, .responseFormatRemoved) }
  var formatChanged: Rule { word(.requestFormatChanged, .responseFormatChanged) }
  var patternAdded: Rule { word(.requestPatternAdded, .responsePatternAdded) }
  var patternRemoved: Rule { word(.requestPatternRemoved, .responsePatternRemoved) }
  var patternChanged: Rule { word(.requestPatternChanged, .responsePatternChanged) }
  var choiceAdded: Rule { word(.requestChoiceAdded, .responseChoiceAdded) }
  var choiceRemoved: Rule { word(.requestChoiceRemoved, .responseChoiceRemoved) }
  var discriminatorChanged: Rule {
    word(.requestDiscriminatorChanged, .responseDiscriminatorChanged)
  }
  var clauseAdded: Rule { word(.requestClauseAdded, .responseClauseAdded) }
  var clauseRemoved: Rule { word(.requestClauseRemoved, .responseClauseRemoved) }
  var clauseChanged: Rule { word(.requestClauseChanged, .responseClauseChanged) }
  var closed: Rule { word(.requestClosed, .responseClosed) }
  var opened: Rule { word(.requestOpened, .responseOpened) }
  var mediaTypeAdded: Rule { word(.requestMediaTypeAdded, .responseMediaTypeAdded) }
  var mediaTypeRemoved: Rule { word(.requestMediaTypeRemoved, .responseMediaTypeRemoved) }
  var deprecated: Rule { word(.requestDeprecated, .responseDeprecated) }
  var undeprecated: Rule { word(.requestUndeprecated, .responseUndeprecated) }
  var hidden: Rule { word(.requestPropertyBecameReadOnly, .responsePropertyBecameWriteOnly) }
  var shown: Rule { word(.requestPropertyBecameWritable, .responsePropertyBecameReadable) }

  /// Whether such values do not travel this way.
  func hides(_ node: SchemaNode) -> Bool {
    node.access == (direction == .request ? .readOnly : .writeOnly)
  }
}
