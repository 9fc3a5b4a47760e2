"""Names of files, of which some are meant as paths."""

from __future__ import annotations

from tests.service.registries.gallery.exhibits import GOOD, Exhibit, always

CONTENT = always(GOOD.encode())

NAMES = (
    Exhibit("a_path_up", CONTENT, "field-invalid", "../../etc/passwd.csv", rejected=True),
    Exhibit("a_path_from_the_root", CONTENT, "field-invalid", "/etc/passwd.csv", rejected=True),
    Exhibit("a_windows_path", CONTENT, "field-invalid", "C:\\data\\t.csv", rejected=True),
    Exhibit("a_zero_in_the_name", CONTENT, "field-invalid", "t\x00.csv", rejected=True),
    Exhibit("a_line_break_in_the_name", CONTENT, "field-invalid", "t\r\nX: y.csv", rejected=True),
    Exhibit("a_name_without_end", CONTENT, "field-invalid", "n" * 300 + ".csv", rejected=True),
    Exhibit("no_name", CONTENT, "field-invalid", "", rejected=True),
    Exhibit("a_name_of_another_kind", CONTENT, "file-name-unknown", "t.exe", rejected=True),
    Exhibit("dots_alone", CONTENT, "file-name-unknown", "..", rejected=True),
    Exhibit("a_long_chinese_name", CONTENT, file_name="名" * 190 + ".csv", usable=True),
    Exhibit("a_name_that_is_markup", CONTENT, file_name="<b>&amp;'\".csv", usable=True),
    Exhibit("a_name_that_turns_round", CONTENT, file_name="t\u202evsc.csv", usable=True),
)
