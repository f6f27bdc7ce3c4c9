"""Whether a shop offers a back-order: `decide(OfferView, Settings) -> bool`."""
