// The kernels for x86-64 with AVX2, BMI2 and PCLMULQDQ.

#if defined(__x86_64__)

#include <immintrin.h>
#include <stdlib.h>

#include "Kernels.h"

#pragma clang attribute push(__attribute__((target("avx2,bmi2,pclmul"))), apply_to = function)

#define LANES 4
#include "Lanes.h"
#include "Scratch.h"

// Both halves of a vector by an instruction for one.
#define BOTH_HALVES(a, b, which)                                                                    \
    ({                                                                                              \
        __m256i a_ = (__m256i)(a), b_ = (__m256i)(b);                                               \
        __m128i low_ = _mm_clmulepi64_si128(_mm256_castsi256_si128(a_), _mm256_castsi256_si128(b_), which); \
        __m128i high_ =                                                                             \
            _mm_clmulepi64_si128(_mm256_extracti128_si256(a_, 1), _mm256_extracti128_si256(b_, 1), which); \
        (lanes)_mm256_set_m128i(high_, low_);                                                       \
    })
#define EVEN_PRODUCTS(a, b) BOTH_HALVES(a, b, 0x00)
#define ODD_PRODUCTS(a, b) BOTH_HALVES(a, b, 0x11)

#include "WordField.h"
#include "Gates.h"
#include "Bits.h"
#include "PlainBits.h"
#include "GateFold.h"
#include "Number.h"
#include "NumberScalar.h"
#include "NumberSums.h"
#include "Level.h"

#pragma clang attribute pop

const struct trefoil_kernels trefoil_kernels_avx2 = TABLE;

#endif
