"""The types a fresh site begins with, after the lead offices' usual table: data, 待核, edited by the county on a page."""

from __future__ import annotations

from wuze.registry.models import OrganisationType

TYPES = (
    # code, name, social, usual form
    ("large", "规模以上企业", False, "单独组建党支部、总支或党委"),
    ("small", "规模以下企业", False, "联合或区域党组织，指导员"),
    ("market", "专业市场", False, "市场党支部"),
    ("place", "商圈楼宇园区", False, "区域党组织"),
    ("platform", "互联网平台和电商", False, "行业党委，头部企业单独组建"),
    ("law", "律所和会计税务所", False, "行业党委下单独或联合组建"),
    ("school", "民办学校和培训机构", True, "单独组建"),
    ("clinic", "民营医院和养老机构", True, "单独或联合组建"),
    ("association", "行业协会商会", True, "功能型党支部"),
    ("service", "社会服务机构和基金会", True, "单独、联合或功能型"),
    ("new", "新就业群体站点", False, "流动或站点党支部"),
)


def ready_types() -> list[OrganisationType]:
    """Rows to be laid, in order."""
    return [
        OrganisationType(code=code, name=name, social=social, usual_form=form, order=order)
        for order, (code, name, social, form) in enumerate(TYPES)
    ]
