"""Forms on the screen: one definition becomes labels and editors, one small class per kind of answer."""
