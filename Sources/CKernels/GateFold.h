// Folds gates without an instruction for bit matrices. Included once by levels that have none.

static void gate_fold(
    const uint64_t *words, size_t count, const uint64_t *coefficients, const uint64_t *weights, uint64_t *z) {
    // Plane k of the outcome is the sum of the words whose coefficient has bit k. The words are taken four at a time,
    // of which all sixteen sums are made (method of the four Russians); which of them is read depends on the public
    // coefficients alone.
    uint64_t rows[64];
    for (int u = 0; u < 64; u++) rows[u] = coefficients[u];
    transpose(rows);
    size_t blocks = (count + 63) / 64;
    for (size_t a = 0; a < blocks; a += LANES) {
        lanes block[64], sums[16][16], planes[64];
        load_blocks(words, 64 * a, count, 64, block);
        for (int g = 0; g < 16; g++) {
            sums[g][0] = all(0);
            for (int u = 0; u < 4; u++)
                for (int s = 0; s < 1 << u; s++) sums[g][s + (1 << u)] = sums[g][s] ^ block[4 * g + u];
        }
        for (int k = 0; k < 64; k++) {
            lanes plane = {};
            for (int g = 0; g < 16; g++) plane ^= sums[g][rows[k] >> 4 * g & 15];
            planes[k] = plane;
        }
        transpose_each(planes);
        if (weights) {
            lanes w = load_some(weights, a, blocks);
            for (int b = 0; b < 64; b++) {
                planes[b] = products(planes[b], w);
                w = w << 1 ^ (0x1b & (0 - (w >> 63)));
            }
        }
        store_blocks(z, 64 * a, 64 * blocks, 64, planes);
    }
}
