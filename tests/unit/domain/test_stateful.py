"""A plan as it is lived: told on time and late, twice and wrongly, put right, and gone on with.

A snapshot is kept after each decided day. An entry about a day makes the snapshots from that
day on invalid; what is decided again from the one before has to be what the whole log gives.
"""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from recovery.domain.codes import Autonomy
from recovery.domain.log import CheckIn, Correction, Entry, Log, SelfTest, Session
from recovery.domain.plan import Decision, fold

from .good_days import lifted, said_on_a_good_day
from .invariants import must_hold
from .kit import START
from .made_logs import every_protocol, intakes
from .strategies import corrections, entries, kinds_of

BY_THE_BODY = (CheckIn, Session, SelfTest)  # told or put right, these lift no lock
days_gone_by = st.sampled_from([1, 1, 1, 2, 3, 5, 9, 16, 30])


class LivedPlan(RuleBasedStateMachine):
    """One person's plan, from the intake on."""

    @initialize(protocol=every_protocol, first=intakes(), autonomy=st.sampled_from(list(Autonomy)))
    def it_begins(self, protocol, first, autonomy) -> None:
        self.protocol, self.kinds = protocol, kinds_of(protocol)
        self.log = Log(start=START, entries=(first,), autonomy=autonomy)
        self.today = START
        self.kept: list[Decision] = []
        self.decide()

    # --- what is said today

    @rule(data=st.data())
    def a_morning_is_told(self, data) -> None:
        self.record(self.made(data, "check_in"))

    @rule(data=st.data())
    def a_session_is_done(self, data) -> None:
        self.record(self.made(data, "session"))

    @precondition(lambda self: self.protocol.exit_test_by_code)
    @rule(data=st.data())
    def a_test_is_tried(self, data) -> None:
        self.record(self.made(data, "self_test"))

    @rule(data=st.data())
    def the_patient_is_examined(self, data) -> None:
        self.record(self.made(data, "seen"))

    @rule(data=st.data())
    def a_clinician_instructs(self, data) -> None:
        self.record(self.made(data, "directive"))

    @rule(data=st.data())
    def the_patient_pauses_or_goes_on(self, data) -> None:
        self.record(self.made(data, "wish"))

    # --- what is said late, twice, or wrongly

    @precondition(lambda self: self.today > START)
    @rule(data=st.data())
    def something_arrives_late(self, data) -> None:
        days_ago = data.draw(st.integers(1, (self.today - START).days))
        self.record(self.made(data, *self.kinds, on=self.today - timedelta(days=days_ago)))

    @rule(data=st.data())
    def something_is_sent_again(self, data) -> None:
        again = replace(data.draw(st.sampled_from(self.log.entries)), order=self.next_number)
        self.log = replace(self.log, entries=(*self.log.entries, again))

    @precondition(lambda self: self.told_on(self.today))
    @rule(data=st.data())
    def something_of_today_is_corrected(self, data) -> None:
        self.correct(data, self.told_on(self.today))

    @rule(data=st.data())
    def something_older_is_corrected(self, data) -> None:
        self.correct(data, self.told())

    # --- time goes by

    @rule(days=days_gone_by)
    def nobody_says_anything(self, days) -> None:
        self.today += timedelta(days=days)
        self.decide()

    @rule(days=st.integers(1, 6))
    def good_days_go_by(self, days) -> None:
        for _ in range(days):
            said = (*said_on_a_good_day(self.protocol), *lifted(self.kept[-1]))
            self.today += timedelta(days=1)
            for entry in said:
                number = self.next_number
                self.store(replace(entry, id=f"e{number}", on=self.today, order=number))
            self.decide()

    # --- what has to be true

    @invariant()
    def the_snapshots_lead_where_the_whole_log_leads(self) -> None:
        whole = list(fold(self.protocol, self.log, until=self.today))
        assert [one.state for one in self.kept] == [one.state for one in whole]
        assert self.kept[-1].plan_day == whole[-1].plan_day

    # --- how it is kept

    @property
    def next_number(self) -> int:
        return len(self.log.entries)

    def told(self) -> list[Entry]:
        return [entry for entry in self.log.entries if not isinstance(entry, Correction)]

    def told_on(self, day: date) -> list[Entry]:
        return [entry for entry in self.told() if entry.on == day]

    def made(self, data: st.DataObject, *kinds: str, on: date | None = None) -> Entry:
        return data.draw(entries(self.kinds, on or self.today, self.next_number, list(kinds)))

    def correct(self, data: st.DataObject, told: list[Entry]) -> None:
        wrong = data.draw(st.sampled_from(told))
        self.record(data.draw(corrections(self.kinds, wrong, self.next_number)), about=wrong)

    def record(self, entry: Entry, *, about: Entry | None = None) -> None:
        """Store an entry, forget the days it touches, and decide them again."""
        locked = self.locked_days()
        self.store(entry)
        self.decide()
        if isinstance(about or entry, BY_THE_BODY):
            assert locked <= self.locked_days()

    def store(self, entry: Entry) -> None:
        self.log = replace(self.log, entries=(*self.log.entries, entry))
        self.kept = [one for one in self.kept if one.state.on < entry.on]

    def decide(self) -> None:
        """Go on from the latest snapshot, with the entries since and no others."""
        since = self.kept[-1].state if self.kept else None
        rest = tuple(one for one in self.log.entries if since is None or one.on > since.on)
        log = replace(self.log, entries=rest)
        fresh = list(fold(self.protocol, log, until=self.today, since=since))
        for decision in fresh:
            must_hold(decision)
        self.kept += fresh

    def locked_days(self) -> set[date]:
        return {one.state.on for one in self.kept if one.state.lock is not None}


TestLivedPlan = LivedPlan.TestCase
