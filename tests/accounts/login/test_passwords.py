"""What a password must be: SEC-02, SEC-03."""

from __future__ import annotations

import pytest

from wuze.accounts.login.passwords import LONGEST, faults, kinds, one_time


def found(password: str, *, strict: bool = False) -> list[str]:
    return faults(password, strict=strict, username="zhaoqing", name="赵青")


@pytest.mark.parametrize(
    "password",
    ["云峰乡的春天来得早", "correct horse battery", "x9" * 4 + "长城", "Ab3" + "词" * 61, "  前后有空格 不剪掉  "],
)
def test_sec_02_long_and_odd_ones_pass(password: str) -> None:
    assert found(password) == []


def test_sec_02_seven_are_too_few_and_eight_enough() -> None:
    assert found("k7#mP2x") == ["口令至少8个字符，现在是7个。"]
    assert found("k7#mP2xw") == []


def test_sec_02_nothing_is_cut() -> None:
    long = "甲乙丙丁戊己庚辛" * (LONGEST // 8)
    assert (found(long), found(long + "壬")) == ([], [f"口令最多{LONGEST}个字符，现在是{LONGEST + 1}个。"])


@pytest.mark.parametrize(
    "password", ["password1", "Password123!", "dangjian2026", "Admin@123", "11111111", "qwerty12345", "abababab"]
)
def test_sec_02_common_ones_do_not(password: str) -> None:
    assert found(password) == ["这个口令太常见，一猜就中。换几个不相干的词连起来。"]


@pytest.mark.parametrize("password", ["我是赵青没错的呀", "x-ZhaoQing-2027-w"])
def test_sec_02_nor_those_with_a_name_in_them(password: str) -> None:
    assert found(password) == ["口令里不要有姓名或账号。"]


def test_sec_03_complexity_only_where_it_is_asked_for() -> None:
    simple = "mountain lake"
    assert (found(simple), found(simple, strict=True)) == ([], ["口令要有大写字母、小写字母、数字、其他符号中的三种。"])
    assert found("Mountain 8 lake", strict=True) == []


def test_all_faults_at_once() -> None:
    assert len(found("赵青", strict=True)) == 4


def test_four_kinds_of_characters() -> None:
    assert [kinds(word) for word in ("abc", "aB", "aB1", "aB1!", "汉字", "汉a")] == [1, 2, 3, 4, 1, 2]


def test_sec_04_one_time_passwords_differ_and_are_long() -> None:
    many = {one_time() for _ in range(50)}
    assert (len(many), {len(one) for one in many}) == (50, {19})
