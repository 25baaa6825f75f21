import Fields
import Primitives
import SecretSharing

extension Session {
    /// Makes sure that everything recorded so far is true.
    ///
    /// In passive mode, where nothing is recorded, nothing is done. Openings do this by themselves.
    ///
    /// All that is recorded is brought into one claim a field, sum X_a Y_a = Z, with weights from a coin; the claims
    /// are folded until one pair is left, and that is checked by a masked opening. A wrong product passes with a
    /// probability below 2^-54 (see Documentation/protocol.md).
    ///
    /// - Throws: ``MPCError/verificationFailed(step:)`` if any party deviated; which one cannot be told.
    /// - Communication: 7 hops, 2 more a fold (at most 8 folds for 2^22 products), 1 more after a shuffle; about 1 kB,
    ///   and 6 kB more where ANDs are among the entries.
    /// - Leakage: none.
    public func verify() throws(MPCError) { try settle() }

    /// Records what happened at this step; in passive mode nothing is kept. A full ledger is verified at once.
    func record(_ entry: @autoclosure () -> Ledger.Entry) throws(MPCError) {
        guard mode == .active else { return }
        state.ledger.record(entry(), at: step)
        if state.ledger.size >= state.ledgerBound { try settle() }
    }

    /// Verifies the ledger and empties it; nothing may be opened before.
    func settle() throws(MPCError) {
        guard state.ledger.count > 0 else { return }
        do throws(MPCError) {
            try state.nextVerification().check(state.ledger)
        } catch {
            state.failure = error
            throw error
        }
        state.ledger = Ledger()
    }

    private func check(_ ledger: Ledger) throws(MPCError) {
        state.views.add(shape: ledger.shape)
        // Messages that travel to the right are not covered by the way the coin takes.
        if ledger.needsBarrier { try self["barrier"].barrier() }
        var (numbers, words) = try firstFold(ledger.ordered.map(\.entry))
        var level = 0
        while numbers.variables + words.variables > 0 {
            try self["fold"][level].fold(&numbers, &words)
            level += 1
        }
        try finish(numbers, words)
    }

    private func firstFold(
        _ entries: [Ledger.Entry]
    ) throws(MPCError) -> (PairList<Mersenne61>, PairList<BitWord>) {
        let weighing = Weighing(entries, coins: try self["weights"].coins(), role: role, state.workers)
        let (numberSums, wordSums) = (weighing.numbers.gridSums(), weighing.words.gridSums())
        let gateSums = weighing.gates.gridSums()
        let sums = try self["sums"].passParts(
            numberSums.products + numberSums.innerProducts, gateSums + wordSums.products + wordSums.innerProducts)
        let numberParts = sums.numbers.split([numberSums.products.count, numberSums.innerProducts.count])
        let wordParts = sums.words.split([gateSums.count, wordSums.products.count, wordSums.innerProducts.count])
        // Drawn after the sums: the points, and what joins claims that were folded apart.
        let coins = try self["point"].coins()
        let point = Mersenne61.draw(FirstFold<Mersenne61>.variables, from: coins.numbers)
        let gatePoint = BitWord.draw(GateFold.variables, from: coins.words)
        let wordPoint = BitWord.draw(FirstFold<BitWord>.variables, from: coins.words)
        let joiningNumbers = Mersenne61.draw(1, from: coins.numbers)[0]
        let joiningWords = BitWord.draw(2, from: coins.words)
        let numbers = weighing.numbers.folded(
            products: numberParts[0], innerProducts: numberParts[1], at: point, joining: joiningNumbers)
        var words = weighing.gates.folded(sums: wordParts[0], at: gatePoint)
        let others = weighing.words.folded(
            products: wordParts[1], innerProducts: wordParts[2], at: wordPoint, joining: joiningWords[0])
        words.join(others, times: joiningWords[1])
        return (numbers, words)
    }

