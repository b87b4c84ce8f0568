"""What commands that write share: fields, kinds of value, the plan shown and written."""
