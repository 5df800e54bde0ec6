"""Both sessions of the demo, in one clerk: the reported one at once, the rehearsal played."""

import asyncio

from hemicycle.clerk import Clerk, ClerkQueue
from hemicycle.demo.rehearsed import Setting
from hemicycle.demo.reports import rehearse_to
from hemicycle.demo.sessions import AS_REPORTED, REHEARSAL, set_up
from hemicycle.journal.names import read_names
from hemicycle.journal.verify import verify
from hemicycle.procedure.kernel import Instant
from hemicycle.rulebooks import load
from hemicycle.store.memory import MemoryStore


def clerk_with(clocks: dict) -> Clerk:
    """A clerk on the clocks of a table, and on no other."""
    return Clerk(
        MemoryStore(),
        seed=bytes(32),
        load_rules=load,
        now=lambda session: clocks[session].now() if session in clocks else Instant(1),
        salt=lambda: bytes(16),
    )


def test_the_whole_rehearsal_plays_and_nothing_of_it_is_skipped():
    clocks = {}
    clerk = clerk_with(clocks)
    queue = ClerkQueue(clerk)

    async def play():
        demo = set_up(queue, clocks=clocks, steady_ns=lambda: 0)
        at_work = asyncio.create_task(queue.run())
        await demo.player.fast_forward(Instant(demo.player.scenario.ends_at + 1))
        at_work.cancel()
        return demo

    demo = asyncio.run(play())
    assert demo.player.is_finished
    assert [(one.text, one.refusal) for one in demo.player.skipped] == []
    assert sorted(clerk.states) == ["as-reported-150", "rehearsal-150"]
    assembly = clerk.state(demo.player.current).assembly
    assert len(assembly.delegations) == 140
    assert [d.outcome for d in assembly.divisions.values()] == ["rejected", "adopted"]
    assert assembly.session.basis == "rehearsal"
    bases = {written.header.basis for written in clerk.history[demo.player.current]}
    assert bases == {"rehearsal"}


def test_everything_reported_has_its_source_and_mark():
    clerk = clerk_with({})
    demo = set_up(ClerkQueue(clerk), clocks={}, steady_ns=lambda: 0)
    written = clerk.history[demo.reported.header.session]
    assert len(written) > 40
    for one in written:
        header = one.header
        assert (header.basis, bool(header.source), bool(header.mark)) == ("reported", True, True)
        assert header.occurred.precision in ("day", "unknown")
        assert header.by == "o-press"
    size = clerk.state(demo.reported.header.session).tail.position
    set_up(ClerkQueue(clerk), clocks={}, steady_ns=lambda: 0)
    assert clerk.state(demo.reported.header.session).tail.position == size


def test_names_are_found_for_every_session_of_the_demo():
    clerk = clerk_with({})
    demo = set_up(ClerkQueue(clerk), clocks={}, steady_ns=lambda: 0)
    reported = demo.names(demo.reported.header.session)
    rehearsal = demo.names(demo.player.current)
    assert reported.label("o-press", "en") == "Reconstruction from press reports"
    assert rehearsal.label("p-0006", "fr") == "République d'Arvénie"
    assert rehearsal.of("p-0006", "en") == "of Arvenia"
    assert rehearsal.title("o-president", "fr") == "Présidente de l'Assemblée"
    assert rehearsal.delegation("p-0006-2") == "p-0006"


def test_a_rehearsal_is_written_with_its_names_and_can_be_verified(tmp_path):
    journal = tmp_path / "out.ndjson"
    report = rehearse_to(REHEARSAL, journal)
    assert report.problems == ()
    assert (report.session, report.title) == ("rehearsal-150", "Rehearsal 150")
    lines = journal.read_bytes().splitlines(keepends=True)
    verdict = verify(lines)
    assert (verdict.ok, verdict.entries) == (True, report.entries)
    # A request, an amendment or a text put to the vote, and the choice of one, is recorded in two
    # entries.
    assert report.acts + 11 == report.entries + report.ballots + report.refusals
    assert read_names((tmp_path / "out.names.json").read_bytes()).label("p-0006", "en")
    lines[100] = lines[100].replace(b"p-0", b"p-1", 1)
    assert not verify(lines).ok


def test_a_rehearsal_needs_no_file_to_be_kept(tmp_path):
    report = rehearse_to(AS_REPORTED)
    assert (report.problems, report.ballots, report.refusals) == ((), 0, 0)
    assert list(tmp_path.iterdir()) == []


def test_a_setting_is_unguessable_unless_it_is_given():
    assert Setting().seed != Setting().seed
    assert Setting().salt() != Setting().salt()
