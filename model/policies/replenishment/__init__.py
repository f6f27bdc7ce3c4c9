"""How much a stock point orders now: `decide(StockView, Settings) -> quanta`, negative for units above the target."""
