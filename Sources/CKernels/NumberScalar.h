// F_p, one element at a time with products of 128 bits. Included once by levels without IFMA.

// How many blocks may be summed in 128 bits before the sums must be reduced: a point adds less than 2^123.
#define SUMMED 16

typedef uint64_t value;
typedef wide partial_sum;

INLINE uint64_t difference(uint64_t high, uint64_t low, uint64_t bound) {
    (void)bound;  // always reduced
    return number_difference(high, low);
}

INLINE void add_term(wide *sum, uint64_t x0, uint64_t x1, uint64_t y0, uint64_t y01) {
    *sum += (wide)x0 * y01 + (wide)x1 * y0;
}

#include "NumberGrid.h"

INLINE void extend_numbers(uint64_t *v, int variables) {
    size_t parts = 1;
    for (int j = variables - 1; j >= 0; j--, parts *= 3) {
        size_t size = (size_t)1 << j;
        for (size_t h = parts; h-- > 0;) {
            uint64_t *from = v + 2 * size * h, *to = v + 3 * size * h;
            for (size_t i = size; i-- > 0;) to[2 * size + i] = number_difference(from[size + i], from[i]);
            for (size_t i = 2 * size; h > 0 && i-- > 0;) to[i] = from[i];
        }
    }
}

INLINE void add_number_grid_sums(
    const uint64_t *const columns[4], size_t count, int variables, const uint64_t *weights, int skip_corners,
    uint64_t *sums) {
    size_t size = (size_t)1 << variables, points = powers_of_3[variables], blocks = (count + size - 1) / size;
    // Three variables are extended on the way to the products, others in place.
    size_t length = variables == 3 ? size : points;
    uint64_t v[4 * MOST_POINTS], *x0 = v, *x1 = x0 + length, *y0 = x1 + length, *y01 = y0 + length;
    wide partial[MOST_POINTS];
    uint8_t skipped[MOST_POINTS] = {0};
    if (skip_corners) mark_corners(skipped, variables);
    for (size_t q = 0; q < points; q++) partial[q] = 0;
    for (size_t a = 0; a < blocks; a++) {
        for (size_t c = 0; c < 4; c++)
            for (size_t u = 0; u < size; u++)
                v[c * length + u] = a * size + u < count ? columns[c][a * size + u] : 0;
        for (size_t u = 0; u < size; u++) y01[u] = reduced_once(y01[u] + y0[u]);
        for (size_t u = 0; weights && u < size; u++) {
            x0[u] = reduced_product((wide)x0[u] * weights[a]);
            x1[u] = reduced_product((wide)x1[u] * weights[a]);
        }
        if (variables == 3) {
            add_grid_of_3(v, skip_corners, partial);
        } else {
            for (size_t c = 0; c < 4; c++) extend_numbers(v + c * length, variables);
            for (size_t q = 0; q < points; q++)
                if (!skipped[q]) add_term(&partial[q], x0[q], x1[q], y0[q], y01[q]);
        }
        if (a % SUMMED == SUMMED - 1)
            for (size_t q = 0; q < points; q++) partial[q] = reduced_wide(partial[q]);
    }
    for (size_t q = 0; q < points; q++) sums[q] = reduced_once(sums[q] + reduced_wide(partial[q]));
}

static void number_grid_sums(
    const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, size_t count, int variables,
    const uint64_t *weights, int skip_corners, uint64_t *sums) {
    const uint64_t *columns[4] = {x0, x1, y0, y1};
    if (variables == 3)
        add_number_grid_sums(columns, count, 3, weights, skip_corners, sums);
    else
        add_number_grid_sums(columns, count, variables, weights, skip_corners, sums);
}

static void number_corner_sums(
    const uint64_t *z, size_t count, int variables, const uint64_t *weights, uint64_t *sums) {
    size_t size = (size_t)1 << variables;
    wide partial[64];
    for (size_t u = 0; u < size; u++) partial[u] = sums[u];
    for (size_t a = 0; a * size < count; a++) {
        size_t length = count - a * size < size ? count - a * size : size;
        for (size_t u = 0; u < length; u++) partial[u] += (wide)weights[a] * z[a * size + u];
        if (a % SUMMED == SUMMED - 1)
            for (size_t u = 0; u < size; u++) partial[u] = reduced_wide(partial[u]);
    }
    for (size_t u = 0; u < size; u++) sums[u] = reduced_wide(partial[u]);
}

static void number_fold(
    const uint64_t *x, size_t count, int variables, const uint64_t *coefficients, const uint64_t *weights,
    uint64_t *z) {
    size_t size = (size_t)1 << variables, blocks = (count + size - 1) / size;
    for (size_t a = 0; a < blocks; a++) {
        size_t length = count - a * size < size ? count - a * size : size;
        wide sum = 0;
        for (size_t u = 0; u < length; u++) {
            sum += (wide)coefficients[u] * x[a * size + u];
            if (u % SUMMED == SUMMED - 1) sum = reduced_wide(sum);
        }
        uint64_t v = reduced_wide(sum);
        z[a] = weights ? reduced_product((wide)v * weights[a]) : v;
    }
}

static void number_products(
    const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, const uint64_t *f,
    const uint64_t *g, size_t count, uint64_t *z) {
    for (size_t i = 0; i < count; i++) {
        wide product = (wide)x0[i] * (y0[i] + y1[i]) + (wide)x1[i] * y0[i];
        z[i] = reduced_wide(product + (f[i] + (p - g[i])));
    }
}

static uint64_t number_inner_product(
    const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, size_t count) {
    wide sum = 0;
    for (size_t start = 0; start < count; start += SUMMED / 2) {
        // A term is below 2^124.
        size_t end = start + SUMMED / 2 < count ? start + SUMMED / 2 : count;
        for (size_t i = start; i < end; i++) sum += (wide)x0[i] * (y0[i] + y1[i]) + (wide)x1[i] * y0[i];
        sum = reduced_wide(sum);
    }
    return (uint64_t)sum;
}

static void number_multiply(const uint64_t *x, const uint64_t *y, size_t count, uint64_t *z) {
    for (size_t i = 0; i < count; i++) z[i] = reduced_product((wide)x[i] * y[i]);
}

static void number_scale(const uint64_t *x, size_t count, uint64_t factor, uint64_t *z) {
    for (size_t i = 0; i < count; i++) z[i] = reduced_product((wide)x[i] * factor);
}

static void number_prefix_sums(const uint64_t *x, size_t count, uint64_t *z) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) z[i] = sum = reduced_once(sum + x[i]);
}
