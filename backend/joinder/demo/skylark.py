"""The large case: a year from four people to several hundred, with two letters, a filing and its answer."""

from sqlalchemy.orm import Session

from joinder.cases import organizers
from joinder.cases import service as cases
from joinder.demo import joining, letters
from joinder.demo.joining import Visit
from joinder.demo.stories import retold
from joinder.demo.texts import texts
from joinder.demo.wallets import SKYLARK
from joinder.demo.world import Person, World, open_case
from joinder.matching import queries
from joinder.matching import service as matching
from joinder.reports import set_asides
from joinder.reports.models import Membership, SetAside

PUBLISHED = 353 + 1 / 24
# A slow start (bands), a burst, then a steady pace at which exact numbers may be printed every third week.
WEEKS = (
    *(3, 4, 2, 3, 4, 3, 5, 4, 3, 2, 3, 2, 3, 2, 3, 3, 2, 3),
    *(20, 24),
    *((7, 7, 8) * 4),
    *(21, 11, 8),
    *((7, 7, 8) * 5),
)
PICTURES = 30
MODERATED = "moderator"


def plan(world: World) -> None:
    """Put the whole story of the case into the calendar."""
    _begin(world)
    visits = _arrivals(world)
    _doubtful(world, visits)
    _leavers(world, visits)
    letters.plan_first(world)
    letters.plan_reminder(world)


def _begin(world: World) -> None:
    def opening(session: Session) -> None:
        open_case(world, session, SKYLARK, texts()["skylark"]["case"], world.staff["organizer"])

    def offering(session: Session) -> None:
        offer = organizers.declare(session, world.case(session, "skylark"), world.staff["organizer"])
        world.staff["skylark offer"] = offer.id

    def appointing(session: Session) -> None:
        offer = world.staff["skylark offer"]
        organizers.appoint(session, world.case(session, "skylark"), offer, world.actor("moderator"))

    calendar = world.calendar
    calendar.on(362, opening)
    calendar.on(361, offering)
    calendar.on(360, appointing)
    calendar.on(
        PUBLISHED, lambda session: cases.publish(session, world.case(session, "skylark"), world.actor("moderator"))
    )


def _arrivals(world: World) -> list[Visit]:
    """Plan everybody's coming: four before the case is public, then week by week; every eleventh brings a picture."""
    own = [Person("organizer@demo.example", "zh"), Person("member@demo.example", "zh")]
    days = [361.5, 359.0, 358.0, 356.5]
    for week, number in enumerate(WEEKS):
        days += sorted((PUBLISHED - 7 * week - 7 * world.rng.random() for _ in range(number)), reverse=True)
    days += [2.4, 1.1, 0.3]
    visits: list[Visit] = []
    every = len(days) // PICTURES
    for place, when in enumerate(days):
        visit = joining.plan_visit(world, SKYLARK, when, own[place] if place < len(own) else None)
        shows = place % every == 1 and place // every < PICTURES
        joining.come(world, visit, checker=MODERATED if place % 55 else None, picture=shows)
        visits.append(visit)
    return visits


def _doubtful(world: World, visits: list[Visit]) -> None:
    """Plan repeats by the same person, near-copies by others, rejections and people set aside."""
    for place in range(40, 320, 35):
        first = visits[place]
        joining.again(world, first, first.days - 2, first.data.narrative + "补充一次。", same_order=True)
    for place in (60, 152, 260):
        first = visits[place]
        joining.again(world, first, first.days - 1.5, retold(first.data.narrative, first.person.lang), same_order=False)
    for place in (74, 95, 130, 180, 230, 290):
        _copied(world, visits[place])
    for place, reason in ((50, "test"), (112, "spam"), (170, "off_topic"), (240, "spam"), (312, "test")):
        joining.refuse(world, visits[place], visits[place].days - 1, reason)
    world.calendar.on(120, lambda session: _decide_matches(world, session, [visits[74], visits[95]]))
    _set_aside(world, [visits[place] for place in (105, 106, 107, 109)])


def _copied(world: World, first: Visit) -> None:
    """Plan somebody else sending nearly the same words some days later."""
    visit = joining.plan_visit(world, SKYLARK, first.days - 5, world.new_person(first.person.lang))
    joining.come(world, joining.in_words(visit, retold(first.data.narrative, first.person.lang)))


def _decide_matches(world: World, session: Session, copied: list[Visit]) -> None:
    """Have the organizer say of one proposed pair that it is the same, and of another that it is not."""
    case = world.case(session, "skylark")
    for visit, decide in zip(copied, (matching.confirm, matching.dismiss), strict=True):
        report_id = visit.person.report_id
        for match in queries.pairs(session, [report_id] if report_id else []).values():
            decide(session, case, match.id, world.actor("organizer"))


def _set_aside(world: World, visits: list[Visit]) -> None:
    """Plan four people set aside by a moderator; two appeal, one appeal is granted and one still waits."""
    words = texts()["skylark"]

    def member(session: Session, visit: Visit) -> Membership:
        return session.get_one(Membership, visit.person.member_id)

    def aside(session: Session) -> None:
        for visit in visits:
            set_asides.set_aside(
                session, member(session, visit), world.actor("moderator"), "coordinated", words["aside"]
            )
            visit.person.out = True

    def granted(session: Session) -> None:
        row = set_asides.standing(session, member(session, visits[3]).id)
        if isinstance(row, SetAside):
            set_asides.decide_appeal(session, row, world.actor("admin"), words["granted"], restore=True)
            visits[3].person.out = False

    calendar = world.calendar
    calendar.on(170, aside)
    calendar.on(165, lambda session: _appeal(session, member(session, visits[3]), words["restored"]))
    calendar.on(160, granted)
    calendar.on(4, lambda session: _appeal(session, member(session, visits[0]), words["appeal"]))


def _appeal(session: Session, member: Membership, text: str) -> None:
    set_asides.appeal(session, member, text)


def _leavers(world: World, visits: list[Visit]) -> None:
    for place in range(33, 330, 23):
        days = visits[place].days * world.rng.random()
        joining.leave(world, visits[place], min(days, visits[place].days - 1))
