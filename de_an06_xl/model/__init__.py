"""Nouns of the product: frozen types without input or output."""
