"""Who runs what, where: coordinator, executors, resuming and shards."""
