// Bits regrouped by products of 8 x 8 bit matrices (GFNI) and permutations of bytes (VBMI).

// Byte 8 i + k of the outcome is byte 8 k + i: transposes 8 x 8 bytes.
INLINE lanes turned_bytes(lanes v) {
    const lanes order = {
        0x3830282018100800, 0x3931292119110901, 0x3A322A221A120A02, 0x3B332B231B130B03,
        0x3C342C241C140C04, 0x3D352D251D150D05, 0x3E362E261E160E06, 0x3F372F271F170F07,
    };
    return (lanes)_mm512_permutexvar_epi8((__m512i)order, (__m512i)v);
}

// Eight words, of which bit b of all becomes byte b.
INLINE lanes bytes_of_bits(lanes words) {
    // A matrix has its first row in its last byte, so the words are taken from the last to the first.
    const lanes order = {
        0x0008101820283038, 0x0109111921293139, 0x020A121A222A323A, 0x030B131B232B333B,
        0x040C141C242C343C, 0x050D151D252D353D, 0x060E161E262E363E, 0x070F171F272F373F,
    };
    lanes matrices = (lanes)_mm512_permutexvar_epi8((__m512i)order, (__m512i)words);
    return (lanes)_mm512_gf2p8affine_epi64_epi8((__m512i)all(0x8040201008040201), (__m512i)matrices, 0);
}

// Eight vectors of 64 bytes, of which byte b of all becomes word b.
INLINE void words_of_bytes(lanes *v) {
    turn(v);
    for (int i = 0; i < 8; i++) v[i] = turned_bytes(v[i]);
}

INLINE void transpose_block(const uint64_t *words, lanes *v) {
    for (int i = 0; i < 8; i++) v[i] = bytes_of_bits(load(words + 8 * i));
    words_of_bytes(v);
}

static void transpose(uint64_t *words) {
    lanes v[8];
    transpose_block(words, v);
    for (int i = 0; i < 8; i++) store(words + 8 * i, v[i]);
}

static void planes(const uint64_t *column, size_t count, size_t width, uint64_t *planes) {
    size_t stride = (count + 63) / 64, whole = count / 64 / LANES * LANES;
    for (size_t b = 0; b < whole; b += LANES) {
        lanes v[LANES][8];
        for (size_t i = 0; i < LANES; i++) transpose_block(column + 64 * (b + i), v[i]);
        for (size_t j = 0; j < width; j += 8) {
            lanes group[8];
            for (size_t i = 0; i < LANES; i++) group[i] = v[i][j / 8];
            turn(group);
            for (size_t k = 0; k < 8 && j + k < width; k++) store(planes + (j + k) * stride + b, group[k]);
        }
    }
    planes_of_blocks(column, count, width, planes, whole, stride);
}

static void column(const uint64_t *planes, size_t width, size_t count, uint64_t *column) {
    size_t stride = (count + 63) / 64, whole = count / 64 / LANES * LANES;
    for (size_t b = 0; b < whole; b += LANES) {
        uint64_t blocks[LANES][64];
        for (size_t j = 0; j < 64; j += 8) {
            lanes group[8];
            for (size_t k = 0; k < 8; k++) group[k] = j + k < width ? load(planes + (j + k) * stride + b) : all(0);
            turn(group);
            for (size_t i = 0; i < LANES; i++) store(blocks[i] + j, group[i]);
        }
        for (size_t i = 0; i < LANES; i++) {
            lanes v[8];
            transpose_block(blocks[i], v);
            for (size_t k = 0; k < 8; k++) store(column + 64 * (b + i) + 8 * k, v[k]);
        }
    }
    column_of_blocks(planes, width, count, column, whole, stride);
}

static void gate_fold(
    const uint64_t *words, size_t count, const uint64_t *coefficients, const uint64_t *weights, uint64_t *z) {
    // The map from 64 bits to an element as 8 x 8 matrices of 8 x 8 bits: matrices[k][i] takes bits 8 i ... 8 i + 7
    // to bits 8 k ... 8 k + 7, its first row last.
    uint64_t rows[64], matrices[8][8];
    for (int u = 0; u < 64; u++) rows[u] = coefficients[u];
    transpose(rows);
    for (int k = 0; k < 8; k++)
        for (int i = 0; i < 8; i++) {
            matrices[k][i] = 0;
            for (int t = 0; t < 8; t++) matrices[k][i] |= (rows[8 * k + t] >> 8 * i & 0xFF) << 8 * (7 - t);
        }
    for (size_t a = 0; 64 * a < count; a++) {
        lanes bits[8], v[8];
        for (size_t i = 0; i < 8; i++) bits[i] = bytes_of_bits(load_some(words, 64 * a + 8 * i, count));
        for (int k = 0; k < 8; k++) {
            v[k] = all(0);
            for (int i = 0; i < 8; i++)
                v[k] ^= (lanes)_mm512_gf2p8affine_epi64_epi8((__m512i)bits[i], (__m512i)all(matrices[k][i]), 0);
        }
        words_of_bytes(v);
        if (weights) {
            lanes w;
            uint64_t power = weights[a];
            for (int b = 0; b < 8; b++) {
                w[b] = power;
                power = power << 1 ^ (0x1b & (0 - (power >> 63)));
            }
            for (int i = 0; i < 8; i++) {
                v[i] = products(v[i], w);
                lanes top = w >> 56;
                w = w << 8 ^ top ^ top << 1 ^ top << 3 ^ top << 4;
            }
        }
        for (size_t i = 0; i < 8; i++) store(z + 64 * a + 8 * i, v[i]);
    }
}
