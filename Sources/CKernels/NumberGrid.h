// The grid of three variables over F_p, in which large ledgers are folded. Included by NumberScalar.h and
// NumberLanes.h, which define
//   value          one element of a block, or one of each of several blocks,
//   partial_sum    a sum of products that is not reduced,
//   difference(high, low, bound)   the value at infinity from those at 1 and 0, which are at most `bound`, a multiple
//                  of p; it may be as large as twice the bound,
//   add_term(sum, x0, x1, y0, y01) sum += x0 y01 + x1 y0.

// Adds the products of one block, or several, at the 27 points. The values of x0, x1, y0 and y0 + y1 at the corners
// follow each other, eight each.
INLINE void add_grid_of_3(const value *corners, int skip_corners, partial_sum *sums) {
#pragma clang loop unroll(full)
    for (int d = 0; d < 3; d++) {
        value v[4][4];
        for (int c = 0; c < 4; c++)
            for (int u = 0; u < 4; u++) {
                const value *f = corners + 8 * c + u;
                v[c][u] = d < 2 ? f[4 * d] : difference(f[4], f[0], p);
            }
#pragma clang loop unroll(full)
        for (int e = 0; e < 3; e++) {
            value r[4][3];
            for (int c = 0; c < 4; c++) {
                for (int u = 0; u < 2; u++) r[c][u] = e < 2 ? v[c][2 * e + u] : difference(v[c][2 + u], v[c][u], 2 * p);
                r[c][2] = difference(r[c][1], r[c][0], 4 * p);
            }
#pragma clang loop unroll(full)
            for (int i = 0; i < 3; i++) {
                if (d < 2 && e < 2 && i < 2 && skip_corners) continue;
                add_term(&sums[9 * d + 3 * e + i], r[0][i], r[1][i], r[2][i], r[3][i]);
            }
        }
    }
}
