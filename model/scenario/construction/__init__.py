"""From the file's blocks to the World: names become places, durations ticks, quantities quanta, chance streams."""
