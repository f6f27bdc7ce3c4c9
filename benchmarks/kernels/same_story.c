/* The model of simple.yaml and nothing else, told as the engines tell it: the order of an instant, numbers by address,
 * the ledger, time integrals, histograms, sampled series, and the hash of every row of the trace.
 *
 * Its fingerprint must be the engines' own, so it is the same story, event by event; how much slower the general
 * engine is than this is what generality costs. Whole numbers are 64 bits; sums wrap as the engines' do.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef int64_t i64;
typedef uint64_t u64;

enum { ARRIVAL = 0, PATIENCE = 1, REQUEST = 2, SAMPLE = 3, KINDS = 4 };
enum { ORDERED = 0, SHIPPED, RECEIVED, SERVED_AT_ONCE, BACK_ORDERED, SERVED_LATE, RENEGED, ROWS };
enum { SUB = 6, BUCKETS = (62 - SUB + 1) << SUB };

typedef struct {
    i64 tick, key, value;
} Event;

typedef struct {
    i64 serial, asked, customer, next, prev;
} Order;

typedef struct {
    i64 number, quantity, next;
} Shipment;

/* What the caller gives and what it gets back: the same layout as `c_kernels.Story`. */
typedef struct {
    i64 horizon, lower, upper, samples, limits;
    i64 limit[4];
    i64 kind[KINDS], row[ROWS];
    i64 gap_k0, gap_k1, patience_k0, patience_k1, lead_k0, lead_k1;
    double gap_mean, patience_mean, lead_mean;
    u64 fingerprint;
    i64 rows, requests, at_once, late, reneged, waiting, orders;
} Story;

typedef struct {
    Story *story;
    i64 now, on_hand, on_order, backlog, settled, orders, shipments, serial;
    i64 ledger[8], eligible[4], within[4], integral[4], peak;
    i64 fill_sum, late_sum, accepted, handed_over;
    i64 *fill_times, *left_times, *series;
    Event *heap;
    i64 size, room;
    Order *order;
    i64 free_order, orders_room, head, tail;
    Shipment *shipment;
    i64 free_shipment, shipments_room;
} World;

static inline double uniform(i64 k0, i64 k1, u64 ordinal) {
    uint32_t c0 = (uint32_t)ordinal, c1 = (uint32_t)(ordinal >> 32), c2 = 0, c3 = 0;
    uint32_t a = (uint32_t)k0, b = (uint32_t)k1;
    for (int round = 0; round < 10; round++) {
        u64 p0 = (u64)0xD2511F53u * c0, p1 = (u64)0xCD9E8D57u * c2;
        c0 = (uint32_t)(p1 >> 32) ^ c1 ^ a;
        c2 = (uint32_t)(p0 >> 32) ^ c3 ^ b;
        c1 = (uint32_t)p1;
        c3 = (uint32_t)p0;
        a += 0x9E3779B9u;
        b += 0xBB67AE85u;
    }
    return ((double)(((u64)c0 << 20) | (c1 >> 12)) + 0.5) * 2.220446049250313e-16;
}

static inline i64 drawn(double mean, i64 k0, i64 k1, i64 ordinal) {
    return (i64)floor(mean * -log(1.0 - uniform(k0, k1, (u64)ordinal)) + 0.5);
}

static inline void note(World *w, int row, i64 subject, i64 quantity, i64 x, i64 y, i64 z) {
    u64 mixed = (u64)w->now * 0xBF58476D1CE4E5B9u + (u64)w->story->row[row] * 0x94D049BB133111EBu
        + (u64)subject * 0xA0761D6478BD642Fu + (u64)quantity * 0xE7037ED1A0B428DBu + (u64)x * 0x8EBC6AF09C88C6E3u
        + (u64)y * 0x589965CC75374CC3u + (u64)z * 0x1D8E4E27C47D124Fu; /* the entity is always 0 */
    mixed ^= mixed >> 32;
    mixed *= 0x2545F4914F6CDD1Du;
    mixed ^= mixed >> 29;
    w->story->fingerprint = w->story->fingerprint * 0x9E3779B97F4A7C15u + mixed;
    w->story->rows++;
}

static inline i64 bucket(i64 wait) {
    if (wait < 1 << SUB) return wait;
    i64 octave = 63 - __builtin_clzll((u64)wait) - SUB;
    return ((octave + 1) << SUB) + (wait >> octave) - (1 << SUB);
}

