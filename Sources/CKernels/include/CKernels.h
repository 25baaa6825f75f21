// Loops over columns of 64-bit words, in versions for several kinds of processors that give the same bits.
//
// The first argument of each function is a level, at most trefoil_best_level(). Counts are in words unless said
// otherwise. Columns do not overlap, except that an output may be the very column of an input where that is said.
// Running times and places in memory depend on counts, weights, coefficients, places and levels, never on the words
// of the other columns.
//
// An element of GF(2^64) is the word of its coefficients modulo x^64 + x^4 + x^3 + x + 1; one of F_p, p = 2^61 - 1, is
// a number below p. Blocks, corners and points of the grid are those of the Swift protocol CheckField.
#ifndef TREFOIL_CKERNELS_H
#define TREFOIL_CKERNELS_H

#include <stddef.h>
#include <stdint.h>

enum {
    trefoil_portable = 0,  // C without instructions of one processor
    trefoil_sse = 1,       // x86-64 with SSE4.1 and PCLMULQDQ
    trefoil_avx2 = 2,      // and with AVX2 and BMI2
    trefoil_avx512 = 3,    // and with AVX-512 (F, BW, DQ, VL, IFMA, VBMI), VPCLMULQDQ and GFNI
    trefoil_level_count = 4,
};

// The highest level that this processor can run.
int trefoil_best_level(void);

// The level that the environment variable TREFOIL_KERNELS asks for: portable, sse, avx2 or native, which is the best
// one, as is anything else. Never more than the best one.
int trefoil_chosen_level(void);

// Products in GF(2^64).
uint64_t trefoil_word_product(int level, uint64_t a, uint64_t b);
// z = factor x; z may be x.
void trefoil_word_scale(int level, const uint64_t *x, size_t count, uint64_t factor, uint64_t *z);
void trefoil_word_grid_sums(
    int level, const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, size_t count,
    int variables, const uint64_t *weights, int skip_corners, uint64_t *sums);
void trefoil_word_corner_sums(
    int level, const uint64_t *z, size_t count, int variables, const uint64_t *weights, uint64_t *sums);
void trefoil_word_fold(
    int level, const uint64_t *x, size_t count, int variables, const uint64_t *coefficients, const uint64_t *weights,
    uint64_t *z);

// Gates: words of 64 bits in blocks of 64 words.
void trefoil_gate_grid_sums(
    int level, const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, size_t count,
    const uint64_t *weights, uint64_t *sums);
void trefoil_gate_fold(
    int level, const uint64_t *words, size_t count, const uint64_t *coefficients, const uint64_t *weights,
    uint64_t *z);
void trefoil_gate_products(
    int level, const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, const uint64_t *f,
    const uint64_t *g, size_t count, uint64_t *z);
// z = x ^ y; z may be x or y.
void trefoil_exclusive_or(int level, const uint64_t *x, const uint64_t *y, size_t count, uint64_t *z);

// Elements of F_p.
void trefoil_number_grid_sums(
    int level, const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, size_t count,
    int variables, const uint64_t *weights, int skip_corners, uint64_t *sums);
void trefoil_number_corner_sums(
    int level, const uint64_t *z, size_t count, int variables, const uint64_t *weights, uint64_t *sums);
void trefoil_number_fold(
    int level, const uint64_t *x, size_t count, int variables, const uint64_t *coefficients, const uint64_t *weights,
    uint64_t *z);
// z = x0 (y0 + y1) + x1 y0 + f - g; z may be any input.
void trefoil_number_products(
    int level, const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, const uint64_t *f,
    const uint64_t *g, size_t count, uint64_t *z);
uint64_t trefoil_number_inner_product(
    int level, const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, size_t count);
// z may be an input in all of the following.
void trefoil_number_add(int level, const uint64_t *x, const uint64_t *y, size_t count, uint64_t *z);
void trefoil_number_subtract(int level, const uint64_t *x, const uint64_t *y, size_t count, uint64_t *z);
void trefoil_number_multiply(int level, const uint64_t *x, const uint64_t *y, size_t count, uint64_t *z);
void trefoil_number_scale(int level, const uint64_t *x, size_t count, uint64_t factor, uint64_t *z);
uint64_t trefoil_number_sum(int level, const uint64_t *x, size_t count);
void trefoil_number_prefix_sums(int level, const uint64_t *x, size_t count, uint64_t *z);
// Keeps the low 61 bits of any words; whether any of them is p then, which is no element.
int trefoil_number_mask(int level, uint64_t *x, size_t count);
// Whether all words, any words, are below p.
int trefoil_number_all_canonical(int level, const uint64_t *x, size_t count);

// Transposes 64 x 64 bits in place.
void trefoil_transpose(int level, uint64_t *words);
// The low `width` bit planes of a column of `count` words, each of (count + 63) / 64 words.
void trefoil_planes(int level, const uint64_t *column, size_t count, size_t width, uint64_t *planes);
// The column of `count` words with these `width` bit planes.
void trefoil_column(int level, const uint64_t *planes, size_t width, size_t count, uint64_t *column);
// One word, 0 or 1, for each of `count` bits.
void trefoil_expand(int level, const uint64_t *bits, size_t count, uint64_t *z);

// Whether all of `count` places are below `limit`.
int trefoil_places_below(int level, const uint32_t *places, size_t count, size_t limit);
// z[i] = x[places[i]]. The places have been checked.
void trefoil_gather(const uint64_t *x, const uint32_t *places, size_t count, uint64_t *z);
// z[places[i]] = x[i]. The places have been checked.
void trefoil_scatter(const uint64_t *x, const uint32_t *places, size_t count, uint64_t *z);

#endif
