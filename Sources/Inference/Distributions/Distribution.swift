/// Densities, probabilities and quantiles of the distributions that statistics follow, with R's names and arguments.
///
/// `lowerTail: false` gives the upper tail without cancellation; `log` gives or takes logarithms. Arguments outside
/// the domain give NaN. Source: R's `Distributions`; the special functions come from Boost.Math.
public enum Distribution {}
