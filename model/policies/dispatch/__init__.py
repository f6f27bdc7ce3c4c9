"""Which item a free line works on next: `decide(DispatchView, Settings) -> priority`, least first, ties by release.

The engine asks once for each item of which a released job waits.
"""
