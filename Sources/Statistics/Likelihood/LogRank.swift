import Fields
public import Inference
public import MPC
import SecretSharing

/// Observed and expected events of groups and the variance of their difference (R: `survdiff`).
///
/// With the risk sets as public ranges of sorted rows, n_j rows at risk and d_j events at a time are public. n_jg, those at
/// risk of a group, is a sum of shared indicators, so expected events, sum of w_j d_j n_jg / n_j, are a public combination
/// of the indicators. The variance, sum of w_j^2 d_j (n_j - d_j) / (n_j - 1) n_jg / n_j (delta_gh - n_jh / n_j), has a
/// product of shares: with c_j its public factor, B_jh the sum of c_i n_ih over the times i up to j, and m_jg the rows of g
/// that are at risk at j and at no later time, the sum of c_j n_jg n_jh is that of m_jg B_jh.
///
/// For D events all sums have f = 58 - ceil(log2 (D + 1)) fractional bits. With n rows, J event times and N_g rows of a
/// group observed events are exact where weights are 1, expected ones are off by at most 2^-f N_g, and the variance by
/// 2^-f N_g (1 + J n / 2^(58 - ceil(log2 (J n)))), or by D / 2^34 where that is less and nothing needs rounding; relative
/// to the variance that is below 1e-9 for up to 100 000 rows, and mostly far below.
public enum LogRank {
    /// The sums of the comparison.
    ///
    /// - Parameters:
    ///   - rows: the sorted rows; their covariates are, for each group, 1 where a row is in it and 0 elsewhere.
    ///   - weight: how event times count; one that is portable.
    /// - Releases: for each of g groups its rows, then its observed and then its expected events, then the upper triangle
    ///   of the variance row by row: g counts and 2 g + g (g + 1) / 2 numbers, to be read by ``LogRankScales``. R:
    ///   `survival::survdiff`, with `rho`; the tests of Gehan-Breslow and Tarone-Ware.
    /// - Communication: a rounding of g numbers an event time, about 13 hops, where there are more than a few hundred rows; 8
    ///   bytes a pair of groups, 1 hop.
    /// - Leakage: none beyond what is released.
    public static func candidate(
        of rows: SortedCoxRows, weight: RankTestWeight, in session: Session
    ) throws(MPCError) -> Candidate {
        let (pattern, groups) = (rows.pattern, rows.covariates.map(\.values))
        let scales = LogRankScales(sizes: pattern.sizes, events: pattern.events, weight: weight)
        let terms = LogRankTerms(pattern, weight, scales: scales)
        let bits = scales.fractionBits
        let expected = Self.fixed(terms.running(terms.hazards), bits)
        let spread = Self.fixed(terms.running(terms.spreads), bits)
        let events = Self.fixed(terms.weights, bits)
        let sizes = groups.map { $0.sum() }
        let observed = groups.map { group in
            terms.rows(of: group) { pattern.eventTimes[$0].first + pattern.eventTimes[$0].events }
                .scaled(by: events).sum()
        }
        let linear = groups.map { $0.scaled(by: spread).sum() }
        let squares = try Self.squares(groups, terms, bits, in: session)
        var (variance, places): ([Shared<Mersenne61>], [Int]) = ([], [])
        for g in groups.indices {
            for h in g..<groups.count {
                let product = -squares[places.count]
                variance.append(g == h ? linear[g] + product : product)
                places.append(g)
            }
        }
        return Candidate(
            values: .concatenating(sizes + observed + groups.map { $0.scaled(by: expected).sum() } + variance),
            releases: sizes.map { _ in .count }
                + Array(repeating: .likelihood, count: 2 * groups.count + variance.count),
            evidence: Evidence(
                groups: .concatenating(sizes), places: (0..<3).flatMap { _ in Array(groups.indices) } + places))
    }

    /// For each pair of groups g <= h the sum of m_jg B_jh over the event times.
    private static func squares(
        _ groups: [Shared<Mersenne61>], _ terms: LogRankTerms, _ bits: Int, in session: Session
    ) throws(MPCError) -> Shared<Mersenne61> {
        let times = terms.pattern.eventTimes
        guard !times.isEmpty else { return .zero(count: groups.count * (groups.count + 1) / 2) }
        let atRisk = groups.map { group in terms.rows(of: group) { times[$0].end } }
        let leaving = groups.map { group in terms.rows(of: group) { terms.behind($0) } }
        let factors = zip(terms.spreads, times).map { $0 / Double($1.atRisk) }
        // A factor in two parts: whole units of 2^-f, and what is left in units that leave room for all rows and times.
        let (rows, count) = (Double(terms.pattern.count), Double(times.count))
        let unit = Double(sign: .plus, exponent: bits, significand: 1)
        let isShort = rows * rows * count / (2 * unit) <= Double(terms.pattern.events) * 0x1p-34
        let room = 58 - Covariate.bits(of: Int64(terms.pattern.count * times.count))
        let high = factors.map { isShort ? ($0 * unit).rounded() : ($0 * unit).rounded(.down) }
        var sums = atRisk.map { terms.accumulated($0.scaled(by: high.map { Mersenne61(signed: Int64($0)) })) }
        if !isShort {
            let low = zip(factors, high).map { factor, high in
                Mersenne61(
                    signed: Int64(
                        ((factor * unit - high) * Double(sign: .plus, exponent: room, significand: 1)).rounded()))
            }
            let fine = try session["round"].rounded(
                .concatenating(atRisk.map { terms.accumulated($0.scaled(by: low)) }), by: room)
            sums = zip(sums, fine.split(groups.map { _ in times.count })).map { $0 + $1 }
        }
        let pairs = groups.indices.flatMap { g in (g..<groups.count).map { (leaving[g], sums[$0]) } }
        return try session["products"].innerProducts(pairs)
    }

    private static func fixed(_ values: [Double], _ bits: Int) -> [Mersenne61] {
        let unit = Double(sign: .plus, exponent: bits, significand: 1)
        return values.map { Mersenne61(signed: Int64(($0 * unit).rounded())) }
    }

    /// The cleartext twin; a row in stratum or group nil does not count.
    public static func plain(
        _ times: [Int], events: [Bool], strata: [Int?], groups: [Int?], count: Int, weight: RankTestWeight
    ) -> LogRankSums {
        let zeros = [Double](repeating: 0, count: count)
        var sums = LogRankSums(
            counts: (0..<count).map { group in groups.indices.count { groups[$0] == group && strata[$0] != nil } },
            observed: zeros, expected: zeros, variance: zeros.map { _ in zeros })
        for stratum in Set(strata.compactMap(\.self)).sorted() {
            let own = times.indices.filter { strata[$0] == stratum }
            var survival = 1.0
            for time in Set(own.filter { events[$0] }.map { times[$0] }).sorted() {
                let risk = own.filter { times[$0] >= time }
                let died = risk.filter { times[$0] == time && events[$0] }
                let (n, d) = (Double(risk.count), Double(died.count))
                let w = weight.portable(atRisk: risk.count, survival: survival)
                survival *= (n - d) / n
                let shares = (0..<count).map { group in Double(risk.count { groups[$0] == group }) / n }
                for g in 0..<count {
                    sums.observed[g] += w * Double(died.count { groups[$0] == g })
                    sums.expected[g] += w * d * shares[g]
                    guard n > 1 else { continue }
                    for h in 0..<count {
                        sums.variance[g][h] +=
                            w * w * d * (n - d) / (n - 1) * shares[g] * ((g == h ? 1 : 0) - shares[h])
                    }
                }
            }
        }
        return sums
    }
}
