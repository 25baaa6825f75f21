// Special functions behind the distributions of statistics, from Boost.Math, for Swift.
//
// Nothing here throws: outside its domain a function returns NaN. Pairs named ..._lower and ..._upper are a probability
// and its complement, each computed without cancellation.

#ifndef CDISTRIBUTIONS_H
#define CDISTRIBUTIONS_H

#ifdef __cplusplus
extern "C" {
#endif

/// The z with erfc(z) = p, for p in 0...2.
double special_erfc_inverse(double p);

/// The regularized incomplete beta function I_x(a, b) and its complement; a and b above 0, x in 0...1.
double special_beta_lower(double a, double b, double x);
double special_beta_upper(double a, double b, double x);
/// The derivative of I_x(a, b) by x: the density of the beta distribution.
double special_beta_density(double a, double b, double x);
/// The x with I_x(a, b) = p, or 1 - I_x(a, b) = p; `complement` takes 1 - x.
double special_beta_lower_inverse(double a, double b, double p, double *complement);
double special_beta_upper_inverse(double a, double b, double p, double *complement);

/// The regularized incomplete gamma functions P(a, x) and Q(a, x); a above 0.
double special_gamma_lower(double a, double x);
double special_gamma_upper(double a, double x);
/// The derivative of P(a, x) by x: the density of the gamma distribution.
double special_gamma_density(double a, double x);
/// The x with P(a, x) = p, or Q(a, x) = p.
double special_gamma_lower_inverse(double a, double p);
double special_gamma_upper_inverse(double a, double p);

/// Student's t distribution with `df` degrees of freedom: density, P(T <= t) and the t with P(T <= t) = p.
double special_t_density(double t, double df);
double special_t_lower(double t, double df);
double special_t_quantile(double p, double df);

/// The non-central t distribution: P(T <= t), P(T > t), and the t at which either is p.
double special_noncentral_t_lower(double t, double df, double ncp);
double special_noncentral_t_upper(double t, double df, double ncp);
double special_noncentral_t_lower_quantile(double p, double df, double ncp);
double special_noncentral_t_upper_quantile(double p, double df, double ncp);

/// The non-central chi-squared distribution: P(X <= x), P(X > x), and the x at which either is p.
double special_noncentral_chisq_lower(double x, double df, double ncp);
double special_noncentral_chisq_upper(double x, double df, double ncp);
double special_noncentral_chisq_lower_quantile(double p, double df, double ncp);
double special_noncentral_chisq_upper_quantile(double p, double df, double ncp);

#ifdef __cplusplus
}
#endif

#endif
