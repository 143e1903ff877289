from cards.actions import Verb
from cards.buttons import ACTS
from dialogs.router import ROUTES


def test_every_button_has_its_dialog() -> None:
    assert set(ROUTES) == set(Verb)


def test_every_form_that_can_be_opened_can_be_sent_and_asked_again() -> None:
    forms = [verb for verb in Verb if verb.value.endswith("_form") and verb != Verb.ROUTE_FORM]
    for form in forms:
        act = Verb(form.value.removesuffix("_form"))
        assert act.form is form
        assert ROUTES[act].again is not None, f"{act} cannot be asked again"


def test_every_act_that_a_card_may_offer_is_routed_with_its_form() -> None:
    for act in ACTS:
        assert act in ROUTES
        assert act.form in ROUTES
