extension Portrait {
  /// This portrait with everything that was seen anew in place of what was known of it.
  package func accepting(_ observed: Portrait) -> Portrait {
    var portrait = self
    portrait.isThere = observed.isThere ?? isThere
    portrait.schema = observed.schema ?? schema
    portrait.acceptsProbe = observed.acceptsProbe ?? acceptsProbe
    portrait.faults = observed.faults ?? faults
    portrait.answers.merge(observed.answers) { _, new in new }
    return portrait
  }
}
