"""What is wrong with a page's HTML: what the parser had to mend, and what the standard forbids.

The parser is that of the HTML standard, so it knows every mistake a browser silently repairs. What
it lets through and the standard does not stands here: which element may hold which, which
attribute belongs where, and ids that are twice there or lead nowhere.
"""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser


def _words(said: str) -> frozenset[str]:
    return frozenset(said.split())


HTML = "{http://www.w3.org/1999/xhtml}"
HEADINGS = _words("h1 h2 h3 h4 h5 h6")
# Of these a page may have none inside of a sentence.
FLOW_ONLY = HEADINGS | _words(
    "address article aside blockquote details dialog div dl fieldset figure footer form header hr"
    " main menu nav ol p pre section table ul"
)
SENTENCES = HEADINGS | _words(
    "abbr b button cite code em i label legend p pre q small span strong summary time"
)
# A heading may be what a fieldset or a disclosure is called.
CALLED_BY_A_HEADING = {"legend", "summary"}
INTERACTIVE = {"a", "button", "details", "input", "label", "select", "textarea"}
HOLDS_NO_OTHER = {"a", "button"}
ITEMS = {
    "ul": {"li", "script", "template"},
    "ol": {"li", "script", "template"},
    "dl": {"dt", "dd", "div", "script", "template"},
    "select": {"option", "optgroup", "hr"},
    "tr": {"th", "td", "script", "template"},
}
LABELLED = {"button", "input", "meter", "output", "progress", "select", "textarea"}

ANYWHERE = _words(
    "autofocus class dir enterkeyhint hidden id inert inputmode lang popover role tabindex title"
    " translate"
)
OF = {
    element: _words(attributes)
    for element, attributes in {
        "a": "href rel download hreflang target type",
        "blockquote": "cite",
        "button": "type name value disabled form formaction formmethod formnovalidate"
        " popovertarget popovertargetaction",
        "col": "span",
        "details": "open name",
        "dialog": "open",
        "fieldset": "disabled form name",
        "form": "method action novalidate enctype autocomplete name target",
        "img": "src alt loading decoding srcset sizes width height fetchpriority",
        "input": "type name value checked autocomplete required maxlength minlength placeholder"
        " max min step disabled readonly accept multiple pattern list form size",
        "label": "for",
        "li": "value",
        "link": "rel href as type crossorigin media sizes integrity",
        "meta": "charset name content media",
        "ol": "start reversed",
        "optgroup": "label disabled",
        "option": "value selected disabled label",
        "output": "for form name",
        "progress": "max value",
        "script": "type src defer async crossorigin integrity nomodule",
        "select": "name autocomplete required disabled multiple size form",
        "source": "src type srcset media sizes",
        "td": "colspan rowspan headers",
        "textarea": "name rows cols maxlength minlength required placeholder autocomplete disabled"
        " readonly form",
        "th": "scope colspan rowspan headers abbr",
        "time": "datetime",
        "track": "kind src srclang label default",
        "video": "src controls playsinline preload width height poster muted loop",
    }.items()
}
# Each is a list of ids.
LEADS_TO = {
    *("for", "form", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls"),
    *("aria-details", "aria-errormessage", "aria-owns", "popovertarget"),
}


def html_faults(text: str) -> list[str]:
    """In the order of the page, each in a line; none for a page that is as it should be."""
    parser = HTMLParser()
    root = parser.parse(text)
    mended = [
        f"line {place[0]}: {code} {' '.join(map(str, said.values()))}".strip()
        for place, code, said in parser.errors
    ]
    return [*mended, *_faults_of_ids(root), *_faults_within(root, ())]


def _name(element: Element) -> str:
    """Its tag; empty for a comment and for what belongs to a drawing."""
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.removeprefix(HTML) if tag.startswith(HTML) else ""


def _told(element: Element) -> str:
    said = " ".join(f'{name}="{value}"' for name, value in list(element.items())[:3])
    return f"<{_name(element)} {said}>".replace(" >", ">")


def _faults_of_ids(root: Element) -> Iterator[str]:
    every = [one for one in root.iter() if isinstance(one.tag, str)]
    ids = Counter(one.get("id") for one in every if one.get("id") is not None)
    yield from (f"id {one!r} is there {count} times" for one, count in ids.items() if count > 1)
    named = {one.get("id"): one for one in every if one.get("id")}
    for one in every:
        yield from (f"{_told(one)} leads to no {wanted!r}" for wanted in _asked(one) - ids.keys())
        to = named.get(one.get("for", "")) if _name(one) == "label" else None
        if to is not None and _name(to) not in LABELLED:
            yield f"{_told(one)} is the label of {_told(to)}"


def _asked(element: Element) -> set[str]:
    wanted = {one for name in LEADS_TO for one in element.get(name, "").split()}
    place = element.get("href", "") if _name(element) == "a" else ""
    return wanted | ({place[1:]} if place[:1] == "#" and place[1:] else set())


def _faults_within(element: Element, around: tuple[str, ...]) -> Iterator[str]:
    name = _name(element)
    if name:
        yield from _faults_of_place(element, name, around)
        yield from _faults_of_attributes(element, name)
    for child in element:
        yield from _faults_within(child, (*around, name))


def _faults_of_place(element: Element, name: str, around: tuple[str, ...]) -> Iterator[str]:
    parent = around[-1] if around else ""
    may_be = name in HEADINGS and parent in CALLED_BY_A_HEADING
    if name in FLOW_ONLY and parent in SENTENCES and not may_be:
        yield f"{_told(element)} within <{parent}>"
    if parent in ITEMS and name not in ITEMS[parent]:
        yield f"{_told(element)} as an item of <{parent}>"
    held = [one for one in around if one in HOLDS_NO_OTHER] if name in INTERACTIVE else []
    if held and element.get("type") != "hidden":
        yield f"{_told(element)} within <{held[-1]}>"


def _faults_of_attributes(element: Element, name: str) -> Iterator[str]:
    for attribute in element.attrib:
        is_known = attribute in ANYWHERE or attribute in OF.get(name, ())
        if not is_known and not attribute.startswith(("data-", "aria-")):
            yield f"{_told(element)}: no attribute of it is called {attribute}"
    if name == "form" and element.get("method") == "post" and not _has_token(element):
        yield f"{_told(element)} is sent without a token, so it is refused"
    if name == "time" and not element.get("datetime") and not any(map(str.isdigit, _text(element))):
        yield f"{_told(element)} says no time"


def _has_token(form: Element) -> bool:
    return any(one.get("name") == "csrfmiddlewaretoken" for one in form.iter())


def _text(element: Element) -> str:
    return "".join(element.itertext())
