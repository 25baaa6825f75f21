public import Study

extension Plan {
    /// What the analyst should know beside the answer, from public knowledge alone: complete cases, odd labels.
    public func notes(under policy: Policy) -> [String] {
        let collected = analysis.sources
        var notes: [String] = []
        for (label, levels, factor) in collected.strangeLabels {
            let near = NearestName.nearest(to: label, among: levels).map { "; did you mean \($0)?" } ?? ""
            let note = "\(label.quotedForPeople) is no level of \(factor.shortened)\(near)"
            if !notes.contains(note) { notes.append(note) }
        }
        if let note = completeCases(under: policy) { notes.append(note) }
        return notes
    }

    private func completeCases(under policy: Policy) -> String? {
        guard !policy.naAsInR, analysis.skipsMissing else { return nil }
        let mayBeMissing = analysis.vectors.contains { (try? $0.type())?.mayBeMissing == true }
        guard mayBeMissing else { return nil }
        let names = analysis.columns.filter(\.missing).map(\.name)
        return "complete cases only: rows in which \(names.joined(separator: ", ")) is missing are left out"
    }
}
