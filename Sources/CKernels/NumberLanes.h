// F_p, eight elements at a time with products of 52 bits (AVX-512 IFMA). A factor is split at bit 52, so a product is
// a sum of three words, which count 1, 2^52 and 2^104; each has 12 bits of room.

typedef lanes value;
typedef struct {
    lanes v0, v1, v2;
} partial_sum;

#define LOW(sum, a, b) (lanes)_mm512_madd52lo_epu64((__m512i)(sum), (__m512i)(a), (__m512i)(b))
#define HIGH(sum, a, b) (lanes)_mm512_madd52hi_epu64((__m512i)(sum), (__m512i)(a), (__m512i)(b))

// How many products may be added before a sum must be settled: each adds less than 3 2^52 to the second word, and a
// settled sum begins below 2^61.
#define ROOM 1024

// sum += x y, for any words below 2^64.
INLINE void add_product(partial_sum *s, lanes x, lanes y) {
    lanes xh = x >> 52, yh = y >> 52;
    s->v0 = LOW(s->v0, x, y);
    s->v1 = HIGH(LOW(LOW(s->v1, x, yh), xh, y), x, y);
    s->v2 = HIGH(HIGH(LOW(s->v2, xh, yh), x, yh), xh, y);
}

// The residue, below 2 p, of a sum, plus `more` below 2^62: 2^61 = 1, 2^104 = 2^43.
INLINE lanes nearly_reduced(partial_sum s, lanes more) {
    lanes t = (s.v0 & p) + (s.v0 >> 61) + (s.v1 << 52 & p) + (s.v1 >> 9) + (s.v2 << 43 & p) + (s.v2 >> 18) + more;
    return (t & p) + (t >> 61);
}

INLINE lanes settled(partial_sum s) { return lanes_reduced_once(nearly_reduced(s, all(0))); }

// The same sum in the first word, with all the room.
INLINE partial_sum settled_sum(partial_sum s) { return (partial_sum){.v0 = settled(s)}; }

// As nearly_reduced, reduced, for a sum of at most two products of an element and a number below 2 p: the first word
// is below 2^54 and the third below 2^20, so that nothing of them is beyond the top.
INLINE lanes settled_few(partial_sum s, lanes more) {
    lanes t = s.v0 + (s.v1 << 52 & p) + (s.v1 >> 9) + (s.v2 << 43) + more;
    return lanes_reduced_once((t & p) + (t >> 61));
}

INLINE lanes number_lanes_product(lanes x, lanes y) {
    partial_sum s = {};
    add_product(&s, x, y);
    return settled_few(s, all(0));
}

INLINE uint64_t sum_of_lanes(lanes v) {
    wide sum = 0;
    for (int i = 0; i < LANES; i++) sum += v[i];
    return reduced_wide(sum);
}

// Not reduced: three steps of doubling lead to less than 2^3 p, which fits a word.
INLINE lanes difference(lanes high, lanes low, uint64_t bound) { return high + (bound - low); }

INLINE void add_term(partial_sum *sum, lanes x0, lanes x1, lanes y0, lanes y01) {
    partial_sum s = *sum;
    add_product(&s, x0, y01);
    add_product(&s, x1, y0);
    *sum = s;
}

#include "NumberGrid.h"

// As extend_words.
INLINE void extend_numbers(lanes *v, int variables) {
    size_t parts = 1;
    for (int j = variables - 1; j >= 0; j--, parts *= 3) {
        size_t size = (size_t)1 << j;
        for (size_t h = parts; h-- > 0;) {
            lanes *from = v + 2 * size * h, *to = v + 3 * size * h;
            for (size_t i = size; i-- > 0;)
                to[2 * size + i] = lanes_reduced_once(difference(from[size + i], from[i], p));
            for (size_t i = 2 * size; h > 0 && i-- > 0;) to[i] = from[i];
        }
    }
}

