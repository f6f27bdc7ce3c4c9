"""How fast the engines are, beside the same stories told by hand, in C, and by other simulators: `make bench`."""
