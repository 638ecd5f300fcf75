"""议题 (Agenda): planned, held, what was decided; regular study; major problems (重大问题) with an owner and an end."""
