"""Whether a waiting customer gets a message at this moment: `decide(UpdateView, Settings) -> bool`.

Asked every `every` from acceptance (default a day).
"""
