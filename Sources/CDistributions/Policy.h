// What Boost.Math does outside a function's domain: it says NaN or infinity, and never throws.

#ifndef CDISTRIBUTIONS_POLICY_H
#define CDISTRIBUTIONS_POLICY_H

#include <boost/math/policies/policy.hpp>
#include <limits>

namespace cdistributions {

using boost::math::policies::ignore_error;

using Policy = boost::math::policies::policy<
    boost::math::policies::domain_error<ignore_error>, boost::math::policies::pole_error<ignore_error>,
    boost::math::policies::overflow_error<ignore_error>, boost::math::policies::underflow_error<ignore_error>,
    boost::math::policies::denorm_error<ignore_error>, boost::math::policies::rounding_error<ignore_error>,
    boost::math::policies::evaluation_error<ignore_error>,
    boost::math::policies::indeterminate_result_error<ignore_error>>;

/// The value of `body`, or NaN where it throws after all.
template <typename Body> double guarded(Body body) noexcept {
    try {
        return static_cast<double>(body());
    } catch (...) {
        return std::numeric_limits<double>::quiet_NaN();
    }
}

} // namespace cdistributions

#endif
