"""E-mail through the server the operator has named (``WUZE_MAIL``)."""

from __future__ import annotations

from collections.abc import Sequence
from smtplib import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from wuze.ledger.reminders.wire.verdict import SENT, Verdict

NO_SERVER = "本站没有配邮件服务器，请系统管理员设WUZE_MAIL。"


def send(to: Sequence[str], subject: str, text: str) -> Verdict:
    """One message to all addresses of a channel."""
    if not settings.MAIL:
        return Verdict("refused", NO_SERVER)
    server = get_connection()
    try:
        server.open()
    except SMTPAuthenticationError:
        return Verdict("refused", "邮件服务器不认本站的账号或口令，请系统管理员查WUZE_MAIL。")
    except (OSError, SMTPException):
        return Verdict("refused", "连不上邮件服务器。")
    try:
        server.send_messages([EmailMessage(subject, text, to=list(to), connection=server)])
    except SMTPRecipientsRefused:
        return Verdict("refused", "收件地址都被退了，查地址。")
    except (SMTPResponseException, SMTPNotSupportedError) as error:
        code = getattr(error, "smtp_code", "")
        return Verdict("refused", f"邮件服务器没有收（{code}）。")
    except (OSError, SMTPException):
        return Verdict("unsure", "邮件服务器没有答完，到没到不清楚。")
    finally:
        server.close()
    return SENT
