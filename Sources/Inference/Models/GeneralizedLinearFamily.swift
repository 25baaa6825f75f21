import Foundation

/// The distribution of the response and its link: R's `family`.
///
/// Source: McCullagh and Nelder (1989).
public struct GeneralizedLinearFamily: Sendable, Equatable {
    /// The distribution.
    public enum Distribution: String, Sendable, Equatable, CaseIterable {
        /// Counts of successes; here of 0 and 1, or of proportions with weights.
        case binomial
        /// Counts.
        case poisson
        /// Positive numbers with constant coefficient of variation.
        case gamma = "Gamma"
        /// Normal errors.
        case gaussian
        /// Binomial variance with a dispersion.
        case quasibinomial
        /// Poisson variance with a dispersion.
        case quasipoisson
    }

    /// What the linear predictor is of the mean.
    public enum Link: String, Sendable, Equatable, CaseIterable {
        /// log(mu / (1 - mu))
        case logit
        /// log(mu)
        case log
        /// 1 / mu
        case inverse
        /// mu
        case identity
    }

    /// The distribution.
    public let distribution: Distribution
    /// The link.
    public let link: Link

    /// With a link, or with the canonical one.
    public init(_ distribution: Distribution, link: Link? = nil) {
        self.distribution = distribution
        self.link =
            link
            ?? {
                switch distribution {
                case .binomial, .quasibinomial: .logit
                case .poisson, .quasipoisson: .log
                case .gamma: .inverse
                case .gaussian: .identity
                }
            }()
    }

    /// Whether the dispersion is 1 and not estimated.
    public var hasUnitDispersion: Bool { distribution == .binomial || distribution == .poisson }

    /// Whether there is no likelihood, and so no AIC.
    var isQuasi: Bool { distribution == .quasibinomial || distribution == .quasipoisson }

    /// The mean at a linear predictor; by logit never quite 0 or 1, as in R.
    public func mean(_ predictor: Double) -> Double {
        switch link {
        case .logit:
            abs(predictor) <= 30
                ? 1 / (1 + exp(-predictor))
                : predictor < 0 ? Double.ulpOfOne / (1 + Double.ulpOfOne) : 1 / (1 + Double.ulpOfOne)
        case .log: exp(predictor)
        case .inverse: 1 / predictor
        case .identity: predictor
        }
    }

    /// The derivative of the mean by the linear predictor.
    public func derivative(_ predictor: Double) -> Double {
        switch link {
        case .logit: abs(predictor) <= 30 ? 1 / (2 + exp(predictor) + exp(-predictor)) : Double.ulpOfOne
        case .log: exp(predictor)
        case .inverse: -1 / (predictor * predictor)
        case .identity: 1
        }
    }

    /// The linear predictor of a mean.
    public func predictor(_ mean: Double) -> Double {
        switch link {
        case .logit: Foundation.log(mean / (1 - mean))
        case .log: Foundation.log(mean)
        case .inverse: 1 / mean
        case .identity: mean
        }
    }

    /// The variance of the response at a mean, but for the dispersion.
    public func variance(_ mean: Double) -> Double {
        switch distribution {
        case .binomial, .quasibinomial: mean * (1 - mean)
        case .poisson, .quasipoisson: mean
        case .gamma: mean * mean
        case .gaussian: 1
        }
    }

    /// What one response adds to the deviance.
    public func deviance(_ y: Double, mean: Double) -> Double {
        func part(_ value: Double, _ ratio: Double) -> Double { value == 0 ? 0 : value * Foundation.log(ratio) }
        return switch distribution {
        case .binomial, .quasibinomial: 2 * (part(y, y / mean) + part(1 - y, (1 - y) / (1 - mean)))
        case .poisson, .quasipoisson: 2 * (part(y, y / mean) - (y - mean))
        case .gamma: -2 * (Foundation.log(y == 0 ? 1 : y / mean) - (y - mean) / mean)
        case .gaussian: (y - mean) * (y - mean)
        }
    }

    /// R's starting mean of one response.
    public func startingMean(_ y: Double) -> Double {
        switch distribution {
        case .binomial, .quasibinomial: (y + 0.5) / 2
        case .poisson, .quasipoisson: y + 0.1
        case .gamma, .gaussian: y
        }
    }
}

extension GeneralizedLinearFamily {
    /// R's `family` object, as far as it has names for people.
    public var object: RObject {
        .list([("family", .text(distribution.rawValue)), ("link", .text(link.rawValue))], kind: "family")
    }

    /// The family that an object names; nil where there is none.
    public init?(_ object: RObject?) {
        guard let name = object?["family"]?.texts.first, let distribution = Distribution(rawValue: name),
            let text = object?["link"]?.texts.first, let link = Link(rawValue: text)
        else { return nil }
        self.init(distribution, link: link)
    }
}
