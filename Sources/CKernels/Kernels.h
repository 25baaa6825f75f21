// The kernels of one level; see include/CKernels.h.
#ifndef TREFOIL_KERNELS_H
#define TREFOIL_KERNELS_H

#include "include/CKernels.h"

struct trefoil_kernels {
    uint64_t (*word_product)(uint64_t, uint64_t);
    void (*word_scale)(const uint64_t *, size_t, uint64_t, uint64_t *);
    void (*word_grid_sums)(
        const uint64_t *, const uint64_t *, const uint64_t *, const uint64_t *, size_t, int, const uint64_t *, int,
        uint64_t *);
    void (*word_corner_sums)(const uint64_t *, size_t, int, const uint64_t *, uint64_t *);
    void (*word_fold)(const uint64_t *, size_t, int, const uint64_t *, const uint64_t *, uint64_t *);
    void (*gate_grid_sums)(
        const uint64_t *, const uint64_t *, const uint64_t *, const uint64_t *, size_t, const uint64_t *, uint64_t *);
    void (*gate_fold)(const uint64_t *, size_t, const uint64_t *, const uint64_t *, uint64_t *);
    void (*gate_products)(
        const uint64_t *, const uint64_t *, const uint64_t *, const uint64_t *, const uint64_t *, const uint64_t *,
        size_t, uint64_t *);
    void (*exclusive_or)(const uint64_t *, const uint64_t *, size_t, uint64_t *);
    void (*number_grid_sums)(
        const uint64_t *, const uint64_t *, const uint64_t *, const uint64_t *, size_t, int, const uint64_t *, int,
        uint64_t *);
    void (*number_corner_sums)(const uint64_t *, size_t, int, const uint64_t *, uint64_t *);
    void (*number_fold)(const uint64_t *, size_t, int, const uint64_t *, const uint64_t *, uint64_t *);
    void (*number_products)(
        const uint64_t *, const uint64_t *, const uint64_t *, const uint64_t *, const uint64_t *, const uint64_t *,
        size_t, uint64_t *);
    uint64_t (*number_inner_product)(
        const uint64_t *, const uint64_t *, const uint64_t *, const uint64_t *, size_t);
    void (*number_add)(const uint64_t *, const uint64_t *, size_t, uint64_t *);
    void (*number_subtract)(const uint64_t *, const uint64_t *, size_t, uint64_t *);
    void (*number_multiply)(const uint64_t *, const uint64_t *, size_t, uint64_t *);
    void (*number_scale)(const uint64_t *, size_t, uint64_t, uint64_t *);
    uint64_t (*number_sum)(const uint64_t *, size_t);
    void (*number_prefix_sums)(const uint64_t *, size_t, uint64_t *);
    int (*number_mask)(uint64_t *, size_t);
    int (*number_all_canonical)(const uint64_t *, size_t);
    void (*transpose)(uint64_t *);
    void (*planes)(const uint64_t *, size_t, size_t, uint64_t *);
    void (*column)(const uint64_t *, size_t, size_t, uint64_t *);
    void (*expand)(const uint64_t *, size_t, uint64_t *);
    int (*places_below)(const uint32_t *, size_t, size_t);
};

extern const struct trefoil_kernels trefoil_kernels_portable;
#if defined(__x86_64__)
extern const struct trefoil_kernels trefoil_kernels_sse, trefoil_kernels_avx2, trefoil_kernels_avx512;
#endif

#endif
