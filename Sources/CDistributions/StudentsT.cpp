#include "CDistributions.h"
#include "Policy.h"

#include <boost/math/distributions/students_t.hpp>

using cdistributions::guarded;
using Distribution = boost::math::students_t_distribution<double, cdistributions::Policy>;

double special_t_density(double t, double df) {
    return guarded([=] { return pdf(Distribution(df), t); });
}

double special_t_lower(double t, double df) {
    return guarded([=] { return cdf(Distribution(df), t); });
}

double special_t_quantile(double p, double df) {
    return guarded([=] { return quantile(Distribution(df), p); });
}
