// Which level runs, and the calls into it.

#include <stdlib.h>
#include <string.h>

#include "Kernels.h"

static const struct trefoil_kernels *const levels[trefoil_level_count] = {
    &trefoil_kernels_portable,
#if defined(__x86_64__)
    &trefoil_kernels_sse,
    &trefoil_kernels_avx2,
    &trefoil_kernels_avx512,
#endif
};

int trefoil_best_level(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("pclmul") || !__builtin_cpu_supports("sse4.1") || !__builtin_cpu_supports("ssse3"))
        return trefoil_portable;
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi2")) return trefoil_sse;
    if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512bw")
        || !__builtin_cpu_supports("avx512dq") || !__builtin_cpu_supports("avx512vl")
        || !__builtin_cpu_supports("avx512ifma") || !__builtin_cpu_supports("avx512vbmi")
        || !__builtin_cpu_supports("vpclmulqdq") || !__builtin_cpu_supports("gfni"))
        return trefoil_avx2;
    return trefoil_avx512;
#else
    return trefoil_portable;
#endif
}

int trefoil_chosen_level(void) {
    int best = trefoil_best_level(), asked = best;
    const char *name = getenv("TREFOIL_KERNELS");
    if (name && !strcmp(name, "portable")) asked = trefoil_portable;
    if (name && !strcmp(name, "sse")) asked = trefoil_sse;
    if (name && !strcmp(name, "avx2")) asked = trefoil_avx2;
    return asked < best ? asked : best;
}

uint64_t trefoil_word_product(int level, uint64_t a, uint64_t b) { return levels[level]->word_product(a, b); }

void trefoil_word_scale(int level, const uint64_t *x, size_t count, uint64_t factor, uint64_t *z) {
    levels[level]->word_scale(x, count, factor, z);
}

void trefoil_word_grid_sums(
    int level, const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, size_t count,
    int variables, const uint64_t *weights, int skip_corners, uint64_t *sums) {
    levels[level]->word_grid_sums(x0, x1, y0, y1, count, variables, weights, skip_corners, sums);
}

void trefoil_word_corner_sums(
    int level, const uint64_t *z, size_t count, int variables, const uint64_t *weights, uint64_t *sums) {
    levels[level]->word_corner_sums(z, count, variables, weights, sums);
}

void trefoil_word_fold(
    int level, const uint64_t *x, size_t count, int variables, const uint64_t *coefficients, const uint64_t *weights,
    uint64_t *z) {
    levels[level]->word_fold(x, count, variables, coefficients, weights, z);
}

void trefoil_gate_grid_sums(
    int level, const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, size_t count,
    const uint64_t *weights, uint64_t *sums) {
    levels[level]->gate_grid_sums(x0, x1, y0, y1, count, weights, sums);
}

void trefoil_gate_fold(
    int level, const uint64_t *words, size_t count, const uint64_t *coefficients, const uint64_t *weights,
    uint64_t *z) {
    levels[level]->gate_fold(words, count, coefficients, weights, z);
}

void trefoil_gate_products(
    int level, const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, const uint64_t *f,
    const uint64_t *g, size_t count, uint64_t *z) {
    levels[level]->gate_products(x0, x1, y0, y1, f, g, count, z);
}

void trefoil_exclusive_or(int level, const uint64_t *x, const uint64_t *y, size_t count, uint64_t *z) {
    levels[level]->exclusive_or(x, y, count, z);
}

void trefoil_number_grid_sums(
    int level, const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, size_t count,
    int variables, const uint64_t *weights, int skip_corners, uint64_t *sums) {
    levels[level]->number_grid_sums(x0, x1, y0, y1, count, variables, weights, skip_corners, sums);
}

void trefoil_number_corner_sums(
    int level, const uint64_t *z, size_t count, int variables, const uint64_t *weights, uint64_t *sums) {
    levels[level]->number_corner_sums(z, count, variables, weights, sums);
}

void trefoil_number_fold(
    int level, const uint64_t *x, size_t count, int variables, const uint64_t *coefficients, const uint64_t *weights,
    uint64_t *z) {
    levels[level]->number_fold(x, count, variables, coefficients, weights, z);
}

void trefoil_number_products(
    int level, const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, const uint64_t *f,
    const uint64_t *g, size_t count, uint64_t *z) {
    levels[level]->number_products(x0, x1, y0, y1, f, g, count, z);
}

uint64_t trefoil_number_inner_product(
    int level, const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, size_t count) {
    return levels[level]->number_inner_product(x0, x1, y0, y1, count);
}

void trefoil_number_add(int level, const uint64_t *x, const uint64_t *y, size_t count, uint64_t *z) {
    levels[level]->number_add(x, y, count, z);
}

void trefoil_number_subtract(int level, const uint64_t *x, const uint64_t *y, size_t count, uint64_t *z) {
    levels[level]->number_subtract(x, y, count, z);
}

void trefoil_number_multiply(int level, const uint64_t *x, const uint64_t *y, size_t count, uint64_t *z) {
    levels[level]->number_multiply(x, y, count, z);
}

void trefoil_number_scale(int level, const uint64_t *x, size_t count, uint64_t factor, uint64_t *z) {
    levels[level]->number_scale(x, count, factor, z);
}

uint64_t trefoil_number_sum(int level, const uint64_t *x, size_t count) { return levels[level]->number_sum(x, count); }

void trefoil_number_prefix_sums(int level, const uint64_t *x, size_t count, uint64_t *z) {
    levels[level]->number_prefix_sums(x, count, z);
}

int trefoil_number_mask(int level, uint64_t *x, size_t count) { return levels[level]->number_mask(x, count); }

int trefoil_number_all_canonical(int level, const uint64_t *x, size_t count) {
    return levels[level]->number_all_canonical(x, count);
}

void trefoil_transpose(int level, uint64_t *words) { levels[level]->transpose(words); }

void trefoil_planes(int level, const uint64_t *column, size_t count, size_t width, uint64_t *planes) {
    levels[level]->planes(column, count, width, planes);
}

void trefoil_column(int level, const uint64_t *planes, size_t width, size_t count, uint64_t *column) {
    levels[level]->column(planes, width, count, column);
}

void trefoil_expand(int level, const uint64_t *bits, size_t count, uint64_t *z) {
    levels[level]->expand(bits, count, z);
}

int trefoil_places_below(int level, const uint32_t *places, size_t count, size_t limit) {
    return levels[level]->places_below(places, count, limit);
}
