from itertools import pairwise
from pathlib import Path

import onrecord.stages
from onrecord.flow import BESIDE, FLOW, draw_flow

STAGES = Path(onrecord.stages.__path__[0])


def test_each_step_takes_what_the_step_before_gives() -> None:
    for before, after in pairwise(FLOW):
        assert after.takes is before.gives, f"{after.name} takes {after.takes.__name__}"


def test_each_stage_is_one_step_and_each_step_one_stage() -> None:
    folders = {path.name for path in STAGES.iterdir() if (path / "__init__.py").is_file()}
    assert {step.name for step in (*FLOW, *BESIDE)} == folders


def test_each_step_runs_the_public_function_of_its_own_stage() -> None:
    for step in (*FLOW, *BESIDE):
        assert step.run.__module__.startswith(f"onrecord.stages.{step.name}")
        assert step.run.__name__.startswith(
            ("find_", "make_", "read_", "attribute_", "identify_", "compare_", "trace_")
        )


def test_stages_beside_the_flow_take_what_it_gives() -> None:
    given = {step.gives for step in FLOW}
    assert all(step.takes in given for step in BESIDE)


def test_picture_in_the_readme_is_drawn_from_the_flow() -> None:
    readme = STAGES.parents[2] / "README.md"
    assert draw_flow() in readme.read_text(encoding="utf-8"), (
        "put the output of flow.draw_flow() into README.md"
    )
