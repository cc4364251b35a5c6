"""A poor network, two devices and late answers during an evening: nothing typed is lost, nothing old comes back."""

import pytest

from lsa_tafel import agreements, editing, hands, store
from tests.browser import test_aan_tafel
from tests.browser.conftest import PHONE

room, until = test_aan_tafel.room, test_aan_tafel._until


def test_a_screen_shows_slides_on_a_network_that_is_slower_than_its_questions(room, evening):
    key, _ = evening
    screen = room("/live/desk")
    screen.route("**/events", lambda route: route.abort())
    screen.add_init_script("""
      const real = fetch, wait = (ms) => new Promise((done) => setTimeout(done, ms));
      let late = 0;
      fetch = async (...asked) => { const found = await real(...asked); await wait(late++ ? 2600 : 0); return found; };
    """)
    screen.goto(f"/live/screen/{store.screen_key(key)}")
    screen.locator(".slide.title").wait_for()
    store.go(key, 1)
    screen.locator(".slide.guess").wait_for()


def test_a_screen_that_lost_the_network_asks_about_once_a_second_however_long_that_lasts(room, evening):
    key, _ = evening
    screen = room(f"/live/screen/{store.screen_key(key)}")
    screen.locator(".slide").wait_for()
    screen.evaluate("""() => {
      window.tried = 0;
      window.fetch = () => { window.tried++; return Promise.reject(new Error("lost")); };
      for (let i = 0; i < 20; i++) draw();
    }""")
    screen.get_by_text("Geen verbinding").wait_for()
    before = screen.evaluate("tried")
    screen.wait_for_timeout(2000)
    assert 1 <= screen.evaluate("tried") - before <= 4


def test_a_late_answer_does_not_make_a_screen_that_lost_the_network_stop_asking(room, evening):
    key, _ = evening
    screen = room(f"/live/screen/{store.screen_key(key)}")
    screen.locator(".slide").wait_for()
    screen.evaluate("""async () => {
      const real = fetch, first = await (await real(base + "/state")).text();
      let go;
      window.fetch = () => new Promise((answer) => { go = () => answer(new Response(first)); });
      draw();
      window.fetch = () => Promise.reject(new Error("lost"));
      await draw();
      go();
    }""")
    screen.get_by_text("Geen verbinding").wait_for()


@pytest.mark.parametrize("page", ["remote", "phone"])
def test_an_answer_that_comes_late_does_not_bring_the_slide_before_back(room, evening, page):
    key, session = evening
    path = f"/live/remote#{store.new_remote(key)}" if page == "remote" else f"/doe-mee/{session.code}"
    shown = room(path, PHONE)
    first = shown.locator("#at", has_text="1 van") if page == "remote" else shown.get_by_text("Kijk naar het scherm")
    first.wait_for()
    shown.evaluate("""() => {
      const real = fetch;
      window.held = window.late = null;
      window.fetch = async (...asked) => {
        const found = await real(...asked);
        if (!String(asked[0]).endsWith("/state") || held) return found;
        const text = await found.text();
        await new Promise((go) => { window.held = go; });
        window.late = true;
        return new Response(text, {status: found.status});
      };
      look();
    }""")
    until(shown, lambda: shown.evaluate("!!held"))
    store.go(key, 1)
    second = shown.locator("#at", has_text="2 van") if page == "remote" else shown.get_by_role("slider")
    second.wait_for()
    shown.evaluate("held()")
    until(shown, lambda: shown.evaluate("window.late"))
    shown.wait_for_timeout(200)
    assert second.is_visible()
    assert not first.is_visible()


