#include "CDistributions.h"
#include "Policy.h"

#include <boost/math/distributions/complement.hpp>
#include <boost/math/distributions/non_central_chi_squared.hpp>
#include <boost/math/distributions/non_central_t.hpp>

using boost::math::complement;
using cdistributions::guarded;
using StudentsT = boost::math::non_central_t_distribution<double, cdistributions::Policy>;
using ChiSquared = boost::math::non_central_chi_squared_distribution<double, cdistributions::Policy>;

double special_noncentral_t_lower(double t, double df, double ncp) {
    return guarded([=] { return cdf(StudentsT(df, ncp), t); });
}

double special_noncentral_t_upper(double t, double df, double ncp) {
    return guarded([=] { return cdf(complement(StudentsT(df, ncp), t)); });
}

double special_noncentral_t_lower_quantile(double p, double df, double ncp) {
    return guarded([=] { return quantile(StudentsT(df, ncp), p); });
}

double special_noncentral_t_upper_quantile(double p, double df, double ncp) {
    return guarded([=] { return quantile(complement(StudentsT(df, ncp), p)); });
}

double special_noncentral_chisq_lower(double x, double df, double ncp) {
    return guarded([=] { return cdf(ChiSquared(df, ncp), x); });
}

double special_noncentral_chisq_upper(double x, double df, double ncp) {
    return guarded([=] { return cdf(complement(ChiSquared(df, ncp), x)); });
}

double special_noncentral_chisq_lower_quantile(double p, double df, double ncp) {
    return guarded([=] { return quantile(ChiSquared(df, ncp), p); });
}

double special_noncentral_chisq_upper_quantile(double p, double df, double ncp) {
    return guarded([=] { return quantile(complement(ChiSquared(df, ncp), p)); });
}
