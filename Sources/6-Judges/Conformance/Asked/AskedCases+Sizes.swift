import Bytes
import CanonicalJSON
import Catalog
import Contract

extension SizeCases {
  /// A request for the size that an ask says, with the rule by which it goes: as the suite has it where it asks the same.
  static func request(_ said: JSONObject, at place: OfferInMode) -> Request {
    let fields = sizes(in: said)
    let own = requests(place).first { JSON.object($0.fields).isSameValue(as: .object(fields)) }
    if let own { return own }
    let present = JSONObject(fields.members.filter { !$0.value.isNull })
    let (requirement, citation) = rule(for: present, at: place)
    return Request(name: "asked", requirement: requirement, fields: fields, citation: citation)
  }

  /// The members that say a size: width and height do where the word that calls for them is said.
  private static func sizes(in said: JSONObject) -> JSONObject {
    let isCustom = said["aspect_ratio"] == "custom" && said["size"].unlessNull == nil
    let names = ["size", "aspect_ratio", "resolution"] + (isCustom ? ["width", "height"] : [])
    return JSONObject(said.members.filter { names.contains($0.name) })
  }

  private typealias Rule = (RequirementName, Citation?)

  private static func rule(for fields: JSONObject, at place: OfferInMode) -> Rule {
    let isEdit = place.mode == .edit
    let size = fields["size"]?.stringValue
    switch SizeRequest(fields) {
    case .malformed:
      let texts = fields.members.compactMap(\.value.stringValue)
      return (.sizeMalformed, texts.contains(where: isReadable) ? .sizeSpellings : nil)
    case .outOfRange: return (.sizeCustomRange, nil)
    case .silent: return (isEdit ? .sizeEditDefault : .sizeDefault, nil)
    case .auto:
      if isEdit { return (.sizeEditDefault, nil) }
      return place.model.sizes.takesAuto
        ? (.sizeAuto, size == nil ? .aspectAuto : nil) : (.sizeDefault, .autoWithoutRow)
    case .likeSource: return isEdit ? (.sizeEditDefault, nil) : (.normRange, .sizeWords)
    case .scale: return isEdit ? (.sizeEditDefault, nil) : (.sizeIndependent, .resolutionAlone)
    case .custom:
      return takesCustomWord(place) ? (.sizeCustom, .customWord) : (.normRange, .sizeWords)
    case .pixels(let width, let height):
      if fields["aspect_ratio"] != nil || fields["resolution"] != nil { return (.sizeWxhWins, nil) }
      if place.model.sizes.row(pixels: PixelSize(width, height)) != nil { return (.sizeTable, nil) }
      let rule = place.model.sizes.custom == nil ? RequirementName.sizeSnap : offList(place)
      return (rule, size?.contains("X") == true ? .letterCase : nil)
    case .shape(let shape, _): return rule(for: shape, fields, at: place)
    }
  }

  private static func rule(
    for shape: Double,
    _ fields: JSONObject,
    at place: OfferInMode
  ) -> Rule {
    let tier = fields["resolution"]?.stringValue
    if fields["size"] != nil, fields["aspect_ratio"] != nil {
      return (.sizeRatioBeatsParameter, nil)
    }
    let isListed = place.model.sizes.ratios.contains { abs($0.value / shape - 1) < 1e-9 }
    guard let tier, tier != "auto" else {
      guard isListed else {
        return (NearestShape(place).requirement(for: shape), tier.map { _ in .resolutionAuto })
      }
      if tier != nil { return (.sizeNearestTier, .resolutionAuto) }
      return (fields["size"] == nil ? .sizeIndependent : .sizeRatioIsAspect, nil)
    }
    let rule = NearestTier(place).requirement(for: tier)
    let citation: Citation? = tier.hasSuffix("k") ? .letterCase : nil
    if isListed || rule == .sizeTierDistance { return (rule, citation) }
    return (NearestShape(place).requirement(for: shape), citation)
  }
}

extension RequirementName {
  static let sizeRatioIsAspect = RequirementName("size.ratio-is-aspect")
}