INLINE void add_number_grid_sums(
    const uint64_t *const columns[4], size_t count, int variables, const uint64_t *weights, int skip_corners,
    uint64_t *sums, lanes *scratch) {
    size_t size = (size_t)1 << variables, points = powers_of_3[variables], blocks = (count + size - 1) / size;
    // Three variables are extended on the way to the products, others in place.
    size_t length = variables == 3 ? size : points;
    lanes *x0 = scratch, *x1 = x0 + length, *y0 = x1 + length, *y01 = y0 + length;
    partial_sum *partial = (partial_sum *)(y01 + length);
    uint8_t skipped[MOST_POINTS] = {0};
    if (skip_corners) mark_corners(skipped, variables);
    for (size_t q = 0; q < points; q++) partial[q] = (partial_sum){};
    size_t added = 0;
    for (size_t a = 0; a < blocks; a += LANES) {
        for (int c = 0; c < 4; c++) load_blocks(columns[c], a * size, count, size, scratch + (size_t)c * length);
        for (size_t u = 0; u < size; u++) y01[u] = lanes_reduced_once(y01[u] + y0[u]);
        if (weights) {
            lanes w = load_some(weights, a, blocks);
            for (size_t u = 0; u < size; u++) {
                x0[u] = number_lanes_product(x0[u], w);
                x1[u] = number_lanes_product(x1[u], w);
            }
        }
        if (variables == 3) {
            add_grid_of_3(scratch, skip_corners, partial);
        } else {
            for (int c = 0; c < 4; c++) extend_numbers(scratch + (size_t)c * length, variables);
            for (size_t q = 0; q < points; q++)
                if (!skipped[q]) add_term(&partial[q], x0[q], x1[q], y0[q], y01[q]);
        }
        added += 2;
        if (added == ROOM) {
            for (size_t q = 0; q < points; q++) partial[q] = settled_sum(partial[q]);
            added = 0;
        }
    }
    for (size_t q = 0; q < points; q++) sums[q] = reduced_once(sums[q] + sum_of_lanes(settled(partial[q])));
}

static void number_grid_sums(
    const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, size_t count, int variables,
    const uint64_t *weights, int skip_corners, uint64_t *sums) {
    const uint64_t *columns[4] = {x0, x1, y0, y1};
    if (variables == 3) {
        lanes scratch[4 * 8 + 3 * 27];
        add_number_grid_sums(columns, count, 3, weights, skip_corners, sums, scratch);
    } else {
        lanes *scratch = scratch_lanes(7 * powers_of_3[variables]);
        add_number_grid_sums(columns, count, variables, weights, skip_corners, sums, scratch);
        free(scratch);
    }
}

static void number_corner_sums(
    const uint64_t *z, size_t count, int variables, const uint64_t *weights, uint64_t *sums) {
    size_t size = (size_t)1 << variables;
    if (size < LANES) {
        // A vector holds several blocks.
        partial_sum s = {};
        size_t added = 0;
        for (size_t i = 0; i < count; i += LANES) {
            lanes w = {};
            if (size == 1)
                w = load_some(weights, i, count);
            else
                for (size_t k = 0; k < LANES && i + k < count; k++) w[k] = weights[(i + k) >> variables];
            add_product(&s, load_some(z, i, count), w);
            if (++added == ROOM) {
                s = settled_sum(s);
                added = 0;
            }
        }
        lanes sum = settled(s);
        for (size_t i = 0; i < LANES; i++) sums[i & (size - 1)] = reduced_once(sums[i & (size - 1)] + sum[i]);
        return;
    }
    // Blocks of even and odd numbers apart, so that one product need not wait for the one before.
    partial_sum partial[2][64 / LANES] = {};
    size_t added = 0;
    for (size_t a = 0; a * size < count; a++) {
        lanes w = all(weights[a]);
        for (size_t u = 0; u < size; u += LANES)
            add_product(&partial[a & 1][u / LANES], load_some(z, a * size + u, count), w);
        if (++added == ROOM) {
            for (size_t k = 0; k < 2; k++)
                for (size_t i = 0; i < size / LANES; i++) partial[k][i] = settled_sum(partial[k][i]);
            added = 0;
        }
    }
    for (size_t u = 0; u < size; u += LANES) {
        lanes both = lanes_reduced_once(settled(partial[0][u / LANES]) + settled(partial[1][u / LANES]));
        store(sums + u, lanes_reduced_once(load(sums + u) + both));
    }
}

