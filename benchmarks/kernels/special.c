/* The model of simple.yaml as a specialist would write it in C: five counts and nothing else, a generator in registers,
 * times in floating point, no calendar: the next of three things that can happen. What speed there is to be had.
 */
#include <math.h>
#include <stdint.h>

enum { SHIPMENTS = 64, BOOK = 4096 };

typedef struct {
    double horizon, rate, lead_mean, patience_mean;
    int64_t lower, upper, seed;
    int64_t at_once, late, reneged, waiting, orders;
} Special;

typedef struct {
    uint64_t a, b;
} Random;

/* xorshift128+ (Vigna 2017), 53 bits above 0 */
static inline double uniform(Random *r) {
    uint64_t x = r->a, y = r->b;
    r->a = y;
    x ^= x << 23;
    r->b = x ^ y ^ (x >> 17) ^ (y >> 26);
    return ((double)((r->b + y) >> 11) + 0.5) * 0x1p-53;
}

static inline double exponential(Random *r, double mean) { return -mean * log(uniform(r)); }

/* Count one run from an empty book and a full shelf; the book drops those who have left when it reaches them. */
void simulate(Special *s) {
    Random random = {(uint64_t)s->seed * 0x9E3779B97F4A7C15u + 1, 0xBF58476D1CE4E5B9u ^ (uint64_t)s->seed};
    for (int i = 0; i < 16; i++) uniform(&random);
    double due[SHIPMENTS], leaves[BOOK];
    int64_t amount[SHIPMENTS], under_way = 0, head = 0, tail = 0, on_hand = s->upper, on_order = 0, backlog = 0;
    double request = exponential(&random, 1 / s->rate), arrival = INFINITY, departure = INFINITY;
    for (;;) {
        double now = fmin(request, fmin(arrival, departure));
        if (now >= s->horizon) break;
        int asked = now == request;
        if (asked) {
            request = now + exponential(&random, 1 / s->rate);
            if (on_hand > 0) {
                on_hand--, s->at_once++;
            } else {
                double until = now + exponential(&random, s->patience_mean);
                leaves[tail++ & (BOOK - 1)] = until;
                backlog++;
                if (until < departure) departure = until;
            }
        } else if (now == arrival) {
            int64_t first = 0;
            while (due[first] != arrival) first++;
            int64_t quantity = amount[first];
            due[first] = due[--under_way], amount[first] = amount[under_way];
            on_order -= quantity;
            for (; quantity > 0 && head < tail; head++)
                if (leaves[head & (BOOK - 1)] > 0) quantity--, backlog--, s->late++;
            on_hand += quantity;
            arrival = INFINITY;
            for (int64_t i = 0; i < under_way; i++) arrival = fmin(arrival, due[i]);
        } else {
            for (int64_t i = head; i < tail; i++)
                if (leaves[i & (BOOK - 1)] == departure) leaves[i & (BOOK - 1)] = -1;
            backlog--, s->reneged++;
        }
        if (!asked) {
            departure = INFINITY;
            for (int64_t i = head; i < tail; i++)
                if (leaves[i & (BOOK - 1)] > 0) departure = fmin(departure, leaves[i & (BOOK - 1)]);
        }
        int64_t position = on_hand + on_order - backlog;
        if (position <= s->lower && under_way < SHIPMENTS) {
            due[under_way] = now + exponential(&random, s->lead_mean);
            amount[under_way] = s->upper - position;
            on_order += s->upper - position;
            arrival = fmin(arrival, due[under_way++]);
            s->orders++;
        }
    }
    s->waiting = backlog;
}
