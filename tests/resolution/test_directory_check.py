from datetime import date

from msgspec.structs import replace

from resolution.directory_check import check_directory
from resolution.people import Channel, Cover, Directory, Holding, Person, Team
from resolution.policy import CaseKind, Notified, Policy, Post, Responders, Stage

TEAMS = (Team("north", "North", "children"), Team("south", "South", "children"))
ADMIN = Channel("admin", "19:x", "Admins", administrators=True)
POSTS = (
    Post("iro", "IRO"),
    Post("iro_manager", "IRO Manager"),
    Post("team_manager", "Team Manager", scope="team", aliases=("TM",)),
    Post("service_manager", "Service Manager", scope="service"),
    Post("deputy", "Deputy"),
    Post("legal", "Head of Legal Services"),
    Post("guardian", "Children's Guardian", scope="external"),
)


def a_stage(respond: Responders, **deputies: tuple[str, ...]) -> Stage:
    told = (Notified("legal", "§1"), Notified("guardian", "§1"))
    return Stage(
        "one", "Stage 1", True, ("iro",), respond, "§1", notify=told, deputies=dict(deputies)
    )


def a_policy(*stages: Stage) -> Policy:
    return Policy(
        key="made-up",
        title="Made up",
        authority="Nowhere",
        version="1",
        source="made-up.toml",
        ref_prefix="NOW",
        record_system="File",
        kinds=(CaseKind.LOOKED_AFTER,),
        owners={CaseKind.LOOKED_AFTER: "iro"},
        owner_managers={"iro": "iro_manager"},
        posts=POSTS,
        stages=stages,
        themes=(),
    )


ANY = a_policy(a_stage(Responders(("team_manager", "service_manager"))))
EACH = a_policy(a_stage(Responders(("team_manager", "service_manager"), all_of=True)))


def people(*posts: str) -> tuple[Person, ...]:
    """One person for each "post", "post:team" or "post@service"."""
    made = []
    for number, text in enumerate(posts):
        post, _, team = text.partition(":")
        post, _, service = post.partition("@")
        held = (Holding(post, team, service),)
        made.append(Person(f"p{number}", f"Person {number}", held, administrator=number == 0))
    return tuple(made)


def a_directory(*posts: str) -> Directory:
    everybody = people("iro", "iro_manager", "legal", "guardian", "deputy", *posts)
    return Directory("v", everybody, TEAMS, (ADMIN,))


def test_a_directory_that_fills_every_post_has_nothing_to_say() -> None:
    full = a_directory("team_manager:north", "team_manager:south", "service_manager@children")
    assert check_directory(full, EACH) == ((), ())


def test_a_team_without_a_holder_of_a_post_that_must_answer_is_a_problem() -> None:
    problems, _ = check_directory(a_directory("team_manager:north", "service_manager"), EACH)
    assert problems == (
        'Nobody holds Team Manager (team_manager) for South; needed for the answer at "Stage 1".',
    )


def test_any_one_of_several_responders_is_enough_for_a_team() -> None:
    problems, warnings = check_directory(a_directory("team_manager:north"), ANY)
    assert problems == (
        (
            "Nobody holds Team Manager (team_manager) or Service Manager (service_manager) "
            'for South; needed for the answer at "Stage 1".'
        ),
    )
    problems, warnings = check_directory(a_directory("service_manager"), ANY)
    assert problems == ()
    assert warnings == (
        (
            "Nobody holds Team Manager (team_manager) for the whole authority; "
            "that post will not be told or asked."
        ),
    )


def test_a_deputy_of_the_policy_fills_the_duty() -> None:
    deputised = a_policy(a_stage(Responders(("service_manager",)), service_manager=("deputy",)))
    assert check_directory(a_directory("team_manager"), deputised)[0] == ()


