"""How readings and findings are written down: for people, for programs, for spreadsheets."""
