"""Random bits by address: Philox4x32-10, a published counter-based generator (Salmon, Moraes, Dror & Shaw, 2011).

Plain Python and compilable at once: every word is a signed 64-bit integer kept below 2**32 by a mask. A product of two
words may wrap around in 64 bits, and the mask makes the wrapped and the unbounded product the same.
"""

WORD = 0xFFFFFFFF
MULTIPLIER_0 = 0xD2511F53
MULTIPLIER_1 = 0xCD9E8D57
WEYL_0 = 0x9E3779B9
WEYL_1 = 0xBB67AE85
ROUNDS = 10
STEP = 2.220446049250313e-16  # 2**-52


def philox(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """Mix four counter words and two key words, 32 bits each, into four words."""
    for _ in range(ROUNDS):
        product_0 = MULTIPLIER_0 * c0
        product_1 = MULTIPLIER_1 * c2
        c0 = ((product_1 >> 32) & WORD) ^ c1 ^ k0
        c2 = ((product_0 >> 32) & WORD) ^ c3 ^ k1
        c1 = product_1 & WORD
        c3 = product_0 & WORD
        k0 = (k0 + WEYL_0) & WORD
        k1 = (k1 + WEYL_1) & WORD
    return c0, c1, c2, c3


def whole_pair(k0: int, k1: int, member: int, ordinal: int, sub: int) -> tuple[int, int]:
    """Give the two whole numbers below 2**52 of one address."""
    x0, x1, x2, x3 = philox(ordinal & WORD, (ordinal >> 32) & WORD, member & WORD, sub & WORD, k0, k1)
    return (x0 << 20) | (x1 >> 12), (x2 << 20) | (x3 >> 12)


def between(n: int) -> float:
    """Turn a whole number below 2**52 into a number strictly between 0 and 1: (n + 1/2) / 2**52.

    Never 0 nor 1, symmetric, and 1 - u is exact. (With 53 bits the half step would round the largest n up to 1.)
    """
    return (n + 0.5) * STEP


def pair(k0: int, k1: int, member: int, ordinal: int, sub: int) -> tuple[float, float]:
    """Give the two uniform numbers of one address, each strictly between 0 and 1."""
    first, second = whole_pair(k0, k1, member, ordinal, sub)
    return between(first), between(second)


def uniform(k0: int, k1: int, member: int, ordinal: int, sub: int) -> float:
    """Give the first uniform number of one address."""
    return pair(k0, k1, member, ordinal, sub)[0]
