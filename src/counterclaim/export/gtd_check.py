"""GTD: the rules that a table must keep (codebooks 2.3, 10.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from counterclaim.export.checking import Checker, check_columns, is_number
from counterclaim.export.gtd_codes import load_gtd
from counterclaim.export.gtd_sides import UNKNOWN, join_international
from counterclaim.export.table import TextRow
from counterclaim.export.violations import Violation

FLAG = frozenset({"0", "1", "-9"})
_FLAGS = (
    "extended", "crit1", "crit2", "crit3", "doubtterr", "multiple", "success", "suicide", "guncertain1",
    "guncertain2", "guncertain3", "individual", "claimed", "claim2", "claim3", "compclaim", "property",
    "ishostkid", "ransom", "vicinity",
)  # fmt: skip
#: Columns that hold something only when hostages were taken.
_HOSTAGE = ("nhostkid", "nhours", "ndays", "hostkidoutcome", "nreleased", "ransom")
_COUNTS = ("nkill", "nkillus", "nkillter", "nwound", "nwoundus", "nwoundte")
_INTERNATIONAL = ("INT_LOG", "INT_IDEO", "INT_MISC")


def check_gtd(columns: Sequence[str], rows: Iterable[TextRow]) -> Iterator[Violation]:
    """Find where a table breaks the rules of GTD."""
    missing = list(check_columns(columns, load_gtd().columns))
    yield from missing
    if missing:
        return
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        checker = Checker(row=number, cells=row)
        yield from checker.require(row["eventid"] not in seen, "eventid", "unique", "is not unique")
        seen.add(row["eventid"])
        yield from _check_row(checker)


def _check_row(check: Checker) -> Iterator[Violation]:
    cells = check.cells
    is_id = is_number(cells["eventid"]) and len(cells["eventid"]) >= len("197001010001")
    yield from check.require(is_id, "eventid", "id", "is no day and number, yyyymmddNNNN")
    yield from check.require_count("iyear", least=1970)
    yield from check.require_code("imonth", {str(month) for month in range(13)})
    yield from check.require_code("iday", {str(day) for day in range(32)})
    yield from check.require_filled("gname", "attacktype1", "targtype1", "weaptype1", "specificity")
    yield from check.require_point("latitude", "longitude")
    for column in _FLAGS:
        yield from check.require_code(column, FLAG, blank=True)
    for column in _COUNTS:
        yield from check.require_count(column, blank=True)
    yield from _check_codes(check)
    yield from _check_order(check)
    yield from _check_perpetrators(check)
    yield from _check_claims(check)
    yield from _check_hostages(check)
    yield from _check_international(check)


def _check_codes(check: Checker) -> Iterator[Violation]:
    table = load_gtd()
    for place in (1, 2, 3):
        yield from _check_pair(check, f"attacktype{place}", table.attacktype)
        yield from _check_subtype(check, place, "targ", table.targtype, table.targsubtype)
        yield from _check_pair(check, f"natlty{place}", table.country)
    for place in (1, 2, 3, 4):
        yield from _check_subtype(check, place, "weap", table.weaptype, table.weapsubtype)
    for column, codes in (
        ("country", table.country),
        ("region", table.region),
        ("claimmode", table.claimmode),
        ("claimmode2", table.claimmode),
        ("claimmode3", table.claimmode),
        ("propextent", table.propextent),
        ("hostkidoutcome", table.hostkidoutcome),
        ("alternative", table.alternative),
    ):
        yield from _check_pair(check, column, codes)
    yield from check.require_code("specificity", table.specificity)


def _check_pair(check: Checker, column: str, codes: Mapping[str, str]) -> Iterator[Violation]:
    """Check a code and the words beside it."""
    yield from check.require_code(column, codes, blank=True)
    words = codes.get(check.cells[column])
    if words is not None:
        right = _strip(check.cells[f"{column}_txt"]) == _strip(words)
        yield from check.require(right, f"{column}_txt", "words", f"must be {words!r}")


def _strip(words: str) -> str:
    """Strip the explanations in brackets, which editions of the codebook word differently."""
    return words.partition(" (")[0].casefold()


def _check_subtype(
    check: Checker, place: int, stem: str, kinds: Mapping[str, str], subtypes: Mapping[str, Mapping[str, str]]
) -> Iterator[Violation]:
    yield from _check_pair(check, f"{stem}type{place}", kinds)
    own = subtypes.get(kinds.get(check.cells[f"{stem}type{place}"], ""), {})
    yield from _check_pair(check, f"{stem}subtype{place}", own)


def _check_order(check: Checker) -> Iterator[Violation]:
    """Check that attack types follow the precedence, and that no place is left out."""
    order = [str(code) for code in load_gtd().attacktype_hierarchy]
    given = [check.cells[f"attacktype{place}"] for place in (1, 2, 3)]
    codes = [code for code in given if code]
    known = all(code in order for code in codes)
    right = known and codes == sorted(set(codes), key=order.index) and given[: len(codes)] == codes
    yield from check.require(right, "attacktype1", "order", "is out of the order of precedence")


def _check_perpetrators(check: Checker) -> Iterator[Violation]:
    for total, part in (("nkill", "nkillter"), ("nwound", "nwoundte")):
        whole, own = check.cells[total], check.cells[part]
        if is_number(own) and is_number(whole):
            right = int(own) <= int(whole)
            yield from check.require(right, part, "part", f"is more than {total}")


def _check_claims(check: Checker) -> Iterator[Violation]:
    named = {"": "claimed", "2": "claim2", "3": "claim3"}
    for suffix, claimed in named.items():
        group, mode = check.cells[f"gname{suffix}"], check.cells[f"claimmode{suffix}"]
        is_claimed = check.cells[claimed] == "1"
        has_group = bool(group) and group != "Unknown"
        yield from check.require(has_group or not is_claimed, claimed, "claim", f"needs gname{suffix}")
        yield from check.require(
            is_claimed or not mode, f"claimmode{suffix}", "claim", f"needs {claimed} = 1"
        )


def _check_hostages(check: Checker) -> Iterator[Violation]:
    if check.cells["ishostkid"] != "1":
        for column in _HOSTAGE:
            yield from check.require(not check.cells[column], column, "hostages", "needs ishostkid = 1")


def _check_international(check: Checker) -> Iterator[Violation]:
    for column in (*_INTERNATIONAL, "INT_ANY"):
        yield from check.require_code(column, FLAG, blank=True)
    codes = [check.cells[column] for column in _INTERNATIONAL]
    if all(code in FLAG for code in codes):
        wanted = join_international(*map(int, codes))
        right = check.cells["INT_ANY"] == str(wanted)
        yield from check.require(right, "INT_ANY", "any", f"must be {wanted} ({UNKNOWN} is unknown)")
