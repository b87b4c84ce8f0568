"""What commands that write share: questions, values read, the plan shown and written."""
