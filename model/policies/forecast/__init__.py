"""What demand a stock point expects: `decide(ForecastView, Settings) -> quanta per tick`, asked at each review."""
