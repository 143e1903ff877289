from datetime import date

from resolution.people import Channel, Cover, Directory, Holding, Person, Team

DAY = date(2026, 12, 22)
WEEK = (date(2026, 12, 21), date(2026, 12, 27))


def a_person(key: str, *holdings: Holding, covered_by: str = "", left: bool = False) -> Person:
    cover = (Cover(covered_by, *WEEK),) if covered_by else ()
    return Person(key, key.title(), holdings, cover=cover, left=left)


def a_directory(*people: Person) -> Directory:
    teams = (
        Team("north", "North", "children"),
        Team("south", "South", "children"),
        Team("duty", "D"),
    )
    return Directory("v", people, teams)


def keys(people: tuple[Person, ...]) -> list[str]:
    return [person.id for person in people]


def test_the_nearest_holder_of_a_post_is_asked() -> None:
    directory = a_directory(
        a_person("all", Holding("manager")),
        a_person("service", Holding("manager", service="children")),
        a_person("team", Holding("manager", team="north")),
    )
    assert keys(directory.holders("manager", "north")) == ["team"]
    assert keys(directory.holders("manager", "south")) == ["service"]
    assert keys(directory.holders("manager", "duty")) == ["all"]
    assert keys(directory.holders("manager", "")) == ["all"]
    assert directory.holders("iro", "north") == ()


def test_a_team_without_a_service_is_not_reached_by_a_service() -> None:
    directory = a_directory(a_person("service", Holding("manager", service="children")))
    assert directory.holders("manager", "duty") == ()
    assert directory.posts_of("service", "duty") == ()


def test_somebody_who_left_holds_nothing() -> None:
    directory = a_directory(
        a_person("gone", Holding("manager", team="north"), left=True),
        a_person("all", Holding("manager")),
    )
    assert keys(directory.holders("manager", "north")) == ["all"]
    assert directory.posts_of("gone", "north") == ()


def test_a_persons_posts_are_those_that_reach_the_team() -> None:
    directory = a_directory(
        a_person(
            "ava",
            Holding("iro"),
            Holding("manager", team="north"),
            Holding("manager", service="children"),
            Holding("head", team="duty"),
        )
    )
    assert directory.posts_of("ava", "north") == ("iro", "manager")
    assert directory.posts_of("ava", "duty") == ("iro", "head")
    assert directory.posts_of("nobody", "north") == ()


def test_nobody_stands_in_for_somebody_who_is_there() -> None:
    directory = a_directory(a_person("ava", covered_by="ben"), a_person("ben"))
    assert directory.stand_in("ava", date(2026, 12, 20)) is None
    assert directory.stand_in("ava", date(2026, 12, 28)) is None
    assert directory.stand_in("ben", DAY) is None
    assert directory.stand_in("nobody", DAY) is None


def test_cover_holds_on_its_first_and_its_last_day() -> None:
    directory = a_directory(a_person("ava", covered_by="ben"), a_person("ben"))
    assert [directory.stand_in("ava", day) for day in WEEK] == [directory.person("ben")] * 2


def test_the_cover_of_a_cover_stands_in_for_both() -> None:
    directory = a_directory(
        a_person("ava", covered_by="ben"), a_person("ben", covered_by="cat"), a_person("cat")
    )
    assert directory.stand_in("ava", DAY) == directory.person("cat")
    assert directory.covered_by("cat", DAY) == ("ava", "ben")
    assert directory.covered_by("ben", DAY) == ()
    assert directory.covered_by("cat", date(2027, 1, 5)) == ()


def test_two_who_cover_for_each_other_do_not_go_round_for_ever() -> None:
    directory = a_directory(a_person("ava", covered_by="ben"), a_person("ben", covered_by="ava"))
    assert directory.stand_in("ava", DAY) == directory.person("ben")


def test_a_cover_who_left_or_is_unknown_is_passed_over() -> None:
    directory = a_directory(
        Person("ava", "Ava", cover=tuple(Cover(by, *WEEK) for by in ("gone", "who", "ben"))),
        a_person("gone", left=True),
        a_person("ben", covered_by="who"),
    )
    assert directory.stand_in("ava", DAY) == directory.person("ben")


def test_the_administrators_channel_is_found() -> None:
    channel = Channel("admin", "19:x", "Admins", administrators=True)
    assert a_directory().administrators_channel is None
    assert Directory("v", channels=(Channel("a", "19:y", "A"), channel)).administrators_channel == (
        channel
    )


def test_a_manager_is_found_by_id() -> None:
    directory = a_directory(Person("ava", "Ava", manager_id="ben"), a_person("ben"))
    assert directory.manager_of("ava") == directory.person("ben")
    assert directory.manager_of("ben") is None