INLINE void fold_numbers(
    const uint64_t *x, size_t count, int variables, const uint64_t *coefficients, const uint64_t *weights,
    uint64_t *z) {
    size_t size = (size_t)1 << variables, blocks = (count + size - 1) / size;
    for (size_t a = 0; a < blocks; a += LANES) {
        lanes block[64];
        partial_sum s = {};
        load_blocks(x, a * size, count, size, block);
        for (size_t u = 0; u < size; u++) add_product(&s, block[u], all(coefficients[u]));
        lanes v = settled(s);
        if (weights) v = number_lanes_product(v, load_some(weights, a, blocks));
        store_some(z, a, blocks, v);
    }
}

static void number_fold(
    const uint64_t *x, size_t count, int variables, const uint64_t *coefficients, const uint64_t *weights,
    uint64_t *z) {
    if (variables == 3)
        fold_numbers(x, count, 3, coefficients, weights, z);
    else
        fold_numbers(x, count, variables, coefficients, weights, z);
}

static void number_products(
    const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, const uint64_t *f,
    const uint64_t *g, size_t count, uint64_t *z) {
    for (size_t i = 0; i < count; i += LANES) {
        partial_sum s = {};
        lanes y = load_some(y0, i, count);
        add_product(&s, load_some(x0, i, count), y + load_some(y1, i, count));
        add_product(&s, load_some(x1, i, count), y);
        lanes mask = load_some(f, i, count) + (p - load_some(g, i, count));
        store_some(z, i, count, settled_few(s, mask));
    }
}

static uint64_t number_inner_product(
    const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, size_t count) {
    partial_sum s[2] = {};
    size_t added = 0;
    for (size_t i = 0; i < count; i += LANES) {
        lanes y = load_some(y0, i, count);
        add_product(&s[0], load_some(x0, i, count), y + load_some(y1, i, count));
        add_product(&s[1], load_some(x1, i, count), y);
        if (++added == ROOM) {
            for (int k = 0; k < 2; k++) s[k] = settled_sum(s[k]);
            added = 0;
        }
    }
    return sum_of_lanes(settled(s[0]) + settled(s[1]));
}

static void number_multiply(const uint64_t *x, const uint64_t *y, size_t count, uint64_t *z) {
    for (size_t i = 0; i < count; i += LANES)
        store_some(z, i, count, number_lanes_product(load_some(x, i, count), load_some(y, i, count)));
}

static void number_scale(const uint64_t *x, size_t count, uint64_t factor, uint64_t *z) {
    for (size_t i = 0; i < count; i += LANES)
        store_some(z, i, count, number_lanes_product(load_some(x, i, count), all(factor)));
}

static void number_prefix_sums(const uint64_t *x, size_t count, uint64_t *z) {
    lanes carried = {};
    for (size_t i = 0; i < count; i += LANES) {
        const lanes zero = {};
        lanes v = load_some(x, i, count);
        // Eight elements add up to less than 2^64.
        v += __builtin_shufflevector(zero, v, 0, 8, 9, 10, 11, 12, 13, 14);
        v += __builtin_shufflevector(zero, v, 0, 0, 8, 9, 10, 11, 12, 13);
        v += __builtin_shufflevector(zero, v, 0, 0, 0, 0, 8, 9, 10, 11);
        v = lanes_reduced_once((v & p) + (v >> 61));
        v = lanes_reduced_once(v + carried);
        carried = __builtin_shufflevector(v, v, 7, 7, 7, 7, 7, 7, 7, 7);
        store_some(z, i, count, v);
    }
}