def test_hands_of_one_table_are_never_kept_at_another_while_the_network_is_slow(room, evening):
    key, session = evening
    store.work_in_tables(key, 2)
    figure = next(slide for slide in session.slides if slide["kind"] == "figure")
    store.go(key, session.place_of(figure["id"]))
    desk = room(f"/live/desk#{key}")
    desk.get_by_label("Welke tafel").select_option("1")
    desk.route("**/desk", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    desk.locator("#hands").get_by_label("ja").fill("7")
    desk.get_by_label("Welke tafel").select_option("2")
    assert desk.locator("#hands").get_by_label("ja").input_value() == "0"
    desk.locator("#hands").get_by_label("nee").fill("3")
    desk.get_by_label("Welke tafel").select_option("1")
    assert desk.locator("#hands").get_by_label("ja").input_value() == "7", "what is not kept yet is still there"
    desk.unroute("**/desk")
    until(desk, lambda: len(hands.of_session(session.id)) == 2)
    assert {one["table"]: one["value"] for one in hands.of_session(session.id)} == {1: {"yes": 7}, 2: {"no": 3}}


def test_hands_that_are_typed_when_the_slide_changes_stay_with_their_slide(room, evening):
    key, session = evening
    figures = [slide["id"] for slide in session.slides if slide["kind"] == "figure"]
    store.go(key, session.place_of(figures[0]))
    desk = room(f"/live/desk#{key}")
    desk.locator("#hands").get_by_label("ja").press_sequentially("4")
    store.go(key, session.place_of(figures[1]))
    until(desk, lambda: hands.of_session(session.id))
    assert [(one["slide"], one["value"]) for one in hands.of_session(session.id)] == [(figures[0], {"yes": 4})]


def test_a_sentence_that_is_half_corrected_is_still_there_when_another_comes(room, evening):
    key, session = evening
    figure = next(slide for slide in session.slides if slide["kind"] == "figure")
    store.go(key, session.place_of(figure["id"]))
    one, other = (store.join(session.code)[1] for _ in range(2))
    store.answer(session.id, figure["id"], one, {"recognise": "yes"}, "Het dak lek")
    desk = room(f"/live/desk#{key}")
    desk.get_by_role("button", name="Verbeter").click()
    desk.locator("#waiting form textarea").fill("Het dak lekt al")
    desk.get_by_role("heading", name="Avond").click()
    store.answer(session.id, figure["id"], other, {"recognise": "no"}, "De buren helpen")
    desk.get_by_text("De buren helpen").wait_for()
    assert desk.locator("#waiting form textarea").input_value() == "Het dak lekt al"


def test_a_correction_of_a_sentence_that_changed_meanwhile_is_not_lost(room, evening):
    key, session = evening
    figure = next(slide for slide in session.slides if slide["kind"] == "figure")
    store.go(key, session.place_of(figure["id"]))
    phone = store.join(session.code)[1]
    store.answer(session.id, figure["id"], phone, {"recognise": "yes"}, "Het dak lek")
    desk = room(f"/live/desk#{key}")
    desk.get_by_role("button", name="Verbeter").click()
    correction = desk.locator("#waiting form textarea")
    correction.fill("Het dak lekt al jaren")
    store.answer(session.id, figure["id"], phone, {"recognise": "yes"}, "Het dak lekt nu")
    desk.get_by_role("button", name="Bewaar en laat zien").click()
    desk.get_by_text("Deze zin is net veranderd of weggehaald.").wait_for()
    desk.get_by_text("De telefoon schreef: Het dak lekt nu").wait_for()
    assert correction.input_value() == "Het dak lekt al jaren"
    desk.get_by_role("button", name="Bewaar en laat zien").click()
    until(desk, lambda: store.answers(session.id)[0]["shown"] == store.SHOWN)
    assert store.answers(session.id)[0]["sentence"] == "Het dak lekt al jaren"


def test_a_desk_says_which_agreements_still_wait_before_a_report_is_taken(room, evening):
    key, session = evening
    store.go(key, session.place_of("agreements"))
    agreements.propose(session.id, store.join(session.code)[1], "a" * 32, {"what": "belt de gemeente"})
    desk = room(f"/live/desk#{key}")
    desk.get_by_text("Afspraken die nog op u wachten: 1.").wait_for()
    desk.locator("#agreements").get_by_role("button", name="Laat zien").click()
    desk.get_by_text("Afspraken die nog op u wachten").wait_for(state="hidden")


def test_a_desk_goes_on_when_the_slide_of_which_somebody_writes_a_note_is_taken_out_elsewhere(room, evening):
    key, session = evening
    store.go(key, 1)
    desk = room(f"/live/desk#{key}")
    desk.get_by_label("Notitie bij dia 2:").focus()
    editing.remove(key, session.slides[1]["id"])
    desk.locator("#at", has_text="2 van 12").wait_for()
    desk.get_by_label("Notitie bij dia 2: Overschie").wait_for()
    assert desk.get_by_role("status").first.inner_text() == ""


IMPATIENT = "const patience = AbortSignal.timeout.bind(AbortSignal); AbortSignal.timeout = () => patience(1500)"


def test_what_a_network_never_answers_is_told_and_sent_again_by_phone_and_desk(room, evening):
    key, session = evening
    store.go(key, next(at for at, slide in enumerate(session.slides) if slide["kind"] == "question"))
    phone, desk = room("/doe-mee", PHONE), room("/doe-mee")
    for page, path in ((phone, f"/doe-mee/{session.code}"), (desk, f"/live/desk#{key}")):
        page.add_init_script(IMPATIENT)
        page.goto(path)
    phone.locator("#sentence").fill("Het park")
    desk.get_by_label("Wat", exact=True).fill("belt de gemeente")
    phone.route("**/answer", lambda route: None, times=1)
    desk.route("**/desk", lambda route: None if route.request.method == "POST" else route.continue_(), times=1)
    phone.get_by_role("button", name="Verstuur").click()
    desk.get_by_role("button", name="Zet erbij").click()
    phone.get_by_text("Nog niet bewaard").wait_for()
    desk.get_by_role("status").get_by_text("Nog niet bewaard").wait_for()
    until(desk, lambda: agreements.shown(session.id) and store.answers(session.id))
    assert [one["sentence"] for one in store.answers(session.id)] == ["Het park"]
    assert [one["what"] for one in agreements.shown(session.id)] == ["belt de gemeente"]


def test_of_two_choices_on_a_slow_phone_the_last_one_counts(room, evening):
    key, session = evening
    store.go(key, next(at for at, slide in enumerate(session.slides) if slide["kind"] == "figure"))
    phone = room(f"/doe-mee/{session.code}", PHONE)
    held = []
    phone.route("**/answer", lambda route: route.continue_() if held else held.append(route))
    phone.get_by_role("button", name="ja", exact=True).click()
    until(phone, lambda: held)
    phone.get_by_role("button", name="nee", exact=True).click()
    phone.wait_for_timeout(500)
    held[0].continue_()
    phone.get_by_text("Bewaard.").wait_for()
    assert [one["value"] for one in store.answers(session.id)] == [{"recognise": "no"}]


def test_an_agreement_that_is_sent_twice_is_once_and_what_is_typed_meanwhile_stays(room, evening):
    key, session = evening
    store.go(key, session.place_of("agreements"))
    phone = room(f"/doe-mee/{session.code}", PHONE)
    held = []
    phone.route("**/agreement", lambda route: held.append(route))
    phone.get_by_label("Wat doet u").fill("kookt")
    for _ in range(2):
        phone.get_by_role("button", name="Zet erbij").click()
    until(phone, lambda: held)
    phone.get_by_label("Wat doet u").fill("kookt, en wast af")
    for route in held:
        route.continue_()
    phone.get_by_text("Verstuurd naar de begeleider.").wait_for()
    assert phone.locator("main li").all_inner_texts() == ["kookt"]
    assert phone.get_by_label("Wat doet u").input_value() == "kookt, en wast af"
    phone.get_by_role("button", name="Zet erbij").click()
    until(phone, lambda: len(held) == 2)
    held[1].continue_()
    until(phone, lambda: [one["what"] for one in agreements.of_session(session.id)] == ["kookt", "kookt, en wast af"])


def test_an_agreement_whose_answer_got_lost_and_that_was_changed_then_is_kept_as_it_was_changed(room, evening):
    key, session = evening
    store.go(key, session.place_of("agreements"))
    phone = room(f"/doe-mee/{session.code}", PHONE)

    def lose(route):
        route.fetch()
        route.abort()

    phone.route("**/agreement", lose)
    phone.get_by_label("Wat doet u").fill("kookt")
    phone.get_by_role("button", name="Zet erbij").click()
    phone.get_by_text("Nog niet bewaard.").wait_for()
    phone.unroute("**/agreement")
    phone.get_by_label("Wat doet u").fill("kookt in maart")
    phone.get_by_role("button", name="Zet erbij").click()
    phone.get_by_text("Verstuurd naar de begeleider.").wait_for()
    assert "kookt in maart" in [one["what"] for one in agreements.of_session(session.id)]
