// Words moved to and from other places of a column.

#include "include/CKernels.h"

// How many elements ahead of its use a place is fetched; a run of them is under way at any time.
#define AHEAD 32

void trefoil_gather(const uint64_t *x, const uint32_t *places, size_t count, uint64_t *z) {
    size_t i = 0;
    for (; i + AHEAD < count; i++) {
        __builtin_prefetch(x + places[i + AHEAD], 0);
        z[i] = x[places[i]];
    }
    for (; i < count; i++) z[i] = x[places[i]];
}

void trefoil_scatter(const uint64_t *x, const uint32_t *places, size_t count, uint64_t *z) {
    size_t i = 0;
    for (; i + AHEAD < count; i++) {
        __builtin_prefetch(z + places[i + AHEAD], 1);
        z[places[i]] = x[i];
    }
    for (; i < count; i++) z[places[i]] = x[i];
}
