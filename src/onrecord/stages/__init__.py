"""The verbs of the desk, one folder each; each is pure and knows no other."""
