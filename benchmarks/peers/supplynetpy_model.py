"""The nearest model that SupplyNetPy tells: (s, S), Poisson requests, exponential lead times; all wait equally long.

Its customers share one tolerance, where ours draw theirs. Prints requests and seconds as JSON: `DAYS SEED`.
"""

import json
import random
import sys
import time

from SupplyNetPy import Components


def simulate(days: float, seed: int) -> tuple[int, float]:
    """Return requests and the seconds of the simulation alone, without building the network."""
    luck = random.Random(seed)
    shop = {
        "ID": "corner", "name": "corner", "node_type": "retailer", "capacity": 1_000_000, "initial_level": 20,
        "inventory_holding_cost": 0.1, "replenishment_policy": Components.SSReplenishment,
        "policy_param": {"s": 8, "S": 20}, "product_sell_price": 1, "product_buy_price": 1,
    }  # fmt: skip
    lane = {
        "ID": "lane", "source": "works", "sink": "corner", "cost": 1,
        "lead_time": lambda: luck.expovariate(1 / 10.0),
    }  # fmt: skip
    people = {
        "ID": "people", "name": "people", "order_arrival_model": lambda: luck.expovariate(1.0),
        "order_quantity_model": lambda: 1, "demand_node": "corner", "tolerance": 8.0,
    }  # fmt: skip
    works = {"ID": "works", "name": "works", "node_type": "infinite_supplier"}
    network = Components.create_sc_net(nodes=[works, shop], links=[lane], demands=[people])
    start = time.perf_counter()
    Components.simulate_sc_net(network, sim_time=days, logging=False)
    seconds = time.perf_counter() - start
    return int(network["demands"]["people"].stats.demand_placed[0]), seconds


if __name__ == "__main__":
    requests, seconds = simulate(float(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps({"requests": requests, "seconds": seconds}))
