import Study
import Wire

/// Which column of the codebook stands in which cell of a record.
struct Header {
    /// The cells of a record.
    let count: Int
    /// For each column of the codebook the index of its cell.
    let places: [Int]
    /// The names that the codebook does not have.
    let ignored: [String]

    /// Matches the first record of a file with the codebook.
    ///
    /// - Throws: one problem for each column that is missing or there twice.
    init(names: [String], codebook: Codebook, file: String, limits: IntakeLimits) throws(BadTable) {
        let known = Set(codebook.names)
        var cells: [String: [Int]] = [:]
        for (index, name) in names.enumerated() where known.contains(name) { cells[name, default: []].append(index) }
        ignored = names.filter { !known.contains($0) }
        guard !cells.isEmpty else {
            let example = codebook.names.prefix(3).joined(separator: ", ")
            throw BadTable(
                Problem(
                    "no-header", "the first row names no column of the study", at: "\(file), row 1",
                    mend: "the first row must hold the names of the columns, for example \(example)"
                ))
        }
        var faults = FaultList(limit: limits.listedFaults)
        var places: [Int] = []
        for name in codebook.names {
            let found = cells[name] ?? []
            if let place = found.first { places.append(place) }
            if found.isEmpty {
                let hint =
                    Self.nearest(to: name, among: ignored).map { "; is it the one named \($0.quotedForPeople)?" } ?? ""
                faults.append(
                    Problem(
                        "missing-column", "the table has no column \(name)", at: "\(file), row 1",
                        mend: "name it in the first row as the study does\(hint)"))
            } else if found.count > 1 {
                faults.append(
                    Problem(
                        "duplicate-column", "the table has the column \(name) \(found.count) times",
                        at: "\(file), row 1, cells \(found.map { String($0 + 1) }.joined(separator: " and "))",
                        mend: "keep one of them"))
            }
        }
        try faults.check()
        self.places = places
        count = names.count
    }

    /// The name that differs by letter case, spaces or at most two letters.
    static func nearest(to name: String, among others: [String]) -> String? {
        let plain = { (text: String) in text.lowercased().filter { $0.isLetter || $0.isNumber } }
        if let same = others.first(where: { plain($0) == plain(name) }) { return same }
        let near = others.filter { $0.count <= 64 && distance($0, name) <= min(2, name.count / 3) }
        return near.count == 1 ? near[0] : nil
    }

    /// The number of letters to insert, delete or replace.
    private static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a), Array(b))
        var row = Array(0...b.count)
        for i in a.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1))
                diagonal = above
            }
        }
        return row[b.count]
    }
}
