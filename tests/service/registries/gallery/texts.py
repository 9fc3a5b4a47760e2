"""Texts: of the wrong kind, cut off, in no encoding, or with something in their cells."""

from __future__ import annotations

from tests.service.registries.gallery.exhibits import GOOD, HEADINGS, Exhibit, always, text

OFFICERS = "officer_id,name,body_id,cert_no"
MEGABYTE = 1 << 20

NOT_A_TABLE = (
    Exhibit("nothing", always(b""), "file-empty", rejected=True),
    Exhibit("blanks", always(b" \r\n\t\n\n"), "file-empty"),
    Exhibit("headings_alone", text(HEADINGS), "no-rows"),
    Exhibit(
        "the_template_sent_back",
        text(HEADINGS, "T1,案例（请删除）,area"),
        "no-rows",
        notice="sample-row",
    ),
    Exhibit("prose", text("Dear colleague,", "please find the list attached."), "no-heading-row"),
    Exhibit("json", always(b'{"targets": [{"target_id": "T1"}]}'), "not-a-table"),
    Exhibit("yaml", text("targets:", "  - target_id: T1"), "no-heading-row"),
    Exhibit("another_registry", text(OFFICERS, "O1,One,B01,C1"), "another-kind"),
    Exhibit("a_heading_twice", text(f"{HEADINGS},name", "T1,a,area,b"), "column-given-twice"),
    Exhibit("a_column_missing", text("target_id,street", "T1,North"), "missing-column"),
    Exhibit("ten_thousand_headings", text(HEADINGS + ",x" * 10_000, "T1"), "too-many-columns"),
    Exhibit(
        "a_million_columns",
        (HEADINGS + "," + ",".join(f"c{n}" for n in range(10**6)) + "\nT1\n").encode,
        "too-many-columns",
    ),
    Exhibit("fifty_megabytes_in_one_line", lambda: b"x" * 50 * MEGABYTE, "line-too-long"),
    Exhibit(
        "fifty_megabytes_in_one_cell",
        lambda: f"{HEADINGS}\nT1,".encode() + b"x" * 50 * MEGABYTE,
        "line-too-long",
    ),
    Exhibit("quotes_everywhere", text(HEADINGS, *['T1,"a"b,area'] * 200), "broken-quote"),
    Exhibit("a_quote_left_open", text(HEADINGS, 'T1,"open,area'), "broken-quote"),
)

ENCODINGS = (
    Exhibit("gbk", lambda: GOOD.encode("gbk"), usable=True),
    Exhibit("utf_8_with_a_mark", lambda: GOOD.encode("utf-8-sig"), usable=True),
    Exhibit("utf_16", lambda: GOOD.encode("utf-16"), usable=True),
    Exhibit("utf_16_turned_round", lambda: b"\xfe\xff" + GOOD.encode("utf-16-be"), usable=True),
    Exhibit("utf_16_without_a_mark", lambda: GOOD.encode("utf-16-le"), "not-a-table"),
    Exhibit("utf_32", lambda: GOOD.encode("utf-32"), "no-heading-row"),
    Exhibit(
        "big5",
        lambda: "統一社會信用代碼,企業名稱\nT1,河畔市場\n".encode("big5"),
        "no-heading-row",
    ),
    Exhibit("latin_1", lambda: "clé,société\nT1,Moulin à café\n".encode("latin-1"), "not-text"),
    Exhibit("noise", lambda: bytes(range(1, 256)) * 40, "not-text"),
    Exhibit(
        "half_a_sign",
        lambda: GOOD.encode() + "T2,河".encode()[:-1] + b",area\n",
        "broken-text",
        usable=True,
    ),
    Exhibit("zeros", lambda: bytes(5_000), "file-empty"),
    Exhibit("a_zero_at_once", lambda: GOOD.encode() + b"T2,a\x00b,area\n", "not-a-table"),
    Exhibit(
        "a_zero_far_down",
        lambda: (
            GOOD.encode() + b"".join(b"R%d,a,area\n" % n for n in range(900)) + b"T2,a\0b,area\n"
        ),
        "broken-text",
        usable=True,
    ),
    Exhibit("old_line_ends", text(*GOOD.splitlines(), end="\r"), usable=True),
)

