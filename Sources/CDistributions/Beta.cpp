#include "CDistributions.h"
#include "Policy.h"

#include <boost/math/special_functions/beta.hpp>

using cdistributions::guarded;
using cdistributions::Policy;

double special_beta_lower(double a, double b, double x) {
    return guarded([=] { return boost::math::ibeta(a, b, x, Policy()); });
}

double special_beta_upper(double a, double b, double x) {
    return guarded([=] { return boost::math::ibetac(a, b, x, Policy()); });
}

double special_beta_density(double a, double b, double x) {
    return guarded([=] { return boost::math::ibeta_derivative(a, b, x, Policy()); });
}

double special_beta_lower_inverse(double a, double b, double p, double *complement) {
    return guarded([=] { return boost::math::ibeta_inv(a, b, p, complement, Policy()); });
}

double special_beta_upper_inverse(double a, double b, double p, double *complement) {
    return guarded([=] { return boost::math::ibetac_inv(a, b, p, complement, Policy()); });
}
