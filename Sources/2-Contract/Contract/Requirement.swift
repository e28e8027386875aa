/// One sentence that a gateway is held to.
package struct Requirement: Sendable, Equatable {
  package var id: String
  package var sentence: String
  /// The source that says so; a case that demands more stands on grounds of its own.
  package var grounds: Grounds
  /// The part of the contract that it is counted in.
  package var group: RequirementGroup
  /// The contract revision that brought it.
  package var since: Int
  /// Whether the suite has no case for it yet and says so.
  package var isPlanned: Bool
  /// A request, or the place of one, that shows it.
  package var example: String?
  /// The requirement that holds for edits what this one holds for generations; nil where this one holds for both.
  package var onEdits: String?
  /// Whether an answer alone can show it, so that a run before live providers may ask for it.
  package var isClientSide: Bool

  package init(
    id: String,
    sentence: String,
    grounds: Grounds,
    group: RequirementGroup = .core,
    since: Int = 1,
    isPlanned: Bool = false,
    example: String? = nil,
    onEdits: String? = nil,
    isClientSide: Bool = false
  ) {
    self.id = id
    self.sentence = sentence
    self.grounds = grounds
    self.group = group
    self.since = since
    self.isPlanned = isPlanned
    self.example = example
    self.onEdits = onEdits
    self.isClientSide = isClientSide
  }
}

extension Requirement {
  /// A requirement that stands on neither page nor ruling.
  package init(
    id: String,
    level: Level,
    sentence: String,
    source: String,
    since: Int = 1,
    isPlanned: Bool = false,
    example: String? = nil
  ) {
    self.init(
      id: id,
      sentence: sentence,
      grounds: .statement(level, source: source),
      since: since,
      isPlanned: isPlanned,
      example: example
    )
  }

  package var level: Level { grounds.level }
}
