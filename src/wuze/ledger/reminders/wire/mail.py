"""E-mail through the server the operator has named (``WUZE_MAIL``)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from smtplib import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from wuze.ledger.reminders.wire.verdict import SENT, Verdict

NO_SERVER = "本站没有配邮件服务器，请系统管理员设WUZE_MAIL。"


def send(to: Sequence[str], subject: str, text: str) -> Verdict:
    """One message to all addresses of a channel."""
    if not settings.MAIL:
        return Verdict("refused", NO_SERVER)
    server = get_connection()
    try:
        return _sent(server, EmailMessage(subject, text, to=list(to), connection=server))
    finally:
        with suppress(OSError, SMTPException):
            server.close()


def _sent(server: BaseEmailBackend, letter: EmailMessage) -> Verdict:
    try:
        server.open()
    except SMTPAuthenticationError:
        return Verdict("refused", "邮件服务器不认本站的账号或口令，请系统管理员查WUZE_MAIL。")
    except (OSError, SMTPException):
        return Verdict("refused", "连不上邮件服务器，或它不让本站登录。")
    try:
        server.send_messages([letter])
    except SMTPRecipientsRefused:
        return Verdict("refused", "收件地址都被退了，查地址。")
    except SMTPResponseException as error:
        return Verdict("refused", f"邮件服务器没有收（{error.smtp_code}）。")
    except (OSError, SMTPException):
        return Verdict("unsure", "邮件服务器没有答完，到没到不清楚。")
    return SENT
