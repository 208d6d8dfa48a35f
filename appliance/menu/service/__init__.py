"""What can be done with the menu: say what is left, sell and give back, merge a file, export, give an item a photo."""
