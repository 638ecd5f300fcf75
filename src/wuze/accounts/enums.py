"""Roles, what they may do, and the two carriers of an approval."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """What a post (or a grant) lets its holder be. The duty itself sits on the post."""

    LEADER = "leader", "县领导"
    LEAD_HEAD = "lead_head", "牵头机关负责人"
    LEAD_CLERK = "lead_clerk", "牵头机关经办"
    DEPARTMENT = "department", "部门经办"
    TOWN_HEAD = "town_head", "乡镇负责人"
    TOWN_CLERK = "town_clerk", "乡镇经办"
    SECTOR_HEAD = "sector_head", "行业、园区党委负责人"
    SECTOR_CLERK = "sector_clerk", "行业、园区党委经办"
    SECRETARY = "secretary", "党组织书记"
    INSPECTOR = "inspector", "督查组成员"
    READER = "reader", "只读"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"


class Capability(models.TextChoices):
    """One thing that may be done. A view names the capability it needs; ``visible_to`` says on which rows."""

    DESK = "desk", "看工作台"
    SEE_UNITS = "see_units", "看单位、岗位和任职"
    EDIT_UNITS = "edit_units", "改单位"
    EDIT_POSTS = "edit_posts", "设岗位、定任职"
    HAND_OVER = "hand_over", "办交接"
    SEE_ORGANISATIONS = "see_organisations", "看名录"
    EDIT_ORGANISATIONS = "edit_organisations", "改名录"
    EXPORT = "export", "导出"
    APPROVE = "approve", "审批"
    REGISTER_APPROVAL = "register_approval", "登记线下审批"
    SET_APPROVERS = "set_approvers", "定审批人"
    ENTER_FOR = "enter_for", "代录"
    BRANCH_ACCOUNTS = "branch_accounts", "管所属党组织的账号"
    ACCOUNTS = "accounts", "开账号、停账号"
    SITE = "site", "改本站设置、备份"
    GRANTS = "grants", "授角色、改安全设置"
    CONFIRM_GRANTS = "confirm_grants", "复核授权"
    TRAIL = "trail", "看留痕、导出留痕"
    HISTORY = "history", "看一件事的经过"
    SEARCH = "search", "搜索"
    TOOLS = "tools", "用工具箱"
    COMPLAINTS = "complaints", "看对本系统的意见"
    SEE_TASKS = "see_tasks", "看台账"
    EDIT_TASKS = "edit_tasks", "立事项、交办、审核"
    REPORT_TASKS = "report_tasks", "签收、汇报"
    SCHEMES = "schemes", "编考核方案"
    SEE_AGENDA = "see_agenda", "看议题、联系点、年度安排"
    KEEP_AGENDA = "keep_agenda", "记议题和重大问题、定年度安排"
    SEE_DUTIES = "see_duties", "看责任清单"
    EDIT_DUTIES = "edit_duties", "编责任清单、发告知单"
    SEE_SCHEMES = "see_schemes", "看考核方案"
    RUN_ROUNDS = "run_rounds", "办考核轮次"
    RATE = "rate", "记平时情况、初评"
    SEE_RESULTS = "see_results", "看考核结果"


class Carrier(models.TextChoices):
    """How a decision was taken: on screen, or on paper and registered afterwards."""

    CLICK = "click", "在线审批"
    PAPER = "paper", "线下审批"


class Paper(models.TextChoices):
    """The paper behind an offline decision."""

    MEMO = "memo", "呈批件"
    MINUTES = "minutes", "会议纪要"
    ORAL = "oral", "口头同意后补"


class LinkState(models.TextChoices):
    """Where a one-time link stands."""

    OPEN = "open", "可用"
    USED = "used", "已用"
    VOID = "void", "已作废"
    EXPIRED = "expired", "已过期"


class ApprovalState(models.TextChoices):
    """Where a request for approval stands."""

    ASKED = "asked", "待批"
    APPROVED = "approved", "已同意"
    REFUSED = "refused", "不同意"
    WITHDRAWN = "withdrawn", "已撤回"


class ApprovalVerb(models.TextChoices):
    """What can be done with a request for approval."""

    APPROVE = "approve", "同意"
    REFUSE = "refuse", "不同意"
    WITHDRAW = "withdraw", "撤回"
