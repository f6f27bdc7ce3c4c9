"""The nearest model that stockpyl tells: periods of a day, (s, S), Poisson demand, a fixed lead time, all back-ordered.

A period of one site stands for the mean demand of a day, one request. Prints requests and seconds as JSON: `DAYS SEED`.
"""

import json
import sys
import time

from stockpyl.sim import simulation
from stockpyl.supply_chain_network import single_stage_system


def simulate(days: int, seed: int) -> tuple[int, float]:
    """Return site-periods and the seconds of the simulation alone."""
    network = single_stage_system(
        local_holding_cost=0.1, stockout_cost=1, demand_type="P", mean=1, policy_type="sS", reorder_point=8,
        order_up_to_level=20, shipment_lead_time=10,
    )  # fmt: skip
    start = time.perf_counter()
    simulation(network, days, rand_seed=seed, progress_bar=False)
    return days, time.perf_counter() - start


if __name__ == "__main__":
    requests, seconds = simulate(int(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps({"requests": requests, "seconds": seconds}))
