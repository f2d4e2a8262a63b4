"""Front pages, one module per role; the view decides which one a person gets."""
