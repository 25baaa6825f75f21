/// The smallest whole number at which a distribution function reaches a probability.
enum DiscreteQuantile {
    /// Searches among `lowest...highest` by bisection; `highest` nil is no bound.
    ///
    /// A shade below the probability counts as reached, so that a quantile of a value of the distribution function is
    /// the number it was taken at.
    static func find(
        _ probability: Probability, from lowest: Double, to highest: Double?, _ distribution: (Double) -> Probability
    ) -> Double {
        if probability.lower == 0 { return lowest }
        if probability.upper == 0 { return highest ?? .infinity }
        let shade = 64 * Double.ulpOfOne
        func reached(_ x: Double) -> Bool {
            let value = distribution(x)
            return probability.lower < probability.upper
                ? value.lower >= probability.lower * (1 - shade) : value.upper <= probability.upper * (1 + shade)
        }
        var (below, above) = (lowest - 1, lowest)
        while !reached(above), above < (highest ?? .infinity), above - lowest < 0x1p52 {
            below = above
            above = min(highest ?? .infinity, lowest + 2 * (above - lowest) + 1)
        }
        while above - below > 1 {
            let middle = ((above + below) / 2).rounded(.down)
            if reached(middle) { above = middle } else { below = middle }
        }
        return above
    }
}
