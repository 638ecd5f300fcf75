"""What dev.py needs beside itself: the standard library only."""
