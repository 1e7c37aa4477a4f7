import asyncio
import threading

import pytest

from onrecord.desk.crew import Crew
from onrecord.errors import NotFound


def test_crew_works_on_as_much_at_once_as_it_has_threads() -> None:
    crew, together = Crew(3, "test"), threading.Barrier(3)

    async def run() -> list[int]:
        return await asyncio.gather(*(crew.run(together.wait, 30) for _ in range(3)))

    assert sorted(asyncio.run(run())) == [0, 1, 2]
    crew.dismiss()
    for thread in crew._threads:
        thread.join(30)
        assert not thread.is_alive()


def test_errors_are_raised_where_the_result_is_awaited_and_the_crew_goes_on() -> None:
    crew = Crew(1, "test")

    def fail() -> None:
        raise NotFound("gone")

    async def run() -> int:
        with pytest.raises(NotFound, match="gone"):
            await crew.run(fail)
        return await crew.run(int, "7")

    assert asyncio.run(run()) == 7
    crew.dismiss()


def test_work_that_is_no_longer_awaited_is_not_begun() -> None:
    crew, gate = Crew(1, "test"), threading.Event()
    done: list[int] = []

    async def run() -> None:
        first = asyncio.create_task(crew.run(gate.wait, 30))
        second = asyncio.create_task(crew.run(done.append, 1))
        await asyncio.sleep(0.01)
        second.cancel()
        await asyncio.sleep(0)
        gate.set()
        await first
        await crew.run(int)

    asyncio.run(run())
    assert done == []
    crew.dismiss()
