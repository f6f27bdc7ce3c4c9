"""How fast the engines are, against the same model written by hand in plain SimPy: `make bench`."""
