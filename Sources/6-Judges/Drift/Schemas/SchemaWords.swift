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
  var rangeLoosened: Rule { word(.requestRangeLoosened, .responseRangeLoosened) }
  var rangeTightened: Rule { word(.requestRangeTightened, .responseRangeTightened) }
  var formatChanged: Rule { word(.requestFormatChanged, .responseFormatChanged) }
  var deprecated: Rule { word(.requestDeprecated, .responseDeprecated) }
  var undeprecated: Rule { word(.requestUndeprecated, .responseUndeprecated) }
}
