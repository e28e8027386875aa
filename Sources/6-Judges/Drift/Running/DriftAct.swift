/// What drift does besides looking: the first word of a call of it.
package enum DriftAct: String, CaseIterable {
  /// Makes what endpoints are like today their baselines.
  case learn
  /// Lists every kind of change.
  case rules
  /// Makes what the last run saw the baseline.
  case accept
  /// Keeps a change out of reports until a day.
  case suppress
  /// Says what to do with the one issue about changes.
  case issue
  /// Plants a change in the stubs and looks whether a run finds it.
  case rehearse
}
