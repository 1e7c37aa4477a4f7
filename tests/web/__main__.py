"""Run the invented web as a process: print where the outlets are, serve, and end by itself."""

import argparse
import asyncio
import json
import sys
from pathlib import Path

from tests.web.plan import make_plan
from tests.web.serving import Web


async def _run(arguments: argparse.Namespace) -> None:
    plan = make_plan(
        feeds=arguments.feeds,
        articles=arguments.articles,
        seed=arguments.seed,
        hopeless=arguments.hopeless,
        changing=arguments.changing,
        crawl_delay=arguments.crawl_delay,
    )
    with arguments.log.open("a", encoding="utf-8") as log:
        web = Web(plan, log)
        await web.start()
        arguments.outlets.parent.mkdir(parents=True, exist_ok=True)
        arguments.wanted.write_text(json.dumps(web.wanted()), encoding="utf-8")
        part = arguments.outlets.with_suffix(".part")
        part.write_text(web.outlets(), encoding="utf-8")
        part.replace(arguments.outlets)
        print(f"{plan.wanted} articles to capture, served for {arguments.minutes:g} minutes", flush=True)
        await asyncio.sleep(30 * arguments.minutes)
        web.is_changed = True
        await asyncio.sleep(30 * arguments.minutes)
        web.stop()


def main() -> int:
    """Serve for as long as told."""
    parser = argparse.ArgumentParser(prog="python -m tests.web", description=__doc__)
    parser.add_argument("outlets", type=Path, help="where to write the table of outlets, for a desk")
    parser.add_argument("log", type=Path, help="where to note every request")
    parser.add_argument("wanted", type=Path, help="where to list the addresses that can be captured, as JSON")
    parser.add_argument("--feeds", type=int, default=50)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--hopeless", type=int, default=0)
    parser.add_argument("--changing", type=int, default=0, help="articles that change halfway")
    parser.add_argument("--crawl-delay", type=float, default=None)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=15.0)
    asyncio.run(_run(parser.parse_args()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
