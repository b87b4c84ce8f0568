"""What is worked out from the records and written nowhere: pure; whoever asks gives the day."""