static void push(World *w, i64 tick, int kind, i64 ordinal, i64 value) {
    if (tick >= w->story->horizon) return;
    if (w->size == w->room) w->heap = realloc(w->heap, (size_t)(w->room *= 2) * sizeof(Event));
    i64 key = w->story->kind[kind] << 57 | (ordinal & 0xFFFFFFFF), i = w->size++;
    while (i > 0) {
        Event *p = &w->heap[(i - 1) >> 1];
        if (p->tick < tick || (p->tick == tick && p->key <= key)) break;
        w->heap[i] = *p;
        i = (i - 1) >> 1;
    }
    w->heap[i] = (Event){tick, key, value};
}

static void pop(World *w) {
    i64 n = --w->size, i = 0;
    Event last = w->heap[n];
    for (;;) {
        i64 child = 2 * i + 1;
        if (child >= n) break;
        Event *c = &w->heap[child];
        if (child + 1 < n && (c[1].tick < c->tick || (c[1].tick == c->tick && c[1].key < c->key))) child++, c++;
        if (c->tick > last.tick || (c->tick == last.tick && c->key >= last.key)) break;
        w->heap[i] = *c;
        i = child;
    }
    w->heap[i] = last;
}

static inline void settle(World *w) {
    i64 lasted = w->now - w->settled;
    w->settled = w->now;
    if (lasted <= 0) return;
    w->integral[0] += w->on_hand * lasted;
    w->integral[1] += w->backlog * lasted;
    w->integral[2] += w->on_order * lasted;
    if (w->on_hand > 0) w->integral[3] += lasted;
    if (w->backlog > w->peak) w->peak = w->backlog;
}

static void reorder(World *w) {
    i64 position = w->on_hand + w->on_order - w->backlog;
    if (position > w->story->lower) return;
    i64 quantity = w->story->upper - position;
    settle(w);
    w->on_order += quantity;
    note(w, ORDERED, w->orders++, quantity, position, 0, 0);
    if (w->free_shipment < 0) {
        i64 old = w->shipments_room;
        w->shipment = realloc(w->shipment, (size_t)(w->shipments_room *= 2) * sizeof(Shipment));
        for (i64 i = old; i < w->shipments_room; i++) w->shipment[i].next = i + 1 < w->shipments_room ? i + 1 : -1;
        w->free_shipment = old;
    }
    i64 h = w->free_shipment;
    w->free_shipment = w->shipment[h].next;
    i64 number = w->shipments++;
    w->shipment[h].number = number, w->shipment[h].quantity = quantity;
    i64 arrival = w->now + drawn(w->story->lead_mean, w->story->lead_k0, w->story->lead_k1, number);
    note(w, SHIPPED, number, quantity, arrival, 0, 0);
    push(w, arrival, ARRIVAL, number, h);
}

static inline void received(World *w, i64 asked, i64 quantity, i64 wait) {
    w->fill_sum += quantity * wait;
    for (i64 place = 0; place < w->story->limits; place++) {
        i64 limit = w->story->limit[place];
        if (wait <= limit && asked <= w->story->horizon - limit) w->within[place] += quantity;
    }
    w->fill_times[bucket(wait)] += quantity;
}

static void strike(World *w, i64 o) {
    Order *e = &w->order[o];
    if (e->prev < 0) w->head = e->next; else w->order[e->prev].next = e->next;
    if (e->next < 0) w->tail = e->prev; else w->order[e->next].prev = e->prev;
    e->serial = -1;
    e->next = w->free_order;
    w->free_order = o;
}

static void on_arrival(World *w, i64 h) {
    i64 quantity = w->shipment[h].quantity, number = w->shipment[h].number;
    settle(w);
    w->on_order -= quantity;
    w->on_hand += quantity;
    w->shipment[h].next = w->free_shipment;
    w->free_shipment = h;
    note(w, RECEIVED, number, quantity, w->on_hand, w->on_order, w->backlog);
    while (w->head >= 0 && w->on_hand > 0) {
        Order *e = &w->order[w->head];
        i64 wait = w->now - e->asked;
        settle(w);
        w->on_hand--;
        w->backlog--;
        received(w, e->asked, 1, wait);
        w->ledger[1]++;
        w->late_sum += wait;
        note(w, SERVED_LATE, e->serial, 1, 0, w->now, w->on_hand);
        w->handed_over++;
        strike(w, w->head);
    }
}

