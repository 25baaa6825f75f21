#include "CDistributions.h"
#include "Policy.h"

#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

using cdistributions::guarded;
using cdistributions::Policy;

double special_erfc_inverse(double p) {
    return guarded([=] { return boost::math::erfc_inv(p, Policy()); });
}

double special_gamma_lower(double a, double x) {
    return guarded([=] { return boost::math::gamma_p(a, x, Policy()); });
}

double special_gamma_upper(double a, double x) {
    return guarded([=] { return boost::math::gamma_q(a, x, Policy()); });
}

double special_gamma_density(double a, double x) {
    return guarded([=] { return boost::math::gamma_p_derivative(a, x, Policy()); });
}

double special_gamma_lower_inverse(double a, double p) {
    return guarded([=] { return boost::math::gamma_p_inv(a, p, Policy()); });
}

double special_gamma_upper_inverse(double a, double p) {
    return guarded([=] { return boost::math::gamma_q_inv(a, p, Policy()); });
}
