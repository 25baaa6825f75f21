// The kernels for x86-64 with SSE4.1 and PCLMULQDQ.

#if defined(__x86_64__)

#include <immintrin.h>
#include <stdlib.h>

#include "Kernels.h"

#pragma clang attribute push(__attribute__((target("ssse3,sse4.1,pclmul"))), apply_to = function)

#define LANES 2
#include "Lanes.h"
#include "Scratch.h"

#define EVEN_PRODUCTS(a, b) ((lanes)_mm_clmulepi64_si128((__m128i)(a), (__m128i)(b), 0x00))
#define ODD_PRODUCTS(a, b) ((lanes)_mm_clmulepi64_si128((__m128i)(a), (__m128i)(b), 0x11))

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

const struct trefoil_kernels trefoil_kernels_sse = TABLE;

#endif
