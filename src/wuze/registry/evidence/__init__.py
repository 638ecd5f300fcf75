"""Evidence files of anything: attached once, used again elsewhere, withdrawn with a reason. What may have them says so by a Holder."""
