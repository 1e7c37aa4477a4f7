"""A web on this machine: outlets with feeds and articles, all invented, and every fault that the real one has.

`plan` says what there is and what goes wrong with it, all by a seed; `pages` writes it out; `serving` serves it and
keeps a log. `python -m tests.web --help` runs it as a process of its own, which ends by itself.
"""
