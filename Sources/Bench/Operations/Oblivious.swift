import Fields
import MPC
import SecretSharing

extension Operation {
    /// One column of numbers in an order that nobody knows.
    static let shuffle = Operation(name: "shuffle", unit: "rows", sizes: [1_000_000]) { inputs, n in
        let x = inputs.numbers("x", n)
        return Trial { session in
            try session["shuffle"].shuffle(Records(count: n, columns: [x.shared]))
        } isRight: { records, session in
            func sorted(_ values: [Mersenne61]) -> [UInt64] { values.map(\.value).sorted() }
            return sorted(try session["check"].reveal(records.columns[0])) == sorted(x.plain)
        }
    }

    /// Uniform keys with the numbers of their rows, equal keys in the order of the rows.
    static func sort(_ name: String, width: Int, sizes: [Int]) -> Operation {
        Operation(name: name, unit: "rows", sizes: sizes) { inputs, n in
            let keys = inputs.planes("keys", n, width: width)
            return Trial { session in
                try session["sort"].sort(keys: keys.shared)
            } isRight: { sorted, session in
                // A key and the number of its row in one word sort as the protocol should.
                let expected = keys.plain.enumerated().map { $1 << 32 | UInt64($0) }.sorted()
                let found = zip(
                    try session["keys"].reveal(sorted.keys), try session["rows"].reveal(sorted.rows)
                ).map { $0 << 32 | $1 }
                return found == expected
            }
        }
    }

    /// Count and sum of a column in each of 12 groups, to which the owner's indicators tell where a row belongs.
    static let groupSum = Operation(name: "groupSum", unit: "rows", sizes: [1_000_000]) { inputs, n in
        let levels = 12
        let (groups, values) = (inputs.levels("groups", n, levels), inputs.numbers("values", n, bits: 32))
        return Trial { session in
            try session["groups"].groupSums(indicators: groups.shared, values: [values.shared])
        } isRight: { found, session in
            var counts = [Mersenne61](repeating: .zero, count: levels)
            var sums = counts
            for (group, value) in zip(groups.plain, values.plain) {
                counts[group] += .one
                sums[group] += value
            }
            return try session["counts"].reveal(found.counts) == counts
                && session["sums"].reveal(found.sums[0]) == sums
        }
    }
}

extension Session {
    /// Opens a column of bit planes.
    fileprivate func reveal(_ column: SharedPlanes) throws(MPCError) -> [UInt64] {
        var planes: [UInt64] = []
        for (j, plane) in column.planes.enumerated() { planes += try self[j].reveal(plane).words }
        return Transpose.column(of: planes.span, count: column.count)
    }
}
