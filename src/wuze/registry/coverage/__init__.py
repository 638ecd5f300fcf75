"""Coverage: rates as they stood on any day, the lists behind them, questions, and the drive against blanks."""
