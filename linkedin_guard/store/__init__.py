"""What is kept on the disk: the profiles, each in a private file of its own. The only writer."""
