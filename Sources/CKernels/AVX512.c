// The kernels for x86-64 with AVX-512 and its additions of Ice Lake and Zen 4.

#if defined(__x86_64__)

#include <immintrin.h>
#include <stdlib.h>

#include "Kernels.h"

#pragma clang attribute push(                                                                                        \
    __attribute__((target(                                                                                           \
        "avx2,bmi2,pclmul,avx512f,avx512bw,avx512dq,avx512vl,avx512ifma,avx512vbmi,vpclmulqdq,gfni" \
    ))),                                                                                                             \
    apply_to = function)

#define LANES 8
#include "Lanes.h"
#include "Scratch.h"

#define EVEN_PRODUCTS(a, b) ((lanes)_mm512_clmulepi64_epi128((__m512i)(a), (__m512i)(b), 0x00))
#define ODD_PRODUCTS(a, b) ((lanes)_mm512_clmulepi64_epi128((__m512i)(a), (__m512i)(b), 0x11))

#include "WordField.h"
#include "Gates.h"
#include "Bits.h"
#include "BitMatrices.h"
#include "Number.h"
#include "NumberSums.h"
#include "NumberLanes.h"
#include "Level.h"

#pragma clang attribute pop

const struct trefoil_kernels trefoil_kernels_avx512 = TABLE;

#endif
