"""What the doctor finds in a hall without a line: current, papers, printer, time, http."""

import os

import pytest

from hemicycle.operation.battery import Battery, battery
from hemicycle.operation.doctor import box, computer
from hemicycle.operation.doctor.findings import BAD, LOOK, WELL, Patient
from hemicycle.operation.hall import Hall
from hemicycle.operation.settings import Settings

from .houses import NOW

BOX = Hall(name="Hall", password="tea-and-water")


def patient(tmp_path, **settings):
    """What is looked at."""
    return Patient(folder=tmp_path, now=NOW, settings=Settings(**settings))


def supply(folder, name, **facts):
    """One supply of current as Linux tells of it."""
    (folder / name).mkdir(parents=True)
    for fact, said in facts.items():
        (folder / name / fact).write_text(f"{said}\n")


def test_the_battery_of_a_mouse_is_none_of_the_computer(tmp_path):
    assert battery(tmp_path) is None
    supply(tmp_path, "AC", type="Mains", online=1)
    supply(tmp_path, "mouse", type="Battery", scope="Device", capacity=3, status="Discharging")
    supply(tmp_path, "BAT9", type="Battery", status="Unknown")
    assert battery(tmp_path) is None
    supply(tmp_path, "BAT0", type="Battery", capacity=80, status="Charging")
    assert battery(tmp_path) == Battery(80, feeds=False)
    supply(tmp_path, "BAT1", type="Battery", capacity=7, status="Discharging")
    found = battery(tmp_path)
    assert found == Battery(7, feeds=True)
    assert found.is_low


@pytest.mark.parametrize(
    ("found", "hall", "level"),
    [
        (Battery(90, feeds=False), BOX, WELL),
        (Battery(90, feeds=True), BOX, LOOK),
        (Battery(12, feeds=True), Hall(), BAD),
        (None, BOX, LOOK),
        (None, Hall(), WELL),
    ],
)
def test_a_computer_on_its_battery_is_found(tmp_path, monkeypatch, found, hall, level):
    monkeypatch.setattr(box, "battery", lambda: found)
    told = box.power(patient(tmp_path, hall=hall))
    assert (told.level, bool(told.do)) == (level, level != WELL)
    assert found is None or f"{found.percent} %" in told.says


def test_a_pack_that_does_not_lie_there_is_found(tmp_path):
    assert box.packs(patient(tmp_path)).level == WELL
    assert box.packs(patient(tmp_path, hall=BOX)).level == LOOK
    packs = tmp_path / "packs"
    assert box.packs(patient(tmp_path, paper_to=packs)).level == LOOK
    packs.mkdir()
    file = packs / "paper-pack-s-1-plenary-en.pdf"
    file.touch()
    made_s = NOW / 1000 - 125
    os.utime(file, (made_s, made_s))
    told = box.packs(patient(tmp_path, paper_to=packs))
    assert (told.level, told.says) == (WELL, "The latest paper pack is 2 minutes old.")


@pytest.mark.parametrize(
    ("check", "answer", "level"),
    [
        (box.printer, "hall-printer\n", WELL),
        (box.printer, "", LOOK),
        (box.printer, None, LOOK),
        (box.time_server, "yes\n", WELL),
        (box.time_server, "no\n", LOOK),
        (box.time_server, None, LOOK),
    ],
)
def test_what_the_system_says_is_judged(tmp_path, monkeypatch, check, answer, level):
    monkeypatch.setattr(box, "answer_of", lambda *_: answer)
    assert check(patient(tmp_path, hall=BOX)).level == level
    assert check(patient(tmp_path)).level == WELL


def test_a_program_that_fails_says_nothing():
    assert box.answer_of("no-such-program-here") is None
    assert box.answer_of("false") is None
    assert box.answer_of("echo", "well") == "well\n"


def test_plain_http_is_told_with_what_does_not_work_over_it(tmp_path):
    told = computer.certificate(patient(tmp_path, base_url="http://box.lan"))
    assert told.level == LOOK
    assert "passkeys do not work" in told.says
    here = computer.certificate(patient(tmp_path, base_url="http://localhost:8150"))
    assert here.level == WELL
