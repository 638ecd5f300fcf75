"""What goes over the wire: one message to one channel, answered by a verdict. No database, no clock of its own."""
