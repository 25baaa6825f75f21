/// What several functions of R are finished from, computed jointly and released as it is: the sufficient statistics.
///
/// A t-test, an analysis of variance and a table of means are finished from the same counts, sums and sums of squares by
/// group; so they are the same plan, and ask for the same release. Rows in which one of the vectors or factors is missing
/// are left out, as R's model functions do.
public struct JointStatistic: Sendable, Hashable {
    /// Which one.
    public let kind: Kind
    /// The numbers that enter, in the order that the kind gives.
    public let vectors: [VectorExpression]
    /// The factors that rows are grouped by.
    public let factors: [VectorExpression]
    /// Public settings, in the order of `Option.Name`.
    public let options: [Option]

    /// The kinds. Raw values are the function names of plans.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Of one vector by group: count and sums of powers up to `order`. Releases: these, a group each.
        case moments
        /// Counts by all combinations of the levels of the factors. Releases: each cell.
        case table
        /// Of one vector: mid-ranks summed by group, and the ties. Releases: a group's count and twice its rank sum, over
        /// the runs of t equal values the sums of t^2 and t^3.
        case ranks
        /// Of several vectors: count and sums. Releases: these.
        case sums
        /// Of several vectors: count, sums, and sums of all products of two. Releases: these.
        case products
        /// As `products`, of the mid-ranks of the vectors. Releases: these.
        case rankProducts = "rank.products"
        /// Of one vector in two groups: the largest difference of the distribution functions. Releases: both counts and
        /// the two numerators.
        case distance
        /// Of two vectors: concordant less discordant pairs of rows, and the ties. Releases: these, and the count.
        case concordance
        /// Of a time and an event (0 or 1), by group: the distinct times with events and censored rows at each.
        /// Releases: that table, which is what a Kaplan-Meier curve shows.
        case lifetimes
        /// Of a time and an event (0 or 1), by group: events and rows at risk in steps of a public grid, each with as many
        /// events as the policy demands. Releases: these, and of the grid's ticks which ones end a step.
        case mergedLifetimes = "merged.lifetimes"
        /// Of a time and an event, by group, in strata: observed and expected events and the variance of their difference.
        /// Releases: these and the rows of each group, and the pattern of events and ties to the nodes.
        case logRank = "logrank"
        /// All values of one vector, ascending. Releases: each value.
        case values
        /// Of one vector the values at given ranks, 1 for the smallest. Releases: these values.
        case orderStatistics = "order.statistics"
        /// Of a time, an event and covariates, in strata: the partial likelihood at given coefficients. Releases: its
        /// logarithm, score and information, and the pattern of events and ties that the curve of each stratum shows.
        case coxStep = "cox.step"
        /// Of a time, an event and covariates, in strata: pairs that a linear predictor orders rightly. Releases: five counts.
        case coxConcordance = "cox.concordance"
        /// Of an outcome, perhaps an offset, and covariates: one step of iteratively reweighted least squares at given
        /// coefficients. Releases: score, information, deviance and Pearson's chi-squared.
        case glmStep = "glm.step"
    }

    /// A public setting.
    public struct Option: Sendable, Hashable {
        /// What can be set.
        public enum Name: String, Sendable, Hashable, CaseIterable {
            /// The largest power of `moments`: 1, 2 or 4.
            case order
            /// The ranks of `order.statistics`.
            case ranks
            /// The coefficients of a step.
            case beta
            /// Public numbers near the means of the covariates, which the linear predictor is taken about.
            case center
            /// How ties are handled: `efron` or `breslow`.
            case ties
            /// What a step releases instead: of a Cox model `hazard` or `weights`, of others `response`, its sums.
            case also
            /// The weights of the event times, stratum by stratum; of a `logrank` test `gehan` or `tarone`.
            case weights
            /// How many of the factors, the last ones, are strata and no groups.
            case strata
            /// The power of the survival just before that an event time of a `logrank` test weighs.
            case rho
            /// The distribution of the outcome.
            case family
            /// The link function.
            case link
            /// Whether the second vector of a `glm.step` is an offset: `TRUE` as 1.
            case offset
        }

        /// What it is set to.
        public enum Value: Sendable, Hashable {
            /// One number.
            case number(ExactDecimal)
            /// Several numbers.
            case numbers([ExactDecimal])
            /// A text.
            case text(String)
        }

        /// What is set.
        public let name: Name
        /// What it is set to.
        public let value: Value

        /// A setting.
        public init(_ name: Name, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// Takes all parts; `Plan` checks them.
    public init(
        _ kind: Kind, _ vectors: [VectorExpression], by factors: [VectorExpression] = [], _ options: [Option] = []
    ) {
        self.kind = kind
        self.vectors = vectors
        self.factors = factors
        let order = Option.Name.allCases
        self.options = options.sorted {
            (order.firstIndex(of: $0.name) ?? 0) < (order.firstIndex(of: $1.name) ?? 0)
        }
    }

    /// The value of a setting; nil where it is not set.
    public func option(_ name: Option.Name) -> Option.Value? { options.first { $0.name == name }?.value }

    /// A setting that is one whole number.
    public func whole(_ name: Option.Name) -> Int? {
        guard case .number(let number)? = option(name), number.decimals == 0 else { return nil }
        return Int(exactly: number.significand)
    }

    /// A setting that is several numbers.
    public func numbers(_ name: Option.Name) -> [ExactDecimal]? {
        switch option(name) {
        case .number(let number): [number]
        case .numbers(let numbers): numbers
        default: nil
        }
    }

    /// A setting that is a text.
    public func text(_ name: Option.Name) -> String? {
        guard case .text(let text)? = option(name) else { return nil }
        return text
    }
}
