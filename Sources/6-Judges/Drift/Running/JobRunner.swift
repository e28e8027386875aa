import Catalog
import HTTPMessages

/// Does one job: takes a sample, and more of them while they tell of a change.
struct JobRunner {
  let run: DriftRun
  let job: DriftJob

  private var sampler: Sampler {
    Sampler(
      job.subject,
      key: job.needsKey ? run.keys[job.subject.provider] : nil,
      courier: Courier(
        client: run.client,
        clock: run.clock,
        budget: run.budget,
        keyVariable: job.subject.facts.key.variable,
        silent: run.silent
      )
    )
  }

  /// A document is believed when it says the same twice; answers must agree as often as was asked.
  private var wanted: Int { job.kind == .schema ? 2 : run.options.confirm }

  /// Nil where it was called off before it was known.
  func result() async -> JobResult? {
    var result = JobResult(job: job)
    do {
      let (first, trouble) = try await sample()
      result.observed = first
      result.trouble = trouble
      if let facts = first.schema {
        result.catalogChanges = CatalogComparer.changes(job.subject, facts, evidence: evidence)
      }
      guard let baseline = run.baselines[job.subject.id], baseline.portrait.knows(job.kind, first)
      else {
        result.isLearned = false
        return result
      }
      try await confirm(changes(first, baseline), baseline, into: &result)
    } catch let trouble as Trouble {
      result.trouble = trouble
    } catch is CancellationError {
      return nil
    } catch {
      result.trouble = .unreachable("\(job.title): \(error)")
    }
    return result
  }

  /// The sight of one sample, and the trouble that kept it from being whole.
  private func sample() async throws -> (portrait: Portrait, trouble: Trouble?) {
    switch job.kind {
    case .schema: (try await sampler.schema(), nil)
    case .read: (try await sampler.missing(), nil)
    case .probe: (try await sampler.probe(), nil)
    case .generation: try await sampler.generation()
    }
  }

  private func changes(_ portrait: Portrait, _ baseline: Baseline) -> [Change] {
    portrait.changes(
      from: baseline.portrait,
      at: job.subject.id,
      source: job.source,
      evidence: evidence
    )
  }

  private var evidence: String {
    job.kind == .schema ? sampler.schemaRequest?.url ?? job.title : job.title
  }

  /// Keeps what every further sample shows as well; where there is no money for one, the count stays low.
  private func confirm(
    _ first: [Change],
    _ baseline: Baseline,
    into result: inout JobResult
  ) async throws {
    var kept = first
    var count = 1
    while !kept.isEmpty, count < wanted {
      let next: Portrait
      do {
        next = try await sample().portrait
      } catch Trouble.unaffordable {
        break
      }
      result.observed.merge(next)
      let seen = Set(changes(next, baseline).map(\.fingerprint))
      kept = kept.filter { seen.contains($0.fingerprint) }
      count += 1
    }
    result.sightings = kept.map { ($0, count) }
  }
}

extension Portrait {
  /// Whether the portrait can be held against this one as to what a job finds out.
  fileprivate func knows(_ kind: DriftJob.Kind, _ other: Portrait) -> Bool {
    // Whether it is there at all can be told of every kind of question.
    if isThere == false, other.isThere != nil { return true }
    return switch kind {
    case .schema: schema != nil || (isThere == true && other.isThere == false)
    case .read: answers[.missing] != nil
    case .probe: faults != nil || acceptsProbe != nil || answers[.refused] != nil
    case .generation: answers[.result] != nil
    }
  }
}
