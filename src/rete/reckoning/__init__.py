"""What is worked out from the records and written nowhere: pure, without today."""
