"""The truth about counselling records: frozen values and pure functions."""
