"""The trail's tables, and the triggers that keep them."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from wuze.trail import triggers


def install(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Let the database itself guard the trail."""
    triggers.on(editor.connection)


def remove(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guards away, before the tables go."""
    triggers.off(editor.connection)


class Migration(migrations.Migration):
    """One initial migration until the first release."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Anchor",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="截至编号")),
                ("day", models.DateField(verbose_name="截至记账日")),
                ("hash", models.CharField(max_length=128, verbose_name="哈希")),
                ("count", models.BigIntegerField(verbose_name="本次清理条数")),
                ("at", models.DateTimeField(verbose_name="清理时刻")),
            ],
            options={
                "verbose_name": "锚点",
                "verbose_name_plural": "锚点",
                "db_table": "trail_anchor",
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="编号")),
                ("algorithm", models.CharField(max_length=20, verbose_name="哈希算法")),
                ("code", models.CharField(max_length=80, verbose_name="事项")),
                ("at", models.DateTimeField(verbose_name="时刻")),
                ("zone", models.CharField(max_length=6, verbose_name="时区")),
                ("day", models.DateField(verbose_name="记账日")),
                ("who_name", models.CharField(max_length=200, verbose_name="行为人")),
                ("who_post", models.TextField(blank=True, verbose_name="岗位")),
                ("who_person", models.CharField(blank=True, max_length=80, verbose_name="账号")),
                ("who_on_behalf", models.TextField(blank=True, verbose_name="代谁")),
                ("who_source", models.TextField(blank=True, verbose_name="依据")),
                ("thing_kind", models.CharField(max_length=80, verbose_name="对象类别")),
                ("thing_key", models.CharField(max_length=80, verbose_name="对象编号")),
                ("thing_label", models.TextField(verbose_name="对象")),
                ("before", models.JSONField(null=True, verbose_name="之前")),
                ("after", models.JSONField(null=True, verbose_name="之后")),
                ("rows", models.JSONField(default=list, verbose_name="批量各行")),
                (
                    "result",
                    models.CharField(
                        choices=[("done", "完成"), ("refused", "被拒"), ("failed", "未成")],
                        max_length=10,
                        verbose_name="结果",
                    ),
                ),
                ("request", models.CharField(blank=True, max_length=80, verbose_name="请求编号")),
                ("address", models.CharField(blank=True, max_length=80, verbose_name="来源地址")),
                ("previous", models.CharField(max_length=128, verbose_name="前一条哈希")),
                ("hash", models.CharField(max_length=128, verbose_name="哈希")),
            ],
            options={
                "verbose_name": "留痕",
                "verbose_name_plural": "留痕",
                "db_table": "trail_entry",
                "ordering": ("-number",),
                "indexes": [
                    models.Index(fields=["day", "number"], name="trail_entry_day"),
                    models.Index(fields=["at"], name="trail_entry_at"),
                    models.Index(fields=["code", "number"], name="trail_entry_code"),
                    models.Index(fields=["who_person", "number"], name="trail_entry_person"),
                    models.Index(fields=["who_name", "number"], name="trail_entry_name"),
                    models.Index(fields=["thing_kind", "thing_key", "number"], name="trail_entry_thing"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField(verbose_name="编号")),
                ("thing_kind", models.CharField(max_length=80, verbose_name="对象类别")),
                ("thing_key", models.CharField(max_length=80, verbose_name="对象编号")),
            ],
            options={
                "verbose_name": "批量所及",
                "verbose_name_plural": "批量所及",
                "db_table": "trail_mention",
                "constraints": [
                    models.UniqueConstraint(fields=("thing_kind", "thing_key", "number"), name="trail_mention_once")
                ],
            },
        ),
        migrations.RunPython(install, remove),
    ]
