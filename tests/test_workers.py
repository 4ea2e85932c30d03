"""The pool of processes: order, a bounded number of results under way, workers that die, and processes that share no memory."""

from __future__ import annotations

import os
import signal
import time

import pytest

from shenhe_cli.workers import AHEAD, count_cores, run_in_order


def double(number):
    # Later tasks are the quicker ones.
    time.sleep(0.02 if number % 5 == 0 else 0)
    return number * 2


def die_over_three(number):
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 2


def stumble_over_three(number):
    if number == 3:
        raise ZeroDivisionError
    return number * 2


def bury(number):
    return f"dead over {number}"


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(jobs):
    assert list(run_in_order(double, range(40), jobs, bury)) == [number * 2 for number in range(40)]
    assert list(run_in_order(double, [], jobs, bury)) == []


def test_processes_that_share_no_memory():
    assert list(run_in_order(double, range(4), 2, bury, "spawn")) == [0, 2, 4, 6]


def test_a_worker_that_dies_takes_only_its_task_with_it():
    assert list(run_in_order(die_over_three, range(6), 2, bury)) == [0, 2, 4, "dead over 3", 8, 10]


def test_a_worker_that_raises_is_one_that_dies(capfd):
    assert list(run_in_order(stumble_over_three, range(5), 2, bury)) == [0, 2, 4, "dead over 3", 8]
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_tasks_are_drawn_no_further_ahead_than_need_be():
    drawn = 0

    def tasks():
        nonlocal drawn
        for number in range(1000):
            drawn = number + 1
            yield number

    for result in run_in_order(double, tasks(), 2, bury):
        assert drawn - result // 2 <= 2 * AHEAD + 1


def test_closing_ends_the_workers_at_once():
    results = run_in_order(time.sleep, [0, 60, 60, 60], 2, bury)
    began = time.monotonic()
    next(results)
    results.close()
    assert time.monotonic() - began < 10


def test_there_is_a_core():
    assert count_cores() >= 1
