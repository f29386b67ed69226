"""`manage.py replay_decisions`: would the rules decide every stored day the same way again?"""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recovery.models import Decision, RecoveryPlan
from recovery.selectors.replayed import Difference, differences

DIFFERENT = 1
PLANS_A_LINE = 50


class Command(BaseCommand):
    help = (
        "Decide every stored day again from its log, list each difference, and exit with 1 if "
        "there is any. Run on a change of the rules, it shows which past decisions would differ."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--plan", type=int, help="only the plan with this number")
        parser.add_argument(
            "--after", type=int, default=0, help="go on after the plan with this number"
        )
        parser.add_argument("--json", action="store_true", help="one object a difference")

    def handle(self, *args: Any, **options: Any) -> None:
        found: Counter[str] = Counter()
        plans: set[int] = set()
        for one in self._differences(options):
            found[f"{one.was} → {one.now}"] += 1
            plans.add(one.plan_id)
            self.stdout.write(_as_json(one) if options["json"] else _as_line(one))
        if not found:
            self.stderr.write("Every decision is the same.")
            return
        for change, days in found.most_common():
            self.stderr.write(f"{days:6}  {change}")
        self.stderr.write(f"{found.total()} decisions of {len(plans)} plans differ.")
        sys.exit(DIFFERENT)

    def _differences(self, options: dict[str, Any]) -> Iterator[Difference]:
        plans = RecoveryPlan.objects.select_related("protocol_version").order_by("pk")
        plans = plans.filter(pk__gt=options["after"])
        if options["plan"] is not None:
            plans = plans.filter(pk=options["plan"])
            if not plans:
                raise CommandError(f"There is no plan {options['plan']}.")
        count, decisions = plans.count(), Decision.objects.filter(plan__in=plans).count()
        self.stderr.write(f"{decisions} decisions of {count} plans")
        for number, plan in enumerate(plans.iterator(chunk_size=PLANS_A_LINE), start=1):
            yield from differences(plan)
            if number % PLANS_A_LINE == 0:
                self.stderr.write(
                    f"{number} of {count} plans; to go on from here: --after {plan.pk}"
                )


def _as_line(one: Difference) -> str:
    where = f"plan {one.plan_id}, {one.day}, revision {one.revision}"
    return f"{where}: {one.was} → {one.now}; {', '.join(one.keys)}"


def _as_json(one: Difference) -> str:
    return json.dumps({**asdict(one), "day": one.day.isoformat()}, ensure_ascii=False)