def test_the_owner_and_its_manager_are_needed_by_every_case() -> None:
    directory = Directory("v", people("team_manager"), TEAMS, (ADMIN,))
    problems, warnings = check_directory(directory, ANY)
    assert problems == (
        (
            "Nobody holds IRO (iro) for the whole authority; "
            'needed for every looked after case, raising "Stage 1".'
        ),
        (
            "Nobody holds IRO Manager (iro_manager) for the whole authority; "
            "needed for managing the IRO."
        ),
    )
    assert [w.split(";")[0] for w in warnings] == [
        "Nobody holds Service Manager (service_manager) for the whole authority",
        "Nobody holds Deputy (deputy) for the whole authority",
        "Nobody holds Head of Legal Services (legal) for the whole authority",
        "Nobody holds Children's Guardian (guardian) for the whole authority",
    ]


def test_an_external_responder_may_be_missing_with_a_warning() -> None:
    problems, _ = check_directory(a_directory(), a_policy(a_stage(Responders(("guardian",)))))
    assert problems == ()


def test_somebody_who_left_fills_no_post() -> None:
    gone = Person("x", "Gone", (Holding("team_manager"),), left=True)
    directory = Directory("v", (*people("iro", "iro_manager"), gone), TEAMS, (ADMIN,))
    assert "Nobody holds Team Manager" in check_directory(directory, EACH)[0][0]


def test_a_post_that_the_policy_does_not_name_is_a_problem_with_the_likely_word() -> None:
    problems, _ = check_directory(
        a_directory("team_manager", "service_manager", "team_manger", "TM", "plumber"), EACH
    )
    assert problems == (
        (
            'Person 7 holds "team_manger", which the policy made-up does not name; '
            'write "team_manager".'
        ),
        'Person 8 holds "TM", which the policy made-up does not name; write "team_manager".',
        (
            'Person 9 holds "plumber", which the policy made-up does not name; it knows iro, '
            "iro_manager, team_manager, service_manager, deputy, legal, guardian."
        ),
    )


def test_a_directory_without_teams_is_a_problem() -> None:
    directory = Directory("v", people("iro", "iro_manager", "team_manager"), (), (ADMIN,))
    assert check_directory(directory, ANY)[0] == (
        "There is no [[teams]] entry: every challenge is raised for a team.",
    )


def test_several_holders_of_an_authority_wide_post_are_a_warning_but_iros_are_many() -> None:
    _, warnings = check_directory(a_directory("team_manager", "service_manager", "legal"), EACH)
    assert warnings == (
        (
            "2 people hold Head of Legal Services (legal) for the whole authority: "
            "Person 2, Person 7; the first is asked, each may act."
        ),
    )
    assert check_directory(a_directory("team_manager", "service_manager", "iro"), EACH)[1] == ()


def test_people_in_doubt_are_warnings() -> None:
    week = (date(2026, 12, 21), date(2026, 12, 27))
    doubtful = (
        Person("gone", "Gone", left=True),
        Person("a", "Ava", manager_id="gone"),
        Person("b", "Ben", cover=(Cover("gone", *week), Cover("a", week[1], week[1]))),
    )
    full = a_directory("team_manager", "service_manager")
    directory = Directory("v", full.people + doubtful, TEAMS)
    assert check_directory(directory, EACH)[1] == (
        "The manager of Ava, Gone, has left; name another.",
        "Gone, who covers for Ben, has left; name another.",
        "Two people cover for Ben on 2026-12-27; the one written first is asked.",
        (
            "No channel has administrators = true: when somebody can't be reached, the "
            "administrators hear of it in their own chats."
        ),
    )


def test_administrators_in_doubt_are_warnings() -> None:
    full = a_directory("team_manager", "service_manager")
    others = tuple(replace(person, administrator=False) for person in full.people)
    second = Channel("more", "19:y", "More", administrators=True)
    directory = Directory("v", others, TEAMS, (ADMIN, second))
    assert check_directory(directory, EACH)[1] == (
        "2 channels are for administrators: Admins, More; only the first is told.",
        "Nobody is an administrator: no channel's digest can be turned on in Teams.",
    )
