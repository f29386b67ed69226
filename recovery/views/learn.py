"""What there is to read, with what suits this person's phase before the rest."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import is_patient, signed_in_required
from accounts.local_time import local_day
from accounts.models import User
from exercises import views as library
from recovery import mappers
from recovery.presenters.lines import phase_of
from recovery.presenters.reading import articles_of
from recovery.selectors import own_plans, plan_days


@require_safe
@signed_in_required
def articles(request: HttpRequest) -> HttpResponse:
    """Whoever searches gets what was found and nothing before it."""
    for_now = () if request.GET or not is_patient(request.user) else _for_now(request.user)
    return library.articles(request, for_now=for_now)


def _for_now(patient: User) -> tuple[str, ...]:
    """The articles of the phase that their open plan is in today; none without a plan."""
    today = local_day(patient, timezone.now())
    plan = own_plans.open_plan_of(patient, today)
    if plan is None:
        return ()
    day = plan_days.today(plan, today)
    return articles_of(day, phase_of(day, mappers.protocol_for(plan)))
