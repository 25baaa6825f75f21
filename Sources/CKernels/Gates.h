// Gates, 64 to a word, in blocks of 64 words. Included once by each level after WordField.h.

// Adds, for nine points of the grid, the weighted products of LANES blocks of which four words each are left: those
// of x0, x1, y0 and y0 ^ y1.
INLINE void add_gate_leaves(lanes v[4][4], int at_corner, lanes w, lanes *pairs) {
    for (int d = 0; d < 3; d++) {
        lanes r[4][3];
        for (int c = 0; c < 4; c++) {
            r[c][0] = d < 2 ? v[c][2 * d] : v[c][0] ^ v[c][2];
            r[c][1] = d < 2 ? v[c][2 * d + 1] : v[c][1] ^ v[c][3];
            r[c][2] = r[c][0] ^ r[c][1];
        }
        for (int e = 0; e < 3; e++) {
            if (at_corner && d < 2 && e < 2) continue;
            lanes t = (r[0][e] & r[3][e]) ^ (r[1][e] & r[2][e]);
            pairs[3 * d + e] ^= EVEN_PRODUCTS(t, w) ^ ODD_PRODUCTS(t, w);
        }
    }
}

// The tree over the variables: of x0, x1, y0 and y0 ^ y1, which lie `stride` apart, 2^j words each are left, from
// which 3^j leaves come. Here j = 3.
INLINE void add_gate_tree_3(const lanes *words, size_t stride, int at_corner, lanes w, lanes *pairs) {
#pragma clang loop unroll(full)
    for (int d = 0; d < 3; d++) {
        lanes v[4][4];
        for (size_t c = 0; c < 4; c++)
            for (size_t u = 0; u < 4; u++) {
                const lanes *f = words + c * stride + u;
                v[c][u] = d < 2 ? f[4 * d] : f[0] ^ f[4];
            }
        add_gate_leaves(v, at_corner && d < 2, w, pairs + 9 * d);
    }
}

static void gate_tree_3(
    const lanes *words, size_t stride, int at_corner, const lanes *w, lanes *pairs, lanes *scratch) {
    (void)scratch;
    if (at_corner)
        add_gate_tree_3(words, stride, 1, *w, pairs);
    else
        add_gate_tree_3(words, stride, 0, *w, pairs);
}

// The same for larger j, each with a function of its own, so that its loops have fixed ends.
#define GATE_TREE(name, below, half, third)                                                             \
    static void name(                                                                                   \
        const lanes *words, size_t stride, int at_corner, const lanes *w, lanes *pairs, lanes *scratch) { \
        below(words, stride, at_corner, w, pairs, scratch);                                             \
        below(words + (half), stride, at_corner, w, pairs + (third), scratch);                          \
        for (size_t c = 0; c < 4; c++)                                                                  \
            for (size_t u = 0; u < (half); u++)                                                         \
                scratch[c * (half) + u] = words[c * stride + u] ^ words[c * stride + (half) + u];       \
        below(scratch, half, 0, w, pairs + 2 * (third), scratch + 4 * (half));                          \
    }

GATE_TREE(gate_tree_4, gate_tree_3, 8, 27)
GATE_TREE(gate_tree_5, gate_tree_4, 16, 81)
GATE_TREE(gate_tree_6, gate_tree_5, 32, 243)

static void gate_grid_sums(
    const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, size_t count,
    const uint64_t *weights, uint64_t *sums) {
    const uint64_t *columns[4] = {x0, x1, y0, y1};
    size_t blocks = (count + 63) / 64;
    lanes words[4 * 64], scratch[4 * (32 + 16 + 8)], pairs[MOST_POINTS];
    for (size_t p = 0; p < MOST_POINTS; p++) pairs[p] = all(0);
    for (size_t a = 0; a < blocks; a += LANES) {
        for (int c = 0; c < 4; c++) load_blocks(columns[c], 64 * a, count, 64, words + 64 * c);
        for (int u = 0; u < 64; u++) words[3 * 64 + u] ^= words[2 * 64 + u];
        lanes w = load_some(weights, a, blocks);
        gate_tree_6(words, 64, 1, &w, pairs, scratch);
    }
    // At the corners nothing was added.
    for (size_t p = 0; p < MOST_POINTS; p++) sums[p] ^= total(pairs[p]);
}

static void gate_products(
    const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, const uint64_t *f,
    const uint64_t *g, size_t count, uint64_t *z) {
    for (size_t i = 0; i < count; i++) z[i] = (x0[i] & (y0[i] ^ y1[i])) ^ (x1[i] & y0[i]) ^ f[i] ^ g[i];
}

static void exclusive_or(const uint64_t *x, const uint64_t *y, size_t count, uint64_t *z) {
    for (size_t i = 0; i < count; i++) z[i] = x[i] ^ y[i];
}
