"""README.txt of a bundle: what it is, and how to check it, in both languages."""

from __future__ import annotations

from scheduler.domain.problem import DrawNumber

TEXT = """\
“双随机、一公开”抽取 {draw} 的公开证据

  python3 verify.py .        只需 Python 标准库：核对记录、种子和每个签号
  doubledraw verify .        重放抽取
  sha256sum -c SHA256SUMS    核对文件

一家企业自己核对：K 为 K_target（见 verify.py 的输出），ID 为统一社会信用代码：
  printf '%s%s' $K $ID | sha256sum
所得签号不大于本层入选线的企业被抽中。

Public evidence of draw {draw} under 双随机、一公开 (dual random, one public)

  python3 verify.py .        needs Python's standard library only: records, seed, every ticket
  doubledraw verify .        repeats the draw
  sha256sum -c SHA256SUMS    checks the files

A firm checks itself; K is K_target (verify.py prints it), ID its unified social credit code:
  printf '%s%s' $K $ID | sha256sum
Firms whose ticket is not above the cutoff of their stratum are drawn.

Compare the key in keys.txt with the one that the office published elsewhere before you trust it.
"""


def readme(number: DrawNumber) -> str:
    """Return the text."""
    return TEXT.format(draw=number)
