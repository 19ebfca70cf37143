"""The nouns: frozen values that know nothing of storage, models or screens."""