static void wait_for_it(World *w, i64 customer) {
    if (w->free_order < 0) {
        i64 old = w->orders_room;
        w->order = realloc(w->order, (size_t)(w->orders_room *= 2) * sizeof(Order));
        for (i64 i = old; i < w->orders_room; i++) w->order[i].next = i + 1 < w->orders_room ? i + 1 : -1;
        w->free_order = old;
    }
    i64 o = w->free_order;
    Order *e = &w->order[o];
    w->free_order = e->next;
    i64 patience = drawn(w->story->patience_mean, w->story->patience_k0, w->story->patience_k1, customer);
    *e = (Order){w->serial++, w->now, customer, -1, w->tail};
    if (w->tail < 0) w->head = o; else w->order[w->tail].next = o;
    w->tail = o;
    settle(w);
    w->backlog++;
    w->accepted++;
    note(w, BACK_ORDERED, e->serial, 1, -1, patience, customer);
    push(w, w->now + patience, PATIENCE, e->serial, o);
}

static void on_request(World *w, i64 customer) {
    Story *s = w->story;
    i64 following = w->now + drawn(s->gap_mean, s->gap_k0, s->gap_k1, customer + 1);
    s->requests++;
    for (i64 place = 0; place < s->limits; place++)
        if (w->now <= s->horizon - s->limit[place]) w->eligible[place]++;
    if (w->head < 0 && w->on_hand > 0) {
        settle(w);
        w->on_hand--;
        w->ledger[0]++;
        received(w, w->now, 1, 0);
        note(w, SERVED_AT_ONCE, customer, 1, 0, customer, w->on_hand);
        w->handed_over++;
    } else {
        wait_for_it(w, customer);
    }
    push(w, following, REQUEST, customer + 1, -1);
    reorder(w);
}

static void on_patience(World *w, i64 o, i64 ordinal) {
    Order *e = &w->order[o];
    if (e->serial < 0 || (e->serial & 0xFFFFFFFF) != ordinal) return;
    settle(w);
    w->backlog--;
    w->ledger[2]++;
    w->left_times[bucket(w->now - e->asked)]++;
    note(w, RENEGED, e->serial, 1, -1, e->customer, 0);
    strike(w, o);
    reorder(w);
}

static void on_sample(World *w, i64 number) {
    w->series[2 * number] = w->on_hand;
    w->series[2 * number + 1] = w->backlog;
    i64 next = number + 1;
    if (next < w->story->samples) push(w, w->story->horizon * next / w->story->samples, SAMPLE, next, 0);
}

static void play(World *w) {
    while (w->size > 0) {
        Event least = w->heap[0];
        i64 kind = least.key >> 57, ordinal = least.key & 0xFFFFFFFF;
        w->now = least.tick;
        pop(w);
        if (kind == w->story->kind[REQUEST]) {
            on_request(w, ordinal);
        } else if (kind == w->story->kind[ARRIVAL]) {
            on_arrival(w, least.value);
            reorder(w);
        } else if (kind == w->story->kind[PATIENCE]) {
            on_patience(w, least.value, ordinal);
        } else {
            on_sample(w, ordinal);
        }
    }
}

/* Run the story to its horizon. */
void simulate(Story *story) {
    World w = {.story = story, .on_hand = story->upper, .room = 256, .orders_room = 256, .shipments_room = 64};
    w.fill_times = calloc(BUCKETS, sizeof(i64));
    w.left_times = calloc(BUCKETS, sizeof(i64));
    w.series = calloc((size_t)story->samples * 2 + 2, sizeof(i64));
    w.heap = malloc((size_t)w.room * sizeof(Event));
    w.order = malloc((size_t)w.orders_room * sizeof(Order));
    w.shipment = malloc((size_t)w.shipments_room * sizeof(Shipment));
    for (i64 i = 0; i < w.orders_room; i++) w.order[i].next = i + 1 < w.orders_room ? i + 1 : -1;
    for (i64 i = 0; i < w.shipments_room; i++) w.shipment[i].next = i + 1 < w.shipments_room ? i + 1 : -1;
    w.head = w.tail = -1;
    push(&w, drawn(story->gap_mean, story->gap_k0, story->gap_k1, 0), REQUEST, 0, -1);
    push(&w, 0, SAMPLE, 0, 0);
    reorder(&w);
    play(&w);
    w.now = story->horizon;
    settle(&w);
    story->at_once = w.ledger[0];
    story->late = w.ledger[1];
    story->reneged = w.ledger[2];
    story->waiting = w.backlog;
    story->orders = w.orders;
    free(w.fill_times), free(w.left_times), free(w.series), free(w.heap), free(w.order), free(w.shipment);
}
