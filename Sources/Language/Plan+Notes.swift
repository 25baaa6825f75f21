public import Study

extension Plan {
    /// What the analyst should know beside the answer, from public knowledge alone: complete cases, odd labels.
    public func notes(under policy: Policy) -> [String] {
        var collected = Sources()
        switch analysis {
        case .rows(let table): collected.visit(table)
        default: if let vector = analysis.vector { collected.visit(vector) }
        }
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
        switch analysis {
        case .length, .rows: return nil
        default: break
        }
        guard !policy.naAsInR, let vector = analysis.vector, (try? vector.type())?.mayBeMissing == true else {
            return nil
        }
        let names = analysis.columns.filter(\.missing).map(\.name)
        return "complete cases only: rows in which \(names.joined(separator: ", ")) is missing are left out"
    }
}
