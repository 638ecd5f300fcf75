"""What a complaint about this system is about."""

from __future__ import annotations

from django.db import models


class About(models.TextChoices):
    """The usual grounds; the first is why the entry exists (减轻基层负担)."""

    BURDEN = "burden", "要的材料、表太多或重复"
    FORMALISM = "formalism", "变相打卡、攒积分、要截图照片"
    WRONG = "wrong", "数字或内容不对"
    CLUMSY = "clumsy", "不好用、打不开"
    OTHER = "other", "其他"
