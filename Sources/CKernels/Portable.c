// The kernels without instructions of one processor.

#include <stdlib.h>

#include "Kernels.h"

#define LANES 2
#include "Lanes.h"
#include "Scratch.h"

// The carry-less product of two words by integer products with holes: of each factor every fourth bit is kept at a
// time, so that the carries of at most 15 summands end in the hole above their digit. The top digit of one factor is
// left out for that, and added bit by bit. No branch and no address depends on the words.
INLINE lanes wide_product(uint64_t a, uint64_t b) {
    const uint64_t every4 = 0x1111111111111111;
    unsigned __int128 product = 0;
    for (int class = 0; class < 4; class++) {
        unsigned __int128 sum = 0;
        for (int i = 0; i < 4; i++) {
            int j = (class - i) & 3;
            sum ^= (unsigned __int128)(a & (every4 << i & ~(uint64_t)0 >> 4)) * (b & every4 << j);
        }
        product |= sum & (((unsigned __int128)every4 << 64 | every4) << class);
    }
    for (int i = 60; i < 64; i++) product ^= (unsigned __int128)(b & (0 - (a >> i & 1))) << i;
    return (lanes){(uint64_t)product, (uint64_t)(product >> 64)};
}

#define EVEN_PRODUCTS(a, b) wide_product((a)[0], (b)[0])
#define ODD_PRODUCTS(a, b) wide_product((a)[1], (b)[1])

#include "WordField.h"
#include "Gates.h"
#include "Bits.h"
#include "PlainBits.h"
#include "GateFold.h"
#include "Number.h"
#include "NumberScalar.h"
#include "NumberSums.h"
#include "Level.h"

const struct trefoil_kernels trefoil_kernels_portable = TABLE;