    private func fold(
        _ numbers: inout PairList<Mersenne61>, _ words: inout PairList<BitWord>
    ) throws(MPCError) {
        let (m, n) = (numbers.variables, words.variables)
        let sums = try self["sums"].passParts(
            numbers.gridSums(variables: m, state.workers), words.gridSums(variables: n, state.workers))
        let coins = try self["point"].coins()
        numbers.fold(sums: sums.numbers, at: Mersenne61.draw(m, from: coins.numbers), state.workers)
        words.fold(sums: sums.words, at: BitWord.draw(n, from: coins.words), state.workers)
    }

    /// Checks X Y = Z for the one pair left in each field.
    ///
    /// With a random share a and c = a Y, a coin t and p = t X + a opened, t Z + c - p Y is a share of 0 exactly if all
    /// is well, and else of something that whoever deviated knows.
    private func finish(_ numbers: PairList<Mersenne61>, _ words: PairList<BitWord>) throws(MPCError) {
        let (number, word) = (LastPair(numbers), LastPair(words))
        let numberMask: Shared<Mersenne61> = try self["mask"]["numbers"].random(count: 1)
        let wordMask: Shared<BitWord> = try self["mask"]["words"].random(count: 1)
        let products = try self["mask"]["product"].passParts(
            [number.productPart(numberMask)], [word.productPart(wordMask)])
        let coins = try self["challenge"].coins()
        let (numberCoin, wordCoin) = (Mersenne61.draw(1, from: coins.numbers)[0], BitWord.draw(1, from: coins.words)[0])
        try self["compare"]["coins"].compareViews()
        let opened = try self["open"].openMasked(
            number.x.times(numberCoin) + numberMask, word.x.times(wordCoin) + wordMask)
        try self["compare"]["opened"].compareViews()
        try self["zero"].zeroTest(
            number.remainder(t: numberCoin, product: products.numbers, opened: opened.numbers[0]),
            word.remainder(t: wordCoin, product: products.words, opened: opened.words[0]))
    }

    /// Whether shares are shares of zeros.
    ///
    /// A party sends the digest of its second component to the left, and of what that component must be for the sum
    /// to be 0, by its own two, to the right. Two honest neighbours compare values that they hold already, without a
    /// message of the third between them.
    private func zeroTest(_ numbers: Shared<Mersenne61>, _ words: Shared<BitWord>) throws(MPCError) {
        let held = zeroDigest(numbers.next, words.next)
        let due = zeroDigest(
            zip(numbers.own, numbers.next).map { -($0 + $1) }, zip(words.own, words.next).map { -($0 + $1) })
        guard try neighboursAgree(left: held, right: due) else { throw .verificationFailed(step: step.path) }
    }

    private func zeroDigest(_ numbers: [Mersenne61], _ words: [BitWord]) -> [UInt8] {
        let builder = DigestBuilder()
        builder.update(state.context)
        builder.update(Array(step.path.utf8))
        builder.update(Component.bytes(of: numbers))
        builder.update(Component.bytes(of: words))
        return builder.finish().bytes
    }
}

/// The pair that is left of a list after the last fold.
private struct LastPair<Field: CheckField & ShareElement> {
    let x: Shared<Field>
    let y: Shared<Field>
    let claim: Shared<Field>

    init(_ list: PairList<Field>) {
        x = list.x.count == 1 ? list.x : .zero(count: 1)
        y = list.y.count == 1 ? list.y : .zero(count: 1)
        claim = list.claim
    }

    /// This party's part of a Y.
    func productPart(_ a: Shared<Field>) -> Field { a.own[0] * (y.own[0] + y.next[0]) + a.next[0] * y.own[0] }

    /// t Z + c - p Y.
    func remainder(t: Field, product c: Shared<Field>, opened p: Field) -> Shared<Field> {
        claim.times(t) + c - y.times(p)
    }
}

extension PairList {
    /// Adds the pairs and the claim of another list, times a coin drawn after the messages about both.
    fileprivate mutating func join(_ other: PairList, times coin: Field) {
        x.append(other.x.times(coin))
        y.append(other.y)
        claim = claim + other.claim.times(coin)
    }
}
