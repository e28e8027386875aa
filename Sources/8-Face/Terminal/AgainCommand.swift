import Bytes

/// The command that looks at one case again, with every option that decides what is judged and where.
package struct AgainCommand {
  private let call: Invocation
  private let deciding: Options

  /// `deciding` are the options that decide a verdict; how a run goes and what is written about it do not.
  package init(_ call: Invocation, deciding: Options) {
    self.call = call
    self.deciding = deciding + .folders
  }

  /// The options, as a shell reads them; a secret stays out of reports and is left to the environment.
  package var options: String {
    let options = deciding.all
    var words: [String] = []
    for option in options.filter({ !$0.isSecret }) + options.filter(\.isSecret) {
      guard let word = call.words(of: option).last else { continue }
      words.append(option.flag)
      guard option.placeholder != nil else { continue }
      words.append(option.isSecret ? "\"$\(option.variable)\"" : ShellWord.quoted(word))
    }
    return words.joined(separator: " ")
  }
}