CELLS = (
    Exhibit("a_bell_in_an_id", text(HEADINGS, "T\x071,Mill,area"), "not-a-plain-id"),
    Exhibit("a_path_for_an_id", text(HEADINGS, "../../etc/passwd,Mill,area"), "not-a-plain-id"),
    Exhibit("no_id", text(HEADINGS, ",Mill,area"), "missing-value"),
    Exhibit(
        "an_id_twice", text(HEADINGS, "T1,Mill,area", "T1,Mill,area"), "duplicate", usable=True
    ),
    Exhibit(
        "thirty_days_in_february",
        text(f"{HEADINGS},reg_date", "T1,Mill,area,2026-02-30"),
        "impossible-day",
    ),
    Exhibit(
        "fewer_than_no_complaints",
        text(f"{HEADINGS},complaint_count_12m", "T1,Mill,area,-3"),
        "not-a-count",
    ),
    Exhibit(
        "more_complaints_than_a_number_holds",
        text(f"{HEADINGS},complaint_count_12m", "T1,Mill,area,99999999999"),
        "not-a-count",
    ),
    Exhibit(
        "a_name_of_100_000_signs", text(HEADINGS, f"T1,{'名' * 100_000},area"), "cell-too-long"
    ),
    Exhibit(
        "a_heading_of_100_000_signs",
        text(f"{HEADINGS},{'列' * 100_000}", "T1,Mill,area,x"),
        "heading-too-long",
    ),
    Exhibit("a_type_nobody_knows", text(HEADINGS, "T1,Mill,dragon"), "not-a-choice"),
    Exhibit(
        "a_check_character_wrong",
        text(HEADINGS, "91120116000000001A,Mill,area"),
        "wrong-check-character",
    ),
    Exhibit("digits_lost", text(HEADINGS, "9.11201E+17,Mill,area"), "digits-lost"),
    Exhibit("too_many_cells", text(HEADINGS, "T1,Mill,area,x,y"), "too-many-cells"),
    Exhibit("too_few_cells", text(HEADINGS, "T1"), "too-few-cells"),
    Exhibit(
        "an_identity_card",
        text(f"{HEADINGS},法人身份证号,联系电话", "T1,Mill,area,120116199001011234,022-66"),
        usable=True,
        notice="personal-columns",
    ),
    Exhibit("a_formula", text(HEADINGS, "T1,=cmd|'/C calc'!A0,area"), usable=True),
    Exhibit("a_statement", text(HEADINGS, "T1,'); DROP TABLE target; --,area"), usable=True),
    Exhibit("markup", text(HEADINGS, "T1,<script>alert(1)</script>,area"), usable=True),
    Exhibit(
        "an_officer_of_no_body",
        text(OFFICERS, "O1,One,B77,C1"),
        "unknown-body",
        "officers.csv",
        "officers",
    ),
    Exhibit(
        "leave_of_nobody",
        text("officer_id,starts,ends", "O77,2026-12-01,2026-12-02"),
        "unknown-officer",
        "leave.csv",
        "leave",
    ),
    Exhibit(
        "leave_that_ends_before_it_starts",
        text("officer_id,starts,ends", "O1,2026-12-05,2026-12-02"),
        "ends-before-start",
        "leave.csv",
        "leave",
    ),
    Exhibit(
        "his_own_relative",
        text("officer_id,relative_id", "O1,O1"),
        "own-relative",
        "relatives.csv",
        "relatives",
    ),
    Exhibit(
        "a_scope_that_nobody_can_read",
        text("item_id,name,body_id,applies_to", "I1,Doors,B01,((((("),
        "not-a-scope",
        "items.csv",
        "items",
    ),
    Exhibit(
        "a_fault_in_every_row",
        text(HEADINGS, *(f"T {n}!,,dragon" for n in range(5_000))),
        "not-a-choice",
    ),
)

TEXTS = (*NOT_A_TABLE, *ENCODINGS, *CELLS)
