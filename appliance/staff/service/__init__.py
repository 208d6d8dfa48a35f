"""What can be done with people: adding, resetting, retiring them; signing them in and out."""
